"""Stand-ins for the world: a clock that tests turn, a channel, a writer and a painter that do as they are told."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from announcer.core.findings import Finding
from announcer.core.keysentences.choosing import Choice, KeySentence
from announcer.core.posts.announcement import Card, PostText
from announcer.core.posts.post import Media, Post, Receipt
from announcer.core.publications.publication import Publication
from announcer.errors import AnnouncerError, PostRefusedError
from tests.builders import PIXEL

START = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands still until a test turns it."""

    def __init__(self, start: datetime = START) -> None:
        self.time = start
        self.seconds = 1000.0

    def now(self) -> datetime:
        """Return the time set last."""
        return self.time

    def monotonic(self) -> float:
        """Return the seconds that went by; `jump` leaves them alone."""
        return self.seconds

    def advance(self, by: timedelta) -> None:
        """Let time go by."""
        self.time += by
        self.seconds += by.total_seconds()

    def jump(self, by: timedelta) -> None:
        """Set the clock, as somebody or a time server would."""
        self.time += by


@dataclass
class FakeChannel:
    """A channel whose timeline is a list; `faults` are called one by one instead of, or before, the next calls.

    A fault gets the deed (what the call would do) and may do it, or not, and then raise whatever it likes.
    """

    name: str = "x"
    account: str = "iums"
    hands_over: bool = False
    upload_deadline: timedelta = timedelta(seconds=30)
    send_deadline: timedelta = timedelta(seconds=20)
    timeline: list[tuple[Post, Receipt]] = field(default_factory=list)
    uploads: list[Post] = field(default_factory=list)
    sent_media: list[Media | None] = field(default_factory=list)
    upload_faults: list[Callable[[Callable[[], object]], object]] = field(default_factory=list)
    send_faults: list[Callable[[Callable[[], object]], object]] = field(default_factory=list)
    find_faults: list[Callable[[Callable[[], object]], object]] = field(default_factory=list)
    probe_faults: list[Exception] = field(default_factory=list)
    asked_since: list[datetime] = field(default_factory=list)
    keys: str = ""
    probes: int = 0
    clock: FakeClock = field(default_factory=FakeClock)

    def upload(self, post: Post) -> Media | None:
        """Take the picture in."""
        _meet(self.upload_faults, lambda: self.uploads.append(post))
        return Media(id=f"media-{len(self.uploads)}", expires_at=self.clock.now() + timedelta(days=1))

    def send(self, post: Post, media: Media | None) -> Receipt:
        """Put the post on the timeline."""
        if post.account != self.account:
            raise PostRefusedError(self.name, f"the post is {post.account}'s")
        self.sent_media.append(media)
        _meet(self.send_faults, lambda: self._publish(post))
        return self.timeline[-1][1]

    def _publish(self, post: Post) -> None:
        number = str(len(self.timeline) + 1)
        receipt = Receipt(remote_id=number, url=f"https://x.com/{self.account}/status/{number}")
        self.timeline.append((post, receipt))

    def find(self, post: Post, since: datetime) -> Receipt | None:
        """Look the post up by its link."""
        self.asked_since.append(since)
        _meet(self.find_faults, lambda: None)
        return next((receipt for other, receipt in self.timeline if other.link == post.link), None)

    def delete(self, remote_id: str) -> None:
        """Take the post down."""
        self.timeline = [(post, receipt) for post, receipt in self.timeline if receipt.remote_id != remote_id]

    def keys_digest(self) -> str:
        """Return the keys as they are: they open nothing."""
        return self.keys

    def probe(self) -> None:
        """Answer that all is well, or raise what was armed."""
        self.probes += 1
        if self.probe_faults:
            raise self.probe_faults.pop(0)


def _meet(faults: list[Callable[[Callable[[], object]], object]], deed: Callable[[], object]) -> None:
    if faults:
        faults.pop(0)(deed)
    else:
        deed()


def before(error: Exception) -> Callable[[Callable[[], object]], object]:
    """Return a fault that strikes before anything was done."""

    def strike(_deed: Callable[[], object]) -> object:
        raise error

    return strike


def after(error: Exception) -> Callable[[Callable[[], object]], object]:
    """Return a fault that strikes when all was done, so that only the answer is lost."""

    def strike(deed: Callable[[], object]) -> object:
        deed()
        raise error

    return strike


class FakeReadyFolders:
    """Folders for people who post by hand: `ids` are the announcements that lie there."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def clear(self, is_wanted: Callable[[str], bool]) -> list[str]:
        """Take away what is not wanted."""
        gone = [one for one in self.ids if not is_wanted(one)]
        self.ids = [one for one in self.ids if one not in gone]
        return gone

    def lay_out(self, post: Post) -> None:
        """Lay it out."""
        self.ids.append(post.id)


class FakeWriter:
    """Writes the title and the first sentence of at most `longest` letters; fails in the languages of `broken`.

    It finds as many sentences as `sentences` says, or those given.
    """

    def __init__(
        self,
        *,
        broken: Mapping[str, AnnouncerError] | None = None,
        sentences: int | tuple[KeySentence, ...] = 1,
        longest: int = 1000,
    ) -> None:
        self._broken = {} if broken is None else broken
        self._sentences = sentences
        self._longest = longest

    def key_sentences(self, publication: Publication, language: str) -> Choice:
        """Return the sentences that were asked for."""
        if isinstance(self._sentences, tuple):
            return Choice(candidates=self._sentences)
        texts = [f"{publication.title.plain} says {number} ({language})." for number in range(self._sentences)]
        found = tuple(KeySentence(text=text, original=text, source="fake") for text in texts)
        return Choice(candidates=found, why_none="" if found else "none was asked for")

    def post(
        self,
        publication: Publication,
        language: str,
        *sentences: str,
        beside_title: Collection[str] = (),
        why_none: str = "",
    ) -> PostText:
        """Return title and sentence as the post; its title is always there, `beside_title` or not."""
        del beside_title, why_none
        if language in self._broken:
            raise self._broken[language]
        sentence = next((text for text in sentences if len(text) <= self._longest), "")
        text = f"{publication.title.plain}\n{sentence}"
        return PostText(text=text, length=len(text), limit=280, link="", sentence=sentence)

    def alt_text(self, publication: Publication, language: str, sentence: str) -> str:
        """Return the title."""
        return f"{publication.title.plain} {language} {sentence}"


class FakePainter:
    """Draws one pixel; `findings` come with it, and `broken` comes instead of it.

    What is in `meanwhile` happens while the next cards are drawn, one each: somebody else's doing.
    """

    def __init__(self, *, findings: tuple[Finding, ...] = (), broken: AnnouncerError | None = None) -> None:
        self.findings = findings
        self._broken = broken
        self.asked: list[tuple[str, str, str, bool]] = []
        self.meanwhile: list[Callable[[], object]] = []

    def paint(self, publication: Publication, language: str, sentence: str) -> Card:
        """Return the pixel."""
        return self.draw(publication, language, sentence)

    def draw(
        self, publication: Publication, language: str, sentence: str, *, template: str = "", debug: bool = False
    ) -> Card:
        """Return the pixel, and remember what was asked for."""
        self.asked.append((publication.title.plain, language, template, debug))
        assert sentence is not None
        if self.meanwhile:
            self.meanwhile.pop(0)()
        if self._broken:
            raise self._broken
        return Card(data=PIXEL, width=1, height=1, findings=self.findings)
