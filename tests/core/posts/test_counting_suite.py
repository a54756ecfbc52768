"""The public conformance suite of twitter-text, where it lies beside the repository."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from announcer.core.posts.counting import (
    V1,
    V2,
    V3,
    CountingRules,
    Entity,
    cashtags,
    extract,
    fitting_characters,
    hashtags,
    links,
    measure,
    mentions,
    reply_to,
)
from announcer.core.posts.tlds import ASCII_TLDS, OTHER_TLDS

SUITE = Path(__file__).parents[4] / "shared" / "data" / "twitter-text"

pytestmark = pytest.mark.skipif(not SUITE.exists(), reason="the conformance suite is not beside the repository")

Case = dict[str, Any]
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def cases(file: str, *sections: str) -> list[Any]:
    if not SUITE.exists():
        return []
    tests = yaml.load((SUITE / file).read_text(encoding="utf-8"), Loader=QUICK)["tests"]  # noqa: S506 (a safe one)
    chosen = [(section, case) for section in sections or tests for case in tests[section]]
    return [pytest.param(case, id=f"{section}: {case['description']}") for section, case in chosen]


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def name(entity: Entity) -> str:
    return entity.text[1:]


def indices(entity: Entity) -> list[int]:
    return [entity.start, entity.end]


def measured_fields(text: str, rules: CountingRules) -> dict[str, Any]:
    """Return what the suite expects; its ranges are UTF-16 units, the last one included."""
    measured = measure(text, rules)
    return {
        "weightedLength": measured.length,
        "valid": measured.valid,
        "permillage": 1000 * measured.length // measured.limit,
        "displayRangeStart": 0,
        "displayRangeEnd": max(utf16_length(text) - 1, 0),
        "validRangeStart": 0,
        "validRangeEnd": max(utf16_length(text[: fitting_characters(text, rules)]) - 1, 0),
    }


@pytest.mark.parametrize("case", cases("validate.yml", "WeightedTweetsCounterTest"))
def test_the_rules_of_2017_count_and_cut_as_published(case: Case) -> None:
    assert measured_fields(case["text"], V2) == case["expected"]


@pytest.mark.parametrize(
    "case",
    cases("validate.yml", "WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"),
)
def test_the_rules_in_force_count_and_cut_as_published(case: Case) -> None:
    assert measured_fields(case["text"], V3) == case["expected"]


@pytest.mark.parametrize("case", cases("validate.yml", "tweets"))
def test_the_first_rules_take_and_refuse_as_published(case: Case) -> None:
    assert measure(case["text"], V1).valid == case["expected"]


@pytest.mark.parametrize("case", cases("validate.yml", "usernames", "lists", "hashtags"))
def test_a_name_is_valid_if_all_of_it_is_found(case: Case) -> None:
    found = [entity.text for entity in extract(case["text"] or "")]
    is_list = "list" in case["description"].lower()
    assert (found == [case["text"]] and (not is_list or "/" in found[0])) == case["expected"]


@pytest.mark.parametrize(
    "case", cases("extract.yml", "urls", "tco_urls_with_params") + cases("tlds.yml", "country", "generic")
)
def test_links_are_found_as_published(case: Case) -> None:
    assert [link.text for link in links(case["text"])] == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "urls_with_indices", "urls_with_directional_markers"))
def test_links_are_found_where_published(case: Case) -> None:
    assert [{"url": link.text, "indices": indices(link)} for link in links(case["text"])] == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "mentions"))
def test_mentions_are_found_as_published(case: Case) -> None:
    assert [name(mention) for mention in mentions(case["text"]) if "/" not in mention.text] == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "mentions_with_indices"))
def test_mentions_are_found_where_published(case: Case) -> None:
    found = [{"screen_name": name(mention), "indices": indices(mention)} for mention in mentions(case["text"])]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "mentions_or_lists_with_indices"))
def test_lists_are_found_where_published(case: Case) -> None:
    found = []
    for mention in mentions(case["text"]):
        account, slash, slug = name(mention).partition("/")
        found.append({"screen_name": account, "list_slug": slash + slug, "indices": indices(mention)})
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "replies"))
def test_replies_are_found_as_published(case: Case) -> None:
    assert reply_to(case["text"]) == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "hashtags", "hashtags_from_astral"))
def test_hashtags_are_found_as_published(case: Case) -> None:
    assert [name(hashtag) for hashtag in hashtags(case["text"])] == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "hashtags_with_indices"))
def test_hashtags_are_found_where_published(case: Case) -> None:
    found = [{"hashtag": name(hashtag), "indices": indices(hashtag)} for hashtag in hashtags(case["text"])]
    assert found == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "cashtags"))
def test_cashtags_are_found_as_published(case: Case) -> None:
    assert [name(cashtag) for cashtag in cashtags(case["text"])] == case["expected"]


@pytest.mark.parametrize("case", cases("extract.yml", "cashtags_with_indices"))
def test_cashtags_are_found_where_published(case: Case) -> None:
    found = [{"cashtag": name(cashtag), "indices": indices(cashtag)} for cashtag in cashtags(case["text"])]
    assert found == case["expected"]


@pytest.mark.parametrize(("file", "rules"), [("v1.json", V1), ("v2.json", V2), ("v3.json", V3)])
def test_the_rules_are_the_published_configurations(file: str, rules: CountingRules) -> None:
    published = json.loads((SUITE / file).read_text(encoding="utf-8"))

    assert rules.limit == published["maxWeightedTweetLength"]
    assert rules.scale == published["scale"]
    assert rules.default_weight == published["defaultWeight"]
    assert rules.link_length == published["transformedURLLength"]
    assert rules.emoji_as_one == published.get("emojiParsingEnabled", False)
    ranges = [{"start": start, "end": end, "weight": rules.light_weight} for start, end in rules.light_ranges]
    assert ranges == published["ranges"]


def test_the_top_level_domains_are_the_published_ones() -> None:
    tests = yaml.safe_load((SUITE / "tlds.yml").read_text(encoding="utf-8"))["tests"]
    published = {case["text"].rpartition(".")[2] for section in tests.values() for case in section}

    assert published == ASCII_TLDS | OTHER_TLDS
