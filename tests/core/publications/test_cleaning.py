import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer.core.findings import Level
from announcer.core.publications.cleaning import (
    LONGEST_TITLE,
    clean_line,
    clean_passage,
    clean_title,
    cut_findings,
    letter_findings,
    title_findings,
)
from announcer.core.text.markup import LONGEST_TEXT, LONGEST_WORDS
from announcer.core.text.styled import StyledText
from announcer.core.text.superscripts import unicode_text


@pytest.mark.parametrize(
    ("raw", "markup"),
    [
        ("a <em>b</em> <strong>c</strong>", "a <i>b</i> <b>c</b>"),
        ("<jats:italic>E. coli</jats:italic> today", "<i>E. coli</i> today"),
        ("TiO<inf>2</inf> layers", "TiO<sub>2</sub> layers"),
        ("<i>open and never closed", "<i>open and never closed</i>"),
        ("closed</i> but never open", "closed but never open"),
        (
            "<i>outer <sup>2</sup> and <b>left open</i> after",
            "<i>outer</i> <sup>2</sup> <i>and</i> <b>left open</b> after",
        ),
        ("a <u>b</u> <span class='x'>c</span> <a href='y'>d</a>", "a b c d"),
        ("a<!-- hidden --> <?tlsb=-0.1pt?>b<script>alert(1)</script>", "a b"),
        ("<![CDATA[kept]]> text", "kept text"),
    ],
)
def test_known_tags_become_styles_and_are_removed_from_the_text(raw: str, markup: str) -> None:
    assert clean_title(raw).markup == markup


@pytest.mark.parametrize(
    "text",
    [
        "serum bicarbonate <23.0 mEq/L (low), 23.0-27.9 mEq/L (reference group), and >28.0",
        "p<0.05 and q>0.1 in <patients>",
        "a < b > c",
        "R&D at AT&T&Co",
    ],
)
def test_a_sign_that_does_not_begin_a_known_tag_is_text(text: str) -> None:
    assert clean_title(text).plain == text


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Fish &amp; chips", "Fish & chips"),
        ("Fish&#xa0;&#38;&nbsp;chips", "Fish & chips"),
        ("p &amp;lt; 0.05 and &amp;lt;i&amp;gt;in vivo&amp;lt;/i&amp;gt;", "p < 0.05 and in vivo"),
        ("&amp;amp;amp;amp; four deep", "& four deep"),
        ("wells #x2013; springs, #8211; and #5; rivers", "wells – springs, – and #5; rivers"),
        ("a &unknown; b &copy c", "a &unknown; b &copy c"),
    ],
)
def test_entities_are_resolved_until_there_are_none(raw: str, plain: str) -> None:
    assert clean_title(raw).plain == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Screening of<i>Alicyclobacillus</i>Spoilage", "Screening of Alicyclobacillus Spoilage"),
        ("5,7-Dimethyl-1<i>H</i>-indole", "5,7-Dimethyl-1H-indole"),
        ("in the <i>Lyophyllum</i>s", "in the Lyophyllums"),
        ("cultured with<i>Plasmodium</i>-parasitized cells", "cultured with Plasmodium-parasitized cells"),
        ("an<scp>R</scp>package", "an R package"),
        ("<scp>T</scp>reebase", "Treebase"),
        ("AT<sub>1</sub>Receptor", "AT1 Receptor"),
        ("N<sub>2</sub>O and H<sub>2</sub>S", "N2O and H2S"),
        (
            "strain\n                    <i>Porites lutea</i>\n                    in the sea",
            "strain Porites lutea in the sea",
        ),
        ("genes (\n   <i>KRAS</i>\n   )\n  .", "genes (KRAS)"),
    ],
)
def test_a_space_lost_beside_an_inline_tag_is_put_back_and_no_other(raw: str, plain: str) -> None:
    assert clean_title(raw).plain == plain


@pytest.mark.parametrize(
    ("raw", "markup"),
    [
        (
            "in<mml:math id='M1'><mml:msub><mml:mi>T</mml:mi> <mml:mn>0</mml:mn></mml:msub></mml:math>-Spaces",
            "in T<sub>0</sub>-Spaces",
        ),
        (
            "<math><mmultiscripts><mi>Tc</mi><none/><mn>1</mn><mprescripts/><none/><mn>9</mn></mmultiscripts></math>",
            "<sup>9</sup>Tc<sup>1</sup>",
        ),
        ("of <math><mmultiscripts><mi>C</mi><mn>6</mn><none/></mmultiscripts></math>", "of C<sub>6</sub>"),
        ("is <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "is 1/2"),
        ("is <math><msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup></math>", "is x<sub>i</sub><sup>2</sup>"),
        ("is <math alttext='x squared'><msup><mi>x</mi><mn>2</mn></msup></math> here", "is x squared here"),
        ("is <math alttext='$x^2$'><msup><mi>x</mi><mn>2</mn></msup></math>", "is x<sup>2</sup>"),
        ("odd <math></mi><mi>x</math>", "odd x"),
        ("<tex-math>$$x$$</tex-math><math><mi>x</mi></math> alone", "x alone"),
    ],
)
def test_a_formula_becomes_text_with_indices(raw: str, markup: str) -> None:
    assert clean_title(raw).markup == markup


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("cancers.MSCs exhibit", "cancers. MSCs exhibit"),
        ("was high.We found", "was high. We found"),
        ("after injury.A pair was", "after injury. A pair was"),
        (
            "the U.S. and B.V. of vol.II at www.example.COM and pH7.Add",
            "the U.S. and B.V. of vol.II at www.example.COM and pH7.Add",
        ),
    ],
)
def test_a_space_lost_after_a_stop_is_put_back(raw: str, plain: str) -> None:
    assert clean_passage(raw).plain == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("of cancer. [MediaObject not available: see fulltext.] More", "of cancer. More"),
        ("with [Formula: see text], and [Formula: see text].", "with, and."),
        ("value[Formula: see text]of x", "value of x"),
        ("in [inline-graphic not available: see fulltext]", "in"),
        ("[Formula: see the other text] stays", "[Formula: see the other text] stays"),
    ],
)
def test_placeholders_for_what_the_source_could_not_print_are_cut(raw: str, plain: str) -> None:
    assert clean_passage(raw).plain == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("A study of sleep.", "A study of sleep"),
        ("A study of vitamin D.", "A study of vitamin D"),
        ("What now?", "What now?"),
        ("To be continued...", "To be continued..."),
        ("Notes on Candida spp.", "Notes on Candida spp."),
        ("As said by Smith et al.", "As said by Smith et al."),
        ("Health in the U.S.", "Health in the U.S."),
    ],
)
def test_one_stop_at_the_end_of_a_title_goes_unless_it_belongs_to_an_abbreviation(raw: str, plain: str) -> None:
    assert clean_title(raw).plain == plain


def test_a_bracketed_title_loses_its_brackets_and_is_noted_as_a_translation() -> None:
    raw = "[A study of [<sup>18</sup>F]-glucose in mice]."

    assert clean_title(raw).markup == "A study of [<sup>18</sup>F]-glucose in mice"
    assert [(found.id, found.level) for found in title_findings(raw)] == [("translated-title", Level.NOTE)]


def test_brackets_around_a_part_of_the_title_stay() -> None:
    assert clean_title("[18F]-glucose in [mice]").plain == "[18F]-glucose in [mice]"
    assert title_findings("[18F]-glucose in [mice]") == ()


def test_of_a_bilingual_title_the_first_is_used_and_the_second_noted() -> None:
    raw = "A study of sleep in nurses; [Eine Studie zum Schlaf]"

    assert clean_title(raw).plain == "A study of sleep in nurses"
    assert [found.id for found in title_findings(raw)] == ["bilingual-title"]
    assert "Eine Studie zum Schlaf" in title_findings(raw)[0].message


def test_capitals_are_left_as_they_are() -> None:
    assert clean_title("TAX AND ACCOUNTING").plain == "TAX AND ACCOUNTING"


def test_headings_and_blocks_in_a_title_are_on_its_line() -> None:
    assert clean_title("<title>Part 1</title><p>Sleep<br/>and work</p>").plain == "Part 1: Sleep and work"


def test_a_line_has_unicode_indices_and_no_styles() -> None:
    assert clean_line("Journal of CO<sub>2</sub> &amp; <i>Climate</i>") == "Journal of CO₂ & Climate"


@pytest.mark.parametrize("raw", ["MÃ¼ller and sons", "Itâ€™s here", "caf\ufffd", "Ø§ÙŠ Ø¯Ø±", "Â©2020", "ط§ظ„ط¹"])
def test_garbled_letters_hold_the_record(raw: str) -> None:
    assert [(found.id, found.level, found.where) for found in letter_findings(raw, "title")] == [
        ("mojibake", Level.HOLD, "title")
    ]


@pytest.mark.parametrize("raw", ["SÃO PAULO", "Ø 5 mm", "Ångström", "سلام ظهر", "ÉCOLE «Ü»"])
def test_correct_letters_of_other_languages_are_not_called_garbled(raw: str) -> None:
    assert letter_findings(raw, "title") == ()


def test_invisible_characters_are_noted() -> None:
    (found,) = letter_findings("a\x00b\u202e", "abstract")

    assert (found.id, found.level) == ("hidden-characters", Level.NOTE)
    assert "U+0000, U+202E" in found.message


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Head\x96neck", "U+0096 as –"),
        ("\x93Salt\x94", "U+0093 as “, U+0094 as ”"),
        ("girls\x92 sleep", "U+0092 as ’"),
        ("5 \x80", "U+0080 as €"),
        ("and so on\x85 \x97", "U+0097 as —"),
    ],
)
def test_characters_of_windows_are_told_with_what_they_were_read_as(raw: str, read: str) -> None:
    (found,) = letter_findings(raw, "title")

    assert (found.id, found.level) == ("windows-characters", Level.NOTE)
    assert found.message.endswith(f": {read}")


@pytest.mark.parametrize("raw", ["word " * LONGEST_TEXT, "ﷺ " * 2000, "&#xfdfa; " * 2000, "<b>word</b> " * 6000])
def test_a_text_is_cut_where_it_is_longer_than_any_and_that_is_reported(raw: str) -> None:
    (found,) = cut_findings([raw], "abstract")

    assert len(clean_passage(raw).plain) <= LONGEST_WORDS
    assert (found.id, found.where) == ("text-cut", "abstract")


def test_a_text_within_the_limit_is_not_called_cut_for_its_mark_up() -> None:
    raw = "<b>word</b> " * 3000

    assert len(clean_passage(raw).plain) < LONGEST_WORDS < len(raw)
    assert cut_findings([raw], "abstract") == ()


def test_a_title_may_not_be_as_long_as_an_abstract() -> None:
    raw = "Sleep " * 1000

    assert len(clean_title(raw).plain) == LONGEST_TITLE
    assert [found.id for found in cut_findings([raw], "title", LONGEST_TITLE)] == ["text-cut"]


@pytest.mark.parametrize("piece", ["<!--", "<math>", "<script>", "<i>", "[", "&lt;", " \n", "a.", "©"])
def test_hostile_repetition_is_read_to_the_end(piece: str) -> None:
    assert clean_title(piece * 10_000) is not None


def test_styles_follow_their_words_through_every_repair() -> None:
    text = StyledText.of(clean_passage("(  <i>E. coli</i>  )and <b>bold.We</b> go"))

    assert text.rich.markup == "(<i>E. coli</i>)and <b>bold. We</b> go"
    assert len(text.text) == len(text.styles)


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Risk at <math><mi>p</mi><mo>&lt;</mo><mn>0.05</mn></math>", "Risk at p<0.05"),
        ("Risk at <mml:math><mml:mi>p</mml:mi><mml:mo>&gt;</mml:mo><mml:mn>1</mml:mn></mml:math>", "Risk at p>1"),
        ("At &lt;math&gt;&lt;mi&gt;p&lt;/mi&gt;&lt;mo&gt;&amp;lt;&lt;/mo&gt;&lt;/math&gt; 1", "At p< 1"),
        ('Risk at <math alttext="p &lt; 0.05"><mi>p</mi></math>', "Risk at p < 0.05"),
        ("At <math><msqrt><mi>s</mi></msqrt><mo>=</mo><mn>19</mn></math> GeV", "At √s=19 GeV"),
        ("Of <math><msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt></math>", "Of √(a+b)"),
        ("Of <math><mroot><mi>x</mi><mn>3</mn></mroot></math>", "Of ∛x"),
        ("Of <math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>", "Of (a+b)/c"),
        ("Of <math><mi>f</mi><mfenced><mi>x</mi><mi>y</mi></mfenced></math>", "Of f(x, y)"),
        ("Of <math><mtext>low risk</mtext></math>", "Of low risk"),
    ],
)
def test_a_formula_keeps_its_meaning(raw: str, plain: str) -> None:
    assert clean_title(raw).plain == plain


@pytest.mark.parametrize(
    "tag", ["abbr", "hi", "related-article", "formula", "target", "ref", "foreign", "tei:term", "chem-struct"]
)
def test_a_tag_that_opens_and_closes_is_no_text_whatever_its_name(tag: str) -> None:
    assert clean_title(f"Effect of <{tag} id='a'>iron</{tag}> on girls").plain == "Effect of iron on girls"


@pytest.mark.parametrize("text", ["Ages <x and >y in girls", "A <b2 dose in girls", "Girls <five years>"])
def test_a_sign_that_opens_no_pair_stays(text: str) -> None:
    assert clean_title(text).plain == text


@pytest.mark.parametrize(
    "text",
    [
        *("Î²-blockers", "aged â‰¥65", "at âˆ’5", "MiloÅ¡", "YÄ±lmaz", "Ð¶ÐµÐ»ÐµÐ·Ð¾"),
        *("MÃ¼ller", "itâ€™s", "ÙØ§Ø±Ø³", "â€œsoâ€\x9d"),
    ],
)
def test_letters_read_in_a_wrong_encoding_are_told_of_and_left(text: str) -> None:
    assert "mojibake" in [found.id for found in letter_findings(f"Iron and {text} in girls", "title")]


@pytest.mark.parametrize(
    "text",
    [
        *("Şahin ve Yılmaz", "„Größe“ und Maß", "37 °C ± 5 µg", "ÅÅ—Ångström’s", "São Paulo’s “ação”"),
        *("железо", "Ελλάδα", "چکیدهٔ «مقاله»"),
    ],
)
def test_foreign_letters_in_order_are_not_told_of(text: str) -> None:
    assert letter_findings(f"Iron and {text} in girls", "title") == ()


def test_c1_controls_are_what_windows_means_by_them() -> None:
    raw = "Head\x96neck and \x93bread\x94 of girls\x92 schools"

    assert clean_title(raw).plain == "Head–neck and “bread” of girls’ schools"


@given(st.from_regex(r"(?:[A-Za-z0-9'.,;:/() -]{1,6} ?){1,6}", fullmatch=True), st.sampled_from(["en", "fa"]))
def test_a_name_is_cleaned_by_the_same_rules_as_a_passage(raw: str, language: str) -> None:
    assert clean_line(raw, language) == unicode_text(clean_passage(raw, language))


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Ethanol and sodium channels in neurons]", "Ethanol and sodium channels in neurons"),
        ("Ethanol and sodium channels in neurons].", "Ethanol and sodium channels in neurons"),
        ("[Ethanol and sodium channels in neurons", "Ethanol and sodium channels in neurons"),
        ("Sleep of nurses [a survey]", "Sleep of nurses [a survey]"),
        ("Functions on the interval (0, 1]", "Functions on the interval (0, 1]"),
    ],
)
def test_a_bracket_that_lost_its_other_half_goes_from_the_ends_of_a_title(raw: str, plain: str) -> None:
    assert clean_title(raw).plain == plain


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("Naps of nurses*", "Naps of nurses"),
        ("Naps of nurses †", "Naps of nurses"),
        ("Naps and the “night”‡", "Naps and the “night”"),
        ("Derivations on C*-algebras", "Derivations on C*-algebras"),
        ("Growth of Lyophyllumsp. strain Karsten", "Growth of Lyophyllum sp. strain Karsten"),
        ("Genome of Bacillussp. BH1", "Genome of Bacillus sp. BH1"),
        ("Genes of Burkholderia terraeBS001 in soil", "Genes of Burkholderia terrae BS001 in soil"),
        ("The transporter AbcA1 and the antigen CD45", "The transporter AbcA1 and the antigen CD45"),
        ("Wasps and clasps of spp. in tropics", "Wasps and clasps of spp. in tropics"),
    ],
)
def test_a_title_loses_its_notes_mark_and_gets_back_the_spaces_of_names(raw: str, plain: str) -> None:
    assert clean_title(raw).plain == plain
