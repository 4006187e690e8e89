"""The forecasters of settlement: base rates, logit, boosting and their pool."""

from collections.abc import Callable, Mapping

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
    horizon: int,
    settings: Settings,
    *,
    rows: Years | None = None,
    without: Years | None = None,
    boosting: bool = True,
) -> tuple[Years, Mapping[str, Chances]]:
    """What each forecaster said at the end of a year about wars then at risk.

    Args:
        years: All years of war; only windows known by the origin are learned from.
        origin: Year at whose end the forecasts are made.
        horizon: Calendar years.
        settings: Settings of the forecasters.
        rows: Rows to forecast; all at risk in the origin's year if left out.
        without: Rows whose conflicts are not learned from.
        boosting: Whether gradient boosting is asked; without it the pool is the logit's
            and the class's alone.

    Returns:
        The rows forecast, and chances by forecaster.
    """
    risk = years.only(at_risk(years))
    if rows is None:
        rows = risk.only(risk.year == origin)
    if without is not None:
        risk = risk.only(~np.isin(risk.conflict, without.conflict))
    one = risk.only(known_by(risk, 1, origin))
    whole = risk.only(known_by(risk, horizon, origin))
    base = one if settings.base_yearly else whole
    base_span = 1 if settings.base_yearly else horizon
    learn = one if settings.yearly else whole
    span = 1 if settings.yearly else horizon

    def ahead(learned: _Learned, reach: int) -> Chances:
        return learned(rows) if reach == horizon else compounded(rows, learned, horizon)

    said: dict[str, Chances] = {
        "overall": ahead(lambda r: overall_rates(base, r, base_span), base_span),
        "class": ahead(
            lambda r: class_rates(base, r, base_span, pull=settings.pull), base_span
        ),
        "class_windows": class_rates(whole, rows, horizon, pull=settings.pull),
    }
    at = [years.names.index(name) for name in settings.covariates]
    seen, came = learn.covariates[:, at], fates(learn, span)
    logit = fit_logit(seen, came, outcomes=len(OUTCOMES), ridge=settings.ridge)
    said["logit"] = ahead(lambda r: logit.chances(r.covariates[:, at]), span)
    parts = ["class", "logit"]
    if boosting:
        trees = boosted(seen, came, settings)
        said["boosting"] = ahead(lambda r: trees(r.covariates[:, at]), span)
        parts.append("boosting")
    said["pool"] = pooled([said[name] for name in parts], settings.weights)
    return rows, said


def pooled(parts: list[Chances], weights: tuple[float, ...]) -> Chances:
    """The linear pool: weighted means of chances (Stone 1961); rows sum to one.

    Args:
        parts: Chances of each forecaster.
        weights: Of the forecasters; those beyond the parts are left out.
    """
    used = np.array(weights[: len(parts)])
    used = used / used.sum()
    return np.asarray(np.tensordot(used, np.stack(parts), axes=1), dtype=np.float64)
