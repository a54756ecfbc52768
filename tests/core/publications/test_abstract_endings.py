import pytest

from announcer.core.publications.abstracts import clean_abstract

OWN = "Iron deficiency is common in girls. Weekly iron at school helps them."


def plain(raw: str, language: str = "en") -> str:
    found = clean_abstract(raw, language)
    return found.plain if found else ""


@pytest.mark.parametrize(
    "ending",
    [
        "This article is protected by copyright. All rights reserved.",
        "© 2026 The Authors. This is an open access article under the CC BY licence.",
        "(c) The Author(s) 2026.",
        "Copyright: the authors, 2026.",
        "Copyright (c) 2026 Example Press.",
        "Graphical abstract available for this article.",
        "A video abstract is available online.",
        "A graphical abstract can be found at the journal.",
        "Supplementary data are available at Made-up Informatics online.",
        "Supplementary information: at the journal online.",
        "Electronic supplementary material is available for this paper.",
        "Conflict of interest: the authors declare none.",
        "Conflicts of interest: none.",
        "Competing interests: None declared.",
        "The authors declare no conflict of interest.",
        "The authors have nothing to disclose.",
        "Please see later in the article for the Editors' Summary.",
        "See the Made-up Library website for further project information.",
        "See Instructions for Authors for a complete description of levels of evidence.",
        "Funding: Example Foundation, grant number 12 of 2026.",
        "Funded by the Example Foundation.",
        "This study was supported by a grant from the Example Foundation.",
        "Trial registration: NCT00000000.",
        "ClinicalTrials.gov: NCT00000000.",
        "The trial was registered at IRCT under number 12.",
        "PROSPERO CRD420000000.",
        "Level II, economic and decision analysis.",
        "Level of evidence: III.",
        "LEVEL OF EVIDENCE: Level 3, retrospective.",
        "Therapeutic Level IV.",
        "Evidence level: 2b.",
        "A complete list of members of the group appears in the appendix.",
        "Keywords: iron, girls, school.",
        "Made-up J Iron Res 2008;1:83-98).",
        "Data are available from the authors.",
    ],
)
def test_what_follows_an_abstract_is_cut(ending: str) -> None:
    assert plain(f"{OWN} {ending}") == OWN


def test_several_endings_are_cut_one_after_the_other() -> None:
    tail = "Funding: Example Foundation. Conflict of interest: none. © 2026 The Authors. Keywords: iron, girls."

    assert plain(f"{OWN} {tail}") == OWN


@pytest.mark.parametrize(
    "sentence",
    [
        "Scores were analysed with SPSS © software in 40 girls. Anxiety fell by half in the girls of the school.",
        "Pictures were made with Made-up Paint © 2019 in 40 girls. Pain fell by half.",
        "The groups were (a) young, (b) old and (c) 2010 girls. Pain fell by half.",
        "Funding of schools rose by half in ten years.",
        "Disclosure of illness helped the girls of the school.",
        "Conflict of interest was common among the panels.",
        "Levels of evidence were low in most of the trials.",
        "Level 3 hospitals had fewer deaths than others.",
        "Supplementary iron helps the girls of the school.",
        "See-through masks helped deaf girls at school.",
        "Registration of births rose by half in ten years.",
        "The authors of blogs declare their love of iron.",
        "Weekly iron helps girls (Made-up J Iron Res 2008;1:83-98).",
        "Supported by their mothers, the girls took the iron.",
        "Copyright law was of no help to the girls.",
        "Data are scarce on the girls of the school.",
        "Contact with cats protects girls from asthma.",
    ],
)
def test_a_sentence_of_the_papers_own_stays(sentence: str) -> None:
    assert plain(f"{OWN} {sentence}") == f"{OWN} {sentence}"


@pytest.mark.parametrize(
    "raw",
    [
        "There is no abstract available for this article.",
        "Abstract not available for this article.",
        "The abstract is not available for this article.",
        "This letter has no abstract.",
        "This letter to the editor does not have an abstract.",
        "An abstract is not available for this content so a preview has been provided.",
        "No abstract was provided by the publisher here.",
        "Abstract unavailable. Please read the full text of it.",
        "چکیده در دسترس نیست. به متن مقاله مراجعه کنید.",
        "این مقاله چکیده ندارد و متن آن هست.",
        "این نامه فاقد چکیده است و متن دارد.",
        "بدون چکیده. به متن مقاله مراجعه کنید.",
    ],
)
def test_a_text_that_says_that_there_is_no_abstract_is_none(raw: str) -> None:
    assert clean_abstract(raw, "fa" if raw[0] > "\u0600" else "en") is None


@pytest.mark.parametrize(
    "raw",
    [
        "No abstract thought was harder for the girls than the idea of debt.",
        "Abstract ideas are not available to small children before they speak.",
        "This article has no abstract ideas, and it tells what girls eat at school.",
        "چکیده این کتاب درباره آهن در مدرسه است و به دختران کمک می‌کند.",
    ],
)
def test_a_text_that_speaks_of_what_is_abstract_is_one(raw: str) -> None:
    assert clean_abstract(raw, "fa" if raw[0] > "\u0600" else "en") is not None


def test_of_a_publishers_page_only_the_summary_is_an_abstract() -> None:
    page = (
        "Chapter 3 Night Shifts A. Doe Search for more papers by this author First published: 2024 Export citation "
        "Summary Night shifts tire nurses. Naps reduce their errors by a third. REFERENCES Roe, B. (2019). Naps. "
        "Sleep 3, 1. Google Scholar"
    )
    found = clean_abstract(page)

    assert found is not None
    assert found.plain == "Night shifts tire nurses. Naps reduce their errors by a third."


def test_of_a_publishers_page_without_a_summary_nothing_is_left() -> None:
    page = "A. Doe Search for more papers by this author Roe, B. (2019). Naps of nurses. PubMedGoogle Scholar"

    assert clean_abstract(page) is None


def test_a_list_of_references_goes_and_the_word_stays() -> None:
    assert (found := clean_abstract("Naps of nurses reduce errors. References Roe B. Naps. Sleep 2019."))
    assert found.plain == "Naps of nurses reduce errors."
    assert (found := clean_abstract("Google Scholar was searched. References of the papers were read too."))
    assert "References of the papers" in found.plain


def test_a_review_may_name_where_it_searched() -> None:
    found = clean_abstract(
        "We searched PubMed, Web of Science and Google Scholar (Google Scholar: first 200). Iron helped."
    )

    assert found
    assert found.plain.startswith("We searched PubMed, Web of Science and Google Scholar")
