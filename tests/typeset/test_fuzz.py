"""600 made-up titles of each script: nothing overflows, nothing is missing; times are printed."""

from statistics import median, quantiles
from time import perf_counter

import pytest

from tests.typeset.shipped import title
from tests.typeset.titles import VOCABULARY, made_up


@pytest.mark.slow
@pytest.mark.parametrize("script", VOCABULARY)
def test_600_made_up_titles_of_a_script_fit_with_nothing_missing(
    script: str, capsys: pytest.CaptureFixture[str]
) -> None:
    times, overflows, missing = [], 0, 0
    for markup in made_up(script, 600):
        start = perf_counter()
        layout = title(markup, VOCABULARY[script]["language"])
        times.append((perf_counter() - start) * 1000)
        overflows += layout.overflow
        missing += bool(layout.missing)

    with capsys.disabled():
        print(  # noqa: T201  # the figures are asked for
            f"\n{script}: 600 titles, {overflows} overflow, {missing} with missing characters, "
            f"median {median(times):.2f} ms, p95 {quantiles(times, n=20)[-1]:.2f} ms"
        )
    assert (overflows, missing) == (0, 0)
