import pytest

from announcer.core.publications.cleaning import clean_title
from announcer.core.text.superscripts import unicode_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("H<sub>2</sub>O and CD8<sup>+</sup>", "H₂O and CD8⁺"),
        ("Ca<sup>2+</sup> at 10<sup>-6</sup> and 10<sup>–9</sup> M", "Ca²⁺ at 10⁻⁶ and 10⁻⁹ M"),
        ("<i>Escherichia coli</i> O157:H7", "Escherichia coli O157:H7"),
        ("10<sup>3,5</sup> cells", "10^3,5 cells"),
        ("x<sub>max</sub> and V<sub>D</sub>", "xₘₐₓ and VD"),
        ("37<sup>°</sup>C", "37°C"),
        ("the <sc>R</sc> package", "the R package"),
        ("E = mc²", "E = mc²"),
    ],
)
def test_indices_become_characters_only_where_every_one_has_a_form(markup: str, text: str) -> None:
    assert unicode_text(clean_title(markup)) == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>5.5</sup> units", "10^5.5 units"),
        ("10<sup>-3.5</sup> units", "10^\u22123.5 units"),
        ("2<sup>1/2</sup> and 3<sup>3/4</sup>", "2^(1/2) and 3^(3/4)"),
        ("(a+b)<sup>0.5</sup>", "(a+b)^0.5"),
        ("10<sup>6</sup> cells", "10⁶ cells"),
        ("Acme<sup>®</sup> gel", "Acme® gel"),
        ("La<sub>0.7</sub>Sr<sub>0.3</sub>MnO<sub>3</sub> films", "La0.7Sr0.3MnO3 films"),
        ("H<sub>2</sub>O and La<sub>0.7</sub>MnO<sub>3</sub> in CO<sub>2</sub>", "H₂O and La0.7MnO3 in CO₂"),
        ("<sc>l</sc>-arginine and <scp>dna</scp>", "L-arginine and DNA"),
        ("<scp>T</scp>reebase", "Treebase"),
    ],
)
def test_no_number_is_changed_and_no_formula_is_half_an_index(markup: str, text: str) -> None:
    assert unicode_text(clean_title(markup)) == text
