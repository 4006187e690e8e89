"""Rows of the war alone: both worlds, and what is on record of the same months."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import polars as pl
from jaxtyping import Float

from sinequanon.answer import Spread, WarRow
from sinequanon.compose.naming import dyad_name, side_name
from sinequanon.compose.record_lens import class_rates, nearest_window
from sinequanon.dossier import Dossier
from sinequanon.question import AloneFound, Measure, Span
from sinequanon.record import (
    HOLDERS,
    civilians_killed,
    control_table,
    load,
    recorded_deaths,
)

UNITS = {
    "deaths": "persons",
    "civilians": "persons",
    "people": "share of people",
    "land": "share of land",
    "fighters": "persons",
    "local": "persons",
    "displaced": "persons",
    "power": "ratio",
}
"""Units by group, in the order of the rows."""
_BLOC = "side:"
_COUNTRY = "Syria"
"""The country that the shipped tables of control and of events are of."""
_WORDS = {
    ("displaced", "inside"): "Inside the country",
    ("displaced", "abroad"): "Abroad, fled since the start",
    ("local", "calm"): "Under local truces",
    ("local", "agreed"): "Passing by local agreement",
    ("power", "ratio"): "First core side over the second",
}
Recorded = Mapping[tuple[str, str, int], float]
"""What is on record: (group, key, last month of the span) -> value."""


def rows_of(dossier: Dossier, found: AloneFound, recorded: Recorded) -> list[WarRow]:
    """Every quantity of the war alone, year by year.

    Args:
        dossier: The war.
        found: Both worlds.
        recorded: What is on record.
    """
    without, with_event = (world.by_run for world in found.worlds)
    rows: list[WarRow] = []
    for (group, key), values in without.items():
        other = with_event[group, key]
        rows += [
            WarRow(
                group=group,
                key=key,
                label=label_of(dossier, (group, key)),
                unit=UNITS[group],
                span=span.label,
                without_event=spread(values[:, number]),
                with_event=spread(other[:, number]),
                difference=spread(other[:, number] - values[:, number]),
                record=recorded.get((group, key, span.last), float("nan")),
            )
            for number, span in enumerate(found.spans)
        ]
    return rows


def label_of(dossier: Dossier, measure: Measure) -> str:
    """What a quantity is of: a pair of sides, an actor, a side, a kind."""
    group, key = measure
    if group == "deaths":
        return dyad_name(dossier, key)
    if measure in _WORDS:
        return _WORDS[measure]
    if key.startswith(_BLOC):
        side = key.removeprefix(_BLOC)
        members = [actor.short for actor in dossier.actors if actor.side == side]
        return f"{side_name(dossier, side)}: {' and '.join(members)}"
    return next(actor.short for actor in dossier.actors if actor.key == key)


def spread(values: Float[np.ndarray, " runs"]) -> Spread:
    """Median and 5 % and 95 % points."""
    low, median, high = np.quantile(values.astype(np.float64), [0.05, 0.5, 0.95])
    return Spread(median=float(median), low=float(low), high=float(high))


def recorded_of(dossier: Dossier, found: AloneFound, watch: Sequence[str]) -> Recorded:
    """What the record has of the same months: deaths by pair, control by holder.

    Months that the record does not cover whole have no entry; another war than the one
    that the shipped tables of control and events are of has none at all.

    Args:
        dossier: The war.
        found: Both worlds.
        watch: Places that land under control leaves out.
    """
    table = control_table()
    places = {one.pcode: one for one in dossier.places}
    if not places.keys() <= set(table["pcode"].unique().to_list()):
        return {}
    dyads = found.path.dyads
    first = found.spans[0].first
    months = found.spans[-1].last - first + 1
    covered = int(table["month_id"].max())  # pyright: ignore[reportArgumentType]
    deaths = recorded_deaths(dyads, first=first, months=months, spread=True)
    known: dict[tuple[str, str, int], float] = {}
    for span in found.spans:
        if span.last > min(covered, _last_event(deaths, first)):
            continue
        some = slice(span.first - first, span.last - first + 1)
        for dyad in dyads:
            known["deaths", dyad, span.last] = float(deaths[dyad][some].sum())
        for actor, killed in _civilians(dossier, span).items():
            known["civilians", actor, span.last] = killed
        now = table.filter(pl.col("month_id") == span.last)
        weights: dict[str, Callable[[str], float]] = {
            "people": lambda code: places[code].population,
            "land": lambda code: 0.0 if code in watch else places[code].area_km2,
        }
        for group, weight in weights.items():
            for key, share in _held(dossier, now, weight).items():
                known[group, key, span.last] = share
    return known


def _civilians(dossier: Dossier, span: Span) -> dict[str, float]:
    """Recorded civilians killed outside battle, by each actor that UCDP tells apart."""
    names = Counter(name for actor in dossier.actors for name in actor.ucdp_names)
    state = next(actor for actor in dossier.actors if actor.state and actor.ucdp_names)
    table = civilians_killed(
        load("ged_syria"), government=state.ucdp_names[0], country=_COUNTRY
    ).table.filter(
        (pl.col("rule") == "one_sided")
        & pl.col("month_id").is_between(span.first, span.last)
    )
    found: dict[str, float] = {}
    for actor in dossier.actors:
        own = [name for name in actor.ucdp_names if names[name] == 1]
        if own:
            rows = table.filter(pl.col("perpetrator").is_in(own))
            found[actor.key] = float(rows["best"].sum())
    return found


def _last_event(deaths: Mapping[str, Float[np.ndarray, " n"]], first: int) -> int:
    """Month id of the last month with a recorded death of any pair."""
    every = np.sum(list(deaths.values()), axis=0)
    seen = np.flatnonzero(every > 0.0)
    return first + int(seen[-1]) if len(seen) else first - 1


def _held(
    dossier: Dossier, now: pl.DataFrame, weight: Callable[[str], float]
) -> dict[str, float]:
    """Expected shares by actor and side, from the record's chances of holders.

    The record's holders take in the allies of a state, so an actor has a row only
    where it is the record's holder by itself.
    """
    wanted = {place.pcode for place in dossier.places}
    rows = now.filter(pl.col("pcode").is_in(list(wanted)))
    weights = np.array([weight(code) for code in rows["pcode"].to_list()])
    share = {
        holder: float(rows[holder].to_numpy() @ weights / weights.sum())
        for holder in HOLDERS
    }
    found: dict[str, float] = {}
    for side in dict.fromkeys(actor.side for actor in dossier.actors):
        members = [actor.key for actor in dossier.actors if actor.side == side]
        own = [key for key in members if key in HOLDERS]
        if own and len(members) > 1:
            found[f"{_BLOC}{side}"] = sum(share[key] for key in own)
        if own == members:
            found |= {key: share[key] for key in own}
    return found


def gone_rows(
    dossier: Dossier, found: AloneFound, months: int
) -> tuple[dict[str, object], ...]:
    """How often a core side is all but gone, beside how often such wars were won."""
    window = nearest_window(class_rates(dossier), months)
    without, with_event = (world.gone for world in found.worlds)
    core = next(one for one in dossier.war.conflicts if one.core)
    rows: list[dict[str, object]] = []
    for side, name, ending in (
        ("b", "second", "government_victory"),
        ("a", "first", "rebel_victory"),
    ):
        rate = window.rate(ending)
        rows.append(
            {
                "side": f"The {name} side of the core conflict {core.id}",
                "without": float(without[side].mean()),
                "with": float(with_event[side].mean()),
                "ending": ending,
                "base_rate": rate.value,
                "low": rate.low,
                "high": rate.high,
                "years": window.horizon_years,
            }
        )
    return tuple(rows)


def spans_note(spans: Sequence[Span]) -> str:
    """Which months the rows speak of."""
    return (
        f"Deaths are summed over the months named; everything else stands at the end "
        f"of their last one. Rows end with {spans[-1].label.split(' to ')[1]}."
    )
