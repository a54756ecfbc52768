"""Whether a person is needed, and for what: the one place that decides it.

`status`, `/healthz`, the figures, the log and the notices all ask `attention`. What waits for review, or was held
by a person, is not among its reasons: that is people's ordinary work.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from announcer.core.posting.attention_reasons import Reason, ReasonKind
from announcer.core.posting.lifecycle import OVERDUE
from announcer.core.posting.queued import Pace, Queued, Unit, Used
from announcer.core.text.plurals import counted

SHOWN_TITLE = 60
SHOWN_WORDS = 200
LONGEST_LOOK_BACK = timedelta(days=7)
"""So far back the opening hours are looked at to tell whether a post is overdue."""


SETTINGS_JOB = "settings"
"""The name under which a daemon writes down that it cannot use the settings there are now."""
NOTICES_JOB = "notices"
"""What the names begin with under which it writes down that a notice could not be sent."""
_OWN_KINDS = {SETTINGS_JOB: ReasonKind.SETTINGS, NOTICES_JOB: ReasonKind.NOTICES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """How many announcements of an account could go out by their own times, and since when the first of them could.

    `cost` is what that one costs, in millionths of the currency.
    """

    channel: str
    account: str
    number: int
    oldest: datetime
    cost: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What a daemon cannot do at the moment: how often in a row it failed, since when, and why."""

    host: str
    job: str
    message: str
    times: int
    since: datetime
    seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedFile:
    """A file that could not be taken in, or only `in_part`: its name, the folder it was put into, and when."""

    name: str
    folder: str
    since: datetime
    in_part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionRules:
    """From when on something asks for a person.

    `is_open` says whether the site posts at a time. `held_in_review` is for sites where nobody looks at the review:
    there a finding that holds an announcement asks for a person, too.
    """

    overdue_after: timedelta = timedelta(minutes=10)
    unseen_after: timedelta = timedelta(minutes=10)
    delayed_times: int = 5
    failed_times: int = 3
    is_open: Callable[[datetime], bool] = field(default=lambda _now: True)
    held_in_review: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of the queue and its daemons at a moment.

    `held` are those that the program holds, `ready` those that have lain ready for longer than the site wants.
    `stranded` are accounts that the settings no longer have, each with when what waits for it was last touched.
    `paces` has the accounts that have posted or paused, `used` the budgets of the present day and month,
    `last_seen` when any daemon was. `proposals` counts the pairs of publications that may be one, and
    `proposals_since` is when the first was found. `kept_back` is why nothing may go
    out at all, and `kept_back_since` since when.
    """

    now: datetime
    unknown: Sequence[Queued] = ()
    failed: Sequence[Queued] = ()
    held: Sequence[Queued] = ()
    returned: Sequence[Queued] = ()
    retracted: Sequence[Queued] = ()
    ready: Sequence[Queued] = ()
    delayed: Sequence[Queued] = ()
    stranded: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    due: Sequence[Due] = ()
    paces: Mapping[tuple[str, str], Pace] = field(default_factory=dict)
    used: Sequence[Used] = ()
    last_seen: datetime | None = None
    troubles: Sequence[Trouble] = ()
    kept_back: str = ""
    kept_back_since: datetime | None = None
    rejected: Sequence[RejectedFile] = ()
    proposals: int = 0
    proposals_since: datetime | None = None


def attention(facts: Facts, rules: AttentionRules) -> tuple[Reason, ...]:
    """Return everything a person is needed for, by kind, each once."""
    found = [
        *_of_announcements(facts),
        *_of_accounts(facts, rules),
        *_unseen(facts, rules),
        *_of_files(facts),
        *_of_proposals(facts),
        *_of_daemons(facts, rules),
    ]
    order = list(ReasonKind)
    return tuple(sorted(found, key=lambda reason: order.index(reason.kind)))


def _of_announcements(facts: Facts) -> Iterator[Reason]:
    for queued in facts.unknown:
        words = f"nobody knows whether {_title(queued)} is public: {_brief(queued.evidence)}"
        yield _reason(ReasonKind.UNKNOWN, queued, words, queued.unknown_at)
    for queued in facts.failed:
        yield _reason(ReasonKind.FAILED, queued, f"{_title(queued)} was not posted: {_brief(queued.evidence)}")
    for queued in facts.held:
        yield _reason(ReasonKind.HELD, queued, f"{_title(queued)} is held: {_brief(queued.held)}")
    for queued in facts.retracted:
        yield _reason(ReasonKind.RETRACTED, queued, f"{_title(queued)}: {_brief(queued.retraction)}")
    for queued in facts.returned:
        why = "its time is long past" if queued.returned == OVERDUE.name else "it is not what was approved"
        yield _reason(ReasonKind.RETURNED, queued, f"{_title(queued)} went back to review: {why}")
    for queued in facts.ready:
        yield _reason(ReasonKind.READY, queued, f"{_title(queued)} lies ready to be posted by hand")


def _of_accounts(facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    if facts.kept_back:
        yield Reason(
            kind=ReasonKind.RETRACTION_DATA,
            subject="retractions",
            since=facts.kept_back_since or facts.now,
            message=f"nothing goes out: {facts.kept_back}",
        )
    for (channel, account), since in facts.stranded.items():
        yield Reason(
            kind=ReasonKind.STRANDED,
            subject=f"{channel}/{account}",
            since=since,
            message=f"announcements wait for {channel}/{account}, which the settings no longer have",
        )
    for pace in facts.paces.values():
        if pace.paused:
            yield Reason(
                kind=ReasonKind.PAUSED,
                subject=f"{pace.channel}/{pace.account}",
                since=pace.paused_at or facts.now,
                message=f"{pace.channel}/{pace.account} is paused: {_brief(pace.paused)}",
            )
    yield from _delayed(facts, rules)
    for due in facts.due:
        yield from _of_due(due, facts, rules)


def _delayed(facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    """One reason for each account: what keeps one post from going out keeps all of them."""
    for account in sorted({(queued.channel, queued.account) for queued in facts.delayed}):
        those = [queued for queued in facts.delayed if (queued.channel, queued.account) == account]
        if max(queued.delays for queued in those) < rules.delayed_times or _is_paused(facts, account):
            continue
        most = max(those, key=lambda queued: queued.delays)
        posts = counted(len(those), "post")
        yield Reason(
            kind=ReasonKind.DELAYED,
            subject="/".join(account),
            since=min(queued.slot_at or queued.updated_at for queued in those),
            message=f"{posts} on {'/'.join(account)} delayed, up to {most.delays} times: {_brief(most.evidence)}",
        )


def _of_due(due: Due, facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    """Posts that are due and wait: for money, or for no reason that one could see."""
    account = (due.channel, due.account)
    if account in facts.stranded or _is_paused(facts, account):
        return
    posts = f"{counted(due.number, 'post')} {_wait(due.number)}"
    full = {used.unit for used in facts.used if (used.channel, used.account) == account and _is_full(used, due)}
    if Unit.COST in full:
        yield Reason(
            kind=ReasonKind.BUDGET,
            subject="/".join(account),
            since=due.oldest,
            message=f"the month's budget of {'/'.join(account)} is used up, and {posts}",
        )
    elif full or facts.kept_back or _is_unseen(facts, rules):
        return
    elif since := _overdue_since(due, facts, rules):
        yield Reason(
            kind=ReasonKind.OVERDUE,
            subject="/".join(account),
            since=since,
            message=f"{counted(due.number, 'post')} on {'/'.join(account)} should have gone out by now",
        )


def _is_full(used: Used, due: Due) -> bool:
    """Return whether the budget has no room for the next post."""
    return used.used + (due.cost if used.unit is Unit.COST else 1) > used.cap


def _overdue_since(due: Due, facts: Facts, rules: AttentionRules) -> datetime | None:
    """Return since when the account could have posted, if it could for `overdue_after` of its opening hours."""
    pace = facts.paces.get((due.channel, due.account))
    since = max(due.oldest, pace.free_at if pace and pace.free_at else due.oldest)
    step = max(rules.overdue_after / 4, timedelta(seconds=15))
    moment, open_for = max(since, facts.now - LONGEST_LOOK_BACK), timedelta(0)
    while moment < facts.now and open_for < rules.overdue_after:
        open_for += min(step, facts.now - moment) if rules.is_open(moment) else timedelta(0)
        moment += step
    return since if open_for >= rules.overdue_after else None


def _unseen(facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    if not _is_unseen(facts, rules):
        return
    number = sum(due.number for due in facts.due)
    seen = "no daemon was seen for long" if facts.last_seen else "no daemon was ever seen"
    yield Reason(
        kind=ReasonKind.UNSEEN,
        subject="daemon",
        since=facts.last_seen or min(due.oldest for due in facts.due),
        message=f"{seen}, and {counted(number, 'post')} {_wait(number)}",
    )


def _is_unseen(facts: Facts, rules: AttentionRules) -> bool:
    """Return whether nobody was at work for long while something has been due for as long."""
    before = facts.now - rules.unseen_after
    is_due = any(due.oldest <= before for due in facts.due)
    return is_due and (facts.last_seen is None or facts.last_seen <= before)


def _of_files(facts: Facts) -> Iterator[Reason]:
    for file in facts.rejected:
        what = "was taken in only in part" if file.in_part else "was not taken in"
        yield Reason(
            kind=ReasonKind.HALF_READ if file.in_part else ReasonKind.REJECTED,
            subject=file.name,
            since=file.since,
            message=f"{_brief(file.name)} {what}; it lies in {file.folder}",
        )


def _of_proposals(facts: Facts) -> Iterator[Reason]:
    if facts.proposals:
        pairs = counted(facts.proposals, "pair")
        yield Reason(
            kind=ReasonKind.PROPOSALS,
            subject="merges",
            since=facts.proposals_since or facts.now,
            message=f"{pairs} of publications may be one publication, or a preprint and its article",
        )


def _of_daemons(facts: Facts, rules: AttentionRules) -> Iterator[Reason]:
    for trouble in facts.troubles:
        kind = _OWN_KINDS.get(trouble.job.partition(":")[0], ReasonKind.JOB)
        if kind is ReasonKind.JOB and trouble.times < rules.failed_times:
            continue
        words = {
            ReasonKind.JOB: f"{trouble.job} has failed {counted(trouble.times, 'time')} in a row on {trouble.host}",
            ReasonKind.SETTINGS: f"the settings cannot be used on {trouble.host}",
            ReasonKind.NOTICES: f"{trouble.host} cannot tell people by {trouble.job.partition(':')[2]}",
        }
        yield Reason(
            kind=kind,
            subject=f"{trouble.host}/{trouble.job}",
            since=trouble.since,
            message=f"{words[kind]}: {_brief(trouble.message)}",
        )


def _is_paused(facts: Facts, account: tuple[str, str]) -> bool:
    pace = facts.paces.get(account)
    return bool(pace and pace.paused)


def _reason(kind: ReasonKind, queued: Queued, message: str, since: datetime | None = None) -> Reason:
    return Reason(kind=kind, subject=queued.id, since=since or queued.updated_at, message=message)


def _title(queued: Queued) -> str:
    title = queued.title if len(queued.title) <= SHOWN_TITLE else f"{queued.title[: SHOWN_TITLE - 1]}…"
    return f"“{title}”"


def _wait(number: int) -> str:
    return "waits" if number == 1 else "wait"


def _brief(words: str) -> str:
    """Return what somebody said on one line, without control characters, cut where it is long."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return (line if len(line) <= SHOWN_WORDS else f"{line[: SHOWN_WORDS - 1]}…") or "no reason is known"
