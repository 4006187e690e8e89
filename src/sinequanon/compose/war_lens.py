"""The second lens: how the war goes on with the event and without it."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

from sinequanon.answer import Series, WarLens, WarMaps
from sinequanon.bargain import effective_runs
from sinequanon.compose.naming import dyad_name, side_name
from sinequanon.dossier import Dossier
from sinequanon.months import month_label
from sinequanon.question import WorldResult
from sinequanon.record import MonthlyDeaths
from sinequanon.war import PARAMETERS, PRIOR_NOTE

OBSERVED_RELEASE = "ged_syria"
"""The release that the model's deaths are laid beside."""

EARLIER_RELEASE = "ged211_precise"
"""The same for a war that starts before January 2016, when that release does."""

NOT_CHECKED = (
    "The prior of the war is not checked for this start: the record's monthly totals "
    "by pair of sides begin in January 2016."
)


def read_war(
    dossier: Dossier,
    without: WorldResult,
    with_event: WorldResult,
    recorded: Sequence[MonthlyDeaths],
    prior_checks: Sequence[dict[str, object]],
    maps: WarMaps | None = None,
) -> WarLens:
    """Deaths, strengths and places in both worlds, beside what was recorded.

    Args:
        dossier: The war.
        without: The world without the event.
        with_event: The world with it.
        recorded: Recorded deaths by dyad, vague dates left out.
        prior_checks: Rows {name, bound, found, passed} of the checks on the prior.
        maps: Who holds each place in the runs.
    """
    months = tuple(month_label(int(month)) for month in with_event.path.months)
    path = with_event.path
    by_size = np.argsort(-path.deaths.sum(axis=2).mean(axis=0), kind="stable")
    shown = [int(k) for k in by_size[:4]]
    supports = [holding.support for holding in dossier.holdings]
    sides = list(dict.fromkeys(actor.side for actor in dossier.actors))
    return WarLens(
        deaths_with=tuple(
            _banded(dyad_name(dossier, path.dyads[k]), months, path.deaths[:, k])
            for k in shown
        ),
        observed=_observed(dossier, [path.dyads[k] for k in shown], months, recorded),
        strengths=tuple(
            _banded(
                f"{actor.short}, {name}",
                months,
                world.path.fighters[:, world.path.actors.index(actor.key)],
            )
            for actor in dossier.actors
            for name, world in (("with", with_event), ("without", without))
        ),
        held=tuple(
            _banded(
                f"{side_name(dossier, side)}, {name}",
                months,
                _held(dossier, world, side),
            )
            for side in sides
            for name, world in (("with", with_event), ("without", without))
        ),
        prior_checks=tuple(prior_checks),
        parameters=tuple(
            {
                "name": parameter.name,
                "unit": parameter.unit,
                "low": parameter.low,
                "median": parameter.median,
                "high": parameter.high,
                "hypothesis": parameter.hypothesis,
                "source": parameter.source,
            }
            for parameter in PARAMETERS
        ),
        settings=(
            {
                "what": "places",
                **{
                    support: supports.count(support)
                    for support in ("dated", "reported", "inferred")
                },
            },
        ),
        notes=(
            "Deaths are recorded deaths, as UCDP counts them; a band is 5 to 95 of 100 "
            "draws. Parameters are drawn from priors; nothing is calibrated.",
            PRIOR_NOTE if prior_checks else NOT_CHECKED,
            f"Of {len(supports)} places {supports.count('inferred')} have no dated "
            "report of who held them: their holder is inferred from events and "
            "neighbours, as shares and never as a certainty.",
            "Places are held shares summed over subdistricts, the event's place left "
            "out. Local agreements pass shares of besieged places and are no part of a "
            "national agreement.",
            still_on(without, with_event),
        ),
        maps=maps,
    )


def still_on(without: WorldResult, with_event: WorldResult) -> str:
    """How many runs carry what is said of fighters and places at the horizon."""
    found: list[str] = []
    for world in (with_event, without):
        survival = np.mean(
            [one.survival[:, -1:] for one in world.peace.values()], axis=0
        )
        found.append(f"{effective_runs(survival)[0]:,.0f}")
    runs = len(without.path.runs)
    return (
        "Fighters and places at the horizon are means over runs, weighted by the "
        f"chance that the core conflict is still on: {found[0]} of {runs:,} runs carry "
        "them "
        f"with the event and {found[1]} without (Kish 1965)."
    )


def _held(
    dossier: Dossier, world: WorldResult, side: str
) -> Float[np.ndarray, "runs months"]:
    rows = [
        world.path.actors.index(actor.key)
        for actor in dossier.actors
        if actor.side == side
    ]
    return world.path.places_held[:, rows].sum(axis=1)


def _banded(
    name: str, months: tuple[str, ...], values: Float[np.ndarray, "runs months"]
) -> Series:
    low, high = np.quantile(values, [0.05, 0.95], axis=0)
    return Series(
        name=name,
        months=months,
        values=tuple(float(value) for value in values.mean(axis=0)),
        low=tuple(float(value) for value in low),
        high=tuple(float(value) for value in high),
    )


def _observed(
    dossier: Dossier,
    dyads: Sequence[str],
    months: tuple[str, ...],
    recorded: Sequence[MonthlyDeaths],
) -> tuple[Series, ...]:
    """Recorded monthly deaths of the same dyads, over the months of the model."""
    covered = {series.release for series in recorded if months[0] in _labels(series)}
    release = OBSERVED_RELEASE if OBSERVED_RELEASE in covered else EARLIER_RELEASE
    found: list[Series] = []
    for dyad in dyads:
        ends = set(dyad.split("-"))
        for series in recorded:
            if series.release != release or set(series.dyad.split("-")) != ends:
                continue
            kept = [
                (month_label(month), float(best))
                for month, best in zip(series.months, series.best, strict=True)
                if month_label(month) in months
            ]
            found.append(
                Series(
                    name=dyad_name(dossier, dyad),
                    months=tuple(label for label, _ in kept),
                    values=tuple(best for _, best in kept),
                )
            )
    return tuple(found)


def _labels(series: MonthlyDeaths) -> list[str]:
    return [month_label(month) for month in series.months]
