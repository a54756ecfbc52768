import tomllib
from pathlib import Path

import pytest

from announcer.errors import UsageError
from announcer.services.new_site import make_site

SHIPPED = Path(__file__).parents[2]
NAME = 'Université "É" d’Exemple'


def test_a_site_is_written_with_its_folders(tmp_path: Path) -> None:
    written = make_site(tmp_path / "site", NAME, shipped=SHIPPED)

    names = [str(path.relative_to(tmp_path / "site")) for path in written]
    assert names[:2] == ["announcer.toml", "queue/inbox/example.toml"]
    assert "assets/brand/brand.toml" in names


def test_the_example_is_by_an_author_of_the_institution(tmp_path: Path) -> None:
    make_site(tmp_path, NAME, shipped=SHIPPED)

    settings = tomllib.loads((tmp_path / "announcer.toml").read_text("utf-8"))
    example = tomllib.loads((tmp_path / "queue" / "inbox" / "example.toml").read_text("utf-8"))
    assert settings["institution"]["home"] == [NAME]
    assert example["affiliations"][0]["text"] == NAME


def test_a_site_that_is_there_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "announcer.toml").write_bytes(b"mine")

    with pytest.raises(UsageError, match="is there already"):
        make_site(tmp_path, NAME, shipped=SHIPPED)

    assert [path.name for path in tmp_path.iterdir()] == ["announcer.toml"]
    assert (tmp_path / "announcer.toml").read_bytes() == b"mine"


def test_a_place_that_cannot_be_written_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UsageError) as caught:
        make_site(tmp_path / "file" / "site", NAME, shipped=SHIPPED)

    assert caught.value.hint
