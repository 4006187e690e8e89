"""What followed months in which a populous place passed to the government.

A comparison of such months with months that looked alike before, in any war: recent
deaths, trend, age of the war, number of rebel groups, intensity. It describes; it shows
no effect, for places are taken when a side is already winning.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from jaxtyping import Bool, Float, Int

from sinequanon.months import month_label
from sinequanon.record.classes import resampled_counts
from sinequanon.record.gains import PROXY_LABEL
from sinequanon.record.matching import (
    Pool,
    Rows,
    Sets,
    differences,
    resampled_differences,
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
            `wars` (behind the row); sorted.
        placebo: Columns `test`, `outcome`, `horizon_months`, `difference`, `low`,
            `high`, `p_value`. The test `earlier` compares what came 19 to 30 months
            before, which no capture can have changed: it should be near no difference.
            The test `fake months` draws other months of the same wars at random:
            `low` and `high` are the 5 % and 95 % points of what they give and
            `p_value` how often they lie as far from their own median.
        balance: Columns `feature`, `gains`, `matched`, `all` (means, in standard
            deviations of all months): how alike the sets are.
        sets: Columns `month_id`, `war`, `controls` (wars and months, in words).
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
    than `apart`. Whole wars are resampled; where all gains are of one war, its calendar
    years are instead, and the interval then says nothing of other wars.

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
    open_to = ~_near(pool, treated, apart)
    rows = np.flatnonzero(treated & pool.goes_on)
    match = Matcher(
        pool=pool, own_war=own_war, controls=controls, caliper=caliper, apart=apart
    )
    sets = match.sets(rows, open_to)
    has = sets[:, 0] >= 0
    if not has.any():
        raise ValueError("no month of gains is a month of war with a month like it")
    rows, sets = rows[has], sets[has]
    outcomes = outcomes_of(months, horizons)
    cluster, kind = _clusters(pool, rows)
    times = resampled_counts(
        int(cluster.max()) + 1, seed=seed, draws=draws, stream="followed"
    )
    earlier = Outcome(name="deaths", horizon=0, values=earlier_deaths(months))

    def interval(one: Outcome) -> tuple[float, float]:
        return _interval(one, rows, sets, cluster, times)

    low, high = interval(earlier)
    placebo = [_earlier(earlier, rows, sets, low, high)]
    label = "; ".join(gains["label"].unique().sort().to_list())
    said = [*NOTES, kind, *notes]
    if PROXY_LABEL in label:
        said.append(_PROXY_NOTE)
    if low > 0.0 or high < 0.0:
        said.append(_UNLIKE_NOTE)
    fake_rows, their_sets = fake_sets(match, treated, rows, open_to, fakes, seed)
    placebo += [_faked(one, rows, sets, fake_rows, their_sets) for one in outcomes]
    names = months.frame["war"].to_list()
    return Followed(
        label=label,
        table=pl.DataFrame(
            [_row(one, rows, sets, pool.war, *interval(one)) for one in outcomes]
        ).sort("outcome", "horizon_months"),
        placebo=pl.DataFrame(placebo),
        balance=_balance(pool, rows, sets),
        sets=_named(pool, rows, sets, names),
        gains=gains.height,
        months=pairs.height,
        matched=len(rows),
        wars=tuple(sorted({names[i] for i in rows})),
        notes=tuple(said),
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


def _interval(
    one: Outcome,
    rows: Rows,
    sets: Sets,
    cluster: Int[np.ndarray, " n"],
    times: Float[np.ndarray, "draws clusters"],
) -> tuple[float, float]:
    drawn = resampled_differences(one.values, rows, sets, cluster=cluster, times=times)
    known = drawn[~np.isnan(drawn)]
    if known.size == 0:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [0.05, 0.95])
    return float(low), float(high)


def _shown(one: Outcome, value: float) -> float:
    """A difference as it is shown: of deaths a ratio, else as it is."""
    return float(np.exp(value)) if one.name == "deaths" else value


def _row(
    one: Outcome,
    rows: Rows,
    sets: Sets,
    war: Int[np.ndarray, " n"],
    low: float,
    high: float,
) -> dict[str, object]:
    own, theirs = differences(one.values, rows, sets)
    used = ~np.isnan(one.values[rows])
    return {
        "outcome": one.name,
        "horizon_months": one.horizon,
        "after_gains": _shown(one, own),
        "after_matched": _shown(one, theirs),
        "difference": _shown(one, own - theirs),
        "low": _shown(one, low),
        "high": _shown(one, high),
        "months": int(used.sum()),
        "wars": len(np.unique(war[rows[used]])),
    }


def _earlier(
    one: Outcome, rows: Rows, sets: Sets, low: float, high: float
) -> dict[str, object]:
    own, theirs = differences(one.values, rows, sets)
    return {
        "test": "earlier",
        "outcome": one.name,
        "horizon_months": None,
        "difference": _shown(one, own - theirs),
        "low": _shown(one, low),
        "high": _shown(one, high),
        "p_value": None,
    }


def _faked(
    one: Outcome,
    rows: Rows,
    sets: Sets,
    fake_rows: list[Rows],
    their_sets: list[Sets],
) -> dict[str, object]:
    own, theirs = differences(one.values, rows, sets)
    gaps = [
        differences(one.values, some, their)
        for some, their in zip(fake_rows, their_sets, strict=True)
    ]
    fake = np.array([mine - other for mine, other in gaps], dtype=np.float64)
    fake = fake[~np.isnan(fake)]
    row: dict[str, object] = {
        "test": "fake months",
        "outcome": one.name,
        "horizon_months": one.horizon,
        "difference": _shown(one, own - theirs),
        "low": None,
        "high": None,
        "p_value": None,
    }
    if fake.size:
        low, middle, high = np.quantile(fake, [0.05, 0.5, 0.95])
        far = np.abs(fake - middle) >= abs(own - theirs - middle)
        row["low"], row["high"] = _shown(one, float(low)), _shown(one, float(high))
        row["p_value"] = (1 + int(far.sum())) / (1 + fake.size)
    return row


def _balance(pool: Pool, rows: Rows, sets: Sets) -> pl.DataFrame:
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


def _named(pool: Pool, rows: Rows, sets: Sets, names: list[str]) -> pl.DataFrame:
    def said(row: int) -> str:
        return f"{names[row]}: {month_label(int(pool.month[row]))}"

    return pl.DataFrame(
        [
            {
                "month_id": int(pool.month[row]),
                "war": names[row],
                "controls": "; ".join(said(one) for one in own if one >= 0),
            }
            for row, own in zip(rows.tolist(), sets.tolist(), strict=True)
        ]
    )
