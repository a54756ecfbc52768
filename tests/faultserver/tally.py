"""What came of a life: what the program says, compared with what is public."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faultserver.api import Route
from tests.faultserver.plans import Plan
from tests.faultserver.server import FaultServer

Row = dict[str, object]
"""One announcement, as `announcer queue --json` tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that must not be, or that somebody should look at."""

    kind: str
    what: str


@dataclass(slots=True, kw_only=True)
class Result:
    """What came of a life."""

    plan: Plan
    figures: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)
    struck: Counter[str] = field(default_factory=Counter)

    def note(self, kind: str, what: str) -> None:
        """Count a trouble and keep its words."""
        self.figures[kind] += 1
        self.troubles.append(Trouble(kind=kind, what=what))


class Tally:
    """Counts into `result` what became of each announcement; `show` asks the program for all about one of them."""

    def __init__(self, result: Result, server: FaultServer, show: Callable[[Row], Row]) -> None:
        self._result = result
        self._server = server
        self._world = server.world
        self._show = show

    def count(self, rows: list[Row]) -> None:
        """Compare all announcements with all that is public."""
        for row in rows:
            self._count_one(row)
        for post in self._world.posts:
            if not post.is_described:
                self._result.note("bare", f"post {post.id} has no card or no alt text")
        for line in self._server.trouble:
            self._result.note("server", line)
        self._result.figures["calls"] = len(self._server.calls)
        self._result.struck.update(call.fault for call in self._server.calls if call.fault)

    def public(self, row: Row) -> list[str]:
        """Return the ids of an announcement's public posts."""
        return [post.id for post in self._world.with_link(_link(row))]

    def waits(self, row: Row) -> None:
        """Count one of unknown outcome, after every look that the program takes."""
        self._result.figures["unknown"] += 1
        if self.public(row):
            self._result.note("not found", f"{row['id']} is public and still unknown: {self._story(row)}")

    def _count_one(self, row: Row) -> None:
        state, public, figures = str(row["state"]), self.public(row), self._result.figures
        if len(public) > 1:
            self._result.note("doubled", f"{row['id']} is public as {', '.join(public)}: {self._story(row)}")
        if row["held"]:
            figures["held"] += 1
        elif state == "posted":
            figures["posted"] += 1
            self._check_address(row, public)
        elif state == "failed":
            figures["failed"] += 1
            if not self._refused_by_x(row):
                figures["failed without X's word"] += 1
            if public:
                figures["failed and public"] += 1
        elif state == "in_review" and self._has_reason(row):
            figures["in review"] += 1
        elif state == "unknown":
            self._result.note("not settled", f"{row['id']} is unknown after a person's word: {self._story(row)}")
        else:
            self._result.note("lost", f"{row['id']} is {state} for no reason: {self._story(row)}")

    def _check_address(self, row: Row, public: list[str]) -> None:
        found = re.search(r"/status/(\d+)", str(row["url"]))
        if not public:
            self._result.note("lost", f"{row['id']} is said to be posted and is not: {self._story(row)}")
        elif not found or found.group(1) not in public:
            kind = "wrong address" if not self._was_misnamed() else "misnamed by X"
            self._result.note(kind, f"{row['id']} is {public[0]} and recorded as {row['url']}")

    def _was_misnamed(self) -> bool:
        return any(call.fault == "other/older-id" for call in self._server.calls)

    def _refused_by_x(self, row: Row) -> bool:
        """Whether X itself refused this post, or one of the pictures."""
        link = _link(row).encode()
        refused = [text for text, _ in self._world.refused if _link(row) in text]
        own = [call for call in self._server.calls if call.fault.startswith("x/") or "400-media" in call.fault]
        return bool(refused) or any(call.route is not Route.POST or link in call.body for call in own)

    def _has_reason(self, row: Row) -> bool:
        history = self._show(row)["history"]
        return isinstance(history, list) and bool(history) and bool(history[-1]["detail"])

    def _story(self, row: Row) -> str:
        """Return what is needed to understand what happened."""
        shown = self._show(row)
        history = shown["history"]
        steps = [f"{one['event']} {one['detail']}".strip() for one in history] if isinstance(history, list) else []
        calls = [f"{call.route} {call.fault or 'healthy'}" for call in self._server.calls]
        return f"{shown['state']}, {shown['evidence']!r}; history: {' | '.join(steps)}; calls: {', '.join(calls)}"


def _link(row: Row) -> str:
    """Return the address in the text of a publication's post."""
    return f"https://doi.org/{str(row['publication']).removeprefix('doi:')}"
