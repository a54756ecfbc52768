from announcer.core.text.richtext import Rich, Run, Style


def test_neighbours_of_one_style_become_one_run_and_empty_ones_go() -> None:
    rich = Rich.joined([Run(text="a"), Run(text=""), Run(text="b"), Run(text="c", style=Style.SUB)])

    assert rich == Rich((Run(text="ab"), Run(text="c", style=Style.SUB)))


def test_markup_is_escaped_and_tagged() -> None:
    rich = Rich((Run(text="H"), Run(text="2", style=Style.SUB), Run(text="O < D")))

    assert rich.markup == "H<sub>2</sub>O &lt; D"
    assert rich.plain == "H2O < D"


def test_no_text_is_false() -> None:
    assert not Rich.of("")
    assert Rich.of("x")
