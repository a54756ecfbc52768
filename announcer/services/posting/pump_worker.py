"""What the parts of the pump share: a worker at one account, and what each of them writes down."""

from collections.abc import Callable
from dataclasses import dataclass

from announcer.core.posting.lifecycle import Move
from announcer.core.posting.policies import PumpRules
from announcer.core.posting.queued import Queued
from announcer.ports.channels import Channel
from announcer.ports.store import Changes, Effects, PumpStore
from announcer.services.posting.crash_points import point
from announcer.system.clock import Clock

LONGEST_EVIDENCE = 2000
"""Characters of an answer or error that are kept with an announcement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PumpWorker:
    """One process's worker for one account of one channel.

    `name` stands in the history as the one who acted; `jitter` gives numbers from 0 up to 1.
    """

    name: str
    store: PumpStore
    channel: Channel
    clock: Clock
    rules: PumpRules
    jitter: Callable[[], float]

    def move(
        self,
        queued: Queued,
        move: Move,
        detail: str = "",
        *,
        changes: Changes | None = None,
        effects: Effects | None = None,
    ) -> Queued | None:
        """Move the announcement on in the store; return it as it then is, None where somebody else was faster."""
        return self.store.move(
            queued, move, actor=self.name, detail=detail, changes=changes, effects=effects or Effects()
        )

    def confirm_account(self) -> None:
        """Ask the channel whose its keys are, unless it has said so of these keys before: one request a login.

        Raises:
            ChannelError: they are another account's, or the network cannot be asked now.
        """
        keys = self.channel.keys_digest()
        if keys and not self.store.has_confirmed(self.channel.name, self.channel.account, keys):
            self.channel.probe()
            point("probe.after_call")
            self.store.confirm_keys(self.channel.name, self.channel.account, keys)

    def outcome_unknown(self, evidence: str) -> Changes:
        """Return what is written down of an announcement that may be public: from now on it is looked up."""
        now = self.store.now()
        return {
            "unknown_at": now,
            "check_at": self.rules.lookup.next_look(now, now, 0),
            "missing_at": None,
            "misses": 0,
            "evidence": evidence[:LONGEST_EVIDENCE],
        }
