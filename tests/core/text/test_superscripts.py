import pytest

from announcer.core.publications.cleaning import clean_title
from announcer.core.text.superscripts import unicode_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("H<sub>2</sub>O and CD8<sup>+</sup>", "H₂O and CD8⁺"),
        ("Ca<sup>2+</sup> at 10<sup>-6</sup> and 10<sup>–9</sup> M", "Ca²⁺ at 10⁻⁶ and 10⁻⁹ M"),
        ("<i>Escherichia coli</i> O157:H7", "Escherichia coli O157:H7"),
        ("10<sup>3,5</sup> cells", "103,5 cells"),
        ("x<sub>max</sub> and V<sub>D</sub>", "xₘₐₓ and VD"),
        ("37<sup>°</sup>C", "37°C"),
        ("the <sc>R</sc> package", "the R package"),
        ("E = mc²", "E = mc²"),
    ],
)
def test_indices_become_characters_only_where_every_one_has_a_form(markup: str, text: str) -> None:
    assert unicode_text(clean_title(markup)) == text
