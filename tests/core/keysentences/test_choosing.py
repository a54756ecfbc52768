import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.keysentences.choosing import (
    LONGEST,
    MOST_CANDIDATES,
    KeySentence,
    candidates,
    choice,
    in_order_of_trial,
    sentence_for_card,
    texts_for_post,
    turned_by,
)
from announcer.core.publications.publication import Abstract, Section, Translation
from announcer.core.text.richtext import Rich, Run, Style
from tests.builders import abstract, publication


def best(**fields: object) -> str:
    found = candidates(publication(**fields), "en")
    return found[0].text if found else ""


def labelled(sections: dict[str, str]) -> Abstract:
    return Abstract(sections=tuple(Section(label=label, text=Rich.of(text)) for label, text in sections.items()))


def test_a_sentence_that_staff_chose_goes_before_all() -> None:
    found = candidates(
        publication(
            key_sentence="Night shifts raise blood pressure.", lay_summary="Night work is hard on the heart."
        ),
        "en",
    )

    assert [candidate.source for candidate in found] == ["key_sentence", "lay_summary", "conclusion"]
    assert found[0].text == "Night shifts raise blood pressure."


def test_a_plain_language_summary_gives_its_first_sentences_in_full() -> None:
    short = "Nurses who work nights have higher blood pressure. Two years are enough to see it. "

    assert best(lay_summary=short + "The reason may be lost sleep, as " + "sleep " * 40 + ".") == short.strip()


def test_a_summary_whose_first_sentence_is_too_long_is_passed_over() -> None:
    assert best(lay_summary="Nurses " * 50 + ".").startswith("Nurses on rotating night shifts")
    assert best(lay_summary="I describe how naps help nurses.").startswith("Nurses on rotating night shifts")


def test_the_conclusion_section_goes_before_the_results() -> None:
    text = labelled(
        {
            "Background": "Night work is common in hospitals everywhere.",
            "Results": "Pressure rose by 4.2 mmHg in night workers.",
            "Conclusions": "Night work may raise blood pressure in nurses. Hospitals should plan for it.",
        }
    )
    found = candidates(publication(abstract=text), "en")

    assert [candidate.text for candidate in found] == [
        "Night work may raise blood pressure in nurses.",
        "Pressure rose by 4.2 mmHg in night workers.",
    ]
    assert [candidate.source for candidate in found] == ["conclusion", "results"]


def test_a_conclusion_that_only_asks_for_research_gives_way_to_the_results() -> None:
    text = labelled(
        {
            "Results": "Pressure rose by 4.2 mmHg in night workers.",
            "Conclusion": "Further studies in nurses are needed.",
        }
    )

    assert best(abstract=text) == "Pressure rose by 4.2 mmHg in night workers."


def test_without_labels_the_last_sentence_is_taken() -> None:
    assert best() == "Nurses on rotating night shifts had a systolic pressure 4.2 mmHg higher than day workers."


def test_without_labels_a_sentence_that_says_it_concludes_goes_first() -> None:
    text = abstract(
        "Night work is common. We followed nurses for years. In conclusion, night work may raise blood pressure. "
        "Rosters ought to be planned with care."
    )
    found = candidates(publication(abstract=text), "en")

    assert found[0].text == "Night work may raise blood pressure."
    assert found[0].original == "In conclusion, night work may raise blood pressure."


def test_a_call_for_further_research_is_the_last_choice() -> None:
    text = abstract("Night work is common here. Pressure rose in night workers. Further research is warranted.")

    assert best(abstract=text) == "Pressure rose in night workers."


def test_a_sentence_that_leans_on_the_one_before_gives_way() -> None:
    text = abstract(
        "Nobody had measured this. Pressure rose in all night workers. It also rose in some day workers."
    )

    assert best(abstract=text) == "Pressure rose in all night workers."


def test_the_background_of_an_abstract_is_never_taken_for_its_finding() -> None:
    text = abstract("Night work is common in hospitals. Nurses often do it for years. Why? Unknown.")

    assert best(abstract=text) == ""


@pytest.mark.parametrize("ending", ["…", "..."])
def test_a_sentence_that_breaks_off_is_not_a_candidate(ending: str) -> None:
    assert best(abstract=abstract(f"Pressure rose in all of the night workers and{ending}")) == ""


def test_a_sentence_that_is_too_long_gives_way_to_the_next() -> None:
    text = abstract(f"Nobody knew this before. Pressure rose in all night workers. It {'really ' * 40}did.")

    assert best(abstract=text) == "Pressure rose in all night workers."


def test_sub_and_superscripts_are_written_in_unicode() -> None:
    runs = (Run(text="Breathing CO"), Run(text="2", style=Style.SUB), Run(text=" raised the pressure a lot."))

    assert (
        best(title=Rich.of("Air and pressure"), abstract=Abstract(sections=(Section(text=Rich(runs)),)))
        == "Breathing CO₂ raised the pressure a lot."
    )


def test_a_sentence_is_of_the_language_that_is_asked_for() -> None:
    there = Translation(title=Rich.of("عنوان"), lay_summary="شب‌کاری فشار خون پرستاران را بالا می‌برد.")
    record = publication(key_sentence="Night shifts raise blood pressure.", translations={"fa": there})

    assert [candidate.text for candidate in candidates(record, "fa")] == [there.lay_summary]
    assert candidates(publication(), "fa") == ()


def test_a_persian_conclusion_is_found_by_its_label() -> None:
    conclusion = "شب‌کاری با فشار خون بالاتر همراه است."
    text = labelled({"یافته‌ها": "فشار خون پرستاران شب‌کار بالاتر بود.", "نتیجه‌گیری": conclusion})

    assert candidates(publication(language="fa", abstract=text), "fa")[0].text == conclusion


def test_the_same_sentence_is_offered_once() -> None:
    sentence = "Nurses on rotating night shifts had a systolic pressure 4.2 mmHg higher than day workers."

    assert len(candidates(publication(key_sentence=sentence), "en")) == 1


def test_a_record_without_an_abstract_has_no_candidates() -> None:
    assert candidates(publication(abstract=None), "en") == ()


@given(st.text(alphabet=st.sampled_from("aA .?!…\u202e\x00نتیجه"), max_size=300))
def test_any_abstract_gives_full_sentences_that_may_be_posted(text: str) -> None:
    found = candidates(publication(abstract=abstract(text)), "en")

    assert len(found) <= MOST_CANDIDATES
    for candidate in found:
        assert len(candidate.text) <= LONGEST
        assert "…" not in candidate.text
        assert not set(candidate.text) & {"\x00", "\u202e"}


def test_a_protocol_has_found_nothing_yet() -> None:
    title = Rich.of("Naps of nurses: study protocol of a randomised trial")
    record = publication(title=title, abstract=labelled({"Conclusions": "Naps reduce errors of nurses at night."}))

    assert candidates(record, "en") == ()
    assert "protocol" in choice(record, "en").why_none


def test_a_sentence_that_is_the_title_again_is_none() -> None:
    text = labelled({"Conclusions": "Naps of nurses reduce errors at night. Nurses sleep better after naps."})

    assert (
        best(title=Rich.of("Naps of nurses reduce errors at night"), abstract=text)
        == "Nurses sleep better after naps."
    )


LONG_CONCLUSION = (
    "The index is still a sound measure for groups of patients with stroke in the long term, and it may stand for"
    " a number of "
    "measures that were made for quite different parts of daily life, such as dressing, washing, shopping and the"
    " use of a telephone."
)


def test_a_long_conclusion_is_tried_whole_then_shortened_and_both_before_a_trifle_of_the_results() -> None:
    text = labelled({"Results": "The mean interval rose to 4.9 years.", "Conclusions": LONG_CONCLUSION})
    found = candidates(publication(title=Rich.of("An index after stroke"), abstract=text), "en")

    assert list(in_order_of_trial(found)) == [
        LONG_CONCLUSION,
        "The index is still a sound measure for groups of patients with stroke in the long term.",
        "The mean interval rose to 4.9 years.",
    ]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("However, nurses were few. More is to come.", "However, nurses were few."),
        ("But nurses were few.", "But nurses were few."),
        ("Although nurses were few, naps help.", "Although nurses were few, naps help."),
        ("Nurses were few.", ""),
        ("Butter was eaten.", ""),
        ("", ""),
    ],
)
def test_a_sentence_that_turns_the_one_before_it_is_found(after: str, expected: str) -> None:
    text = labelled({"Results": "Naps help. Naps are short.", "Conclusions": f"Naps cut errors. {after}".strip()})
    record = publication(abstract=text)

    assert turned_by(record, "en", "Naps cut errors.") == expected
    assert turned_by(record, "en", "Naps are short.") == ""
    assert turned_by(record, "en", "") == ""
    assert turned_by(publication(abstract=None), "en", "Naps cut errors.") == ""


def test_of_texts_that_need_the_title_only_those_of_the_best_candidate_are_tried() -> None:
    best_one, unclear, clear, chosen = (
        KeySentence(text=text, original=text, source=source)
        for text, source in (
            ("Pressure rose; the talks helped more.", "conclusion"),
            ("The naps helped the staff.", "conclusion"),
            ("Night work raised the pressure of nurses.", "conclusion"),
            ("Naps help.", "key_sentence"),
        )
    )
    title = "Night work and blood pressure in hospital nurses"

    texts, needing = texts_for_post([best_one, unclear, clear, chosen], title)

    assert texts[:3] == (best_one.text, clear.text, chosen.text)
    assert needing == {best_one.text}
    assert texts_for_post([], title) == ((), frozenset())


def test_one_candidate_is_short_enough_for_any_post_where_the_abstract_has_one() -> None:
    long = "Weekly walks of the nurses in the wood around the old hospital lowered their pressure by a {} in a way "
    long += (
        "that no other measure of the year did, and the nurses liked them more than all the talks they were given."
    )
    text = labelled(
        {
            "Results": "Pressure fell by 4 mmHg in those who walked.",
            "Conclusions": " ".join(long.format(word) for word in ("third", "fourth", "fifth", "sixth", "seventh")),
        }
    )
    found = candidates(publication(abstract=text), "en")

    assert len(found) == MOST_CANDIDATES
    assert found[0].text == long.format("third")
    assert found[-1].text == "Pressure fell by 4 mmHg in those who walked."


def test_an_abbreviation_is_written_out_where_the_abstract_explains_it() -> None:
    text = labelled(
        {
            "Background": "Chronic kidney disease (CKD) is common among miners.",
            "Conclusions": "CKD was twice as common in miners as in farmers. Early CKD was often missed.",
        }
    )

    assert [candidate.text for candidate in candidates(publication(abstract=text), "en")] == [
        "Chronic kidney disease was twice as common in miners as in farmers.",
        "Early chronic kidney disease was often missed.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Les infirmières de nuit avaient une pression plus haute que les autres.",
        "Las enfermeras de noche tenían la presión más alta que las demás.",
        "Die Pflegenden der Nacht hatten einen höheren Druck als die des Tages.",
        "As enfermeiras da noite tinham uma pressão mais alta do que as outras.",
        "У медсестёр ночной смены давление было выше, чем у дневных.",
        "夜勤の看護師の血圧は日勤の看護師より高かった.",
        "ممرضات الليل كان لديهن ضغط أعلى من ممرضات النهار في المستشفى.",
    ],
)
def test_a_sentence_in_another_language_is_never_taken(sentence: str) -> None:
    english = "Night nurses had a higher pressure than the others did."
    text = abstract(f"Nobody had asked this before. We followed many nurses for two years. {english} {sentence}")

    assert [candidate.text for candidate in candidates(publication(abstract=text), "en")][:1] == [english]
    assert candidates(publication(abstract=abstract(sentence), language="fr"), "en") == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "it has neither an abstract nor a summary"),
        ("Les infirmières de nuit avaient une pression plus haute que les autres.", "in another language"),
        ("We followed many nurses for two years. Further studies are needed.", "only tells aims, methods"),
        (LONG_CONCLUSION.replace(", and it", " and it") + " " + "x" * 90, ""),
        ("Blood pressure in nurses " + "of the large old hospital " * 14 + "rose.", "cannot be shortened"),
    ],
)
def test_why_a_record_has_no_key_sentence_is_told(text: str | None, reason: str) -> None:
    record = publication(abstract=abstract(text) if text else None)

    assert reason in choice(record, "en").why_none
    assert bool(choice(record, "en").why_none) is not bool(candidates(record, "en"))


def test_what_words_tell_is_used_as_labels_are() -> None:
    text = abstract(
        "Night work is common in hospitals, and its effect on blood pressure is not known. The aim of this study"
        " was to "
        "compare nurses on night and day shifts. We followed 412 nurses for two years and measured their pressure"
        " each "
        "month. Systolic pressure was 4.2 mmHg higher in the night group (p = 0.01). There was no difference in"
        " weight "
        "(p = 0.6). Rotating night shifts are associated with higher blood pressure in nurses. Hospitals may have"
        " to "
        "plan rosters with care."
    )
    found = candidates(publication(abstract=text), "en")

    assert found[0].text == "Rotating night shifts are associated with higher blood pressure in nurses."
    assert found[0].source == "conclusion"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("conclusion", "Naps reduce errors.", True),
        ("conclusion", "NPX of QRS nurses reduces errors.", False),
        ("results", "We saw fewer errors after naps.", False),
        ("key_sentence", "NPX of QRS nurses reduces errors.", True),
    ],
)
def test_a_card_alone_carries_only_what_is_plain_unless_a_person_chose_it(
    source: str, text: str, expected: object
) -> None:
    found = [KeySentence(text=text, original=text, source=source)]

    assert sentence_for_card(found) == (text if expected else "")
    assert sentence_for_card([]) == ""
