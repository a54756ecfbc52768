"""Share links: what a composer shows is what was written."""

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from announcer.core.posts.share_links import (
    Network,
    Sharing,
    follow_on_x,
    percent_encoded,
    post_on_x,
    share_links,
)

LINK = "https://doi.org/10.5555/announcer.1"
SENTENCES = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def parameters(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query, keep_blank_values=True).items()}


def test_a_link_that_stands_in_the_text_is_not_given_twice() -> None:
    assert parameters(post_on_x(f"A finding {LINK}", LINK)) == {"text": f"A finding {LINK}"}


def test_a_link_that_is_not_in_the_text_is_given_separately() -> None:
    assert parameters(post_on_x("A finding", LINK)) == {"text": "A finding", "url": LINK}


def test_a_post_without_any_link_has_only_its_text() -> None:
    assert post_on_x("A finding") == "https://x.com/intent/tweet?text=A%20finding"


def test_spaces_hashes_and_ampersands_are_percent_encoded() -> None:
    assert percent_encoded("a b+c & #d\n50%") == "a%20b%2Bc%20%26%20%23d%0A50%25"


def test_persian_with_its_non_joiner_is_encoded_as_utf_8() -> None:
    text = "پژوهش\u200cهای تازهٔ اصفهان"

    address = post_on_x(text)

    assert address.startswith("https://x.com/intent/tweet?text=%D9%BE%DA%98%D9%88%D9%87%D8%B4%E2%80%8C")
    assert address.isascii()
    assert parameters(address)["text"] == text


@given(text=SENTENCES)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    address = post_on_x(text, LINK)

    assert address.isascii()
    assert "+" not in address
    assert parameters(address)["text"] == text


def test_a_lone_surrogate_is_not_an_error() -> None:
    assert percent_encoded("a\udc80b") == "a%3Fb"


def test_every_network_gets_a_link_in_a_fixed_order() -> None:
    links = share_links(Sharing(text=f"A finding {LINK}", link=LINK, title="New"))

    assert list(links) == list(Network)


def test_telegram_is_given_the_link_once() -> None:
    links = share_links(Sharing(text=f"A finding\n{LINK}", link=LINK))

    assert parameters(links[Network.TELEGRAM]) == {"url": LINK, "text": "A finding"}


def test_networks_that_take_one_text_get_the_link_in_it() -> None:
    links = share_links(Sharing(text="A finding", link=LINK))

    assert parameters(links[Network.WHATSAPP]) == {"text": f"A finding\n{LINK}"}
    assert parameters(links[Network.BLUESKY]) == {"text": f"A finding\n{LINK}"}


def test_a_mail_has_subject_body_and_the_line_breaks_of_mail() -> None:
    links = share_links(Sharing(text="A finding", link=LINK, title="Night shifts & blood pressure"))

    assert links[Network.EMAIL] == (
        "mailto:?subject=Night%20shifts%20%26%20blood%20pressure"
        "&body=A%20finding%0D%0Ahttps%3A%2F%2Fdoi.org%2F10.5555%2Fannouncer.1"
    )


def test_networks_that_need_a_link_are_left_out_without_one() -> None:
    links = share_links(Sharing(text="A finding"))

    assert not {Network.LINKEDIN, Network.TELEGRAM, Network.FACEBOOK} & set(links)
    assert parameters(links[Network.WHATSAPP]) == {"text": "A finding"}


def test_a_post_on_x_may_say_whose_it_is() -> None:
    links = share_links(Sharing(text=f"A finding {LINK}", link=LINK, via="iums"))

    assert parameters(links[Network.X]) == {"text": f"A finding {LINK}", "via": "iums"}


def test_readers_are_led_to_following_an_account() -> None:
    assert follow_on_x("iums") == "https://x.com/intent/follow?screen_name=iums"


def test_mastodon_is_given_the_text_behind_the_hash_so_that_no_server_sees_it() -> None:
    address = share_links(Sharing(text="A & B", link=LINK))[Network.MASTODON]

    assert (
        address
        == "https://share.joinmastodon.org/#text=A%20%26%20B%0Ahttps%3A%2F%2Fdoi.org%2F10.5555%2Fannouncer.1"
    )


def test_facebook_reads_the_page_itself() -> None:
    assert parameters(share_links(Sharing(text="A finding", link=LINK))[Network.FACEBOOK]) == {"u": LINK}
