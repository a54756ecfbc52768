"""Tell reviewers who have a link, by mail, what waits for them: each announcement once, and seldom."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

from announcer.core.posting.attention import NOTICES_JOB, Trouble
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.errors import NoticeError
from announcer.ports.listing import Listing
from announcer.ports.mailing import Mailer
from announcer.ports.reviewer_store import Reviewer, ReviewerStore
from announcer.services.people.reviewer_letters import Asked, letter_to
from announcer.services.people.reviewers_by_link import Reviewers, link_digest

log = logging.getLogger(__name__)

MOST_AT_ONCE = 10
"""Announcements in one mail; the others are behind the link."""
TRIED_AGAIN = timedelta(minutes=5)
"""A mail server that takes nothing is asked again after so long."""
JOB = f"{NOTICES_JOB}:reviewers"


class AskingStore(ReviewerStore, Protocol):
    """What asking reviewers needs of the store."""

    def listed(self, wanted: Listing, *, limit: int = 50, after: Queued | None = None) -> Sequence[Queued]:
        """Return the announcements wanted, the newest first."""

    def card(self, digest: str) -> bytes:
        """Return the card of that digest; nothing where the digest is empty."""

    def note_sign_in(self, name: str, *, actor: str, detail: str) -> None:
        """Write a line into the history of the whole site."""

    def troubles(self, since: datetime) -> Sequence[Trouble]:
        """Return what has failed since that time."""

    def record_trouble(self, host: str, job: str, message: str) -> None:
        """Write down that a job fails."""

    def clear_trouble(self, host: str, job: str = "") -> None:
        """Write down that it fails no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingRules:
    """When reviewers are told, and how mail leads to the review page.

    `address` is the page's, without a slash at its end; `site` is what the institution is called, by language.
    """

    address: str
    site: Mapping[str, str]
    reply_to: str = ""
    wait: timedelta = timedelta(minutes=10)
    every: timedelta = timedelta(days=1)
    is_quiet: Callable[[datetime], bool] = lambda _now: False
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingReviewers:
    """Tells reviewers what waits for them.

    An announcement is claimed before it is told of, and given back only where the server has not taken the mail:
    whoever is stopped in between has told nobody rather than somebody twice.

    Args:
        store: Who reviews by a link, and what waits.
        mailer: Sends the mail.
        host: This machine, under whose name a failure is written down.
        rules: When.
    """

    store: AskingStore
    mailer: Mailer
    host: str
    rules: AskingRules

    def ask(self, now: datetime) -> int:
        """Tell everybody what they were not told yet; return how many people were told something."""
        if self.rules.is_quiet(now) or self._has_just_failed(now):
            return 0
        told = 0
        for reviewer in self.store.reviewers():
            if not (reviewer.mail and reviewer.works(now)) or self._was_told(reviewer, now):
                continue
            try:
                told += self._ask(reviewer, now)
            except NoticeError as error:
                self.store.record_trouble(self.host, JOB, str(error))
                fields = {"event": "notice-failed", "target": "reviewers"}
                log.error("a reviewer was not told: %s", error, extra=fields)  # noqa: TRY400 (it says all)
                return told
        if told:
            self.store.clear_trouble(self.host, JOB)
        return told

    def _has_just_failed(self, now: datetime) -> bool:
        recent = self.store.troubles(now - TRIED_AGAIN)
        return any(each.job == JOB and each.host == self.host for each in recent)

    def _was_told(self, reviewer: Reviewer, now: datetime) -> bool:
        last = self.store.last_asked(reviewer.id)
        return last is not None and now - last < self.rules.every

    def _ask(self, reviewer: Reviewer, now: datetime) -> bool:
        waiting = self._waiting(reviewer, now)
        claimed = set(self.store.claim_asking(reviewer.id, [each.id for each in waiting])) if waiting else set()
        new = [each for each in waiting if each.id in claimed]
        if not new:
            return False
        token = Reviewers(store=self.store).new_link(reviewer.id)
        asked = Asked(
            reviewer=reviewer,
            shown=tuple((each, self.store.card(each.card_digest)) for each in new[:MOST_AT_ONCE]),
            more=max(0, len(new) - MOST_AT_ONCE),
            address=f"{self.rules.address}/for/{token}",
            site=self.rules.site,
            reply_to=self.rules.reply_to,
            zone=self.rules.zone,
        )
        try:
            self.mailer.send(letter_to(asked))
        except NoticeError:
            self.store.release_asking(reviewer.id, sorted(claimed))
            self.store.drop_reviewer_link(link_digest(token))
            raise
        self.store.note_sign_in("reviewer-asked", actor="daemon", detail=f"{reviewer.name}: {len(new)}")
        fields = {"event": "reviewer-asked", "announcements": [each.id for each in new]}
        log.info("told a reviewer by mail of %d", len(new), extra=fields)
        return True

    def _waiting(self, reviewer: Reviewer, now: datetime) -> list[Queued]:
        wanted = Listing(states=(State.IN_REVIEW,), language=reviewer.language, department=reviewer.department)
        return [
            each
            for each in self.store.listed(wanted, limit=200)
            if reviewer.is_asked_about(each) and not each.held and each.created_at <= now - self.rules.wait
        ]
