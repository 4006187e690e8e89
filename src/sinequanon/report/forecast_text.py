"""A forecast of deaths as text and as JSON."""

import json

from sinequanon.forecast import LEVELS, WAR_MONTH, Fan, Forecast, Window
from sinequanon.months import month_label

FORECAST_FORMAT = "sinequanon-forecast-1"
_SHOWN = 30


def forecast_to_text(forecast: Forecast) -> str:
    """The forecast as text of at most 80 columns.

    One country is told month by month; of several, the first months and the most
    deadly countries.
    """
    window = forecast.window
    head = [
        f"State-based deaths, forecast from {month_label(window.known_to)}, the last "
        "month known.",
        f"Known: {forecast.vintage}.",
        f"{forecast.draws.shape[2]:,} draws, seed {forecast.seed}.",
        "",
    ]
    if len(forecast.fans) == 1:
        body = _by_month(forecast.fans[0], window)
    else:
        body = _by_country(forecast)
    notes = [f"note: {note}" for note in forecast.notes]
    return "\n".join([*head, *body, "", *notes]) + "\n"


def forecast_to_json(forecast: Forecast) -> str:
    """The forecast as JSON: quantiles, means and chances by country and month."""
    window = forecast.window
    told = {
        "format": FORECAST_FORMAT,
        "known_to": window.known_to,
        "months": list(window.asked),
        "levels": list(LEVELS),
        "war_month": WAR_MONTH,
        "vintage": forecast.vintage,
        "draws": forecast.draws.shape[2],
        "seed": forecast.seed,
        "notes": list(forecast.notes),
        "countries": [
            {
                "country_id": fan.country,
                "name": fan.name,
                "mean": fan.mean.tolist(),
                "quantiles": fan.quantiles.tolist(),
                "any_deaths": fan.any_deaths.tolist(),
                "many_deaths": fan.many_deaths.tolist(),
            }
            for fan in forecast.fans
        ],
    }
    return json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"


def _by_month(fan: Fan, window: Window) -> list[str]:
    lines = [
        fan.name,
        f"{'month':<9}{'5 %':>9}{'25 %':>9}{'median':>9}{'75 %':>9}{'95 %':>9}"
        f"{'mean':>9}{'any':>7}{f'>{WAR_MONTH:.0f}':>7}",
    ]
    for at, month in enumerate(window.asked):
        quantiles = "".join(f"{value:>9,.0f}" for value in fan.quantiles[at])
        lines.append(
            f"{month_label(month):<9}{quantiles}{fan.mean[at]:>9,.0f}"
            f"{fan.any_deaths[at]:>7.0%}{fan.many_deaths[at]:>7.0%}"
        )
    return lines


def _by_country(forecast: Forecast) -> list[str]:
    months = forecast.window.asked
    year = min(len(months), 12)
    shown = [
        fan for fan in forecast.fans[:_SHOWN] if float(fan.mean[:year].sum()) >= 1.0
    ]
    lines = [
        f"{f'{month_label(months[0])} to {month_label(months[year - 1])}':<28}"
        f"{'last 12':>10}{'mean of':>10}{'first month':>22}",
        f"{'country':<28}{'known':>10}{f'{year} months':>10}"
        f"{'5 to 95 %':>22}{f'>{WAR_MONTH:.0f}':>8}",
    ]
    for fan in shown:
        span = f"{fan.quantiles[0, 0]:,.0f} to {fan.quantiles[0, -1]:,.0f}"
        lines.append(
            f"{fan.name[:27]:<28}{fan.recorded[-12:].sum():>10,.0f}"
            f"{fan.mean[:year].sum():>10,.0f}{span:>22}{fan.many_deaths[0]:>8.0%}"
        )
    if len(shown) < len(forecast.fans):
        lines.append(
            f"and {len(forecast.fans) - len(shown)} more countries: --json or --page"
        )
    return lines
