"""How often the key sentence is taken from an abstract's conclusion, and reaches the post.

Run as `python -m benchmarks.keysentence DATA [--json]`, where DATA holds `abstracts/pubmedqa_train.jsonl` and
`corpus/` with PubMed's XML and MEDLINE files. Every abstract with a labelled conclusion is read twice, with its
labels hidden (as one paragraph) and shown. The first set trained the model of roles, so it is told by models of the
other four fifths (the extra `training` must be installed; without it that set is left out); the corpus by the model
that is shipped. `where it finds`: of the abstracts whose conclusion is more than advice. `carried`: a candidate,
whole or shortened, stands in the post of the site's template.
"""

import argparse
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from announcer.core.keysentences.choosing import KeySentence, candidates, texts_for_post
from announcer.core.keysentences.ranking import finding_of
from announcer.core.keysentences.role_model import RoleModel
from announcer.core.keysentences.roles import Role, role_of_label
from announcer.core.publications.abstracts import clean_abstract
from announcer.core.publications.publication import (
    Abstract,
    Author,
    Link,
    LinkKind,
    PartialDate,
    Publication,
    Section,
)
from announcer.core.text.postable import plain
from announcer.core.text.richtext import Rich
from announcer.core.text.sentences import sentences
from announcer.wiring.site import open_site

ROOT = Path(__file__).parents[1]
FOLDS = 5
WAYS = ("labels hidden", "labels shown", "first sentence", "last sentence", "last, cleaned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper with its abstract as the source has it, and in labelled sections of plain text."""

    title: str
    raw: str
    sections: Sequence[tuple[str, str]]

    @property
    def conclusion(self) -> list[str]:
        """The sentences of the sections that conclude."""
        texts = [text for label, text in self.sections if role_of_label(label) is Role.CONCLUSION]
        return [sentence for text in texts for sentence in sentences(text)]

    @property
    def finds(self) -> bool:
        """Whether the conclusion states a finding, and not only advice."""
        return any(finding_of(sentence, "en") for sentence in self.conclusion)

    @property
    def hidden(self) -> Abstract | None:
        """The abstract as one paragraph."""
        return clean_abstract(" ".join(text for _, text in self.sections))

    @property
    def shown(self) -> Abstract:
        """The abstract with its labels."""
        return Abstract(sections=tuple(Section(label=label, text=Rich.of(text)) for label, text in self.sections))


def pubmedqa(path: Path) -> list[Paper]:
    """Return the labelled abstracts that the model of roles was trained on."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [
        Paper(
            title=row["title"],
            raw=" ".join(part["text"] for part in row["sections"]),
            sections=[(part["label"], part["text"]) for part in row["sections"]],
        )
        for row in rows
    ]


def corpus(folder: Path) -> list[Paper]:
    """Return the papers of PubMed's files whose abstracts have a labelled conclusion, each once."""
    found: dict[str, Paper] = {}
    for title, raw in (*_xml_papers(folder / "pubmed"), *_medline_papers(folder / "medline")):
        abstract = clean_abstract(raw)
        sections = [(section.label, section.text.plain) for section in abstract.sections] if abstract else []
        paper = Paper(title=title, raw=" ".join(text for _, text in sections), sections=sections)
        if paper.conclusion:
            found.setdefault(title.casefold().strip("[]. "), paper)
    return list(found.values())


def _xml_papers(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.xml")):
        for article in ET.parse(path).iter("Article"):  # noqa: S314
            title, abstract = article.find("ArticleTitle"), article.find("Abstract")
            if title is not None and abstract is not None:
                parts = [ET.tostring(part, encoding="unicode") for part in abstract.iter("AbstractText")]
                yield "".join(title.itertext()), "".join(parts)


def _medline_papers(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.nbib")):
        for record in re.split(r"\n\s*\n", path.read_text("utf-8", errors="replace")):
            fields = dict(re.findall(r"^(TI|AB) +- ((?:.*\n?)(?: {6}.*\n?)*)", record, re.MULTILINE))
            if len(fields) == 2:
                yield " ".join(fields["TI"].split()), " ".join(fields["AB"].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one way gave: how many papers, how many with a finding in their conclusion, and how many were hit."""

    papers: int
    finding: int
    concluding: int
    concluding_there: int
    several: int
    first: int
    carried: int

    @property
    def row(self) -> dict[str, float]:
        """The shares in percent."""
        shares = {
            "from_conclusion": (self.concluding, self.papers),
            "where_it_finds": (self.concluding_there, self.finding),
            "first_of_several": (self.first, self.several),
            "carried": (self.carried, self.papers),
        }
        return {name: round(100 * part / max(whole, 1), 1) for name, (part, whole) in shares.items()}


class Measuring:
    """Chooses for each paper in every way, and asks the shipped post template whether it carries the choice."""

    def __init__(self) -> None:
        self._writer = open_site(ROOT).writer

    def counts(self, papers: Sequence[tuple[Paper, RoleModel | None]], way: str) -> Counts:
        """Return the counts of one way; each paper comes with the model that may tell it."""
        picks = [(paper, self._picked(paper, model, way)) for paper, model in papers]
        several = [(paper, found) for paper, (found, _) in picks if len(paper.conclusion) > 1]
        return Counts(
            papers=len(picks),
            finding=sum(paper.finds for paper, _ in picks),
            concluding=sum(_among(found, paper.conclusion) for paper, (found, _) in picks),
            concluding_there=sum(paper.finds and _among(found, paper.conclusion) for paper, (found, _) in picks),
            several=len(several),
            first=sum(_among(found, paper.conclusion[:1]) for paper, found in several),
            carried=sum(is_carried for _, (_, is_carried) in picks),
        )

    def _picked(self, paper: Paper, model: RoleModel | None, way: str) -> tuple[str, bool]:
        if way.startswith("labels"):
            publication = published(paper, paper.hidden if way == "labels hidden" else paper.shown)
            found = candidates(publication, "en", model)
            return found[0].original if found else "", self._carries(publication, found)
        hidden = paper.hidden
        texts = sentences(hidden.plain if way == "last, cleaned" and hidden else paper.raw)
        text = texts[0 if way == "first sentence" else -1] if texts else ""
        return text, self._carries(
            published(paper, None), [KeySentence(text=text, original=text, source="abstract")]
        )

    def _carries(self, publication: Publication, found: Sequence[KeySentence]) -> bool:
        if not found:
            return False
        for source in dict.fromkeys(each.source for each in found):
            alike = [each for each in found if each.source == source]
            texts, beside_title = texts_for_post(alike, publication.title.plain)
            if self._writer.post(publication, "en", *texts, beside_title=beside_title).sentence:
                return True
        return False


def published(paper: Paper, abstract: Abstract | None) -> Publication:
    """Return the paper as a record of usual length besides its title and abstract."""
    return Publication(
        title=Rich.of(paper.title.strip("[]. ")),
        abstract=abstract,
        doi="10.5555/measured.1",
        journal="Journal of Clinical Measurement",
        published=PartialDate(year=2026),
        authors=(Author(name="Rahimi S", is_home=True), Author(name="Hansen K", is_home=False)),
        links=(Link(kind=LinkKind.DOI, url="https://doi.org/10.5555/measured.1"),),
    )


def _among(found: str, texts: Iterable[str]) -> bool:
    return bool(found) and any(found in plain(text) or plain(text) in found for text in texts)


def with_models(papers: Sequence[Paper]) -> list[tuple[Paper, RoleModel | None]] | None:
    """Return each paper with a model that was trained without it; None where there is nothing to train with."""
    try:
        from tools import train_roles  # noqa: PLC0415 - needs scikit-learn
    except ImportError:
        return None
    labelled = [
        train_roles.labelled([{"label": label, "text": text} for label, text in paper.sections]) for paper in papers
    ]
    models = [
        RoleModel.read(train_roles.trained([each for place, each in enumerate(labelled) if place % FOLDS != fold]))
        for fold in range(FOLDS)
    ]
    return [(paper, models[place % FOLDS]) for place, paper in enumerate(papers)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with abstracts/ and corpus/")
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    options = parser.parse_args()
    told = {
        "pubmedqa, by models of the other folds": with_models(
            pubmedqa(options.data / "abstracts" / "pubmedqa_train.jsonl")
        ),
        "corpus, by the shipped model": [(paper, None) for paper in corpus(options.data / "corpus")],
    }
    measuring = Measuring()
    sets = {name: {way: measuring.counts(papers, way) for way in WAYS} for name, papers in told.items() if papers}
    if not options.json:
        for name, rows in sets.items():
            counts = rows[WAYS[0]]
            print(f"{name}: {counts.papers} abstracts, {counts.several} with several concluding sentences")
            for way, each in rows.items():
                print(
                    f"  {way:16}"
                    + "".join(f"  {key.replace('_', ' ')} {value:5.1f} %" for key, value in each.row.items())
                )
    print(
        json.dumps(
            {"benchmark": "keysentence"}
            | {name: {way: each.row for way, each in rows.items()} for name, rows in sets.items()}
        )
    )


if __name__ == "__main__":
    main()
