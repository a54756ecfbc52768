"""Every word of the page is in every catalogue, and every translation has the same places for values."""

import re
from pathlib import Path

import pytest

from tools.translations import CATALOGUES, lacking, messages, read

_VALUE = re.compile(r"\{(\w+)[^}]*\}")


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.stem)
def test_a_catalogue_translates_everything_with_the_same_values(path: Path) -> None:
    catalogue = read(path)

    assert lacking(catalogue) == [], "run python -m tools.translations --write, and translate"
    for message in messages():
        source = message if isinstance(message, str) else message[1]
        entry = catalogue.get(message if isinstance(message, str) else message[0])
        assert entry is not None
        assert entry.string
        said = entry.string if isinstance(entry.string, str) else entry.string[1]
        assert set(re.findall(_VALUE, said)) == set(re.findall(_VALUE, source)), source
