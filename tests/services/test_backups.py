from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from announcer.errors import OutputError
from announcer.services.backups import Backups

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def test_there_is_one_a_day_and_only_the_last_are_kept(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "backups", keep=2)
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "announcer-mine.db").touch()

    written = [backups.due(NOW + hours * timedelta(hours=1), Path.touch) for hours in (0, 5, 24, 48, 49)]

    assert [bool(path) for path in written] == [True, False, True, True, False]
    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == [
        "announcer-20261124T060000Z.db",
        "announcer-20261125T060000Z.db",
        "announcer-mine.db",
    ]


def test_a_copy_from_the_future_does_not_keep_others_from_being_made(tmp_path: Path) -> None:
    backups = Backups(tmp_path, keep=7)
    backups.due(NOW + 9 * DAY, Path.touch)

    assert backups.due(NOW, Path.touch)


def test_what_a_killed_copy_left_is_taken_away(tmp_path: Path) -> None:
    for name in (".announcer-20261122T060000Z.db.unfinished", ".announcer-20261122T060000Z.db.unfinished-journal"):
        (tmp_path / name).touch()

    Backups(tmp_path, keep=7).due(NOW, Path.touch)

    assert [path.name for path in tmp_path.iterdir()] == ["announcer-20261123T060000Z.db"]


def test_none_are_kept_where_none_are_wanted(tmp_path: Path) -> None:
    assert Backups(tmp_path / "backups", keep=0).due(NOW, Path.touch) is None
    assert not (tmp_path / "backups").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "backups").touch()

    with pytest.raises(OutputError, match="backups"):
        Backups(tmp_path / "backups" / "x", keep=1).due(NOW, Path.touch)
