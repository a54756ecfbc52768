"""How many typical posts a second are counted, beside twitter-text-parser where that can be imported.

Run `python -m benchmarks.counting [--json]`; the last line printed is one JSON object.
"""

import argparse
import importlib
import json
import time
import warnings
from collections.abc import Callable, Sequence
from itertools import cycle, islice

from announcer.core.posts.counting import weighted_length

POSTS_OF_EACH_LANGUAGE = 300
ROUNDS = 5
PEER = "twitter-text-parser"

ENGLISH = (
    "New from our researchers: myeloid-derived suppressor cells in prostate cancer drive resistance to treatment – "
    "and in 41% of mice (p < 0.001) blocking them restored sensitivity within 3 weeks, a step towards therapy."
)
PERSIAN = (
    "پژوهش تازه‌ی همکاران ما: سلول‌های سرکوبگر مشتق از میلوئید در سرطان پروستات باعث مقاومت به درمان می‌شوند و «هدف "
    "قرار دادن» آنها حساسیت را در ۴۱٪ موش‌ها بازگرداند؛ گامی به سوی درمان."
)
TAGS = {ENGLISH: "#ProstateCancer #Immunology", PERSIAN: "#سرطان_پروستات #ایمنی‌شناسی"}


def typical_posts() -> list[str]:
    """Return posts of 200 to 300 characters, each with one link and two hashtags, no two alike."""
    return [
        f"{text[: -(number % 40) - 1]}\nhttps://doi.org/10.1186/s12964-022-{number:05}-0\n{TAGS[text]}"
        for number, text in enumerate(islice(cycle((ENGLISH, PERSIAN)), 2 * POSTS_OF_EACH_LANGUAGE))
    ]


def posts_per_second(count: Callable[[str], int], posts: Sequence[str], rounds: int = ROUNDS) -> int:
    """Return how many posts are counted in a second, in the best of the rounds."""
    return round(len(posts) / min(_seconds(count, posts) for _ in range(rounds)))


def _seconds(count: Callable[[str], int], posts: Sequence[str]) -> float:
    start = time.perf_counter()
    for post in posts:
        count(post)
    return time.perf_counter() - start


def peer_counter() -> Callable[[str], int]:
    """Return the counting function of twitter-text-parser.

    Raises:
        ImportError: it is not installed, or one of the modules that it needs is not.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports pkg_resources, which warns
        parse = importlib.import_module("twitter_text").parse_tweet
    return lambda text: int(parse(text).weightedLength)


def results() -> dict[str, object]:
    """Return the figures; where the other library cannot be imported, the reason instead of its figure."""
    posts = typical_posts()
    ours: dict[str, object] = {
        "benchmark": "counting",
        "posts": len(posts),
        "announcer": posts_per_second(weighted_length, posts),
    }
    try:
        peer = peer_counter()
    except ImportError as error:
        return {**ours, "skipped": f"{PEER}: {error}"}
    differing = sum(peer(post) != weighted_length(post) for post in posts)
    return {**ours, PEER: posts_per_second(peer, posts, rounds=2), "differing": differing}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON object only")
    only_json = parser.parse_args().json
    figures = results()
    if not only_json:
        print(f"{'announcer':<24}{figures['announcer']:>10,} posts/s")
        print(f"{PEER:<24}{figures[PEER]:>10,} posts/s" if PEER in figures else f"skipped {figures['skipped']}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
