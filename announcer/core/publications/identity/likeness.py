"""How much two texts have in common."""

ALIKE = 0.7
"""How similar two titles under one DOI must be; a book's DOI stands in the records of all its chapters."""
BEGINNING = 20
"""Letters that one title must have to count as the beginning of another; `Introduction` proves nothing."""


def similarity(one: str, other: str, *, least: float = 0.0) -> float:
    """Return how much two texts have in common, from 0 to 1; 0 for what has less than `least`.

    It is twice the length of their longest common subsequence over both lengths.
    """
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 (slow to import, and most commands compare nothing)

    return ratio(one, other, score_cutoff=100 * least) / 100 if one or other else 0.0


def are_alike(one: str, other: str) -> bool:
    """Return whether two titles under one DOI may be of one publication."""
    return one == other or is_cut(one, other) or similarity(one, other, least=ALIKE) > 0


def is_cut(one: str, other: str) -> bool:
    """Return whether one title is the beginning of the other, as where a source leaves out the subtitle."""
    short, long = sorted((one, other), key=len)
    return len(short) >= BEGINNING and long.startswith(short)
