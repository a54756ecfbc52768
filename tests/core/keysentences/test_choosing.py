import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.keysentences.choosing import LONGEST, MOST_CANDIDATES, candidates
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

    assert [candidate.source for candidate in found] == ["key_sentence", "lay_summary", "abstract"]
    assert found[0].text == "Night shifts raise blood pressure."


def test_a_plain_language_summary_gives_its_first_sentences_in_full() -> None:
    short = "Nurses who work nights have higher blood pressure. Two years are enough to see it. "

    assert best(lay_summary=short + "The reason may be lost sleep, as " + "sleep " * 40 + ".") == short.strip()


def test_a_summary_whose_first_sentence_is_too_long_is_passed_over() -> None:
    assert best(lay_summary="Nurses " * 50 + ".").startswith("Nurses on rotating night shifts")


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
        best(abstract=Abstract(sections=(Section(text=Rich(runs)),))) == "Breathing CO₂ raised the pressure a lot."
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
