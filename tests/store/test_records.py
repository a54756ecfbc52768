import pytest

from announcer.core.findings import Finding, Level
from announcer.core.publications.publication import PublicationType, Translation
from announcer.core.text.richtext import Rich, Run, Style
from announcer.errors import SourceError
from announcer.ports.importing import Imported
from announcer.store.records import from_record, to_record
from tests.builders import publication


def test_what_is_kept_comes_back_whole() -> None:
    imported = Imported(
        publication=publication(
            title=Rich((Run(text="H"), Run(text="2", style=Style.SUB), Run(text="O"))),
            type=PublicationType.PREPRINT,
            translations={"fa": Translation(title=Rich.of("آب"), keywords=("آب",))},
        ),
        source="inbox/a.toml",
        findings=(Finding(id="no-abstract", level=Level.NOTE, message="there is no abstract"),),
    )

    assert from_record(to_record(imported)) == imported


@pytest.mark.parametrize("record", ["", "{}", "[]", '{"publication": {"title": 3}}'])
def test_what_is_no_record_is_told(record: str) -> None:
    with pytest.raises(SourceError, match="not a record of this version"):
        from_record(record)
