"""Publications that may be one: both records side by side, for a person to decide."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from announcer.core.publications.identity.resemblance import ProposalKind
from announcer.core.publications.publication import Publication
from announcer.ports.people_store import Role
from announcer.ports.proposal_store import Proposal
from announcer.web.visit import Page, Visit

AT_ONCE = 20
FIELDS = (
    "Title",
    "Authors",
    "Journal",
    "Volume, issue, pages",
    "Published",
    "DOI",
    "PubMed",
    "Kind of work",
    "Publisher",
)
"""What is compared, in English."""
ASKS = {
    ProposalKind.SAME: "Are these the same publication?",
    ProposalKind.PREPRINT: "Is the first the preprint of the second?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A field of both records; `differs` where both have it and it is not the same."""

    name: str
    values: tuple[str, str]

    @property
    def differs(self) -> bool:
        """Whether a person should look at it."""
        one, other = (" ".join(value.casefold().split()) for value in self.values)
        return bool(one and other) and one != other


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A proposal with both records compared; no lines where one cannot be read."""

    proposal: Proposal
    asks: str
    lines: tuple[Line, ...]
    announced: tuple[tuple[str, ...], tuple[str, ...]]


def show(visit: Visit) -> Response:
    """Show the pairs that nobody has decided, the first proposed first."""
    merging = visit.queue.catalogue.merging
    proposals = merging.open_proposals()
    return visit.render(
        "merges.html.j2",
        pairs=[_pair(visit, proposal) for proposal in proposals[:AT_ONCE]],
        more=max(len(proposals) - AT_ONCE, 0),
        done=visit.query.get("done", ""),
        affected=visit.query.get("affected", "0"),
        place="channels",
    )


def _pair(visit: Visit, proposal: Proposal) -> Pair:
    one, other = visit.queue.catalogue.merging.publications(proposal)
    lines = tuple(_lines(one, other)) if one and other else ()
    return Pair(
        proposal=proposal,
        asks=ASKS[proposal.kind],
        lines=lines,
        announced=(_announced(visit, proposal.one), _announced(visit, proposal.other)),
    )


def _announced(visit: Visit, uid: str) -> tuple[str, ...]:
    return tuple(queued.id for queued in visit.queue.store.announced(uid))


def _lines(one: Publication, other: Publication) -> Iterator[Line]:
    for name, left, right in zip(FIELDS, _values(one), _values(other), strict=True):
        if left or right:
            yield Line(name=name, values=(left, right))


def _values(publication: Publication) -> tuple[str, ...]:
    return (
        publication.title.plain,
        ", ".join(author.name for author in publication.authors),
        publication.journal,
        ", ".join(filter(None, (publication.volume, publication.issue, publication.pages))),
        publication.published.isoformat() if publication.published else "",
        publication.doi,
        publication.pmid,
        publication.type.value.replace("_", " ").replace("-", " "),
        publication.publisher,
    )


def accept(visit: Visit) -> Response:
    """Make the two one, or note that one is the preprint of the other."""
    decided = visit.queue.catalogue.merging.accept(visit.path["pair"], actor=visit.actor)
    return visit.to("merges", {"done": "accepted", "affected": len(decided.affected)})


def refuse(visit: Visit) -> Response:
    """Note that they are not; nobody is asked again."""
    visit.queue.catalogue.merging.refuse(visit.path["pair"], actor=visit.actor)
    return visit.to("merges", {"done": "refused"})


PAGES = (
    Page(path="/merges", name="merges", role=Role.VIEWER, handle=show),
    Page(path="/merges/{pair}/accept", name="accept-merge", role=Role.APPROVER, handle=accept, method="POST"),
    Page(path="/merges/{pair}/refuse", name="refuse-merge", role=Role.APPROVER, handle=refuse, method="POST"),
)
