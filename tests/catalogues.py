"""A store with cataloguing over it, for tests: publications go in, announcements come out."""

from typing import Any

from announcer.channels.registry import rules_of
from announcer.channels.x.rules import X_RULES
from announcer.core.posting.lifecycle import APPROVE, State
from announcer.core.posting.policies import Approval
from announcer.core.posting.queued import Queued, Target
from announcer.core.posts.cost import PostPrices
from announcer.core.publications.publication import Publication
from announcer.core.publications.record_findings import record_findings
from announcer.core.selection.announce_rules import AnnounceRules
from announcer.errors import TemplateError
from announcer.ports.importing import Imported
from announcer.services.catalogue.cataloguing import AddOptions, Cataloguing, Received
from announcer.services.catalogue.record_form import RecordFormat
from announcer.services.catalogue.updating import Updating
from announcer.services.composing import Composer
from announcer.services.drafting import Drafting
from announcer.services.review.reviewing import Review, ReviewRules
from announcer.services.selection.retraction_checks import RetractionChecks
from announcer.store.opening import SqlStore
from announcer.store.records import from_record, to_record
from tests.builders import institution
from tests.fakes import FakePainter, FakeReadyFolders, FakeWriter
from tests.queueing import approval


class Catalogue:
    """Brings publications in as `announcer add` does."""

    def __init__(
        self,
        store: SqlStore,
        *,
        approval: Approval = Approval.REQUIRED,
        charges: bool = True,
        writer: FakeWriter | None = None,
        rules: AnnounceRules | None = None,
        checks: RetractionChecks | None = None,
    ) -> None:
        self.store = store
        self.troubled: dict[str, TemplateError] = {}
        self.painter = FakePainter()
        self.ready = FakeReadyFolders()
        self.review = Review(store, ReviewRules(approval=approval), rules_of=rules_of)
        drafting = Drafting(
            writer=writer or FakeWriter(broken=self.troubled),
            painter=self.painter,
            languages=("en", "fa"),
            prices=PostPrices(),
            rules=X_RULES,
        )
        target = Target(channel="x" if charges else "drafts", account="iums", charges=charges)
        composer = Composer(drafting, target)
        form = RecordFormat(encode=to_record, decode=from_record)
        updating = Updating(
            store=store,
            composer=composer,
            institution=institution(),
            form=form,
            ready=self.ready,
            listed=checks.place if checks else lambda _: "",
        )
        self.cataloguing = Cataloguing(
            store=store,
            review=self.review,
            composer=composer,
            updating=updating,
            form=form,
            rules=rules or AnnounceRules(),
            checked=checks.checked if checks else lambda imported: imported,
        )

    def break_template(self, language: str) -> None:
        """Let every post in that language fail until `troubled` is empty."""
        self.troubled[language] = TemplateError(f"post/{language}: line 1")

    def bring_in(self, publication: Publication, source: str = "inbox/a.toml", **options: Any) -> Received:
        """Bring one publication in, read and checked as intake does."""
        findings = record_findings(publication, institution())
        imported = Imported(publication=publication, source=source, findings=findings)
        (received,) = self.cataloguing.bring_in([imported], AddOptions(**options), actor="sara")
        return received

    def known(self, uid: str) -> Publication:
        """Return what is known of the publication."""
        return from_record(self.store.record(uid)).publication

    def only(self) -> Queued:
        """Return the one announcement there is."""
        (queued,) = self.store.listing()
        return queued

    def approve(self) -> Queued:
        """Approve the one announcement there is, so that it is due now."""
        queued = self.only()
        moved = self.store.move(queued, APPROVE, actor="editor", changes=approval(queued.digest, self.store.now()))
        assert moved
        assert moved.state is State.SCHEDULED
        return moved
