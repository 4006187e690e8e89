"""How long wars last and how they end: a population of wars, from bands to armies."""

from collections.abc import Callable

import numpy as np

from sinequanon.axes import Float
from sinequanon.bargain import draw_minds
from sinequanon.laws.lab import Lab
from sinequanon.laws.measured import Effect, Pooled
from sinequanon.laws.rates import exposure, faded
from sinequanon.laws.tables import table_with
from sinequanon.laws.wars import duel
from sinequanon.model import Peace

RunMonths = Float[np.ndarray, "runs months"]
Sums = Float[np.ndarray, " sums"]

_FIRST = slice(0, 12)
_LATE = slice(60, 120)
"""Years 6 to 10."""


def population(lab: Lab) -> Peace:
    """Wars with rebels of any strength, followed for ten years."""
    setting = duel(lab.premises, rebels=lab.premises.population_rebels)
    months = lab.premises.population_months
    return lab.peace(lab.path("population", setting, months=months))


def _pooled(
    lab: Lab, *columns: Float[np.ndarray, " runs"]
) -> Float[np.ndarray, "draws lucks sums"]:
    return np.stack([lab.by_draw(column) for column in columns], axis=2)


def _alive(lab: Lab, month: int) -> Pooled:
    survival = population(lab).survival[:, month - 1]
    return Pooled(
        sums=_pooled(lab, survival, np.ones_like(survival)),
        statistic=lambda sums: float(sums[0] / sums[1]),
    )


def alive_1y(lab: Lab) -> Pooled:
    """Share of wars still on after a year."""
    return _alive(lab, 12)


def alive_5y(lab: Lab) -> Pooled:
    """Share of wars still on after five years."""
    return _alive(lab, 60)


def _hazards(
    lab: Lab, found: Peace, incidence: RunMonths, *, early_above: bool
) -> Pooled:
    """Log ratio of the hazards of year 1 and of years 6 to 10, in the population."""
    new = np.diff(incidence, axis=1, prepend=0.0)
    time = exposure(found)
    columns = [
        field[:, months].sum(axis=1)
        for months in (_FIRST, _LATE)
        for field in (new, time)
    ]

    def ratio(sums: Sums) -> float:
        early, late = sums[0] / sums[1], sums[2] / sums[3]
        log = float(np.log(max(early, 1e-12)) - np.log(max(late, 1e-12)))
        return log if early_above else -log

    return Pooled(sums=_pooled(lab, *columns), statistic=ratio)


def settlement_with_age(lab: Lab) -> Pooled:
    """Hazard of agreement, years 6-10 against year 1."""
    found = population(lab)
    return _hazards(lab, found, found.signed, early_above=False)


def victory_with_age(lab: Lab) -> Pooled:
    """Hazard of victory, year 1 against years 6-10."""
    found = population(lab)
    victories = found.victory_a + found.victory_b
    return _hazards(lab, found, victories, early_above=True)


def fade_with_age(lab: Lab) -> Pooled:
    """Hazard of fading, year 1 against years 6-10."""
    found = population(lab)
    return _hazards(lab, found, faded(found), early_above=True)


def any_end_with_age(lab: Lab) -> Pooled:
    """Hazard of any end, year 1 against years 6-10."""
    found = population(lab)
    return _hazards(lab, found, found.ended, early_above=True)


def fade_share(lab: Lab) -> Pooled:
    """Share of fading among all ends within the horizon."""
    found = population(lab)
    return Pooled(
        sums=_pooled(lab, faded(found)[:, -1], found.ended[:, -1]),
        statistic=lambda sums: float(sums[0] / sums[1]),
    )


def victories_early(lab: Lab) -> Pooled:
    """First-year share of victories, less that of agreements."""
    found = population(lab)
    victories = found.victory_a + found.victory_b
    return Pooled(
        sums=_pooled(
            lab,
            victories[:, 11],
            victories[:, -1],
            found.signed[:, 11],
            found.signed[:, -1],
        ),
        statistic=lambda sums: float(sums[0] / sums[1] - sums[2] / sums[3]),
    )


def broken_in_five_years(lab: Lab) -> Effect:
    """Chance that a signed settlement breaks within sixty months."""
    minds = draw_minds(table_with(), seed=lab.size.seed, draws=lab.size.draws)
    broken = -np.expm1(-60.0 * minds.breaking)
    return Effect(values=np.repeat(broken[:, None], lab.size.lucks, axis=1))


DURATIONS: dict[str, Callable[[Lab], Effect | Pooled]] = {
    "1b.alive_1y": alive_1y,
    "1b.alive_5y": alive_5y,
    "1d.settlement": settlement_with_age,
    "1d.victory": victory_with_age,
    "1d.fade": fade_with_age,
    "1d.any_end": any_end_with_age,
    "1f.settlement": broken_in_five_years,
    "F1.fade_share": fade_share,
    "F1.victories_early": victories_early,
}
"""Comparisons of this file, by the name of the part."""
