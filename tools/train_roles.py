"""Train the model of sentence roles on abstracts whose sections are labelled.

Run as `python -m tools.train_roles ABSTRACTS.jsonl` with the extra `training` installed. Each line of the file is
an abstract: `{"sections": [{"label": "RESULTS", "text": "…"}]}`. Writes `role_model.bin` beside its reader:
hashed weights of one byte and the chances of one role after another; no text of an abstract is in it.
`--folds 5` prints what abstracts give that were not trained on, and writes nothing.
"""

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from announcer.core.keysentences import role_model
from announcer.core.keysentences.roles import Role, role_of_label
from announcer.core.text.sentences import sentences

MODEL = Path(__file__).parents[1] / "announcer" / "core" / "keysentences" / "role_model.bin"
STRENGTH = 0.3
STRENGTH_OF_BEGINNINGS = 0.03
"""How little the weights of roles, and of the conclusion's first sentence, are held down (scikit-learn's C)."""

_TWO = 2
_AIM = re.compile(
    r"\b(?:aims?|aimed|objectives?|purpose|goal|sought|hypothesi[sz]ed?|to (?:determine|assess|evaluate|investigate"
    r"|examine|compare|explore|study|test|analy[sz]e|describe|identify|establish|ascertain))\b|\?$",
    re.IGNORECASE,
)

Labelled = tuple[list[str], list[Role | None]]
"""The sentences of an abstract and their roles, None where the label does not tell."""


def read(path: Path) -> list[Labelled]:
    """Return the abstracts of the file; a section of background and aim is told apart by its wording."""
    return [labelled(json.loads(line)["sections"]) for line in path.read_text("utf-8").split("\n") if line.strip()]


def labelled(sections: Sequence[dict[str, str]]) -> Labelled:
    """Return the sentences of an abstract with the roles that its labels give them."""
    texts: list[str] = []
    roles: list[Role | None] = []
    for section in sections:
        role = role_of_label(section["label"])
        for sentence in sentences(section["text"]):
            texts.append(sentence)
            opens = role in {Role.BACKGROUND, Role.AIM} and "background" in section["label"].lower()
            roles.append((Role.AIM if _AIM.search(sentence) else Role.BACKGROUND) if opens else role)
    return texts, roles


def trained(abstracts: Sequence[Labelled]) -> bytes:
    """Return the model of these abstracts, as it is kept in a file."""
    rows: list[role_model.Features] = []
    roles: list[int] = []
    begins: list[int] = []
    steps = np.ones((len(Role) + 1, len(Role)))  # one of each: what was never seen is not impossible
    for texts, given in abstracts:
        before = len(Role)
        for places, role in zip(role_model.features(texts), given, strict=True):
            if role is None:
                continue
            rows.append(places)
            roles.append(role)
            begins.append(role is Role.CONCLUSION and before != Role.CONCLUSION)
            steps[before, role] += 1
            before = role
    chances = np.log(steps / steps.sum(axis=1, keepdims=True))
    of_roles = _fitted([row.own for row in rows], roles, STRENGTH)
    of_beginnings = _fitted([row.with_neighbours for row in rows], begins, STRENGTH_OF_BEGINNINGS)
    weights = np.concatenate([of_roles, of_beginnings])
    scales = np.abs(weights).max(axis=1) / 127
    counts = np.rint(weights / scales[:, None]).astype(np.int8)
    numbers = np.concatenate([np.roll(chances, 1, axis=0).ravel(), scales]).astype("<f4")
    return bytes(numbers.tobytes() + counts.tobytes())


def _fitted(rows: Sequence[frozenset[int]], classes: Sequence[int], strength: float) -> np.ndarray:
    """Return an array of weights by hash: a row for each class, or one row where there are but two.

    Of two classes a constant is learnt as well, and left out: what is the same for all sentences decides nothing.
    """
    places = np.fromiter((place for row in rows for place in sorted(row)), dtype=np.int32)
    ends = np.cumsum([0, *map(len, rows)])
    table = csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), role_model.SIZE))
    model = LogisticRegression(C=strength, max_iter=300, fit_intercept=len(set(classes)) == _TWO).fit(
        table, [int(each) for each in classes]
    )
    return np.asarray(model.coef_)


def main() -> None:
    """Train, and write the model or print how well it tells abstracts that it has not seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("abstracts", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    abstracts = read(options.abstracts)
    if not options.folds:
        MODEL.write_bytes(trained(abstracts))
        print(f"{MODEL}: {MODEL.stat().st_size:,} bytes from {len(abstracts)} abstracts")
        return
    pairs: list[tuple[Role, Role]] = []
    for fold in range(options.folds):
        model = trained([each for number, each in enumerate(abstracts) if number % options.folds != fold])
        for texts, roles in abstracts[fold :: options.folds]:
            told = role_model.roles_of(texts, model=role_model.RoleModel.read(model))
            pairs += [(role, tell) for role, tell in zip(roles, told, strict=True) if role is not None]
    print(f"{sum(role == tell for role, tell in pairs) / len(pairs):.1%} of {len(pairs)} sentences told rightly")
    for role in Role:
        right = sum(pair == (role, role) for pair in pairs)
        there = sum((pair[0] == role) + (pair[1] == role) for pair in pairs)
        print(f"{role.name.lower():12} F1 {2 * right / there:.1%}")


if __name__ == "__main__":
    main()
