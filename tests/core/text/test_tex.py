"""TeX in titles: formulas and commands become what they print."""

import pytest

from announcer.core.publications.cleaning import clean_title, title_findings
from announcer.core.text.superscripts import unicode_text
from announcer.core.text.tex import MOST_FORMULAS, tex_read


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"Decay of the $\mu$ meson", "Decay of the μ meson"),
        (r"Sums of ${\mathit{K}}_{24}$ in salts", "Sums of K₂₄ in salts"),
        (r"Growth of $$L^2$$ norms", "Growth of L² norms"),
        (r"Growth of \(L^{10}\) norms", "Growth of L¹⁰ norms"),
        (r"Waves of $\alpha^{-1}_{0}$ kind", "Waves of α⁻¹₀ kind"),
        (r"Films of $\mathrm{SnO}_2$ on glass", "Films of SnO₂ on glass"),
        (r"{DNA} and {RNA} of {\it Escherichia coli}", "DNA and RNA of Escherichia coli"),
        (r"Iron after \textit{in vivo} use", "Iron after in vivo use"),
        (r"Work of Erd{\H o}s and G\"odel on sleep", "Work of Erdős and Gödel on sleep"),
        (r"Bread &amp; salt at $\sim 5%$ of cost", "Bread & salt at ∼5% of cost"),
        (r"Sums of $\frac{a+b}{c}$ in salts", "Sums of (a+b)/c in salts"),
        (r"<tex-math>$\beta$</tex-math> cells", "β cells"),
        ("<formula><tex>$\\Delta$</tex></formula> modulator", "Δ modulator"),
        ("Mixed $s$- and $d+id$-wave pairing", "Mixed s- and d+id-wave pairing"),
        ("Sleep ($p$ < 0.05) in $n = 20$ nurses", "Sleep (p < 0.05) in n = 20 nurses"),
        ("Costs of US$ 5 in $n$ nurses at $p<0.05$", "Costs of US$ 5 in n nurses at p<0.05"),
        ("A $$k$$-core of $G$", "A k-core of G"),
    ],
)
def test_tex_becomes_what_it_prints(raw: str, text: str) -> None:
    assert unicode_text(clean_title(raw)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Bread at $5 and milk at $10 a day",
        "Cost of US$ 40 to US$ 60 a year",
        "Bread at $5-$10, US$5-US$10 or A$5/NZ$10 a day",
        "Costs in $, US$, and A$ of $5M and $AAPL and $TSLA",
        "From 5$ to 10$, that is 5$-10$",
        "The set {1, 2; 3} of nurses",
        "A path C:\\data of nurses",
        "Salt_and_sleep in 3^rd year",
    ],
)
def test_a_dollar_or_a_brace_alone_is_no_tex(text: str) -> None:
    assert clean_title(text).plain == text


def test_the_tex_beside_a_formula_in_mathml_is_the_same_formula() -> None:
    raw = "Sum of <tex-math>$x$</tex-math><math><mi>x</mi></math> in salts"

    assert clean_title(raw).plain == "Sum of x in salts"


def test_commands_that_nobody_knows_are_told_of() -> None:
    assert [found.id for found in title_findings(r"Sums of \nosuchcommand in salts")] == ["tex-left"]
    assert [found.id for found in title_findings(r"Sums of $\binom{a}{b}$ in salts")] == ["tex-left"]
    assert title_findings(r"Sums of $\alpha$ in salts") == ()


def test_of_very_many_formulas_the_first_are_read() -> None:
    text = "$x^2$ " * (MOST_FORMULAS + 9)

    printed = tex_read(text)

    assert printed.count("<sup>2</sup>") == MOST_FORMULAS
    assert printed.endswith("$x^2$ " * 9)
