import pytest

from announcer.core.posts.counting import (
    MAX_CHARACTERS,
    V1,
    V2,
    V3,
    Entity,
    EntityKind,
    extract,
    fitting_characters,
    hashtags,
    links,
    measure,
    mentions,
    reply_to,
    weighted_length,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
IRAN = "\U0001f1ee\U0001f1f7"


def link_texts(text: str) -> list[str]:
    return [link.text for link in links(text)]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("a", 1),
        ("پژوهش تازه", 10),
        ("می\u200cخواهم", 8),
        ("۱۲۳", 3),
        ("قلب و عروق؛ ۲۰٪", 15),
        ("– — “ ” ‘ ’", 11),
        ("…", 2),
        ("→ ≥ ≤", 8),
        ("CD8⁺", 5),
        ("H₂O", 4),
        ("\u200f", 2),
        ("\u2067متن\u2069", 7),
        ("心臓", 4),
        ("e\u0301", 1),
        ("\ufb2c", 3),
        ("a\r\nb", 4),
        ("\x00\x1b", 2),
    ],
)
def test_characters_weigh_what_x_gives_them(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("\U0001f52c", 2),
        ("✈\ufe0f", 2),
        ("✈\ufe0e", 4),
        ("1\ufe0f\u20e3", 2),
        ("1\u20e3", 2),
        ("©", 1),
        ("©\ufe0f", 2),
        (IRAN, 2),
        (FAMILY, 2),
        ("\U0001f469\U0001f3fd\u200d\U0001f52c", 2),
        ("\U0001f469\U0001f3fd\u200d⚕\ufe0f", 2),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2),
        ("☝\U0001f3fd", 2),
        ("\U0001f3f3\ufe0f\u200d\U0001f308", 2),
        (f"{IRAN}{IRAN}", 4),
    ],
)
def test_an_emoji_of_2018_counts_two(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("\U0001faf6\U0001f3fd", 4),  # heart hands with a skin tone, 2021
        ("\U0001f9d1\u200d\U0001f52c", 5),  # a scientist of no sex, 2019
        ("\U0001f469\u200d⚕", 5),  # a doctor without the selector
        ("\U0001f1fd\U0001f1ee", 4),  # no country
        ("\U0001f52c\ufe0f", 4),  # a selector where none belongs
    ],
)
def test_an_unusual_emoji_counts_by_its_parts(text: str, length: int) -> None:
    assert weighted_length(text) == length


def test_the_rules_of_2017_count_every_emoji_by_its_parts() -> None:
    assert (weighted_length(FAMILY, V2), weighted_length(FAMILY, V3)) == (8, 2)


def test_the_first_rules_count_every_character_one() -> None:
    assert weighted_length("心臓…", V1) == 3


@pytest.mark.parametrize(
    "link",
    [
        "https://doi.org/10.1186/s12964-022-01012-0",
        "http://mui.ac.ir",
        "mui.ac.ir",
        "doi.org/10.1000/x",
        "https://mui.ac.ir/%D9%85%D9%82%D8%A7%D9%84%D9%87/12",
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
        "https://doi.org/10.1016/S0140-6736(20)30183-5",
        "https://pubmed.ncbi.nlm.nih.gov/36539768/?format=pubmed&page=2",
        "https://www.mui.ac.ir:8080/a,b/",
        "https://xn--mgba3a4f16a.ir/",
        "http://دانشگاه.ایران/",
        "https://t.co/abc123?amp=1",
    ],
)
def test_a_link_counts_23_however_long_it_is(link: str) -> None:
    assert link_texts(f"See {link} now") == [link]
    assert weighted_length(f"See {link} now") == 4 + 23 + 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://mui.ac.ir/مقاله/۱۲۳", "https://mui.ac.ir/"),
        (
            "https://doi.org/10.1002/(SICI)1097(199806)49:8<693::AID>3.0",
            "https://doi.org/10.1002/(SICI)1097(199806)49:8",
        ),
        ("(https://mui.ac.ir/a_(b)).", "https://mui.ac.ir/a_(b)"),
        ("https://mui.ac.ir/a(b", "https://mui.ac.ir/a"),
        ("https://mui.ac.ir/a.(b)", "https://mui.ac.ir/a"),
        ("https://mui.ac.ir/a.(b)c.", "https://mui.ac.ir/a.(b)c"),
        ("https://mui.ac.ir/a((b)c)", "https://mui.ac.ir/a((b)c)"),
        ("https://mui.ac.ir/?!", "https://mui.ac.ir/"),
        ("https://mui.ac.ir/,", "https://mui.ac.ir/"),
        ("mui.ac.ir?x=1", "mui.ac.ir"),
        ("mui.ac.ir:80", "mui.ac.ir"),
        ("http://mui.ac.ir:80?x=1.", "http://mui.ac.ir:80?x=1"),
        ("https://t.co/abc-def", "https://t.co/abc"),
        ("مجله mui.ac.irو", "mui.ac.ir"),
        ("HTTPS://MUI.AC.IR/A", "HTTPS://MUI.AC.IR/A"),
        ("\u2066mui.ac.ir\u2069", "mui.ac.ir"),
    ],
)
def test_a_link_ends_where_x_ends_it(text: str, found: str) -> None:
    assert link_texts(text)[:1] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "10.1016/j.x",
        "doi:10.1000/182",
        "info@mui.ac.ir",
        "Fig.1 and p.05",
        "e.g. this",
        "a..ir",
        "-mui.ir.",
        "@mui.ir #mui.ir $mui.ir",
        "mui.irx",
        "mui.ir@x",
        "http://mui_.ir",
        "see foo_bar.com",
        "http://_mui.x",
        "ftp//x.invalidname",
        "http://xn--دانشگاه.ir",
        "xn--é",
        "https://t.co/" + "a" * 41,
        "a" * 64 + ".com",
        "http://" + "ب" * 60 + ".com",
        "https://mui.ac.ir/" + "a" * 4090,
        "http://پ。" + "ب" * 57 + ".com",
        "patients.\u200bIn",
    ],
)
def test_no_link_is_seen_where_x_sees_none(text: str) -> None:
    assert not links(text)
    assert weighted_length(text) == len(text) + text.count("。")


@pytest.mark.parametrize(
    "text",
    ["J.Med", "Nat.Med", "PLoS.One", "BMC.Health", "IL-6.In", "patients.In", "outcome.It", "vivo.No", "H2O.is"],
)
def test_an_accidental_link_is_seen_and_counted(text: str) -> None:
    assert link_texts(f"Shown by {text} earlier") == [text]
    assert weighted_length(text) == 23


def test_links_know_their_places() -> None:
    text = "یافته‌ها: https://mui.ac.ir/a و mui.ir."

    assert [text[link.start : link.end] for link in links(text)] == ["https://mui.ac.ir/a", "mui.ir"]


def test_words_of_another_script_part_links() -> None:
    assert link_texts("twitter.comこれは。example.com中国語t.co/ab한국x.com/") == [
        "twitter.com",
        "example.com",
        "t.co/ab",
        "x.com/",
    ]


def test_a_bare_domain_keeps_only_its_latin_part() -> None:
    assert link_texts("سلامmui.ac.ir") == ["mui.ac.ir"]
    assert link_texts("abcسلام.mui.ac.ir") == ["mui.ac.ir"]
    assert link_texts("مجله.ایران") == []


def test_a_path_after_another_script_belongs_to_no_link() -> None:
    assert link_texts("see example.comテスト.みんな/x") == ["example.com"]


def test_a_link_at_the_very_beginning_leaves_out_an_opening_letter_beyond_ascii() -> None:
    assert link_texts("Éditions.com") == ["ditions.com"]
    assert link_texts(" Éditions.com") == ["Éditions.com"]


def test_everything_clickable_is_found_in_order() -> None:
    text = "@mui tells: $AB up #نانو_فناوری https://mui.ac.ir/#top @mui/staff"

    assert [(entity.kind, entity.text) for entity in extract(text)] == [
        (EntityKind.MENTION, "@mui"),
        (EntityKind.CASHTAG, "$AB"),
        (EntityKind.HASHTAG, "#نانو_فناوری"),
        (EntityKind.URL, "https://mui.ac.ir/#top"),
        (EntityKind.MENTION, "@mui/staff"),
    ]
    assert all(text[entity.start : entity.end] == entity.text for entity in extract(text))


def test_an_entity_has_its_kind_and_place() -> None:
    assert extract("see mui.ac.ir") == (Entity(kind=EntityKind.URL, text="mui.ac.ir", start=4, end=13),)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#ایمنی\u200cشناسی", ["#ایمنی\u200cشناسی"]),
        ("#COVID-19", ["#COVID"]),
        ("#2024 #1st", ["#1st"]),
        ("#a#b x#c &#d", []),
        ("(#a)", ["#a"]),
        ("#\ufe0f\u20e3", []),
        ("#a://", []),
        ("\ud800#a", []),
        ("https://mui.ac.ir/#top", []),
    ],
)
def test_hashtags_are_what_x_takes_for_them(text: str, tags: list[str]) -> None:
    assert [tag.text for tag in hashtags(text)] == tags


@pytest.mark.parametrize(
    ("text", "accounts"),
    [("@a @b_2", ["@a", "@b_2"]), ("a@b.c", []), ("RT:@a", ["@a"]), ("@a@b", []), ("@aé", []), ("n=5 @ 3", [])],
)
def test_mentions_are_what_x_takes_for_them(text: str, accounts: list[str]) -> None:
    assert [mention.text for mention in mentions(text)] == accounts


@pytest.mark.parametrize(
    ("text", "account"), [(" @mui hello", "mui"), ("By @mui", None), ("@http://x.com", None), ("@muié", None)]
)
def test_a_text_that_begins_with_an_account_is_an_answer(text: str, account: str | None) -> None:
    assert reply_to(text) == account


@pytest.mark.parametrize(
    ("text", "valid"),
    [("", False), ("a", True), ("a" * 280, True), ("a" * 281, False), ("\ufeffa", False), ("a\ufffe\uffff", False)],
)
def test_x_takes_texts_up_to_the_limit_without_forbidden_characters(text: str, *, valid: bool) -> None:
    assert measure(text).valid is valid


@pytest.mark.parametrize("text", ["\ud800", "a\udfff.com", "http://\ud83d.com", "#\udc00", "@\udc00"])
def test_a_lone_surrogate_is_counted_and_refused(text: str) -> None:
    assert measure(text).length > 0
    assert not measure(text).valid


def test_the_remaining_length_is_given() -> None:
    measured = measure("a" * 290)

    assert (measured.length, measured.limit, measured.remaining) == (290, 280, -10)


def test_a_link_glued_to_a_hashtag_is_counted_though_the_hashtag_is_clicked() -> None:
    measured = measure("#مجلهmui.ir")

    assert [link.text for link in measured.links] == ["mui.ir"]
    assert [entity.text for entity in measured.entities] == ["#مجلهmui"]
    assert measured.length == 5 + 23


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("", 0),
        ("a" * 300, 280),
        ("…" * 141, 140),
        ("a" * 260 + " https://mui.ac.ir/long", 261),
        ("a" * 279 + FAMILY, 279),
        ("ab\ufeffc", 2),
        ("e\u0301" * 281, 560 + 1),
    ],
)
def test_the_beginning_that_fits_ends_before_what_does_not(text: str, fitting: int) -> None:
    assert fitting_characters(text) == fitting


@pytest.mark.parametrize(
    "part",
    [
        "a.",
        "a_",
        "@a",
        "#",
        "a_.com",
        "$A ",
        "é.com",
        "http://",
        "a.co/(",
        "\u0301\u0323",
        "\u200d",
        "中.",
        "http://a.co/(a",
    ],
)
def test_very_long_hostile_texts_get_an_answer(part: str) -> None:
    text = (part * MAX_CHARACTERS)[:MAX_CHARACTERS]

    assert not measure(text).valid
    assert fitting_characters(text) < MAX_CHARACTERS


def test_a_text_beyond_the_cap_is_too_long_for_any_limit() -> None:
    text = "https://mui.ac.ir/" + "a" * MAX_CHARACTERS

    assert weighted_length(text) == len(text)
    assert not measure(text).valid


def test_a_long_text_is_composed_as_a_short_one() -> None:
    text = "Ce\u0301 " * 3000

    assert weighted_length(text) == 3 * 3000
