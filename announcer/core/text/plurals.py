"""Numbers with what they count, in English."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 file`, `2 files`; `plural` is for nouns that do not only take an s."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
