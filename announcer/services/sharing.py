"""Put together what a publication is shared with on the institution's own pages, in all languages of its posts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from announcer.core.findings import Level
from announcer.core.posting.lifecycle import State
from announcer.core.posting.queued import Queued
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.meta_tags import PreviewPicture
from announcer.core.posts.share_kit import ShareKit, with_via
from announcer.core.posts.share_links import percent_encoded
from announcer.core.publications.identifiers import own_page
from announcer.core.publications.institution import Institution
from announcer.errors import OutputError, UnknownAnnouncementError, UsageError
from announcer.ports.channels import ChannelRules
from announcer.ports.importing import Imported
from announcer.ports.share_writing import ShareWriter
from announcer.ports.store import Store
from announcer.services.drafting import Drafting, DraftJob
from announcer.system.durable import make_folder, replace_file

PREVIEW_SIZE = (1200, 600)
"""Pixels of the card template `preview`."""
PAGE_NAME = "share.html"
_ENDED = (State.REJECTED, State.CANCELLED, State.FAILED)
_APPROVED = (State.SCHEDULED, State.READY, State.POSTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRules:
    """What a site's kits have in common.

    `account` is the institution's on X, without @, empty where it has none. `preview_url` is where preview pictures
    are served, with `{id}` and `{language}` in it; empty where nobody serves them. `rules` are X's.
    """

    institution: Institution
    rules: ChannelRules
    account: str = ""
    preview_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedKits:
    """Makes the share kits of announcements in the queue; the use case behind the page that shows them.

    Args:
        store: The queue and the catalogue.
        decode: Reads a publication as the store keeps it.
        rebuilt: Returns an announcement of the queue with all that is known of it.
        rules: What all kits have in common.
    """

    store: Store
    decode: Callable[[str], Imported]
    rebuilt: Callable[[Queued], Announcement]
    rules: ShareRules

    def of(self, queued: Queued) -> ShareKit:
        """Return the kit of an announcement.

        Raises:
            SourceError: what is known of its publication cannot be read.
            TemplateError: the site's template of posts is wrong.
        """
        now = self.store.now()
        embargo = queued.embargo_until
        kept_back = queued.held or queued.retraction
        if not kept_back and embargo and embargo > now:
            kept_back = f"embargo until {embargo.isoformat(timespec='minutes')}"
        return self.kit(
            name=queued.id,
            uid=queued.publication,
            made=self.rebuilt(queued),
            imported=self.decode(self.store.record(queued.publication)),
            kept_back=kept_back,
            remark="" if queued.state in _APPROVED else "nobody has approved this text yet",
        )

    def by_language(self, uid: str) -> dict[str, Queued]:
        """Return what a publication is shared with in each language: its newest announcement that did not end."""
        return {one.language: one for one in self.store.announced(uid) if one.state not in _ENDED}

    def kit(
        self, *, name: str, uid: str, made: Announcement, imported: Imported, kept_back: str, remark: str
    ) -> ShareKit:
        """Return the kit of an announcement as it was made from a record; see `ShareKit` for the rest."""
        rules, language = self.rules, made.language
        fits = (
            rules.account
            and rules.rules.length(with_via(made.text.text, made.text.link, rules.account)) <= rules.rules.limit
        )
        return ShareKit(
            name=name,
            language=language,
            publication=imported.publication,
            text=made.text.text,
            link=made.text.link,
            site_name=rules.institution.platform(language) or rules.institution.name(language),
            sentence=made.sentence,
            page=own_page(imported.publication, rules.institution.page_url),
            account=rules.account,
            via=rules.account if fits else "",
            picture=self._picture(uid, language, made),
            languages=imported.publication.languages,
            kept_back=kept_back,
            remark=remark,
        )

    def _picture(self, uid: str, language: str, made: Announcement) -> PreviewPicture | None:
        if not self.rules.preview_url:
            return None
        url = self.rules.preview_url.replace("{id}", percent_encoded(uid)).replace("{language}", language)
        width, height = PREVIEW_SIZE
        title = made.publication.words(language).title.plain
        return PreviewPicture(url=url, width=width, height=height, alt_text=title)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareKits:
    """The use case behind `announcer share`.

    Args:
        announced: Makes the kits of what is in the queue.
        drafting: Makes the texts of what is not.
        announcement_named: Gives the id of an announcement; raises UnknownAnnouncementError where there is none.
        publication_named: Gives the uid of a registered publication; raises UsageError where there is none.
    """

    announced: AnnouncedKits
    drafting: Drafting
    announcement_named: Callable[[str], str]
    publication_named: Callable[[str], str]

    def of(self, name: str) -> tuple[ShareKit, ...]:
        """Return the kit of an announcement, or those of a publication, one for each language that it is posted in.

        `name` is the announcement's id or its beginning, or the publication's uid, DOI, PMID or PMCID. What a
        publication is shared with is the text of its newest announcement or, where it has none, of one made now.

        Raises:
            UsageError: nothing goes by that name, or several things do.
            SourceError: what is known of the publication cannot be read.
            TemplateError: the site's template of posts is wrong.
        """
        try:
            queued = self.announced.store.get(self.announcement_named(name))
        except UnknownAnnouncementError:
            return tuple(self._of_publication(self._publication_named(name)))
        return (self.announced.of(queued),)

    def _publication_named(self, name: str) -> str:
        try:
            return self.publication_named(name)
        except UsageError as error:
            if "several" in str(error):
                raise
            hint = "give the id of an announcement, or a publication's DOI, PMID or name"
            raise UsageError(f"nothing is known by the name {name!r}", hint=hint, step="queue") from None

    def _of_publication(self, uid: str) -> Iterator[ShareKit]:
        imported = self.announced.decode(self.announced.store.record(uid))
        announced = self.announced.by_language(uid)
        for job in self.drafting.jobs([imported]):
            queued = announced.get(job.language)
            yield self.announced.of(queued) if queued else self._drafted(job, uid)

    def _drafted(self, job: DraftJob, uid: str) -> ShareKit:
        made = self.drafting.announce(job)
        holding = [finding.message for finding in made.findings if finding.level is Level.HOLD]
        return self.announced.kit(
            name=uid,
            uid=uid,
            made=made,
            imported=job.imported,
            kept_back="; ".join(holding),
            remark="it is not in the queue; this is the text that it would have",
        )


def write_kits(kits: Sequence[ShareKit], out: Path, writer: ShareWriter) -> list[Path]:
    """Write a folder for each kit, named by its language, and the page over all; return the paths, the page first.

    Raises:
        OutputError: they cannot be written.
        TemplateError: the site's own template of the page is wrong.
    """
    files = {out / kit.language / name: content for kit in kits for name, content in writer.files(kit).items()}
    page = out / PAGE_NAME
    try:
        for path, content in files.items():
            make_folder(path.parent)
            replace_file(path, content)
        make_folder(out)
        replace_file(page, writer.page(kits).encode(errors="xmlcharrefreplace"))
    except OSError as error:
        problem = f"{error.filename or out}: the share kit cannot be written: {error.strerror or error}"
        raise OutputError(problem, hint="let this user write there, or name another folder") from error
    return [page, *files]
