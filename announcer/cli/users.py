"""`announcer users`: who may sign in on the review page, and what they may do there."""

from datetime import timedelta

import click

from announcer.cli.actor import current_actor
from announcer.cli.app import App, echo, emit
from announcer.errors import UsageError
from announcer.ports.people_store import Person, Role
from announcer.services.people.signing_in import SigningIn
from announcer.services.people.team import Team
from announcer.wiring.site_queue import SiteQueue, open_queue

LINK_LASTS = timedelta(days=7)
ROLES = click.Choice([role.value for role in Role])


@click.command("users")
@click.argument("name", required=False)
@click.option("--add", "adding", is_flag=True, help="Add NAME, and print the link by which they set a password.")
@click.option("--role", type=ROLES, help="What NAME may do; with --add, viewer unless it is given.")
@click.option("--full-name", default="", help="With --add: how the person is called.")
@click.option("--new-link", is_flag=True, help="Print a new link for NAME, who has lost the password.")
@click.option("--disable", is_flag=True, help="Let NAME sign in no longer.")
@click.option("--enable", is_flag=True, help="Let NAME sign in again.")
@click.pass_obj
def command(  # noqa: PLR0913 (its options)
    app: App,
    name: str | None,
    role: str | None,
    full_name: str,
    *,
    adding: bool,
    new_link: bool,
    disable: bool,
    enable: bool,
) -> None:
    """List who may sign in on the review page, add people, change what they may do."""
    steps = [adding, new_link, disable, enable, role is not None and not adding]
    if steps.count(True) > 1:
        raise UsageError(
            "do one thing at a time", hint="give one of --add, --role, --new-link, --disable, --enable"
        )
    if any(steps) and name is None:
        raise UsageError("say who is meant", hint="give the name that they sign in by")
    with open_queue(app.site) as queue:
        team, actor = Team(store=queue.store), current_actor()
        if name is None or not any(steps):
            for person in team.listed() if name is None else [team.named(name)]:
                _print(app, person)
            return
        if adding:
            person = team.add(name, Role(role or "viewer"), full_name=full_name, actor=actor)
            _print_link(app, person, queue)
        elif new_link:
            _print_link(app, team.named(name), queue)
        elif disable or enable:
            _print(app, (team.disable if disable else team.enable)(name, actor=actor))
        else:
            _print(app, team.give_role(name, Role(role or "viewer"), actor=actor))


def _print_link(app: App, person: Person, queue: SiteQueue) -> None:
    """Print a person with the link by which they set a password; the running page may have another port."""
    token = SigningIn(store=queue.store).new_link(person.name, lasts=LINK_LASTS)
    review = queue.settings.review
    _print(app, person, f"{review.public_address or f'http://{review.host}:{review.port}'}/welcome/{token}")
    if not (app.json or review.public_address):
        echo("Where the page was started with another --port, put that in its place, or set review.public_address.")


def _print(app: App, person: Person, link: str = "") -> None:
    if app.json:
        shown = {"name": person.name, "full_name": person.full_name, "role": person.role.value}
        emit(shown | {"disabled": person.disabled_at is not None} | ({"link": link} if link else {}))
        return
    away = "  may not sign in" if person.disabled_at else "" if person.password else "  has no password yet"
    echo(f"{person.name}  {person.role.value}  {person.full_name}{away}".rstrip())
    if link:
        echo(f"Give them this link; it works once, for {LINK_LASTS.days} days:\n{link}")
