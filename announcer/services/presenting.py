"""What people and programs are shown, as JSON has it: the same for `--json` and for a page.

Times are ISO 8601 in the site's time zone. What an announcement shares with a draft's post.json has the same name.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from announcer.core.posting.history import event_name
from announcer.core.posting.lifecycle import DELAY, State
from announcer.core.posting.queued import Event, Queued, Used
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.announcement_data import announcement_json
from announcer.core.posts.cost import MILLION
from announcer.core.publications.identity.provenance import Source
from announcer.core.publications.retraction_notices import RetractionData
from announcer.ports.notices import reason_json
from announcer.ports.proposal_store import Proposal
from announcer.ports.store import Affected
from announcer.services.catalogue.cataloguing import Received
from announcer.services.overview import QueueOverview
from announcer.services.planning import CalendarDay
from announcer.services.reporting import PostingReport

_OF_A_DRAFT = ("slug", "source", "length", "limit", "shortened", "card")


def queued_json(queued: Queued, zone: ZoneInfo) -> dict[str, object]:
    """Return an announcement of the queue.

    `held` is why it is held, `retraction` what has become of its paper since; each is empty where nothing is.
    `taken_down_at` is when the program took its post down.
    """
    return {
        "id": queued.id,
        "state": queued.state.value,
        "held": queued.held,
        "retraction": queued.retraction,
        "channel": queued.channel,
        "account": queued.account,
        "language": queued.language,
        "title": queued.title,
        "department": queued.department,
        "publication": queued.publication,
        "digest": queued.digest,
        "approved_by": queued.approved_by,
        "due_at": _time(queued.due_at, zone),
        "delays": queued.delays,
        "posted_at": _time(queued.posted_at, zone),
        "taken_down_at": _time(queued.taken_down_at, zone),
        "created_at": _time(queued.created_at, zone),
        "updated_at": _time(queued.updated_at, zone),
        "url": queued.receipt.url if queued.receipt else "",
    }


def whole_json(
    queued: Queued,
    made: Announcement | None,
    history: Sequence[Event],
    zone: ZoneInfo,
    *,
    problem: str = "",
    card_path: str = "",
) -> dict[str, object]:
    """Return an announcement with all that is known of it.

    `made` is what `Redrafting.rebuilt` gives, or None with the `problem` that kept it from being made. `card_path`
    is the file that the card lies in, if it does in any.
    """
    draft = announcement_json(made, digest=queued.digest) if made else {}
    return {
        **queued_json(queued, zone),
        **{name: draft.get(name) for name in _OF_A_DRAFT},
        "text": queued.text,
        "alt_text": queued.alt_text,
        "link": queued.link,
        "cost_usd": queued.cost / MILLION,
        "evidence": evidence(queued),
        "delay_reasons": delay_reasons(queued, history),
        "notes": [
            {"at": _time(each.at, zone), "actor": each.actor, "text": each.detail} for each in notes(history)
        ],
        "note": made.publication.note if made else "",
        "card_path": card_path,
        "findings": draft.get("findings", []),
        "dropped": draft.get("dropped", []),
        "key_sentences": [each.text for each in made.candidates] if made else [],
        "history": [
            {"at": each.at.isoformat(), "actor": each.actor, "event": each.name, "detail": each.detail}
            for each in history
        ],
        "problem": problem,
    }


def evidence(queued: Queued) -> str:
    """Return what the channel answered last, until that is settled."""
    return "" if queued.state is State.POSTED else queued.evidence


def delay_reasons(queued: Queued, history: Sequence[Event]) -> list[str]:
    """Return why the post was put off, each time since it was approved, the latest last."""
    return (
        [event.detail for event in history if event.name == DELAY.name][-queued.delays :] if queued.delays else []
    )


def notes(history: Sequence[Event]) -> list[Event]:
    """Return the notes that people wrote for one another."""
    return [event for event in history if event.name == "note"]


def draft_json(announcement: Announcement, drafts: Path) -> dict[str, object]:
    """Return an announcement that a dry run made; `drafts` is the folder that its draft is in."""
    return {
        "draft": announcement.publication.words(announcement.language).title.plain,
        "id": announcement.id,
        "language": announcement.language,
        "length": announcement.text.length,
        "limit": announcement.text.limit,
        "held": announcement.held,
        "findings": [finding.id for finding in announcement.findings],
        "folder": str(drafts / f"{announcement.id}-{announcement.slug}"),
    }


def received_json(received: Received) -> dict[str, object]:
    """Return what became of a publication that was brought in."""
    return {
        "publication": received.uid,
        "outcome": received.outcome.value,
        "title": received.title,
        "source": received.source,
        "announcements": [
            {"id": new.id, "language": new.language, "held": new.held} for new in received.announcements
        ],
        "reasons": list(received.reasons),
        "changed": [change.field for change in received.changed],
        "affected": _affected_json(received.affected),
        "proposals": received.proposals,
    }


def proposal_json(proposal: Proposal, affected: Sequence[Affected] = ()) -> dict[str, object]:
    """Return two publications that a person should compare, or has decided about."""
    return {
        "id": proposal.id,
        "kind": proposal.kind.value,
        "state": proposal.state.value,
        "reason": proposal.reason,
        "publications": [
            {"publication": uid, "title": title}
            for uid, title in zip((proposal.one, proposal.other), proposal.titles, strict=True)
        ],
        "affected": _affected_json(affected),
    }


def sources_json(sources: Mapping[str, Source], zone: ZoneInfo) -> dict[str, object]:
    """Return of each field of a publication which record it is from; `digest` and `raw` are SHA-256 in hex."""
    return {
        name: {
            "source": source.place,
            "format": source.format,
            "read_at": _time(source.read_at, zone),
            "digest": source.digest,
            "raw": source.raw_digest,
        }
        for name, source in sources.items()
    }


def _affected_json(affected: Sequence[Affected]) -> list[dict[str, object]]:
    return [
        {"id": each.announcement.id, "impact": each.impact.value, "held": each.announcement.held}
        for each in affected
    ]


def overview_json(found: QueueOverview, zone: ZoneInfo) -> dict[str, object]:
    """Return how the queue stands."""
    overview = found.overview
    return {
        "person_needed": found.person_needed,
        "reasons": [reason_json(reason) for reason in found.reasons],
        "counts": {state.value: number for state, number in overview.counts.items()},
        "held": overview.held,
        "paused": [
            {"channel": pace.channel, "account": pace.account, "reason": pace.paused} for pace in overview.paused
        ],
        "stranded": [{"channel": channel, "account": account} for channel, account in found.stranded],
        "retracted": [queued_json(queued, zone) for queued in found.retracted],
        "unknown": [queued_json(queued, zone) for queued in found.unknown],
        "ready": [queued_json(queued, zone) for queued in found.ready],
        "failed": [queued_json(queued, zone) for queued in found.failed],
        "next": [
            {"at": slot.at.astimezone(zone).isoformat(), "announcement": slot.announcement, "held": slot.held}
            for slot in found.coming
        ],
        "used": [_used_json(used) for used in overview.used],
        "last_seen": found.last_seen.isoformat() if found.last_seen else None,
        "retractions": retractions_json(found.retractions, found.at, zone) if found.retractions else None,
    }


def retractions_json(data: RetractionData, now: datetime, zone: ZoneInfo) -> dict[str, object]:
    """Return what is known of the list of retractions."""
    return {
        "source": data.source,
        "read_at": _time(data.read_at, zone),
        "newest": str(data.newest) if data.newest else None,
        "age_days": data.age(now).days if data.newest else None,
        "notices": data.notices,
        "applied": data.is_applied,
    }


def _used_json(used: Used) -> dict[str, object]:
    return {
        "channel": used.channel,
        "window": used.window,
        "unit": used.unit.value,
        "used": used.used,
        "cap": used.limit,
    }


def report_json(report: PostingReport, zone: ZoneInfo) -> dict[str, object]:
    """Return what went out in a time and what did not."""
    return {
        "start": _time(report.start, zone),
        "end": _time(report.end, zone),
        "posted": [queued_json(queued, zone) for queued in report.posted],
        "not_posted": [
            {
                **queued_json(one.queued, zone),
                "what": event_name(one.event),
                "when": _time(one.event.at, zone),
                "reason": one.event.detail,
            }
            for one in report.not_posted
        ],
    }


def day_json(day: CalendarDay, account: str) -> dict[str, object]:
    """Return a day of the calendar of an account, which is written `channel/account`."""
    slots = [
        {"time": f"{slot.moment:%H:%M}", "announcement": slot.taken.announcement if slot.taken else None}
        for slot in day.slots
    ]
    return {"day": str(day.day), "jalali": str(day.jalali), "of": account, "closed": day.closed, "slots": slots}


def _time(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat(timespec="seconds") if at else None
