from announcer.core.text.plurals import counted


def test_a_number_stands_with_its_noun() -> None:
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    assert counted(2, "entry", "entries") == "2 entries"
