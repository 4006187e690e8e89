"""A forecast's page in a real browser: the fan is drawn and nothing gets out."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from sinequanon.forecast import Fan, Forecast, Window
from sinequanon.report import forecast_to_html


def fan(country: int, name: str) -> Fan:
    return Fan(
        country=country,
        name=name,
        quantiles=np.array([[0.0, 1.0, 3.0, 9.0, 40.0], [0.0, 2.0, 4.0, 8.0, 50.0]]),
        mean=np.array([7.0, 8.0]),
        any_deaths=np.array([0.8, 0.9]),
        many_deaths=np.array([0.1, 0.2]),
        recorded=np.array([np.nan, 4.0, 2.0]),
    )


@pytest.fixture(scope="module")
def dom(tmp_path_factory: pytest.TempPathFactory, dom_of: Callable[..., str]) -> str:
    """The page's DOM once its scripts have run; the console must stay silent."""
    folder = tmp_path_factory.mktemp("forecast")
    forecast = Forecast(
        window=Window(name="made", known_to=504, first=505, months=2),
        fans=(fan(1, "Here"), fan(2, "</script>There")),
        countries=(1, 2),
        draws=np.zeros((2, 2, 10)),
        vintage="made up",
        seed=1,
        notes=("a note",),
    )
    page = folder / "page.html"
    page.write_text(forecast_to_html(forecast), encoding="utf-8")
    return dom_of(page, folder / "profile")


def test_the_fan_is_drawn_and_told(dom: str):
    assert "<svg" in dom
    assert "Here, 2022-01: 0 to 40 deaths" in dom
    assert dom.count("<option") == 4


def test_its_numbers_stand_in_a_table(dom: str):
    table = dom[dom.index('id="picture-numbers"') :]
    assert re.search(r"2022-02</th>(<td class=\"n\">[^<]*</td>){8}", table)
    assert "&lt;/script&gt;There" in dom
