"""What a dry run costs for each publication: text, card, alt text, draft folder and share of the page.

Run as `python -m benchmarks.drafts [--json]`. The publications are the shipped examples, each given a new title
and DOI in every round, so that nothing is drawn twice. Prints median and 95th percentile, the peak memory of the
whole process, and what drawing the card alone takes of it.
"""

import argparse
import json
import resource
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from announcer.core.text.richtext import Rich, Run
from announcer.ports.importing import Imported
from announcer.services.drafting import DraftJob
from announcer.wiring.site import Site, open_site

ROOT = Path(__file__).parents[1]
ROUNDS = 12


def fresh(imported: Imported, number: int) -> Imported:
    """Return the record as another publication of the same shape."""
    publication = imported.publication
    title = Rich.joined([*publication.title.runs, Run(text=f" {number}")])
    changed = replace(publication, title=title, doi=f"{publication.doi}.{number}" if publication.doi else "")
    return replace(imported, publication=changed)


def jobs(site: Site) -> list[DraftJob]:
    """Return the announcements of all rounds, in order; the first round warms up."""
    examples = site.read([ROOT / "queue" / "inbox"]).publications
    return [job for number in range(ROUNDS) for job in site.drafting.jobs([fresh(one, number) for one in examples])]


def timed(site: Site, work: Sequence[DraftJob]) -> tuple[list[float], list[float]]:
    """Return for each announcement the milliseconds that all of it took, and those of its card alone."""
    whole, cards = [], []
    for job in work:
        start = perf_counter()
        made = site.drafting.announce(job)
        whole.append((perf_counter() - start) * 1000)
        start = perf_counter()
        site.cards.paint(job.imported.publication, job.language, made.candidates[0].text if made.candidates else "")
        cards.append((perf_counter() - start) * 1000)
    return whole, cards


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON line only")
    only_json = parser.parse_args().json
    site = open_site(ROOT)
    work = jobs(site)
    whole, cards = (times[len(work) // ROUNDS :] for times in timed(site, work))
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        drafts = len(site.dry_run(Path(folder)).run().announcements)
        written = (perf_counter() - start) * 1000 / drafts
    result = {
        "benchmark": "drafts",
        "announcements": len(whole),
        "median_ms": round(statistics.median(whole), 2),
        "p95_ms": round(statistics.quantiles(whole, n=20)[-1], 2),
        "card_again_median_ms": round(statistics.median(cards), 2),
        "dry_run_ms_each": round(written, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 1),
    }
    if not only_json:
        print(f"{result['announcements']} announcements, none drawn before")
        print(f"text, card and alt text   median {result['median_ms']} ms, p95 {result['p95_ms']} ms")
        print(f"its card drawn once more  median {result['card_again_median_ms']} ms")
        print(f"whole dry run             {result['dry_run_ms_each']} ms for each draft, files and page included")
        print(f"peak memory               {result['peak_mb']} MB")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
