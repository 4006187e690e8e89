"""The forecasters of settlement: base rates, logit, boosting and their pool."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from jaxtyping import Float

from sinequanon.fit.boosting import boosted
from sinequanon.fit.logit import fit_logit
from sinequanon.fit.rates import class_rates, overall_rates
from sinequanon.fit.rows import OUTCOMES, Years, at_risk, fates, known_by
from sinequanon.fit.settings import Settings
from sinequanon.fit.yearly import compounded

FORECASTERS = {
    "overall": "overall base rate",
    "class": "class base rate",
    "class_windows": "class base rate, whole windows",
    "logit": "competing-risks logit",
    "boosting": "gradient boosting",
    "pool": "pool of class, logit, boosting",
}
"""Forecasters and their names in words.

`class_windows` counts windows of the whole horizon, as `record.base_rates` does;
`class` applies the class's rates of one year in turn. The second is the better of the
two on the years before 2005, and so the one that others are compared with.
"""

Chances = Float[np.ndarray, "rows outcomes"]
_Learned = Callable[[Years], Chances]


def forecasts(
    years: Years,
    origin: int,
    horizons: Sequence[int],
    settings: Settings,
    *,
    rows: Years | None = None,
    without: Years | None = None,
    boosting: bool = True,
) -> tuple[Years, Mapping[int, Mapping[str, Chances]]]:
    """What each forecaster said at the end of a year about wars then at risk.

    Args:
        years: All years of war; only windows known by the origin are learned from.
        origin: Year at whose end the forecasts are made.
        horizons: Calendar years.
        settings: Settings of the forecasters.
        rows: Rows to forecast; all at risk in the origin's year if left out.
        without: Rows whose conflicts are not learned from.
        boosting: Whether gradient boosting is asked; without it the pool is the logit's
            and the class's alone.

    Returns:
        The rows forecast, and chances by horizon and forecaster.
    """
    risk = years.only(at_risk(years))
    if rows is None:
        rows = risk.only(risk.year == origin)
    if without is not None:
        risk = risk.only(~np.isin(risk.conflict, without.conflict))
    learned: dict[tuple[str, int], _Learned] = {}

    def ahead(name: str, span: int, horizon: int) -> Chances:
        if (name, span) not in learned:
            known = risk.only(known_by(risk, span, origin))
            learned[name, span] = _learn(name, known, span, settings)
        said = learned[name, span]
        return said(rows) if span == horizon else compounded(rows, said, horizon)

    found: dict[int, dict[str, Chances]] = {}
    for horizon in horizons:
        base = 1 if settings.base_yearly else horizon
        span = 1 if settings.yearly else horizon
        said = {
            "overall": ahead("overall", base, horizon),
            "class": ahead("class", base, horizon),
            "class_windows": ahead("class", horizon, horizon),
            "logit": ahead("logit", span, horizon),
        }
        parts = ["class", "logit"]
        if boosting:
            said["boosting"] = ahead("boosting", span, horizon)
            parts.append("boosting")
        said["pool"] = pooled([said[name] for name in parts], settings.weights)
        found[horizon] = said
    return rows, found


def _learn(name: str, known: Years, span: int, settings: Settings) -> _Learned:
    """A forecaster of windows of one length, from windows that were known."""
    if name == "overall":
        return lambda rows: overall_rates(known, rows, span)
    if name == "class":
        return lambda rows: class_rates(known, rows, span, pull=settings.pull)
    at = [known.names.index(each) for each in settings.covariates]
    seen, came = known.covariates[:, at], fates(known, span)
    if name == "logit":
        logit = fit_logit(seen, came, outcomes=len(OUTCOMES), ridge=settings.ridge)
        return lambda rows: logit.chances(rows.covariates[:, at])
    trees = boosted(seen, came, settings)
    return lambda rows: trees(rows.covariates[:, at])


def pooled(parts: list[Chances], weights: tuple[float, ...]) -> Chances:
    """The linear pool: weighted means of chances (Stone 1961); rows sum to one.

    Args:
        parts: Chances of each forecaster.
        weights: Of the forecasters; those beyond the parts are left out.
    """
    used = np.array(weights[: len(parts)])
    used = used / used.sum()
    return np.asarray(np.tensordot(used, np.stack(parts), axes=1), dtype=np.float64)
