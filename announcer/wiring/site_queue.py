"""Put together what works on the queue: the store, the channels, and the use cases over them.

What reads and draws is `announcer.wiring.site`'s; it is imported when it is asked for, so that the daemon and the
commands that draw nothing stay small.
"""

import os
import random
import socket
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from announcer.channels.by_hand import ByHandChannel, open_by_hand
from announcer.channels.registry import CHANNELS, channel_kind, rules_of
from announcer.core.planning.caps import budgets_at, windows_at
from announcer.core.planning.slots import PostingRules
from announcer.core.posting.policies import Approval, PumpRules
from announcer.core.posting.queued import UNBOUNDED, Budget, Queued, Target
from announcer.core.posts.cost import MILLION
from announcer.errors import ConfigurationError
from announcer.ports.channels import Channel, ChannelContext
from announcer.services.accounts import AccountControl
from announcer.services.card_files import file_of_card
from announcer.services.intake.inbox import Inbox
from announcer.services.notifying import Notifying
from announcer.services.overview import QueueOverview, WatchedSite, queue_overview
from announcer.services.planning import Planner, read_holidays
from announcer.services.posting.crash_points import point
from announcer.services.posting.pump import Pump
from announcer.services.posting.pump_worker import PumpWorker
from announcer.services.ready_folders import clear_ready
from announcer.services.review.bulk_approval import BulkApproval
from announcer.services.review.redrafting import Redrafting
from announcer.services.review.rescheduling import Rescheduling
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.services.review.searching import Search
from announcer.services.review.undoing import Undoing
from announcer.settings.site_settings import SiteSettings, load
from announcer.store.lock import daemon_lock
from announcer.store.opening import SqlStore, open_postgres, open_sqlite
from announcer.store.records import from_record
from announcer.system.clock import Clock, SystemClock
from announcer.system.durable import make_folder
from announcer.system.paths import size_and_time
from announcer.wiring.site_catalogue import SiteCatalogue
from announcer.wiring.site_notices import notice_secrets, site_asking, site_notifying
from announcer.wiring.site_retractions import kept_back, retraction_checks

if TYPE_CHECKING:
    from announcer.wiring.site import Site


@dataclass(frozen=True)
class SiteQueue:
    """A site's queue, opened, with everything that works on it."""

    folder: Path
    settings: SiteSettings
    store: SqlStore
    clock: Clock
    environ: Mapping[str, str] = field(repr=False)
    undo_window: timedelta = timedelta(0)
    """For how long nothing claims what was approved; only the review page gives people that time."""

    @cached_property
    def site(self) -> "Site":
        """The site, with what reads publications and draws cards."""
        from announcer.wiring.site import Site  # noqa: PLC0415 (Pillow, HarfBuzz and Jinja2 are slow to import)

        return Site(self.folder, self.settings)

    @cached_property
    def rules(self) -> PostingRules:
        """When the site posts.

        Raises:
            ConfigurationError: the file of holidays is missing or wrong.
        """
        schedule = self.settings.schedule
        return schedule.as_rules(read_holidays(self.folder, schedule.holidays))

    @cached_property
    def zone(self) -> ZoneInfo:
        """The site's own time zone."""
        return ZoneInfo(self.settings.schedule.timezone)

    def local(self, moment: datetime) -> datetime:
        """Return the moment in the site's own time zone."""
        return moment.astimezone(self.zone)

    # -- channels --------------------------------------------------------------------------------------------------

    @property
    def target(self) -> Target:
        """Where new announcements go: the first channel that is enabled."""
        channel, account = self.accounts[0]
        return Target(channel=channel, account=account, charges=rules_of(channel).charges)

    @property
    def accounts(self) -> tuple[tuple[str, str], ...]:
        """The channels that are enabled, each with its account."""
        return tuple((name, table.account) for name, table in self.settings.channels.enabled().items())

    @property
    def channel_context(self) -> ChannelContext:
        """What channels are opened with."""
        return ChannelContext(folder=self.folder, clock=self.clock, environ=self.environ)

    def channel(self, name: str) -> Channel:
        """Return the channel of that name, whether it is enabled or not.

        Raises:
            UsageError: there is none.
            ConfigurationError: its keys are missing, or others can read them.
        """
        return channel_kind(name).open(self.settings.channels.of(name), self.channel_context)

    def by_hand(self) -> ByHandChannel:
        """Return the channel that lays drafts out for people."""
        return open_by_hand(self.settings.channels.drafts, self.channel_context)

    def clear_ready(self) -> list[str]:
        """Take away what lies ready and is not to be posted any more; return the ids."""
        return clear_ready(self.store, self.by_hand())

    @property
    def review_folder(self) -> Path:
        """Where drafts of the queue are written; those of a dry run lie elsewhere, and would take their place."""
        return self.folder / "queue" / "review"

    def card_path(self, queued: Queued) -> Path | None:
        """Return a file that holds the announcement's card as it is now: of what lies ready, or of its draft."""
        folders = (
            self.folder / self.settings.channels.drafts.folder / queued.id,
            self.review_folder / f"{queued.id}-{queued.slug}",
        )
        return file_of_card(self.store.card(queued.card_digest), folders)

    def credentials_fingerprint(self) -> tuple[tuple[int, int] | None, ...]:
        """Return what changes when somebody logs in anew: size and time of change of each file with keys."""
        return tuple(
            size_and_time(kind.keys.file(self.settings.channels.of(name), self.channel_context))
            for name, kind in CHANNELS.items()
            if kind.keys
        )

    def secrets(self) -> tuple[str, ...]:
        """Return every text that no log may show.

        Raises:
            ConfigurationError: a channel's keys are missing, or others can read them.
        """
        of_channels = (_secrets(name, self.settings, self.channel_context) for name, _ in self.accounts)
        own = (*self.settings.store.secrets, *notice_secrets(self.folder, self.settings, self.environ))
        return (*own, *chain.from_iterable(of_channels))

    # -- use cases -------------------------------------------------------------------------------------------------

    @cached_property
    def command(self) -> str:
        """What the steps of this command have in common, so that they are undone together."""
        return uuid4().hex

    @cached_property
    def review(self) -> Review:
        """What people do with announcements."""
        posting = self.settings.posting
        prices = {name: self.settings.as_prices() for name, kind in CHANNELS.items() if kind.rules.charges}
        rules = ReviewRules(
            approval=posting.approval,
            four_eyes=posting.four_eyes,
            prices=prices,
            objection=retraction_checks(self.store, self.settings).objection,
            undo_window=self.undo_window,
        )
        return Review(
            self.store,
            rules,
            rules_of=rules_of,
            planner_of=self.planner_of,
            ready=self.by_hand(),
            command=self.command,
        )

    @property
    def rescheduling(self) -> Rescheduling:
        """What gives announcements another time."""
        return Rescheduling(store=self.store, planner_of=self.planner_of, command=self.command)

    @property
    def undoing(self) -> Undoing:
        """What takes people's last steps back."""
        return Undoing(store=self.store, planner_of=self.planner_of, ready=self.by_hand())

    @property
    def bulk_approval(self) -> BulkApproval:
        """What approves all that has no findings."""
        return BulkApproval(
            store=self.store,
            review=self.review,
            redrafting=self.redrafting,
            planner_of=self.planner_of,
            today=self.today,
        )

    @property
    def search(self) -> Search:
        """What finds announcements by what people know of them."""
        return Search(store=self.store, decode=from_record)

    def named(self, name: str) -> str:
        """Return a channel's name as it is, and an announcement's id as `Search.named` does."""
        return name if self.account_control.names(name) else self.search.named(name)

    def today(self) -> date:
        """Return the day that it now is where the site is."""
        return self.local(self.store.now()).date()

    @property
    def account_control(self) -> AccountControl:
        """What people do with the accounts that the site posts to."""
        return AccountControl(
            store=self.store, active=dict(self.accounts), known=tuple(CHANNELS), channel=self.channel
        )

    @property
    def catalogue(self) -> SiteCatalogue:
        """What brings publications in, and changes what is known of them."""
        return SiteCatalogue(self)

    @property
    def redrafting(self) -> Redrafting:
        """What makes queued announcements anew."""
        return Redrafting(
            store=self.store,
            review=self.review,
            decode=from_record,
            drafter=self.site.pool,
            sentences=self.site.drafting,
            rules_of=rules_of,
        )

    def overview(self) -> QueueOverview:
        """Return how the queue stands."""
        is_automatic = self.settings.posting.approval is Approval.AUTOMATIC
        now, is_open = self.store.now(), self._rules_without_file.is_open
        site = WatchedSite(
            accounts=self.accounts,
            windows=self.windows(),
            budgets={account: self.budgets(now, account[0]) for account in self.accounts},
            rules=self.settings.attention.as_rules(is_open, held_in_review=is_automatic),
            ready_for=self.settings.channels.drafts.remind_after,
            retractions_max_age=self.settings.intake.retractions_max_age,
            rejected=Inbox(self.folder / "queue" / "inbox").rejected(),
        )
        return queue_overview(self.store, site)

    @property
    def _rules_without_file(self) -> PostingRules:
        """When the site posts, without its holidays where their file cannot be read."""
        try:
            return self.rules
        except ConfigurationError:
            return self.settings.schedule.as_rules()

    @property
    def notifying(self) -> Notifying:
        """What tells people that they are needed."""
        return site_notifying(self.folder, self.settings, self.store, self.environ)

    def ask_reviewers(self) -> int:
        """Tell reviewers by mail what waits for them, where the site has it so; return how many were told."""
        asking = site_asking(self.folder, self.settings, self.store, self.environ)
        return asking.ask(self.store.now()) if asking else 0

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
                PumpWorker(
                    name=worker_name(),
                    store=self.store,
                    channel=self.channel(name),
                    clock=self.clock,
                    rules=self._pump_rules(name),
                    jitter=random.SystemRandom().random,
                )
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
            kept_back=partial(kept_back, self.store, self.settings),
            objection=retraction_checks(self.store, self.settings).objection,
            zone=self.zone,
        )

    def budgets(self, now: datetime, channel: str) -> tuple[Budget, ...]:
        """Return what an account of that channel may use up at that time."""
        if not rules_of(channel).charges:
            return budgets_at(now, self._rules_without_file)
        limit = self.settings.channels.of(channel).budget
        return budgets_at(now, self._rules_without_file, UNBOUNDED if limit is None else int(limit * MILLION))

    def windows(self) -> tuple[str, str]:
        """Return the names of the budgets' windows that it now is."""
        return windows_at(self.store.now(), self.zone)

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


def _secrets(name: str, settings: SiteSettings, context: ChannelContext) -> tuple[str, ...]:
    keys = channel_kind(name).keys
    return keys.secrets(settings.channels.of(name), context) if keys else ()


def worker_name() -> str:
    """Return this process's name in the history."""
    return f"{socket.gethostname()}-{os.getpid()}"


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
    store = open_store(folder, settings, own, is_real=clock is None)
    try:
        yield SiteQueue(folder, settings, store, own, environ)
    finally:
        store.close()


def open_store(folder: Path, settings: SiteSettings, clock: Clock, *, is_real: bool) -> SqlStore:
    """Open the store of a site; raises as `open_queue` does."""
    if settings.store.is_postgres:  # the database's own clock counts, but in tests
        return open_postgres(settings.store.url, clock=None if is_real else clock, checkpoint=point)
    path = store_path(folder, settings)
    try:
        make_folder(path.parent)
    except OSError as error:
        raise ConfigurationError([f"store.url: {path.parent}: {error.strerror}"]) from None
    return open_sqlite(path, clock=clock, checkpoint=point)
