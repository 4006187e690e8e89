"""The backtest: forecasts of each year made from what was known at its end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from sinequanon.errors import ForecastError
from sinequanon.fit.forecasters import forecasts
from sinequanon.fit.rows import LAST_YEAR, Years, at_risk, fates
from sinequanon.fit.settings import Settings
from sinequanon.streams import key_of

FOLDS = 10
"""Groups of conflicts that are left out in turn."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Backtest:
    """Forecasts of all origins at one horizon, and what came.

    Attributes:
        horizon: Calendar years.
        left_out: Whether each row's conflict was kept from all that it was forecast
            from.
        rows: The rows, origins in order.
        fate: What came, as index into `OUTCOMES`; `(rows,)`.
        chances: By forecaster, `(rows, outcomes)`.
    """

    horizon: int
    left_out: bool
    rows: Years
    fate: Int[np.ndarray, " rows"]
    chances: Mapping[str, Float[np.ndarray, "rows outcomes"]]


def backtest(
    years: Years,
    settings: Settings,
    *,
    origins: tuple[int, int],
    horizons: Sequence[int],
    left_out: bool = False,
    boosting: bool = True,
    closed_by: int = LAST_YEAR,
    progress: Progress | None = None,
) -> tuple[Backtest, ...]:
    """Rolling-origin forecasts, one `Backtest` for each horizon.

    Args:
        years: All years of war.
        settings: Settings of the forecasters.
        origins: First and last origin.
        horizons: Calendar years, each 1 or more.
        left_out: Leave each row's conflict out of what it is forecast from (in ten
            groups of conflicts).
        boosting: Whether gradient boosting is asked.
        closed_by: Year by which a window's outcome must be known for it to be scored.
        progress: Told the origins that are done.

    Raises:
        ForecastError: If no window of some horizon closed in time.
    """
    risk = years.only(at_risk(years))
    spans = {
        origin: [
            horizon
            for horizon in horizons
            if origin + horizon + 1 <= closed_by and (risk.year == origin).any()
        ]
        for origin in range(origins[0], origins[1] + 1)
    }
    for horizon in horizons:
        if not any(horizon in some for some in spans.values()):
            raise ForecastError.at(
                f"origins {origins[0]}-{origins[1]}",
                f"no window of {horizon} years was known by {closed_by}",
                "take earlier origins or a shorter horizon",
            )
    fold = np.array(
        [key_of(f"conflict {one}") % FOLDS for one in risk.conflict], dtype=np.int64
    )
    parts: dict[int, list[tuple[Years, Mapping[str, np.ndarray]]]] = {}
    words = "forecasts, conflicts left out" if left_out else "forecasts"
    for done, (origin, some) in enumerate(spans.items()):
        now = risk.year == origin
        groups = [now & (fold == one) for one in range(FOLDS)] if left_out else [now]
        for group in groups:
            if not some or not group.any():
                continue
            # The whole group is left out, which is more than the row's conflict.
            unseen = risk.only(fold == fold[group][0]) if left_out else None
            rows, said = forecasts(
                risk,
                origin,
                some,
                settings,
                rows=risk.only(group),
                without=unseen,
                boosting=boosting,
            )
            for horizon in some:
                parts.setdefault(horizon, []).append((rows, said[horizon]))
        if progress is not None:
            progress(words, done + 1, len(spans))
    return tuple(_bound(parts[one], one, left_out) for one in horizons)


def _bound(
    parts: list[tuple[Years, Mapping[str, np.ndarray]]], horizon: int, left_out: bool
) -> Backtest:
    first = parts[0][0]
    rows = Years(
        level=first.level,
        episode=np.concatenate([rows.episode for rows, _ in parts]),
        conflict=np.concatenate([rows.conflict for rows, _ in parts]),
        year=np.concatenate([rows.year for rows, _ in parts]),
        kind=np.concatenate([rows.kind for rows, _ in parts]),
        gone=np.concatenate([rows.gone for rows, _ in parts]),
        reference=np.concatenate([rows.reference for rows, _ in parts]),
        covariates=np.concatenate([rows.covariates for rows, _ in parts]),
        names=first.names,
    )
    return Backtest(
        horizon=horizon,
        left_out=left_out,
        rows=rows,
        fate=fates(rows, horizon),
        chances={
            name: np.concatenate([said[name] for _, said in parts])
            for name in parts[0][1]
        },
    )
