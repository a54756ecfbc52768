from collections.abc import Iterable, Sequence
from pathlib import Path

from announcer.channels.x.rules import X_RULES
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices
from announcer.errors import AnnouncerError, TemplateError
from announcer.importers.registry import all_importers
from announcer.services.drafting import Drafting
from announcer.services.dry_runs import Previewing
from tests.builders import institution
from tests.fakes import FakePainter, FakeWriter


class FakeFolders:
    """Takes drafts one by one and keeps their languages."""

    def __init__(self) -> None:
        self.languages: list[str] = []

    def write(self, announcements: Iterable[Announcement], problems: Sequence[AnnouncerError] = ()) -> Path:
        """Take what there is; problems may still be added meanwhile."""
        self.languages += [one.language for one in announcements]
        return Path(f"{len(problems)} problems.html")


def test_a_broken_template_is_told_once_and_stops_no_other_language(tmp_path: Path) -> None:
    for name in ("a", "b"):
        record = (
            f'title = "Title {name} in full"\ndoi = "10.5555/{name}"\n[translations.fa]\ntitle = "عنوان فارسی"\n'
        )
        (tmp_path / f"{name}.toml").write_text(record, "utf-8")
    broken: dict[str, AnnouncerError] = {"fa": TemplateError("post/fa/x.txt.j2:3: there is no 'titel'")}
    folders = FakeFolders()
    work = Drafting(
        writer=FakeWriter(broken=broken),
        painter=FakePainter(),
        languages=("en", "fa"),
        prices=PostPrices(),
        rules=X_RULES,
    )
    previewing = Previewing(importers=all_importers(), institution=institution(), drafting=work, folders=folders)

    result = previewing.preview([tmp_path])

    assert folders.languages == ["en", "en"]
    assert [made.language for made in result.announcements] == ["en", "en"]
    assert result.problems == (broken["fa"],)
