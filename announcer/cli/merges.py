"""`announcer merges`: publications that a person should compare."""

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo, emit
from announcer.cli.for_each import for_each
from announcer.cli.output import impact_words
from announcer.core.publications.identity.resemblance import ProposalKind
from announcer.core.publications.publication import Publication
from announcer.ports.proposal_store import Proposal
from announcer.services.catalogue.merging_by_hand import MergingByHand
from announcer.services.presenting import proposal_json
from announcer.system.visible import visible
from announcer.wiring.site_queue import open_queue

ASKS = {
    ProposalKind.SAME: "the same publication?",
    ProposalKind.PREPRINT: "the first is the preprint of the second?",
}
_MOST_NAMES = 3
_BEFORE_ACCEPTING = (
    "\n'announcer merges accept PAIR' makes one of two, 'announcer merges refuse PAIR' keeps them apart.\n"
    "Neither can be taken back: look at both before you decide. 'announcer backup FILE' keeps the queue as it is."
)


@click.command("merges")
@click.argument("step", type=click.Choice(["accept", "refuse"]), required=False)
@click.argument("names", metavar="PAIR…", nargs=-1)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most this many pairs.")
@click.pass_context
def command(ctx: click.Context, step: str | None, names: tuple[str, ...], limit: int) -> None:
    """List publications that may be one, or a preprint and its article; accept or refuse.

    Nothing is done to them until somebody has accepted. That cannot be taken back: look at both before. A pair that
    was refused is never listed again.
    """
    app: App = ctx.obj
    if step and not names:
        raise click.UsageError(f"name the pairs to {step}", ctx=ctx)
    with open_queue(app.site) as queue:
        merging = queue.catalogue.merging
        if step is None:
            _list(app, merging, limit)
            return

        def decide(name: str) -> None:
            done = (merging.accept if step == "accept" else merging.refuse)(name, actor=current_actor())
            if app.json:
                emit(proposal_json(done.proposal, done.affected))
                return
            echo(f"{done.proposal.id}  {done.proposal.state.value}")
            for each in done.affected:
                echo(f"  {each.announcement.id}  {each.announcement.language}  {visible(impact_words(each))}")

        for_each(ctx, names, str, decide)


def _list(app: App, merging: MergingByHand, limit: int) -> None:
    proposals = merging.open_proposals(limit=limit)
    for proposal in proposals:
        if app.json:
            emit(proposal_json(proposal))
        else:
            _print(proposal, merging.publications(proposal))
    if app.json:
        return
    echo(_BEFORE_ACCEPTING if proposals else "no publication looks like another one")


def _print(proposal: Proposal, both: tuple[Publication | None, Publication | None]) -> None:
    echo(f"{proposal.id}  {ASKS[proposal.kind]} {visible(proposal.reason)}")
    for uid, title, publication in zip((proposal.one, proposal.other), proposal.titles, both, strict=True):
        echo(f"  {visible(title)}")
        echo(f"    {visible('; '.join(filter(None, (uid, *_facts(publication)))))}")


def _facts(publication: Publication | None) -> tuple[str, ...]:
    if publication is None:
        return ("its record cannot be read",)
    authors = [author.name for author in publication.authors]
    named = ", ".join(authors[:_MOST_NAMES]) + (" …" if len(authors) > _MOST_NAMES else "")
    published = publication.published.isoformat() if publication.published else ""
    place = " ".join(filter(None, (publication.journal, publication.volume, publication.pages)))
    return named, place, published
