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
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from announcer.core.keysentences import role_model
from announcer.core.keysentences.roles import Role, role_of_label
from announcer.core.text.sentences import sentences

MODEL = Path(__file__).parents[1] / "announcer" / "core" / "keysentences" / "role_model.bin"
STRENGTH = 0.3
"""How little the weights of roles are held down (scikit-learn's C)."""
HOLD = 10.0
"""How much the weights of the conclusion's first sentence are held down."""

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
    compared: list[tuple[list[frozenset[int]], int]] = []
    steps = np.ones((len(Role) + 1, len(Role)))  # one of each: what was never seen is not impossible
    for texts, given in abstracts:
        before = len(Role)
        found = role_model.features(texts)
        if (first := _first_concluding(given)) is not None:
            compared.append(([each.beginning for each in found], first))
        for places, role in zip(found, given, strict=True):
            if role is None:
                continue
            rows.append(places)
            roles.append(role)
            steps[before, role] += 1
            before = role
    chances = np.log(steps / steps.sum(axis=1, keepdims=True))
    of_roles = _fitted([row.own for row in rows], roles, STRENGTH)
    weights = np.concatenate([of_roles, [_compared(compared)]])
    scales = np.abs(weights).max(axis=1) / 127
    counts = np.rint(weights / scales[:, None]).astype(np.int8)
    numbers = np.concatenate([np.roll(chances, 1, axis=0).ravel(), scales]).astype("<f4")
    return bytes(numbers.tobytes() + counts.tobytes())


def _first_concluding(roles: Sequence[Role | None]) -> int | None:
    """Return where the conclusion begins; None where it is not the end of the abstract, or all of it."""
    first = next((place for place, role in enumerate(roles) if role is Role.CONCLUSION), 0)
    return first if first and all(role is Role.CONCLUSION for role in roles[first:]) else None


def _fitted(rows: Sequence[frozenset[int]], classes: Sequence[int], strength: float) -> np.ndarray:
    """Return an array of weights by hash, a row for each class."""
    model = LogisticRegression(C=strength, max_iter=300, fit_intercept=False).fit(
        _table(rows), [int(each) for each in classes]
    )
    return np.asarray(model.coef_)


def _compared(abstracts: Sequence[tuple[list[frozenset[int]], int]]) -> np.ndarray:
    """Return the weights that best tell the sentence with which the conclusion begins from all others.

    This is a conditional logistic regression: the chances of an abstract's sentences add up to one.
    """
    table = _table([row for rows, _ in abstracts for row in rows])
    starts = np.cumsum([0, *(len(rows) for rows, _ in abstracts)])[:-1]
    abstract_of = np.repeat(np.arange(len(abstracts)), [len(rows) for rows, _ in abstracts])
    firsts = starts + [first for _, first in abstracts]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ weights
        scores -= np.maximum.reduceat(scores, starts)[abstract_of]
        shares = np.exp(scores)
        sums = np.add.reduceat(shares, starts)
        errors = shares / sums[abstract_of]
        errors[firsts] -= 1
        cost = np.log(sums).sum() - scores[firsts].sum() + HOLD / 2 * weights @ weights
        return cost, table.T @ errors + HOLD * weights

    return np.asarray(minimize(loss, np.zeros(role_model.SIZE), jac=True, method="L-BFGS-B").x)


def _table(rows: Sequence[frozenset[int]]) -> csr_matrix:
    places = np.fromiter((place for row in rows for place in sorted(row)), dtype=np.int32)
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(len(places)), places, ends), shape=(len(rows), role_model.SIZE))


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
