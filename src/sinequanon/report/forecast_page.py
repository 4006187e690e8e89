"""One self-contained page of a forecast, with a fan for any of its countries."""

import json
import math

from markupsafe import Markup

from sinequanon import __version__
from sinequanon.forecast import LEVELS, WAR_MONTH, Forecast
from sinequanon.months import month_label
from sinequanon.report.page import asset, digest, environment, vendored


def forecast_to_html(forecast: Forecast) -> str:
    """The forecast as one HTML page that loads nothing from anywhere.

    A content security policy lets only the page's own scripts run. Without scripts the
    table of countries can be read.

    Args:
        forecast: From `forecast_ahead`.
    """
    scripts = [*vendored(), asset("forecast.js")]
    year = min(12, forecast.window.months)
    return (
        environment({})
        .get_template("forecast.html.j2")
        .render(
            f=forecast,
            version=__version__,
            year=year,
            war_month=WAR_MONTH,
            known_to=month_label(forecast.window.known_to),
            first=month_label(forecast.window.asked[0]),
            last=month_label(forecast.window.asked[-1]),
            year_end=month_label(forecast.window.asked[year - 1]),
            draws=forecast.draws.shape[2],
            style=Markup(asset("page.css") + asset("tabled.css")),
            scripts=[Markup(script) for script in scripts],
            script_hashes=Markup(" ".join(digest(script) for script in scripts)),
            values=_values(forecast),
        )
    )


def _values(forecast: Forecast) -> Markup:
    """What the fans draw, as JSON that cannot close its script element."""
    window = forecast.window
    before = len(forecast.fans[0].recorded) if forecast.fans else 0
    values = {
        "levels": LEVELS,
        "months": [month_label(month) for month in window.asked],
        "before": [
            month_label(month)
            for month in range(window.known_to - before + 1, window.known_to + 1)
        ],
        "countries": [
            {
                "name": fan.name,
                "recorded": [
                    None if math.isnan(value) else value
                    for value in fan.recorded.tolist()
                ],
                "quantiles": [
                    [round(value, 2) for value in row] for row in fan.quantiles.tolist()
                ],
                "mean": [round(value, 2) for value in fan.mean.tolist()],
                "any": [round(value, 3) for value in fan.any_deaths.tolist()],
                "many": [round(value, 3) for value in fan.many_deaths.tolist()],
            }
            for fan in forecast.fans
        ],
    }
    text = json.dumps(values, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return Markup(
        text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    )
