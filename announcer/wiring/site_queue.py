"""Put the posting part together: the store, the channels, and the use cases over them.

Apart from `announcer.wiring.site`, which draws cards, so that what only posts stays small and starts quickly.
"""

import os
import random
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from announcer.channels.by_hand import ByHandChannel
from announcer.core.planning.closed_days import Closure, parse_closures
from announcer.core.planning.slots import PostingRules, budgets_at
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Budget, Queued, Target
from announcer.core.posts.cost import MILLION
from announcer.core.posts.post import Post
from announcer.core.posts.share_links import post_on_x
from announcer.errors import AnnouncerError, ConfigurationError, UnknownAnnouncementError, UsageError
from announcer.ports.channels import Channel
from announcer.services.checking import Checked
from announcer.services.crash_points import point
from announcer.services.planning import Planner
from announcer.services.posting import Pump, PumpRules
from announcer.services.review_rules import ReviewRules
from announcer.settings.site_settings import SiteSettings, load
from announcer.store.lock import daemon_lock
from announcer.store.opening import SqlStore, open_postgres, open_sqlite
from announcer.system.clock import Clock, SystemClock

if TYPE_CHECKING:
    from announcer.channels.x.factory import XSettings
    from announcer.services.reviewing import Review

X, BY_HAND = "x", "drafts"
UNBOUNDED = 10**15
"""Millionths of a dollar: a month's cost is summed up even where no budget bounds it."""
_NOT_TO_BE_POSTED = (
    State.IN_REVIEW,
    State.REJECTED,
    State.CANCELLED,
    State.POSTED,
    State.FAILED,
)


@dataclass(frozen=True)
class SiteQueue:
    """A site's queue, opened, with everything that works on it."""

    folder: Path
    settings: SiteSettings
    store: SqlStore
    clock: Clock
    environ: Mapping[str, str] = field(repr=False)

    @cached_property
    def rules(self) -> PostingRules:
        """When the site posts.

        Raises:
            ConfigurationError: the file of holidays is missing or wrong.
        """
        return self.settings.schedule.as_rules(holidays(self.folder, self.settings))

    # -- channels --------------------------------------------------------------------------------------------------

    @property
    def target(self) -> Target:
        """Where new announcements go: X where it is switched on, else people who post by hand."""
        if self.settings.channels.x.enabled:
            return Target(channel=X, account=self.settings.channels.x.account, charges=True)
        return Target(channel=BY_HAND, account=self.settings.channels.drafts.account, charges=False)

    @property
    def accounts(self) -> tuple[tuple[str, str], ...]:
        """The channels that are on, each with its account."""
        by_hand = (BY_HAND, self.settings.channels.drafts.account)
        x = self.settings.channels.x
        return ((X, x.account), by_hand) if x.enabled else (by_hand,)

    def channel(self, name: str) -> Channel:
        """Return the channel of that name, whether it is on or not.

        Raises:
            UsageError: there is none.
            ConfigurationError: its secrets are missing, or others can read them.
        """
        if name == X:
            return self._x()
        if name == BY_HAND:
            return self._by_hand()
        raise UsageError(f"there is no channel {name!r}", hint=f"the channels are {X} and {BY_HAND}")

    def _by_hand(self) -> ByHandChannel:
        drafts = self.settings.channels.drafts
        return ByHandChannel(account=drafts.account, folder=self.folder / drafts.folder, share_link=_share_link)

    def clear_ready(self) -> list[str]:
        """Take away what lies ready and was edited, held, called off or recorded since; return the ids.

        Else a colleague could post words that nobody approves any more, or post twice.
        """
        return self._by_hand().clear(self._is_to_be_posted)

    def _is_to_be_posted(self, announcement: str) -> bool:
        try:
            queued = self.store.get(announcement)
        except UnknownAnnouncementError:
            return True  # another queue's, or older than a backup: not ours to judge
        return not queued.held and queued.state not in _NOT_TO_BE_POSTED

    def _x(self) -> Channel:
        from announcer.channels.x.factory import open_x  # noqa: PLC0415 (tweepy is slow to import)

        return open_x(self.x_settings, self.clock, self.environ)

    @property
    def x_settings(self) -> "XSettings":
        """The settings of the channel to X, as it knows them."""
        return x_settings(self.folder, self.settings)

    def credentials_fingerprint(self) -> tuple[int, int]:
        """Return what changes when somebody logs in anew: size and time of change of the file with the keys."""
        try:
            status = (self.folder / self.settings.channels.x.credentials).stat()
        except OSError:
            return (0, 0)
        return status.st_size, status.st_mtime_ns

    def secrets(self) -> tuple[str, ...]:
        """Return every text that no log may show."""
        if not self.settings.channels.x.enabled:
            return ()
        from announcer.channels.x.factory import x_keys  # noqa: PLC0415 (the same)

        return x_keys(self.x_settings, self.clock, self.environ).secrets()

    # -- use cases -------------------------------------------------------------------------------------------------

    @cached_property
    def review(self) -> "Review":
        """What people do with announcements."""
        from announcer.services.reviewing import Review  # noqa: PLC0415 (the daemon needs none of what judges a text)

        posting = self.settings.posting
        prices = {X: self.settings.as_prices()}
        rules = ReviewRules(approval=posting.approval, four_eyes=posting.four_eyes, prices=prices)
        return Review(self.store, rules)

    def planner(self, channel: str, account: str) -> Planner:
        """Return the planner of one account."""
        return Planner(self.store, self.rules, channel=channel, account=account)

    def planner_of(self, queued: Queued) -> Planner:
        """Return the planner of the account that an announcement is for."""
        return self.planner(queued.channel, queued.account)

    def pumps(self) -> tuple[Pump, ...]:
        """Return a pump for each channel that is on.

        Raises:
            ConfigurationError: a channel's secrets are missing, or others can read them.
        """
        return tuple(
            Pump(
                self.store,
                self.channel(name),
                self.clock,
                rules=self._pump_rules(name),
                worker=worker_name(),
                jitter=random.SystemRandom().random,
            )
            for name, _ in self.accounts
        )

    def _pump_rules(self, channel: str) -> PumpRules:
        posting, schedule = self.settings.posting, self.settings.schedule
        return PumpRules(
            policy=posting.policy,
            max_attempts=posting.max_attempts,
            late_after=schedule.late_after,
            min_gap=schedule.min_gap,
            budgets=lambda now: self.budgets(now, channel),
            is_open=self.rules.is_open,
        )

    def budgets(self, now: datetime, channel: str) -> tuple[Budget, ...]:
        """Return what an account of that channel may use up at that time."""
        if channel != X:
            return budgets_at(now, self.rules)
        limit = self.settings.channels.x.budget
        return budgets_at(now, self.rules, UNBOUNDED if limit is None else int(limit * MILLION))

    def windows(self) -> tuple[str, str]:
        """Return the names of the budgets' windows that it now is: the day's and the month's, in local time."""
        today = self.local(self.store.now())
        return f"{today:%Y-%m-%d}", f"{today:%Y-%m}"

    def local(self, moment: datetime) -> datetime:
        """Return the moment in the site's own time zone."""
        return moment.astimezone(self.rules.zone)

    # -- the store's own affairs -----------------------------------------------------------------------------------

    def alone(self) -> AbstractContextManager[None]:
        """Keep other daemons off the store for as long as the block runs; several may share PostgreSQL.

        Raises:
            StoreLockedError: another one is at work.
        """
        return (
            nullcontext()
            if self.settings.store.is_postgres
            else daemon_lock(store_path(self.folder, self.settings))
        )


def holidays(folder: Path, settings: SiteSettings) -> tuple[Closure, ...]:
    """Return the days in a site's file of holidays, none where it has no such file.

    Raises:
        ConfigurationError: the file is missing or wrong; all its problems are told.
    """
    name = settings.schedule.holidays
    if not name:
        return ()
    try:
        return parse_closures((folder / name).read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) else str(error)
        problems = [f"schedule.holidays: {name}: {line}" for line in str(told).splitlines()]
        raise ConfigurationError(problems, hint="write a day or range a line, such as '2026-12-25'") from None


def check_posting(folder: Path, settings: SiteSettings, environ: Mapping[str, str]) -> Iterator[Checked]:
    """Try what posting needs, without a network and without opening the queue."""
    yield _tried("posting times", lambda: holidays(folder, settings))
    if settings.channels.x.enabled:
        yield _tried("keys of X", lambda: _keys(folder, settings, environ))


def _tried(what: str, trial: Callable[[], object]) -> Checked:
    try:
        trial()
    except AnnouncerError as error:
        return Checked(what=what, problem=str(error), hint=error.hint)
    return Checked(what=what)


def _keys(folder: Path, settings: SiteSettings, environ: Mapping[str, str]) -> object:
    from announcer.channels.x.factory import x_keys  # noqa: PLC0415 (tweepy is slow to import)

    return x_keys(x_settings(folder, settings), SystemClock(), environ)


def _share_link(post: Post) -> str:
    return post_on_x(post.text, post.link)


def worker_name() -> str:
    """Return this process's name in the history."""
    return f"{socket.gethostname()}-{os.getpid()}"


def x_settings(folder: Path, settings: SiteSettings) -> "XSettings":
    """Return the table `[channels.x]` as the channel knows it, its paths below the site's folder."""
    from announcer.channels.x.factory import XSettings  # noqa: PLC0415 (tweepy is slow to import)

    x = settings.channels.x
    return XSettings(
        account=x.account,
        credentials=folder / x.credentials,
        api_url=x.api_url,
        proxy=x.proxy,
        ca_file=str(folder / x.ca_file) if x.ca_file else "",
        upload_deadline=x.upload_deadline,
        send_deadline=x.send_deadline,
    )


def store_path(folder: Path, settings: SiteSettings) -> Path:
    """Return the file of a site's SQLite store."""
    return folder / settings.store.url


@contextmanager
def open_queue(
    folder: Path, *, clock: Clock | None = None, environ: Mapping[str, str] = os.environ
) -> Iterator[SiteQueue]:
    """Open the site in that folder and its queue, which is made if it is not there.

    `clock` is the machine's unless one is given; `environ` may hold keys.

    Raises:
        ConfigurationError: its settings are missing or wrong.
        StoreError: the store cannot be used.
    """
    settings = load(folder)
    own = clock or SystemClock()
    store = _open_store(folder, settings, own, is_real=clock is None)
    try:
        yield SiteQueue(folder, settings, store, own, environ)
    finally:
        store.close()


def _open_store(folder: Path, settings: SiteSettings, clock: Clock, *, is_real: bool) -> SqlStore:
    if settings.store.is_postgres:  # the database's own clock counts, but in tests
        return open_postgres(settings.store.url, clock=None if is_real else clock, checkpoint=point)
    path = store_path(folder, settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError([f"store.url: {path.parent}: {error.strerror}"]) from None
    return open_sqlite(path, clock=clock, checkpoint=point)
