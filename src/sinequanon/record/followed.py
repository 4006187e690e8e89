"""What followed months in which a populous place passed to the government.

A comparison of such months with months that looked alike before, in any war: recent
deaths, trend, age of the war, number of rebel groups, intensity. It describes; it shows
no effect, for places are taken when a side is already winning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from jaxtyping import Bool, Int

from sinequanon.months import month_label
from sinequanon.record.classes import resampled_counts
from sinequanon.record.contrasts import (
    contrast_row,
    disjoint_windows,
    earlier_row,
    faked_row,
    interval_of,
)
from sinequanon.record.gains import PROXY_LABEL
from sinequanon.record.matching import (
    Pool,
    Rows,
    Sets,
    differences,
)
from sinequanon.record.placebos import Matcher, fake_sets
from sinequanon.record.warmonths import (
    FEATURES,
    Outcome,
    earlier_deaths,
    outcomes_of,
    pool_of,
    war_months,
)

NOTES = (
    "A place that passes to the government is itself an outcome of the war's course: a "
    "side that takes places was already winning, and matching on the months before "
    "does not make the comparison an experiment.",
    "Deaths are those of UCDP's precise events of the whole war and not of the place; "
    "what is too vague to place is not in them.",
    "An agreement is any in UCDP Peace Agreements 22.1 that names the conflict; an end "
    "is the last day of fighting and not a signature.",
)
PALMYRA_NOTES = (
    "Palmyra was taken on 27 March 2016, a month after the truce of 27 February: "
    "deaths between the government and the insurgents had fallen from 2,455 in "
    "February to 762 in March (GED 21.1) before it fell, so less fighting afterwards "
    "is not what its fall did.",
    "Palmyra was taken from the Islamic State, with which nobody negotiated: in UCDP's "
    "terms its fall lies in another conflict (13604) than the one under negotiation "
    "(299).",
    "Russia's air force made both the capture and the truce possible: the two have a "
    "common cause.",
)
"""What confounds a comparison of the months around the taking of Palmyra."""

_PROXY_NOTE = (
    "The proxy picks months after fighting at a place has died down: fewer deaths and "
    "more ends soon after them lie partly in the choice itself."
)
LEAST_WINDOWS = 3
"""Fewest windows of controls of the same war, none overlapping, that tell a figure."""
_PLACEBO = {
    "test": pl.String,
    "outcome": pl.String,
    "horizon_months": pl.Int64,
    **dict.fromkeys(("difference", "low", "high", "p_value"), pl.Float64),
}
_SETS = {
    "month_id": pl.Int64,
    "war": pl.String,
    "horizon_months": pl.Int64,
    "controls": pl.String,
}
_BALANCE = {
    "feature": pl.String,
    **dict.fromkeys(("gains", "matched", "all"), pl.Float64),
}
_OWN_NOTE = (
    "The matched months are months of the same war, further from every month of gains "
    "than the horizon, so that no window is compared with itself. With fewer than "
    f"{LEAST_WINDOWS} of their windows that do not overlap, nothing can be told."
)
_UNLIKE_NOTE = (
    "The test `earlier` fails: the sets differed 19 to 30 months before, so a "
    "difference afterwards is not to be read as what followed gains."
)


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What followed the months of interest and the months matched to them.

    Attributes:
        label: How the months were found, in words; a proxy says that it is one.
        table: Columns `outcome` (`deaths`, `agreement`, `ended`, `ended_by_agreement`),
            `horizon_months`, `after_gains` and `after_matched` (for deaths the factor
            by which monthly deaths changed against the six months before, as a
            geometric mean of 1 + deaths; else the share of months followed by one),
            `difference` (for deaths the ratio of the two factors, else the first share
            less the second), `low` and `high` (5 % and 95 % points), `months` and
            `wars` (behind the row), `control_windows` (for months of the same war how
            many of the controls' windows do not overlap, else null; below
            `LEAST_WINDOWS` the figures are NaN); sorted.
        placebo: Columns `test`, `outcome`, `horizon_months`, `difference`, `low`,
            `high`, `p_value`. The test `earlier` compares what came 19 to 30 months
            before, which no capture can have changed: it should be near no difference.
            The test `fake months` draws other months of the same wars at random:
            `low` and `high` are the 5 % and 95 % points of what they give and
            `p_value` how often they lie as far from their own median.
        balance: Columns `feature`, `gains`, `matched`, `all` (means, in standard
            deviations of all months): how alike the sets are, by horizon in order where
            controls are of the same war.
        sets: Columns `month_id`, `war`, `horizon_months` (null where one
            set serves all), `controls` (wars and months, in words).
        gains: Gains handed in.
        months: Months of war that they fall into.
        matched: Those of these months that have a set.
        wars: The episodes of war of these, by name; `wars` of the table counts UCDP
            conflicts, which may have several.
        notes: What the comparison cannot show.
    """

    label: str
    table: pl.DataFrame
    placebo: pl.DataFrame
    balance: pl.DataFrame
    sets: pl.DataFrame
    gains: int
    months: int
    matched: int
    wars: tuple[str, ...]
    notes: tuple[str, ...]


def what_followed(
    gains: pl.DataFrame,
    *,
    events: pl.DataFrame | None = None,
    horizons: Sequence[int] = (6, 12, 24),
    own_war: bool = False,
    controls: int = 5,
    caliper: float = 0.5,
    apart: int = 12,
    fakes: int = 99,
    seed: int = 0,
    draws: int = 1_000,
    notes: Sequence[str] = (),
) -> Followed:
    """Deaths, agreements and ends after months of gains, beside matched months.

    Months are of wars inside a state, 1991 to 2020, that go on after them. Controls are
    of the same intensity that year and no nearer to a month of gains of their own war
    than `apart`, nor, if they are of the same war, than the horizon. Whole wars are
    resampled; where all gains are of one war, its calendar years are instead, and the
    interval then says nothing of other wars.

    Args:
        gains: Columns `conflict_id`, `month_id` and `label`, as the functions of
            `gains` give them.
        events: The GED table that deaths are counted in; the shipped precise release
            if left out.
        horizons: Months ahead, counted from the month after.
        own_war: Compare with other months of the same war, for a war that has no like;
            else with months of wars in other countries, one from each.
        controls: Most controls for each month.
        caliper: Largest distance of a control, in standard deviations (root mean
            square over what is matched).
        apart: Months.
        fakes: Repetitions of the test with fake months.
        seed: Seed of all chance.
        draws: Resamples.
        notes: Further notes, such as `PALMYRA_NOTES`.

    Raises:
        ValueError: If no month of gains lies in a month of war, or none can be matched.
    """
    if not horizons or min(horizons) < 1:
        raise ValueError(f"horizons are one or more numbers of months, got {horizons}")
    months = war_months(events)
    pool = pool_of(months)
    pairs = gains.select("conflict_id", "month_id").unique()
    treated = _marked(pool, pairs)
    outcomes = outcomes_of(months, horizons)
    spans = [(one,) for one in sorted(set(horizons))] if own_war else [horizons]
    parts = [
        _part(
            pool,
            treated,
            [one for one in outcomes if one.horizon in span],
            Matcher(
                pool=pool,
                own_war=own_war,
                controls=controls,
                caliper=caliper,
                # Windows of a war that overlap would be compared with themselves.
                apart=max(apart, span[0]) if own_war else apart,
            ),
        )
        for span in spans
    ]
    rows = np.unique(np.concatenate([part.rows for part in parts]))
    if not rows.size:
        raise ValueError("no month of gains is a month of war with a month like it")
    cluster, kind = _clusters(pool, rows)
    times = resampled_counts(
        int(cluster.max()) + 1, seed=seed, draws=draws, stream="followed"
    )
    label = "; ".join(gains["label"].unique().sort().to_list())
    said = [*NOTES, kind, *notes]
    if own_war:
        said.append(_OWN_NOTE)
    if PROXY_LABEL in label:
        said.append(_PROXY_NOTE)
    before = earlier_deaths(months)
    table: list[dict[str, object]] = []
    placebo: list[dict[str, object]] = []
    for part in parts:
        told = part.windows is None or part.windows >= LEAST_WINDOWS
        for one in part.outcomes:
            # Too few windows give no figure, whatever they would sum to.
            sets = part.sets if told else np.full_like(part.sets, -1)
            low, high = interval_of(one, part.rows, sets, cluster, times)
            row = contrast_row(one, part.rows, sets, pool.war, low, high)
            table.append({**row, "control_windows": part.windows})
        if not told:
            continue
        horizon = part.outcomes[0].horizon if own_war else 0
        earlier = Outcome(name="deaths", horizon=horizon, values=before)
        low, high = interval_of(earlier, part.rows, part.sets, cluster, times)
        placebo.append(earlier_row(earlier, part.rows, part.sets, low, high))
        if low > 0.0 or high < 0.0:
            said.append(_UNLIKE_NOTE + (f" ({horizon} months on.)" if own_war else ""))
        fake_rows, their_sets = fake_sets(
            part.match, treated, part.rows, part.open_to, fakes, seed
        )
        placebo += [
            faked_row(one, part.rows, part.sets, fake_rows, their_sets)
            for one in part.outcomes
        ]
    names = months.frame["war"].to_list()
    return Followed(
        label=label,
        table=pl.DataFrame(table, schema_overrides={"control_windows": pl.Int64}).sort(
            "outcome", "horizon_months"
        ),
        placebo=pl.DataFrame(placebo, schema=_PLACEBO),
        balance=pl.concat([_balance(pool, one.rows, one.sets) for one in parts]),
        sets=pl.concat([_named(pool, one, names) for one in parts]),
        gains=gains.height,
        months=pairs.height,
        matched=len(rows),
        wars=tuple(sorted({names[i] for i in rows})),
        notes=tuple(said),
    )


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The months and their controls for some horizons."""

    match: Matcher
    outcomes: list[Outcome]
    open_to: Bool[np.ndarray, " n"]
    rows: Rows
    sets: Sets
    windows: int | None


def _part(
    pool: Pool,
    treated: Bool[np.ndarray, " n"],
    outcomes: list[Outcome],
    match: Matcher,
) -> _Part:
    open_to = ~_near(pool, treated, match.apart)
    if match.own_war:
        open_to &= ~np.isnan(next(o.values for o in outcomes if o.name == "deaths"))
    rows = np.flatnonzero(treated & pool.goes_on)
    sets = match.sets(rows, open_to)
    has = sets[:, 0] >= 0
    rows, sets = rows[has], sets[has]
    windows = None
    if match.own_war:
        windows = disjoint_windows(pool, sets, outcomes[0].horizon)
    return _Part(
        match=match,
        outcomes=outcomes,
        open_to=open_to,
        rows=rows,
        sets=sets,
        windows=windows,
    )


def _marked(pool: Pool, pairs: pl.DataFrame) -> Bool[np.ndarray, " n"]:
    """Which months of war are months of gains."""
    wanted = set(pairs.iter_rows())
    own = zip(pool.war.tolist(), pool.month.tolist(), strict=True)
    return np.array([pair in wanted for pair in own], dtype=np.bool_)


def _near(
    pool: Pool, treated: Bool[np.ndarray, " n"], apart: int
) -> Bool[np.ndarray, " n"]:
    """Months within so many months of a month of gains of their own war."""
    near = treated.copy()
    for war in np.unique(pool.war[treated]):
        own = np.flatnonzero(pool.war == war)
        when = pool.month[own]
        gap = np.abs(when[:, None] - when[treated[own]][None, :]).min(axis=1)
        near[own[gap <= apart]] = True
    return near


def _clusters(pool: Pool, rows: Rows) -> tuple[Int[np.ndarray, " n"], str]:
    """What is resampled as a whole, and the note that says so."""
    wars = np.unique(pool.war[rows])
    key = pool.war * 10_000
    note = f"Intervals: whole wars are resampled, {len(wars)} of them with gains."
    if len(wars) == 1:
        year = (pool.month - 1) // 12
        key = np.where(pool.war == wars[0], key + year, key)
        years = len(np.unique(year[rows]))
        note = (
            f"All gains are of one war: its calendar years are resampled, {years} of "
            "them with gains, and the intervals say nothing of other wars. So few "
            "make them too narrow (Cameron, Gelbach & Miller 2008)."
        )
    _, cluster = np.unique(key, return_inverse=True)
    return cluster.astype(np.int64), note


def _balance(pool: Pool, rows: Rows, sets: Sets) -> pl.DataFrame:
    if not rows.size:
        return pl.DataFrame(schema=_BALANCE)
    return pl.DataFrame(
        [
            {
                "feature": name,
                "gains": float(pool.features[rows, k].mean()),
                "matched": differences(pool.features[:, k], rows, sets)[1],
                "all": float(pool.features[:, k].mean()),
            }
            for k, name in enumerate(FEATURES)
        ]
    )


def _named(pool: Pool, part: _Part, names: list[str]) -> pl.DataFrame:
    def said(row: int) -> str:
        return f"{names[row]}: {month_label(int(pool.month[row]))}"

    return pl.DataFrame(
        [
            {
                "month_id": int(pool.month[row]),
                "war": names[row],
                "horizon_months": part.outcomes[0].horizon
                if part.match.own_war
                else None,
                "controls": "; ".join(said(one) for one in own if one >= 0),
            }
            for row, own in zip(part.rows.tolist(), part.sets.tolist(), strict=True)
        ],
        schema=_SETS,
    )
