"""What the words of a draft cost on real records: key sentences, post and alt text, without the card.

Run as `python -m benchmarks.texts DATA [--records N] [--json]`, where DATA holds `corpus/` with files
of PubMed. The first N records with an abstract are drafted four times by the site of the repository; the
first round, which warms up, is not counted. Prints processor time for each record, mean, median and 95th percentile
of the quickest round, and how many of the posts carry a key sentence.
"""

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from announcer.core.posts.announcement import Card
from announcer.core.publications.publication import Publication
from announcer.services.drafting import Drafting, DraftJob
from announcer.wiring.site import Site, open_site

ROOT = Path(__file__).parents[1]
RECORDS = 160
ROUNDS = 3


class NoPainter:
    """Draws nothing, so that words alone are measured."""

    def paint(self, publication: Publication, language: str, sentence: str) -> Card:
        """Return an empty picture."""
        del publication, language, sentence
        return Card(data=b"", width=0, height=0)


def jobs(site: Site, data: Path, records: int) -> list[DraftJob]:
    """Return the announcements of the first records that have an abstract, in English."""
    files = [*sorted((data / "corpus" / "pubmed").glob("*.xml")), *sorted((data / "corpus" / "medline").iterdir())]
    found = [each for each in site.read(files).publications if each.publication.abstract]
    return [DraftJob(imported=each, language="en") for each in found[:records]]


def times(drafting: Drafting, due: Sequence[DraftJob]) -> list[float]:
    """Return the milliseconds of processor time that each draft takes."""
    found = []
    for job in due:
        start = process_time()
        drafting.announce(job)
        found.append(1000 * (process_time() - start))
    return found


def measured(data: Path, records: int) -> dict[str, float]:
    """Return the figures of the quickest round."""
    site = open_site(ROOT)
    drafting = site.drafting_with(NoPainter())
    due = jobs(site, data, records)
    texts = [drafting.announce(job).text for job in due]  # warms up
    taken = min((times(drafting, due) for _ in range(ROUNDS)), key=sum)
    return {
        "records": len(due),
        "with_sentence": sum(bool(text.sentence) for text in texts),
        "mean_ms": round(statistics.fmean(taken), 2),
        "median_ms": round(statistics.median(taken), 2),
        "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 2),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measured(options.data, options.records)
    if options.json:
        print(json.dumps(found))
        return
    print(
        "{records} records, {with_sentence} posts with a sentence: mean {mean_ms} ms, median {median_ms}, "
        "95th percentile {p95_ms}".format(**found)
    )


if __name__ == "__main__":
    main()
