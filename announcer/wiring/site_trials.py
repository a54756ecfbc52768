"""Put together what `check` tries beside texts and cards: times, queue, folders, channels."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from announcer.channels.registry import channel_kind
from announcer.core.planning.sense import never_open, useless_times
from announcer.errors import ConfigurationError, StoreError
from announcer.ports.channels import ChannelContext
from announcer.services.checking import Advice
from announcer.services.planning import read_holidays
from announcer.services.selection.retraction_checks import advice_on_retractions
from announcer.services.site_files import advice_on_readers, advice_on_root, require_room, require_writable
from announcer.settings.site_settings import FILE_NAME, SiteSettings
from announcer.store.inspecting import (
    files_of_sqlite,
    inspect_postgres,
    inspect_sqlite,
    retraction_data_at,
    retraction_data_in,
)
from announcer.system.clock import Clock, SystemClock
from announcer.wiring.site_notices import check_mail
from announcer.wiring.site_queue import store_path

Trial = Callable[[], object]


def site_trials(
    folder: Path, settings: SiteSettings, environ: Mapping[str, str], *, online: bool = False
) -> dict[str, Trial]:
    """Return what to try of what posting needs, by name; nothing is written, and networks are asked if `online`."""
    context = ChannelContext(folder=folder, clock=SystemClock(), environ=environ)
    trials: dict[str, Trial] = {
        "posting times": partial(_posting_times, folder, settings, context.clock),
        "queue": partial(_inspect_store, folder, settings, context.clock),
        "retraction data": partial(_retraction_data, folder, settings, context.clock),
        "folders": partial(require_writable, _folders(folder, settings)),
        "room on the disk": partial(require_room, dict(_on_disks(folder, settings))),
        "who can read": lambda: advice_on_readers(_private_files(folder, settings)),
        "who runs this": partial(advice_on_root, folder),
    }
    if settings.notices.mail.host:
        trials["notices.mail"] = partial(check_mail, folder, settings, environ)
    for name, table in settings.channels.enabled().items():
        kind = channel_kind(name)
        trials |= kind.trials(table, context)
        if online and kind.keys:
            trials[f"{kind.rules.title} answers"] = partial(_ask, name, settings, context)
    return trials


def _posting_times(folder: Path, settings: SiteSettings, clock: Clock) -> Advice | None:
    rules = settings.schedule.as_rules(read_holidays(folder, settings.schedule.holidays))
    if never_open(rules, clock.now().astimezone(rules.zone).date()):
        problem = f"{FILE_NAME}: schedule: closed days and quiet hours leave none of the posting times"
        raise ConfigurationError(
            [problem], hint="nothing would go out for a year; see slots, quiet, weekend, closed"
        )
    useless = "; ".join(useless_times(rules))
    return Advice(problem=f"{FILE_NAME}: schedule.slots: {useless}") if useless else None


def _inspect_store(folder: Path, settings: SiteSettings, clock: Clock) -> None:
    if settings.store.is_postgres:
        inspect_postgres(settings.store.url)
    else:
        inspect_sqlite(store_path(folder, settings), clock=clock)


def _retraction_data(folder: Path, settings: SiteSettings, clock: Clock) -> Advice | None:
    """Tell how old the list of retractions is: what keeps posts back is wrong, what is only old is not well."""
    try:
        if settings.store.is_postgres:
            data = retraction_data_at(settings.store.url)
        else:
            data = retraction_data_in(store_path(folder, settings), clock=clock)
    except StoreError:
        return None  # the trial of the queue says what is wrong with it
    return advice_on_retractions(data, settings.intake.retractions_max_age, clock.now())


def _folders(folder: Path, settings: SiteSettings) -> dict[str, Path]:
    queue = folder / "queue"
    own = {f"queue/{name}": queue / name for name in ("inbox", "imported", "rejected", "drafts", "review", "cards")}
    return own | {"daemon.backup_folder": folder / settings.daemon.backup_folder}


def _on_disks(folder: Path, settings: SiteSettings) -> Iterator[tuple[str, Path]]:
    """Yield the folders that what is posted is written to; they may lie on different disks."""
    if not settings.store.is_postgres:
        yield "queue", store_path(folder, settings).parent
        yield "daemon.backup_folder", folder / settings.daemon.backup_folder
    yield "queue/drafts", folder / "queue" / "drafts"


def _private_files(folder: Path, settings: SiteSettings) -> Iterator[Path]:
    """Yield what holds unpublished posts, the history or a password, as far as it is there."""
    if settings.store.secrets:
        yield folder / FILE_NAME
    if not settings.store.is_postgres:
        yield from files_of_sqlite(store_path(folder, settings))
    yield from sorted((folder / settings.daemon.backup_folder).glob("*.db"))


def _ask(name: str, settings: SiteSettings, context: ChannelContext) -> None:
    channel_kind(name).open(settings.channels.of(name), context).probe()
