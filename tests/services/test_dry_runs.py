from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import pytest

from announcer.channels.x.rules import X_RULES
from announcer.core.posts.announcement import Announcement
from announcer.core.posts.cost import PostPrices
from announcer.errors import AnnouncerError, TemplateError, UsageError
from announcer.importers.registry import all_importers
from announcer.services.drafting import Drafting
from announcer.services.dry_runs import DryRun
from announcer.services.intake.accepting import read_sources
from tests.builders import institution
from tests.fakes import FakePainter, FakeWriter

LANGUAGES = ("en", "fa")
PERSIAN = '[translations.fa]\ntitle = "عنوان فارسی"\n'


class FakeFolders:
    """Takes drafts one by one and keeps their languages."""

    def __init__(self) -> None:
        self.languages: list[str] = []

    def write(self, announcements: Iterable[Announcement], problems: Sequence[AnnouncerError] = ()) -> Path:
        """Take what there is; problems may still be added meanwhile."""
        self.languages += [one.language for one in announcements]
        return Path(f"{len(problems)} problems.html")


def dry_run(
    inbox: Path, folders: FakeFolders, *, broken: dict[str, AnnouncerError] | None = None, out: Path | None = None
) -> DryRun:
    return DryRun(
        inbox=inbox,
        out=out,
        languages=LANGUAGES,
        read=partial(read_sources, importers=all_importers(), institution=institution()),
        drafting=Drafting(
            writer=FakeWriter(broken=broken or {}),
            painter=FakePainter(),
            languages=LANGUAGES,
            prices=PostPrices(),
            rules=X_RULES,
        ),
        folders=folders,
    )


def drop(inbox: Path, name: str, more: str = "") -> None:
    """Put a record into the inbox."""
    (inbox / f"{name}.toml").write_text(f'title = "Title {name} in full"\ndoi = "10.5555/{name}"\n{more}', "utf-8")


def test_a_broken_template_is_one_problem_and_stops_no_other_language(tmp_path: Path) -> None:
    for name in ("a", "b"):
        drop(tmp_path, name, PERSIAN)
    broken: dict[str, AnnouncerError] = {"fa": TemplateError("post/fa/x.txt.j2:3: there is no 'titel'")}
    folders = FakeFolders()

    result = dry_run(tmp_path, folders, broken=broken).run()

    assert folders.languages == ["en", "en"]
    assert [made.language for made in result.announcements] == ["en", "en"]
    assert result.problems == (broken["fa"],)


def test_records_without_words_in_a_language_are_counted(tmp_path: Path) -> None:
    drop(tmp_path, "a", PERSIAN)
    drop(tmp_path, "b")
    drop(tmp_path, "c")

    assert dry_run(tmp_path, FakeFolders()).run().lacking == {"fa": 2}
    assert dry_run(tmp_path, FakeFolders()).run(limit=1).lacking == {}


def test_a_language_that_the_site_lacks_counts_as_the_one_it_is_posted_in(tmp_path: Path) -> None:
    drop(tmp_path, "a", 'language = "de"\n')

    assert dry_run(tmp_path, FakeFolders()).run().lacking == {"fa": 1}


def test_drafts_never_go_into_the_inbox(tmp_path: Path) -> None:
    drop(tmp_path, "a")
    folders = FakeFolders()

    with pytest.raises(UsageError, match="this is the inbox"):
        dry_run(tmp_path, folders, out=tmp_path / "drafts").run()

    assert folders.languages == []
