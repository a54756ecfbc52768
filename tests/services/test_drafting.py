import pytest

from announcer.channels.x.rules import X_RULES
from announcer.core.findings import Finding, Level
from announcer.core.keysentences.choosing import KeySentence
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.publication import Publication, Translation
from announcer.core.text.richtext import Rich
from announcer.errors import BrandError, TemplateError
from announcer.ports.importing import Imported
from announcer.services.drafting import Drafting
from tests.builders import abstract, publication
from tests.fakes import FakePainter, FakeWriter


def imported(**changes: object) -> Imported:
    return Imported(publication=publication(**changes), source="a.toml")


def drafting(
    *,
    languages: tuple[str, ...] = ("en", "fa"),
    writer: FakeWriter | None = None,
    painter: FakePainter | None = None,
) -> Drafting:
    return Drafting(
        writer=writer or FakeWriter(),
        painter=painter or FakePainter(),
        languages=languages,
        prices=PostPrices(),
        rules=X_RULES,
    )


def made_by(work: Drafting, *publications: Imported) -> list[Announcement]:
    """Return the announcements of the publications; none must fail."""
    results = list(work.drafted(work.jobs(publications)))
    made = [result for result in results if isinstance(result, Announcement)]
    assert made == results
    return made


def bilingual() -> Imported:
    return imported(translations={"fa": Translation(title=Rich.of("عنوان"))})


def test_a_publication_is_announced_in_each_language_that_site_and_record_share() -> None:
    jobs = drafting().jobs([bilingual(), imported()])

    assert [job.language for job in jobs] == ["en", "fa", "en"]


def test_a_record_in_no_language_of_the_site_is_announced_in_the_first_and_says_so() -> None:
    work = drafting(languages=("fa",))

    (made,) = made_by(work, imported())

    assert made.language == "fa"
    assert [finding.id for finding in made.findings] == ["language-not-announced"]


def found(text: str, source: str = "conclusion") -> KeySentence:
    return KeySentence(text=text, original=text, source=source)


LONG, SHORT, RESULT = (
    found("Night-shift work raised blood pressure."),
    found("Nurses' night shift work."),
    found("A result.", "results"),
)


@pytest.mark.parametrize(
    ("longest", "carried", "shown"),
    [(40, LONG, LONG), (30, SHORT, SHORT), (10, RESULT, RESULT), (5, None, LONG)],
    ids=["all fit", "the best that fits", "a result for want of a conclusion", "none fits"],
)
def test_text_card_and_alt_text_carry_the_best_sentence_that_fits(
    longest: int, carried: KeySentence | None, shown: KeySentence
) -> None:
    work = drafting(languages=("en",), writer=FakeWriter(sentences=(LONG, SHORT, RESULT), longest=longest))

    (made,) = made_by(work, imported())

    assert made.text.sentence == (carried.text if carried else "")
    assert made.sentence == shown.text
    assert made.alt_text.endswith(shown.text)


def test_what_the_abstract_says_against_the_sentence_next_is_told() -> None:
    text = "Night-shift work raised blood pressure."
    against = abstract(f"{text} However, it fell again within a week.")
    work = drafting(languages=("en",), writer=FakeWriter(sentences=(found(text),)))

    (made,) = made_by(work, imported(abstract=against))

    (told,) = [each for each in made.findings if each.id == "key-sentence-turned"]
    assert "However, it fell again within a week." in told.message


def test_a_sentence_that_a_person_chose_is_not_changed_for_another() -> None:
    work = drafting(languages=("en",), writer=FakeWriter(sentences=(LONG, SHORT), longest=20))
    (job,) = work.jobs([imported()])

    assert (work.announce(job, LONG.text).sentence, work.announce(job, LONG.text).text.sentence) == (LONG.text, "")
    assert work.announce(job, "").sentence == ""


def test_text_card_and_alt_text_come_from_the_same_record_and_sentence() -> None:
    work = drafting(writer=FakeWriter(sentences=3))

    (made,) = made_by(work, imported())

    assert made.candidates[0].text in made.text.text
    assert made.candidates[0].text in made.alt_text
    assert made.card is not None
    assert len(made.candidates) == 3


def test_a_record_without_a_sentence_is_announced_all_the_same() -> None:
    work = drafting(writer=FakeWriter(sentences=0))

    (made,) = made_by(work, imported())

    assert made.candidates == ()
    assert not made.held


def test_findings_of_record_and_card_come_together_each_once() -> None:
    noticed = Finding(id="a-card-finding", level=Level.WARNING, message="so")
    work = drafting(painter=FakePainter(findings=(noticed, noticed)))
    found = Imported(publication=publication(), source="a", findings=(noticed,))

    (made,) = made_by(work, found)

    assert made.findings == (noticed,)


def test_a_card_that_cannot_be_drawn_holds_the_announcement_and_keeps_its_text() -> None:
    work = drafting(painter=FakePainter(broken=BrandError("logo.png: no such file", hint="put it there")))

    (made,) = made_by(work, imported())

    assert made.held
    assert made.text.text
    assert [(finding.id, finding.hint) for finding in made.findings] == [("no-card", "put it there")]


def test_a_broken_template_stops_no_other_language() -> None:
    broken = {"fa": TemplateError("post/fa/x.txt.j2:3: there is no 'titel'", hint="did you mean 'title'?")}
    work = drafting(writer=FakeWriter(broken=dict(broken)))

    results = list(work.drafted(work.jobs([bilingual(), bilingual()])))

    assert [made.language for made in results if isinstance(made, Announcement)] == ["en", "en"]
    assert [result for result in results if isinstance(result, TemplateError)] == [broken["fa"]] * 2


def test_the_id_stays_when_the_words_change_and_the_digest_does_not() -> None:
    def made(record: Publication) -> tuple[str, str]:
        work = drafting()
        (one,) = made_by(work, Imported(publication=record, source="a"))
        return one.id, one.digest()

    first, second = made(publication()), made(publication(title=Rich.of("A title put right")))

    assert first[0] == second[0]
    assert first[1] != second[1]
