"""Between rows and what services see: an announcement read from its row, a change written into columns."""

from dataclasses import fields

from announcer.core.posting.lifecycle import HOLDABLE, LEASED, OVERDUE, RETURN, Move, State
from announcer.core.posting.queued import Queued
from announcer.core.posts.post import Media, Receipt
from announcer.ports.store import Changes
from announcer.store.database import Row

_OWN_FORM = {"state", "card_digest", "duplicate", "media", "receipt"}
_SAME = [field.name for field in fields(Queued) if field.name not in _OWN_FORM]
"""The columns that are called as the field is and hold what it holds."""


def queued_of(row: Row) -> Queued:
    """Return the announcement that the row holds."""
    media = Media(id=row["media_id"], expires_at=row["media_until"]) if row["media_id"] else None
    receipt = Receipt(remote_id=row["remote_id"], url=row["url"]) if row["remote_id"] else None
    return Queued(
        **{name: row[name] for name in _SAME},
        state=State(row["state"]),
        card_digest=row["card_digest"] or "",
        duplicate=bool(row["duplicate"]),
        media=media,
        receipt=receipt,
    )


def columns_of(move: Move, changes: Changes) -> dict[str, object]:
    """Return the columns that the move writes, with the lease given up where the next state has none."""
    returned = move.name if move in (OVERDUE, RETURN) else ""
    columns: dict[str, object] = {"state": move.target.value, "returned": returned}
    if move.target not in LEASED:
        columns |= {"owner": "", "lease_until": None}
    if move.target not in HOLDABLE:
        columns["held"] = ""
    if move.target is State.IN_REVIEW:
        columns |= {"approved_by": "", "approved_digest": "", "approved_at": None, "due_at": None, "slot_at": None}
        columns["undo_until"] = None
    for name, value in changes.items():
        columns |= _columns(name, value)
    return columns


def _columns(name: str, value: object) -> dict[str, object]:
    if name == "media":
        media = value if isinstance(value, Media) else None
        return {"media_id": media and media.id, "media_until": media and media.expires_at}
    if isinstance(value, Receipt):
        return {"remote_id": value.remote_id, "url": value.url}
    return {name: int(value) if isinstance(value, bool) else value}
