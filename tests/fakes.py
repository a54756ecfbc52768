"""Stand-ins for the ports: honest to their contracts, quick, and told by tests how to behave."""

from announcer.core.announcement import Card, KeySentence, PostText
from announcer.core.findings import Finding
from announcer.core.publication import Publication
from announcer.errors import AnnouncerError
from tests.builders import PIXEL


class FakeWriter:
    """Writes the title and the sentence; fails in the languages of `broken`."""

    def __init__(self, *, broken: dict[str, AnnouncerError] | None = None, sentences: int = 1) -> None:
        self._broken = broken or {}
        self._sentences = sentences

    def key_sentences(self, publication: Publication, language: str) -> tuple[KeySentence, ...]:
        """Return as many sentences as were asked for."""
        texts = [f"{publication.title.plain} says {number} ({language})." for number in range(self._sentences)]
        return tuple(KeySentence(text=text, original=text, source="fake") for text in texts)

    def post(self, publication: Publication, language: str, sentence: str) -> PostText:
        """Return title and sentence as the post."""
        if language in self._broken:
            raise self._broken[language]
        text = f"{publication.title.plain}\n{sentence}"
        return PostText(text=text, length=len(text), limit=280, link="")

    def alt_text(self, publication: Publication, language: str, sentence: str) -> str:
        """Return the title."""
        return f"{publication.title.plain} {language} {sentence}"


class FakePainter:
    """Draws one pixel; `findings` come with it, and `broken` comes instead of it."""

    def __init__(self, *, findings: tuple[Finding, ...] = (), broken: AnnouncerError | None = None) -> None:
        self._findings = findings
        self._broken = broken
        self.asked: list[tuple[str, str, str, bool]] = []

    def paint(self, publication: Publication, language: str, sentence: str) -> Card:
        """Return the pixel."""
        return self.draw(publication, language, sentence)

    def draw(
        self, publication: Publication, language: str, sentence: str, *, template: str = "", debug: bool = False
    ) -> Card:
        """Return the pixel, and remember what was asked for."""
        self.asked.append((publication.title.plain, language, template, debug))
        assert sentence is not None
        if self._broken:
            raise self._broken
        return Card(data=PIXEL, width=1, height=1, findings=self._findings)
