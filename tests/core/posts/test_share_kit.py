"""What a page about a publication is shared with: previews, links, and when there are none."""

from dataclasses import replace

from announcer.core.posts.meta_tags import LONGEST_DESCRIPTION, PageFacts, PreviewPicture, preview_tags
from announcer.core.posts.share_kit import ShareKit, with_via
from announcer.core.posts.share_links import Network
from announcer.core.publications.publication import PartialDate, Translation
from announcer.core.text.richtext import Rich
from tests.builders import abstract, publication

LINK = "https://doi.org/10.5555/announcer.1"
PAGE = "https://science.example.org/p/1"
PICTURE = PreviewPicture(url="https://example.org/1.png", width=1200, height=600, alt_text="Its title")
FACTS = PageFacts(title="T", description="D", site_name="S", language="en")


def kit(**changes: object) -> ShareKit:
    fields = {
        "name": "3f9a01c2",
        "language": "en",
        "publication": publication(published=PartialDate(year=2026, month=4, day=9)),
        "text": f"A finding {LINK}",
        "link": LINK,
        "site_name": "Science Communicator Platform",
    }
    return ShareKit(**(fields | changes))  # type: ignore[arg-type]


def tags(found: ShareKit) -> dict[str, str]:
    return {tag.key: tag.content for tag in found.tags}


def test_a_preview_says_what_the_page_is_and_whose() -> None:
    found = tags(kit(page=PAGE, sentence="Nurses had a higher pressure.", account="iums", picture=PICTURE))

    assert found["og:title"] == found["twitter:title"] == "Night-shift work and blood pressure in hospital nurses"
    assert found["og:description"] == "Nurses had a higher pressure."
    assert found["og:url"] == PAGE
    assert found["og:image"] == found["twitter:image"] == "https://example.org/1.png"
    assert (found["og:image:width"], found["og:image:height"], found["og:image:alt"]) == (
        "1200",
        "600",
        "Its title",
    )
    assert found["twitter:card"] == "summary_large_image"
    assert found["twitter:site"] == "@iums"
    assert found["article:published_time"] == "2026-04-09"


def test_without_a_picture_the_preview_is_a_small_one() -> None:
    found = tags(kit())

    assert found["twitter:card"] == "summary"
    assert not {"og:image", "twitter:image"} & set(found)


def test_a_preview_never_calls_another_page_its_own() -> None:
    assert "og:url" not in tags(kit())


def test_only_the_tags_of_open_graph_are_properties() -> None:
    attributes = {tag.key.partition(":")[0]: tag.attribute for tag in kit(account="iums").tags}

    assert attributes == {"og": "property", "article": "property", "twitter": "name"}


def test_a_day_that_is_not_known_is_not_told() -> None:
    assert "article:published_time" not in tags(
        kit(publication=publication(published=PartialDate(year=2026, month=4)))
    )


def test_a_persian_kit_has_the_persian_title_and_locale() -> None:
    there = publication(translations={"fa": Translation(title=Rich.of("عنوان فارسی"), lay_summary="یافته")})

    found = tags(kit(publication=there, language="fa", languages=("en", "fa")))

    assert (found["og:title"], found["og:description"]) == ("عنوان فارسی", "یافته")
    assert (found["og:locale"], found["og:locale:alternate"]) == ("fa_IR", "en_US")


def test_an_abstract_in_another_language_describes_nothing() -> None:
    there = publication(translations={"fa": Translation(title=Rich.of("عنوان فارسی"))})

    assert "og:description" not in tags(kit(publication=there, language="fa"))
    assert tags(kit(publication=there))["og:description"].startswith("We followed 412 nurses")


def test_a_long_description_ends_behind_a_word() -> None:
    long = kit(publication=publication(abstract=abstract("word " * 200)))

    text = tags(long)["og:description"]

    assert len(text) <= LONGEST_DESCRIPTION
    assert text.endswith("word…")


def test_a_description_of_one_long_word_is_cut_too() -> None:
    (text,) = {
        tag.content for tag in preview_tags(replace(FACTS, description="x" * 500)) if "description" in tag.key
    }

    assert text == "x" * (LONGEST_DESCRIPTION - 1) + "…"


def test_networks_that_read_pages_are_given_the_institutions_own() -> None:
    links = kit(page=PAGE).links

    assert "science.example.org" in links[Network.LINKEDIN]
    assert "science.example.org" in links[Network.FACEBOOK]
    assert "science.example.org" not in links[Network.X]


def test_nothing_is_shared_that_is_kept_back() -> None:
    held = kit(kept_back="this is a notice")

    assert held.links == {}
    assert held.tags


def test_readers_are_led_to_the_institutions_account_if_it_has_one() -> None:
    assert kit(account="iums").follow == "https://x.com/intent/follow?screen_name=iums"
    assert kit().follow == ""


def test_a_post_that_names_an_account_is_counted_as_x_writes_it() -> None:
    assert with_via(f"A {LINK}", LINK, "iums") == f"A {LINK} via @iums"
    assert with_via("A", LINK, "iums") == f"A {LINK} via @iums"
