"""A notice reaches its paper, an article knows of its preprint, and what looks alike is proposed, in any order."""

from dataclasses import replace

import pytest

from announcer.core.posting.lifecycle import State
from announcer.core.publications.identity.resemblance import ProposalKind
from announcer.core.publications.publication import (
    Author,
    PartialDate,
    Publication,
    PublicationStatus,
    PublicationType,
    Relation,
    RelationKind,
)
from announcer.core.text.richtext import Rich
from announcer.errors import UnknownProposalError, WrongStateError
from announcer.ports.proposal_store import Proposal, ProposalState
from announcer.ports.store import Impact
from announcer.services.catalogue.cataloguing import Outcome
from announcer.services.catalogue.merging_by_hand import MergingByHand
from announcer.services.catalogue.record_form import provenance
from announcer.store.opening import SqlStore
from announcer.store.records import from_record
from tests.builders import publication
from tests.catalogues import Catalogue
from tests.databases import Databases
from tests.fakes import FakeClock

PAPER = publication()
NOTICE = Publication(
    title=Rich.of("Notice of the editors"),
    doi="10.5555/notice",
    authors=(Author(name="Editor"),),
    relations=(Relation(kind=RelationKind.RETRACTS, doi=PAPER.doi),),
)
PREPRINT = publication(
    type=PublicationType.PREPRINT,
    doi="10.5555/preprint.1",
    journal="",
    links=(),
    title=Rich.of("Nights and nurses"),
)
ARTICLE_OF = Relation(kind=RelationKind.ARTICLE, doi=PAPER.doi)
PREPRINT_OF = Relation(kind=RelationKind.PREPRINT, doi=PREPRINT.doi)


@pytest.fixture
def store(databases: Databases) -> SqlStore:
    return databases.open(FakeClock())


@pytest.fixture
def catalogue(store: SqlStore) -> Catalogue:
    return Catalogue(store)


@pytest.fixture
def merging(catalogue: Catalogue) -> MergingByHand:
    updating = catalogue.cataloguing.updating
    return MergingByHand(store=catalogue.store, updating=updating, form=updating.form)


def only(store: SqlStore) -> Proposal:
    (proposal,) = store.proposals()
    return proposal


def findings(store: SqlStore, uid: str) -> list[str]:
    return [each.id for each in from_record(store.record(uid)).findings]


# -- notices -------------------------------------------------------------------------------------------------------


def test_the_notice_of_a_retraction_under_its_own_doi_holds_the_paper(catalogue: Catalogue) -> None:
    paper = catalogue.bring_in(PAPER)
    catalogue.approve()

    received = catalogue.bring_in(NOTICE, "notices.json", known=True)

    known = catalogue.known(paper.uid)
    assert known.status is PublicationStatus.RETRACTED
    assert known.relations == (Relation(kind=RelationKind.RETRACTED_BY, doi=NOTICE.doi),)
    assert [each.impact for each in received.affected] == [Impact.HELD]
    assert catalogue.only().held == "retracted: the record in notices.json"
    assert catalogue.store.is_registered("doi:10.5555/notice")


def test_a_paper_that_comes_after_its_notice_is_held(catalogue: Catalogue) -> None:
    catalogue.bring_in(NOTICE, known=True)

    paper = catalogue.bring_in(PAPER)

    assert catalogue.known(paper.uid).status is PublicationStatus.RETRACTED
    assert catalogue.only().held == "the paper has been retracted"
    assert "retracted" in findings(catalogue.store, paper.uid)


def test_a_notice_reaches_a_paper_whose_pmid_becomes_known_later(catalogue: Catalogue) -> None:
    by_pmid = replace(NOTICE, relations=(Relation(kind=RelationKind.CONCERNS, pmid="7"),))
    catalogue.bring_in(by_pmid, known=True)
    paper = catalogue.bring_in(PAPER)
    assert catalogue.known(paper.uid).status is PublicationStatus.CURRENT

    catalogue.bring_in(replace(PAPER, pmid="7"))

    assert catalogue.known(paper.uid).status is PublicationStatus.CONCERN
    assert "expression of concern" in catalogue.only().held


def test_a_notice_read_again_changes_nothing_and_a_person_may_have_overruled_it(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.bring_in(NOTICE, known=True)
    catalogue.review.resume(catalogue.only().id, actor="ali")

    received = catalogue.bring_in(replace(NOTICE, journal="Rest"), known=True)

    assert (received.affected, catalogue.only().held) == ((), "")


def test_a_correction_is_noted_and_holds_nothing(catalogue: Catalogue) -> None:
    paper = catalogue.bring_in(PAPER)
    correction = replace(
        NOTICE,
        type=PublicationType.CORRECTION_NOTICE,
        relations=(Relation(kind=RelationKind.CORRECTS, doi=PAPER.doi),),
    )

    catalogue.bring_in(correction, known=True)

    assert catalogue.known(paper.uid).status is PublicationStatus.CORRECTED
    assert catalogue.only().held == ""


def test_a_correction_that_cannot_be_brought_to_its_paper_is_told_and_tried_again(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)
    catalogue.break_template("en")
    correction = replace(NOTICE, relations=(Relation(kind=RelationKind.CORRECTS, doi=PAPER.doi),))

    received = catalogue.bring_in(correction, known=True)
    assert (received.outcome, len(received.problems)) == (Outcome.FAILED, 1)

    catalogue.troubled.clear()
    assert catalogue.bring_in(correction, known=True).problems == ()
    assert catalogue.known(f"doi:{PAPER.doi}").status is PublicationStatus.CORRECTED


# -- preprints -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("preprint", "article"),
    [(replace(PREPRINT, relations=(ARTICLE_OF,)), PAPER), (PREPRINT, replace(PAPER, relations=(PREPRINT_OF,)))],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_preprint_and_its_article_are_two_publications_that_name_one_another(
    catalogue: Catalogue, preprint: Publication, article: Publication, *, is_first: bool
) -> None:
    for record in (preprint, article) if is_first else (article, preprint):
        catalogue.bring_in(record)

    assert catalogue.known(f"doi:{PREPRINT.doi}").relations == (ARTICLE_OF,)
    assert catalogue.known(f"doi:{PAPER.doi}").relations == (PREPRINT_OF,)
    assert "preprint-announced" in findings(catalogue.store, f"doi:{PAPER.doi}")
    assert catalogue.store.proposals() == []


def test_a_preprint_that_is_known_and_not_announced_is_no_finding(catalogue: Catalogue) -> None:
    catalogue.bring_in(PREPRINT, known=True)

    catalogue.bring_in(replace(PAPER, relations=(PREPRINT_OF,)))

    assert "preprint-announced" not in findings(catalogue.store, f"doi:{PAPER.doi}")


def test_a_preprint_of_the_articles_title_and_authors_is_proposed(
    catalogue: Catalogue, merging: MergingByHand
) -> None:
    catalogue.bring_in(PAPER)
    received = catalogue.bring_in(replace(PREPRINT, title=PAPER.title, published=PartialDate(year=2024)))
    proposal = only(catalogue.store)
    assert (received.proposals, proposal.kind) == (1, ProposalKind.PREPRINT)
    assert (proposal.one, proposal.other) == (f"doi:{PREPRINT.doi}", f"doi:{PAPER.doi}")

    merging.accept(proposal.id, actor="ali")

    assert catalogue.known(f"doi:{PREPRINT.doi}").relations == (ARTICLE_OF,)
    assert catalogue.known(f"doi:{PAPER.doi}").relations == (PREPRINT_OF,)
    assert catalogue.store.proposals() == []


# -- proposals -----------------------------------------------------------------------------------------------------

TWIN = replace(PAPER, doi="10.5555/other", links=())
"""The same title under another DOI."""


def test_two_dois_under_one_title_are_proposed_and_never_merged_by_themselves(catalogue: Catalogue) -> None:
    catalogue.bring_in(PAPER)

    received = catalogue.bring_in(TWIN)

    assert (received.outcome, received.proposals) == (Outcome.ADDED, 1)
    assert only(catalogue.store).reason == "the same title, and another DOI"
    assert catalogue.bring_in(TWIN).proposals == 0


def test_a_title_that_is_nearly_the_same_is_proposed_and_another_number_in_it_is_not(catalogue: Catalogue) -> None:
    title = PAPER.title.plain
    for number, changed in enumerate((title, f"{title}s", f"{title} in 2014"), start=1):
        catalogue.bring_in(replace(PAPER, title=Rich.of(changed), doi=f"10.5555/{number}", links=()))

    assert only(catalogue.store).reason == "99% of the titles' letters in common"


@pytest.mark.parametrize(
    "other", ["Effects of salt on the sleep of nurses", "The effect of salt on sleep of nurses"]
)
def test_a_title_whose_first_word_differs_a_little_is_proposed(catalogue: Catalogue, other: str) -> None:
    catalogue.bring_in(replace(PAPER, title=Rich.of("Effect of salt on the sleep of nurses")))

    catalogue.bring_in(replace(PAPER, title=Rich.of(other), doi="10.5555/2", links=()))

    assert only(catalogue.store).reason.endswith("% of the titles' letters in common")


def test_a_person_makes_one_publication_of_two_and_what_comes_again_finds_it(
    catalogue: Catalogue, merging: MergingByHand
) -> None:
    catalogue.bring_in(PAPER)
    catalogue.bring_in(replace(TWIN, pmid="7"))
    proposal = only(catalogue.store)

    done = merging.accept(proposal.id[:5], actor="ali")

    uid = f"doi:{PAPER.doi}"
    assert not catalogue.store.is_registered(f"doi:{TWIN.doi}")
    assert (catalogue.known(uid).doi, catalogue.known(uid).pmid) == (PAPER.doi, "7")
    assert [each.impact for each in done.affected] == [Impact.HELD, Impact.HELD]
    assert {queued.publication for queued in catalogue.store.listing([State.IN_REVIEW])} == {uid}
    assert catalogue.bring_in(replace(TWIN, keywords=("nurses",))).uid == uid
    (kept,) = catalogue.store.proposals_with_prefix(proposal.id)
    assert (kept.state, kept.decided_by) == (ProposalState.ACCEPTED, "ali")
    with pytest.raises(WrongStateError):
        merging.accept(proposal.id, actor="ali")


def test_what_was_refused_is_never_asked_again(catalogue: Catalogue, merging: MergingByHand) -> None:
    catalogue.bring_in(PAPER)
    catalogue.bring_in(TWIN)
    merging.refuse(only(catalogue.store).id, actor="ali")

    received = catalogue.bring_in(replace(TWIN, keywords=("nurses",)))

    assert (received.proposals, catalogue.store.proposals()) == (0, [])
    with pytest.raises(UnknownProposalError):
        merging.refuse("zzzz", actor="ali")


# -- where a field is from -----------------------------------------------------------------------------------------


def test_each_field_says_which_record_it_is_from(catalogue: Catalogue) -> None:
    catalogue.bring_in(replace(PAPER, abstract=None), "a.toml")
    received = catalogue.bring_in(replace(PAPER, pmid="7", authors=(), affiliations=()), "b.toml")

    sources = provenance(catalogue.store, catalogue.cataloguing.form, received.uid)

    assert {sources[name].place for name in ("authors", "affiliations")} == {"a.toml"}
    assert {sources[name].place for name in ("pmid", "abstract")} == {"b.toml"}
    assert all(source.digest and source.read_at for source in sources.values())
