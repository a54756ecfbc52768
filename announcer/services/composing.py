"""Make what is put into the queue: an announcement of a registered publication, for a channel and an account."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from announcer.core.posting.queued import NewAnnouncement, NewPublication, Queued, Target, new_announcement
from announcer.core.posts.announcement import Announcement, announcement_id
from announcer.core.publications.home_authors import department
from announcer.ports.importing import Imported
from announcer.services.drafting import Drafting, DraftJob


class Composer:
    """Makes announcements for the queue, new ones for `target`; `departments` are those that the site lists."""

    def __init__(
        self, drafting: Drafting, target: Target, departments: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._drafting = drafting
        self._target = target
        self._departments = departments or {}

    def languages(self, imported: Imported) -> Sequence[str]:
        """Return the languages that the publication is announced in."""
        return [job.language for job in self._drafting.jobs([imported])]

    def compose(
        self, imported: Imported, publication: NewPublication, language: str, *, number: int
    ) -> NewAnnouncement:
        """Make the publication's announcement of that number, from 1, in that language.

        Raises:
            TemplateError: the post's template is wrong.
        """
        made = self._made(imported, publication, language)
        if number > 1:
            again = announcement_id(publication.uid, made.channel, f"{language} {number}")
            made = replace(made, id=again)
        return replace(self._for_queue(made, publication, self._target), round=number)

    def compose_anew(self, imported: Imported, publication: NewPublication, queued: Queued) -> NewAnnouncement:
        """Make an announcement of the queue once more, from what is known of its publication now.

        Raises:
            TemplateError: the post's template is wrong.
        """
        target = Target(channel=queued.channel, account=queued.account, charges=queued.cost > 0)
        new = self._for_queue(self._made(imported, publication, queued.language), publication, target)
        return replace(new, id=queued.id, round=queued.round)

    def _made(self, imported: Imported, publication: NewPublication, language: str) -> Announcement:
        return self._drafting.announce(DraftJob(imported=imported, language=language, uid=publication.uid))

    def _for_queue(self, made: Announcement, publication: NewPublication, target: Target) -> NewAnnouncement:
        return new_announcement(
            replace(made, channel=target.channel, cost=made.cost if target.charges else None),
            publication=publication,
            account=target.account,
            department=department(made.publication, self._departments),
        )
