"""The list of faults: what goes wrong, on which call, how far the request came, and whether it had an effect."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tests.faultserver import answers, misanswers, wire
from tests.faultserver.answers import Answer
from tests.faultserver.api import Route
from tests.faultserver.breakage import BROKEN, SILENT
from tests.faultserver.misanswers import Instead, instead, renamed, timeline
from tests.faultserver.wire import Cut
from tests.faultserver.world import World


class Phase(StrEnum):
    """How far the request is read before the fault."""

    UNREAD = "before reading"
    HEAD = "after the headers"
    HALF = "after part of the body"
    READ = "after the whole request"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to go wrong.

    `takes_effect`: the request is carried out all the same. `replace` makes another answer of the true one; `cut`
    sends it. `verdict_is_not_xs`: a 4xx that X did not write, so nobody may take it for X's decision. `hides`: a
    well-formed look-up that does not show a post that is public, so a client cannot know better.
    """

    name: str
    routes: frozenset[Route]
    phase: Phase = Phase.READ
    takes_effect: bool = False
    replace: Instead | None = None
    cut: Cut = wire.plain
    verdict_is_not_xs: bool = False
    hides: bool = False

    def answer(self, true: Answer, world: World) -> Answer:
        """Return what is sent instead of the true answer."""
        return self.replace(true, world) if self.replace else true


WRITES = frozenset({Route.POST, Route.UPLOAD, Route.METADATA})
READS = frozenset({Route.LOOKUP, Route.ME})
ALL = WRITES | READS
POST = frozenset({Route.POST})
UPLOAD = frozenset({Route.UPLOAD})
METADATA = frozenset({Route.METADATA})
LOOKUP = frozenset({Route.LOOKUP})
MAY_SUCCEED = {True: WRITES, False: WRITES - METADATA}
"""Where X may begin a 2xx, by whether it did anything: one to an alt text says that the text is kept."""
EFFECTS = {True: "done", False: "not-done"}


# --- connections and answers that break ---


def _whole() -> Iterator[Fault]:
    """Whole answers in odd forms: always done, because a patient client may read them."""
    for name, cut in wire.WHOLE.items():
        yield Fault(name=f"whole/{name}", routes=ALL, takes_effect=True, cut=cut)


def _broken() -> Iterator[Fault]:
    for name, cut in BROKEN.items():
        for done, word in EFFECTS.items():
            yield Fault(name=f"broken/{name}/{word}", routes=MAY_SUCCEED[done], takes_effect=done, cut=cut)
        yield Fault(name=f"broken/{name}", routes=READS, cut=cut)


def _silent() -> Iterator[Fault]:
    for name, cut in SILENT.items():
        for phase in Phase:
            yield Fault(name=f"silent/{name}/{phase}/not-done", routes=ALL, phase=phase, cut=cut)
        yield Fault(name=f"silent/{name}/{Phase.READ}/done", routes=WRITES, takes_effect=True, cut=cut)


# --- pages of what stands between ---


def _pages() -> Iterator[Fault]:
    pages = misanswers.PAGES | {
        f"html-{status}": answers.page(status)
        for status in (*misanswers.HTML_STATUSES, *misanswers.SERVER_STATUSES)
    }
    pages |= {f"empty-{status}": answers.empty(status) for status in misanswers.EMPTY_STATUSES}
    for name, answer in pages.items():
        foreign = 400 <= answer.status < 500
        for done, word in EFFECTS.items():
            yield Fault(
                name=f"page/{name}/{word}",
                routes=WRITES if done else ALL,
                takes_effect=done,
                replace=instead(answer),
                verdict_is_not_xs=foreign,
            )
    for phase in (Phase.UNREAD, Phase.HEAD, Phase.HALF):
        for name in ("html-403", "html-413", "html-503", "captive-200", "login-302"):
            yield Fault(
                name=f"page/{name}/{phase}",
                routes=WRITES,
                phase=phase,
                replace=instead(pages[name]),
                verdict_is_not_xs=pages[name].status in (403, 413),
            )


# --- X's own words ---


def _own() -> Iterator[Fault]:
    for name, make in misanswers.XS_OWN.items():
        yield Fault(name=f"x/{name}", routes=ALL, replace=make)
    for name, answer in misanswers.ODD_ERRORS.items():
        for done, word in EFFECTS.items():
            yield Fault(name=f"x/{name}/{word}", routes=ALL, takes_effect=done, replace=instead(answer))
    for name, make in misanswers.ABOUT_A_POST.items():
        yield Fault(name=f"x/{name}/not-done", routes=POST, replace=make)
    for done, word in EFFECTS.items():
        yield Fault(
            name=f"x/403-duplicate/{word}", routes=POST, takes_effect=done, replace=instead(answers.DUPLICATE)
        )
        yield Fault(
            name=f"x/403-code-187/{word}", routes=POST, takes_effect=done, replace=instead(misanswers.CODE_187)
        )


# --- a success that names nothing, or another ---


def _nameless() -> Iterator[Fault]:
    for done, word in EFFECTS.items():
        for name, content in misanswers.NAMELESS.items():
            routes = POST if name.startswith("id-") else MAY_SUCCEED[done]
            answer = answers.document(201, content)
            yield Fault(name=f"nameless/{name}/{word}", routes=routes, takes_effect=done, replace=instead(answer))
        for status in (200, 202, 204):
            yield Fault(
                name=f"nameless/empty-{status}/{word}",
                routes=MAY_SUCCEED[done],
                takes_effect=done,
                replace=instead(answers.empty(status)),
            )
    yield Fault(name="other/older-id", routes=POST, takes_effect=True, replace=misanswers.older_id)
    yield Fault(
        name="other/id-as-number",
        routes=WRITES,
        takes_effect=True,
        replace=renamed(lambda data: data | {"id": int(str(data["id"]))}),
    )
    yield Fault(
        name="other/more-keys",
        routes=ALL,
        takes_effect=True,
        replace=renamed(lambda data: data | {"new": [{"a": None}]}),
    )


# --- look-ups and media ---


def _lookups() -> Iterator[Fault]:
    for name, change in misanswers.LOOKUPS.items():
        yield Fault(name=f"lookup/{name}", routes=LOOKUP, replace=timeline(change))
    for name, change in misanswers.HIDING.items():
        yield Fault(name=f"lookup/{name}", routes=LOOKUP, replace=timeline(change), hides=True)
    for name, change in misanswers.PLAIN_READS.items():
        yield Fault(name=f"lookup/{name}", routes=LOOKUP, replace=timeline(change))
    yield Fault(name="lookup/object", routes=LOOKUP, replace=instead(answers.document(200, {})), hides=True)


def _media() -> Iterator[Fault]:
    for name, change in misanswers.UPLOADS.items():
        yield Fault(name=f"upload/{name}", routes=UPLOAD, takes_effect=True, replace=renamed(change))
    yield Fault(
        name="upload/400-media-type",
        routes=UPLOAD,
        replace=instead(answers.invalid("media_type unrecognized")),
    )
    yield Fault(name="metadata/400-media", routes=METADATA, replace=instead(answers.BAD_MEDIA))


FAULTS: tuple[Fault, ...] = (
    *_whole(),
    *_broken(),
    *_silent(),
    *_pages(),
    *_own(),
    *_nameless(),
    *_lookups(),
    *_media(),
)
BY_NAME = {fault.name: fault for fault in FAULTS}


def of(route: Route) -> tuple[Fault, ...]:
    """Return the faults that this call can have."""
    return tuple(fault for fault in FAULTS if route in fault.routes)
