"""Texts that are TeX throughout come out as people read them."""

import pytest

from announcer.core.text.bibtex_text import bibtex_read


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"{M\"uller} {\&} S\'onia", "Müller & Sónia"),
        (r"76.60% of A & B, number #3", "76.60% of A & B, number #3"),
        (r"60\% and \$5 of {{Double {N}ested}}", "60% and $5 of Double Nested"),
        (r"an accuracy of 76.60% in Caf\'e", "an accuracy of 76.60% in Café"),
        (r"H$_2$O and $\alpha$-helix, $p<0.05$", "H<sub>2</sub>O and α-helix, p<0.05"),
        (r"a \textless 3, \textgreater{} 2", "a &lt;3, &gt; 2"),
        (
            r"{\'{A}}lvarez, J.~L., {\o}st, Gro{\ss}mann, Erd\H{o}s, {\L}ukasz",
            "Álvarez, J. L., øst, Großmann, Erdős, Łukasz",
        ),
        (r"{\v{S}}t{\v e}p{\'a}n, {\c{c}}a, J{\'\i}rg, \^{e}", "Štěpán, ça, Jírg, ê"),
        (
            r"\emph{E. coli} in {\em vivo}, \textit{x \textbf{y}}",
            "<i>E. coli</i> in <i>vivo</i>, <i>x <b>y</b></i>",
        ),
        (r"``quoted'' --- pages 3--4", "“quoted” — pages 3–4"),
        (
            r"Ca\textsuperscript{2+}, \mathrm{x}, 5\,mm, \url{http://example.org/a_b}",
            "Ca<sup>2+</sup>, x, 5 mm, http://example.org/a_b",
        ),
        ("a line\n   and its end", "a line and its end"),
        ("no TeX at all", "no TeX at all"),
    ],
)
def test_tex_is_read_throughout(source: str, text: str) -> None:
    assert bibtex_read(source) == text
