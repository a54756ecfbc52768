"""`announcer reviewers`: people without an account, who review by a link."""

from datetime import timedelta

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo, emit
from announcer.errors import UsageError
from announcer.ports.reviewer_store import Reviewer
from announcer.services.people.reviewers_by_link import LASTS, Invitation, Reviewers
from announcer.wiring.site_queue import SiteQueue, open_queue


@click.command("reviewers")
@click.argument("name", required=False)
@click.option("--add", "adding", is_flag=True, help="Ask NAME, and print the link by which they review.")
@click.option("--mail", default="", help="With --add: tell them by mail, where the site does that.")
@click.option("--language", default="", metavar="CODE", help="With --add: only announcements in this language.")
@click.option("--faculty", default="", help="With --add: only announcements of this faculty.")
@click.option("--only", multiple=True, metavar="ID", help="With --add: only this announcement; may be repeated.")
@click.option("--decide", is_flag=True, help="With --add: let them approve and reject, not only comment.")
@click.option(
    "--days", type=click.IntRange(1, 400), default=LASTS.days, show_default=True, help="How long it works."
)
@click.option("--new-link", is_flag=True, help="Print a further link for NAME; earlier ones go on working.")
@click.option("--revoke", is_flag=True, help="Let no link of NAME work any more.")
@click.pass_obj
def command(  # noqa: PLR0913, PLR0917 (its options)
    app: App,
    name: str | None,
    mail: str,
    language: str,
    faculty: str,
    only: tuple[str, ...],
    days: int,
    *,
    adding: bool,
    decide: bool,
    new_link: bool,
    revoke: bool,
) -> None:
    """List who reviews by a link, without an account; ask somebody, revoke their links."""
    if [adding, new_link, revoke].count(True) > 1:
        raise UsageError("do one thing at a time", hint="give one of --add, --new-link, --revoke")
    if (adding or new_link or revoke) and name is None:
        raise UsageError("say who is meant", hint="give the name that stands in the history")
    if not adding and (mail or language or faculty or only or decide):
        raise UsageError("these options say what a new reviewer sees", hint="give them with --add")
    with open_queue(app.site) as queue:
        reviewers = Reviewers(store=queue.store)
        if adding:
            invitation = Invitation(
                name=name or "",
                mail=mail,
                language=language,
                department=faculty,
                announcements=tuple(queue.search.named(one) for one in only),
                decides=decide,
                lasts=timedelta(days=days),
            )
            reviewer, token = reviewers.add(invitation, actor=current_actor())
            _print(app, queue, reviewer, token)
        elif new_link:
            found = reviewers.named(name or "")
            _print(app, queue, found, reviewers.new_link(found.id))
        elif revoke:
            found = reviewers.named(name or "")
            reviewers.revoke(found.id, actor=current_actor())
            _print(app, queue, next(each for each in reviewers.listed() if each.id == found.id))
        else:
            for each in reviewers.listed() if name is None else [reviewers.named(name)]:
                _print(app, queue, each)


def _print(app: App, queue: SiteQueue, reviewer: Reviewer, token: str = "") -> None:
    review = queue.settings.review
    link = f"{review.public_address or f'http://{review.host}:{review.port}'}/for/{token}" if token else ""
    if app.json:
        emit(_as_json(reviewer) | ({"link": link} if link else {}))
        return
    until = f"{queue.local(reviewer.ends_at):%Y-%m-%d %H:%M}"
    works = "works until" if reviewer.works(queue.store.now()) else "is over since"
    if reviewer.revoked_at:
        works, until = "was revoked", f"{queue.local(reviewer.revoked_at):%Y-%m-%d %H:%M}"
    about = [reviewer.language, reviewer.department, *reviewer.announcements]
    words = [
        reviewer.name,
        "decides" if reviewer.decides else "comments",
        f"{works} {until}",
        reviewer.mail,
        *about,
    ]
    echo("  ".join(word for word in words if word))
    if link:
        echo(f"Give them this link; whoever has it can use it, and it is shown this once only:\n{link}")


def _as_json(reviewer: Reviewer) -> dict[str, object]:
    return {
        "name": reviewer.name,
        "mail": reviewer.mail,
        "language": reviewer.language,
        "faculty": reviewer.department,
        "announcements": list(reviewer.announcements),
        "decides": reviewer.decides,
        "ends_at": reviewer.ends_at.isoformat(timespec="seconds"),
        "revoked": reviewer.revoked_at is not None,
    }
