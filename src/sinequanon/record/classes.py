"""How wars of a class that the user defines ended, in exact months.

Competing endings are followed from every month that a war spent in the class, or from
its first, with the Aalen–Johansen estimator (Aalen & Johansen 1978,
doi:10.2307/4615704) on a grid of months; wars still on at the end of 2020 are censored
there and not left out. Whole episodes are resampled, for the months of one war are not
independent. What an ending means: `sinequanon.record.rates`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from jaxtyping import Float, Int

from sinequanon.months import month_id, month_label
from sinequanon.record.endings import LAST_DAY, episode_years
from sinequanon.record.rates import ENDINGS
from sinequanon.streams import uniforms

_DAYS_PER_MONTH = 365.25 / 12.0
_CAUSES = len(ENDINGS) - 1

Clock = Literal["month", "entry"]


@dataclass(frozen=True, kw_only=True)
class WarClass:
    """A class of wars: every condition is on a month of war, None is any.

    Attributes:
        incompatibility: What the war is about.
        war_intensity: Only months of years with 1,000 battle deaths or more (True), or
            with 25 to 999 (False).
        internationalised: Only months of years in which another state's troops fight
            (True), or none do (False).
        months_at_least: Months since the episode's start.
        months_at_most: Likewise; None for no limit.
        dyads_at_least: Rebel groups that fight the state that year.
        since: First calendar year.
        until: Last calendar year, 2020 at most.
        where: Any further condition on the columns of `episode_years()` and
            `months_at_war`. Columns of the whole episode (`ever_war`, `most_dyads`)
            look ahead: with them the rates are no forecast.
        without_gwno: Gleditsch–Ward numbers of states whose wars are left out, so that
            a war is not in its own base rate.
        without_conflicts: UCDP conflict ids that are left out.
    """

    incompatibility: Literal["government", "territory"] | None = None
    war_intensity: bool | None = None
    internationalised: bool | None = None
    months_at_least: int = 0
    months_at_most: int | None = None
    dyads_at_least: int = 1
    since: int = 1989
    until: int = 2020
    where: pl.Expr | None = None
    without_gwno: tuple[int, ...] = ()
    without_conflicts: tuple[int, ...] = ()

    def __str__(self) -> str:
        """The class in words, for a report."""
        parts = [
            "wars inside a state",
            f"about {self.incompatibility}"
            if self.incompatibility
            else "about anything",
        ]
        if self.war_intensity is not None:
            deaths = "1,000 battle deaths or more"
            if not self.war_intensity:
                deaths = "25 to 999 battle deaths"
            parts.append(f"in years of {deaths}")
        if self.internationalised is not None:
            with_or_without = "with" if self.internationalised else "without"
            parts.append(f"{with_or_without} troops of another state")
        if self.months_at_least:
            parts.append(f"{self.months_at_least} months or more after their start")
        if self.months_at_most is not None:
            parts.append(f"{self.months_at_most} months or less after their start")
        if self.dyads_at_least > 1:
            parts.append(f"with {self.dyads_at_least} or more rebel groups")
        parts.append(f"{self.since} to {self.until}")
        if self.where is not None:
            parts.append(f"where {self.where}")
        if self.without_gwno:
            parts.append(f"without states {', '.join(map(str, self.without_gwno))}")
        if self.without_conflicts:
            left = ", ".join(map(str, self.without_conflicts))
            parts.append(f"without conflicts {left}")
        return ", ".join(parts)


@dataclass(frozen=True, kw_only=True)
class ClassIncidence:
    """How the wars of a class ended within so many months, and which wars they are.

    Attributes:
        definition: The class, the clock and the source, in words.
        table: Columns `ending` (one of `ENDINGS`), `horizon_months`, `value` (share
            that ended so by then; `still_on` is the rest), `low` and `high` (5 % and
            95 % points over resampled episodes), `starts` (months followed), `episodes`
            and `wars_ended_so` (episodes behind the value); sorted by horizon, then in
            the order of `ENDINGS`.
        curve: Columns `months`, `at_risk` (starts still followed before that month) and
            one cumulative share for each of `ENDINGS`; from 1 to the last horizon.
        wars: Columns `episode`, `war` (name), `starts`, `first_month` and `last_month`
            (month ids in the class), `ending` (of the episode) and `ended` (date, null
            if still on); most starts first.
    """

    definition: str
    table: pl.DataFrame
    curve: pl.DataFrame
    wars: pl.DataFrame

    def value(self, ending: str, horizon_months: int) -> tuple[float, float, float]:
        """The share of one ending at one horizon, with its 90 % interval.

        Raises:
            KeyError: If there is no such ending or horizon.
        """
        row = self.table.filter(
            (pl.col("ending") == ending) & (pl.col("horizon_months") == horizon_months)
        )
        if row.is_empty():
            raise KeyError(f"no {ending!r} at {horizon_months} months")
        value, low, high = row.select("value", "low", "high").row(0)
        return value, low, high


def class_months(like: WarClass) -> pl.DataFrame:
    """Every month that a war spent in the class, and how long it was to its end.

    Args:
        like: The class.

    Returns:
        Columns `episode`, `conflict_id`, `war`, `location`, `month_id`, `dyads` and
        `war_intensity` (of the year), `months_at_war` (since the episode's start),
        `to_end` (months from that month's first day, or the war's first day, to the
        last day of fighting, or to the end of 2020), `ending` (`still_on` if
        censored then) and `ended` (date, null if still on); sorted by episode and
        month.

    Raises:
        ValueError: If no month is in the class.
    """
    rows = episode_years()
    kept = pl.col("year").is_between(like.since, like.until)
    kept &= pl.col("dyads") >= like.dyads_at_least
    if like.incompatibility is not None:
        kept &= pl.col("incompatibility") == like.incompatibility
    if like.war_intensity is not None:
        kept &= pl.col("war_intensity") == like.war_intensity
    if like.internationalised is not None:
        kept &= pl.col("internationalised") == like.internationalised
    if like.without_gwno:
        left_out = [str(number) for number in like.without_gwno]
        located = pl.col("gwno_loc").str.split(", ")
        kept &= ~located.list.eval(pl.element().is_in(left_out)).list.any()
    kept &= ~pl.col("conflict_id").is_in(like.without_conflicts)
    # A stray year after an episode's end (Ethiopia 1976–91 has one of 2020) has no
    # month before the end and falls away with the filter on days.
    first_day = pl.date(pl.col("year"), pl.col("_month"), 1)
    months = (
        rows.filter(kept)
        .join(pl.DataFrame({"_month": list(range(1, 13))}), how="cross")
        .with_columns(
            ((pl.col("year") - 1980) * 12 + pl.col("_month")).alias("month_id"),
            pl.max_horizontal(first_day, pl.col("start")).alias("_day"),
            pl.col("end").fill_null(LAST_DAY).alias("_last"),
        )
        .filter(
            (first_day.dt.month_end() >= pl.col("start"))
            & (pl.col("_last") >= pl.col("_day"))
        )
        .with_columns(
            (
                (pl.col("_day") - pl.col("start")).dt.total_days() / _DAYS_PER_MONTH
            ).alias("months_at_war"),
            (
                (pl.col("_last") - pl.col("_day")).dt.total_days() / _DAYS_PER_MONTH
            ).alias("to_end"),
        )
    )
    months = months.filter(pl.col("months_at_war") >= like.months_at_least)
    if like.months_at_most is not None:
        months = months.filter(pl.col("months_at_war") <= like.months_at_most)
    if like.where is not None:
        months = months.filter(like.where)
    if months.is_empty():
        raise ValueError(f"no month of war is in the class: {like}")
    return months.select(
        "episode",
        "conflict_id",
        "war",
        "location",
        "month_id",
        "dyads",
        "war_intensity",
        "months_at_war",
        "to_end",
        "ending",
        pl.col("end").alias("ended"),
    ).sort("episode", "month_id")


def class_incidence(
    like: WarClass,
    *,
    horizons: Sequence[int] = (12, 24, 36, 60),
    clock: Clock = "month",
    seed: int = 0,
    draws: int = 2_000,
) -> ClassIncidence:
    """How wars of a class ended within so many months of being in it.

    Args:
        like: The class.
        horizons: Months ahead, each 1 or more.
        clock: `month` follows every month in the class, so that long wars weigh more,
            as a month picked from the class would find them; `entry` follows each
            episode once, from its first month in the class.
        seed: Seed of the resampling.
        draws: Resamples.

    Raises:
        ValueError: If a horizon is below 1 or no month is in the class.
    """
    if not horizons or min(horizons) < 1:
        raise ValueError(f"horizons are one or more numbers of months, got {horizons}")
    months = class_months(like)
    if clock == "entry":
        months = months.group_by("episode", maintain_order=True).first()
    keys = months["episode"].unique(maintain_order=True)
    longest = max(horizons)
    at_risk, ended = _grid(months, longest)
    shares = cumulative_incidence(at_risk.sum(axis=0)[None], ended.sum(axis=0)[None])[0]
    weights = resampled_counts(len(keys), seed=seed, draws=draws)
    drawn = cumulative_incidence(
        weights @ at_risk.astype(np.float64),
        np.einsum("de,etk->dtk", weights, ended.astype(np.float64), optimize=True),
    )
    table: list[dict[str, object]] = []
    for horizon in sorted(set(horizons)):
        low, high = np.quantile(drawn[:, horizon - 1], [0.05, 0.95], axis=0)
        behind = (ended[:, :horizon].sum(axis=1) > 0).sum(axis=0)
        table.extend(
            {
                "ending": ending,
                "horizon_months": horizon,
                "value": float(shares[horizon - 1, k]),
                "low": float(low[k]),
                "high": float(high[k]),
                "starts": months.height,
                "episodes": len(keys),
                "wars_ended_so": int(behind[k]) if k < _CAUSES else None,
            }
            for k, ending in enumerate(ENDINGS)
        )
    curve = pl.DataFrame(
        {
            "months": np.arange(1, longest + 1),
            "at_risk": at_risk.sum(axis=0),
            **{ending: shares[:, k] for k, ending in enumerate(ENDINGS)},
        }
    )
    whose = "every month in the class" if clock == "month" else "the first month in it"
    return ClassIncidence(
        definition=(
            f"{like}; followed from {whose} to the last day of fighting, wars still on "
            f"at {month_label(month_id(LAST_DAY.year, LAST_DAY.month))} censored "
            "(UCDP Conflict Termination 3-2021; Aalen–Johansen, episodes resampled)"
        ),
        table=pl.DataFrame(table),
        curve=curve,
        wars=_wars(months),
    )


def _wars(months: pl.DataFrame) -> pl.DataFrame:
    return (
        months.group_by("episode", "war", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("starts"),
            pl.col("month_id").min().alias("first_month"),
            pl.col("month_id").max().alias("last_month"),
            pl.col("ending").first(),
            pl.col("ended").first(),
        )
        .sort("starts", descending=True, maintain_order=True)
    )


def _grid(
    months: pl.DataFrame, longest: int
) -> tuple[Int[np.ndarray, "episodes months"], Int[np.ndarray, "episodes months k"]]:
    """Starts at risk before each month ahead and endings in it, by episode.

    An ending within the first month, or on the first day, falls into month 1; a war
    censored within a month is not at risk in it.
    """
    keys = months["episode"].unique(maintain_order=True).to_list()
    place = {key: i for i, key in enumerate(keys)}
    row = np.array([place[key] for key in months["episode"]], dtype=np.int64)
    cause = np.array([ENDINGS.index(name) for name in months["ending"]], dtype=np.int64)
    length = months["to_end"].to_numpy()
    over = cause < _CAUSES
    # The month that a start is last at risk in: where it ends, or the last whole one.
    last = np.where(over, np.maximum(np.ceil(length), 1.0), np.floor(length)).astype(
        np.int64
    )
    ahead = np.arange(1, longest + 1)
    at_risk = np.zeros((len(keys), longest), dtype=np.int64)
    np.add.at(at_risk, row, (last[:, None] >= ahead[None, :]).astype(np.int64))
    ended = np.zeros((len(keys), longest, _CAUSES), dtype=np.int64)
    seen = over & (last <= longest)
    np.add.at(ended, (row[seen], last[seen] - 1, cause[seen]), 1)
    return at_risk, ended


def cumulative_incidence(
    at_risk: Float[np.ndarray, "draws months"] | Int[np.ndarray, "draws months"],
    ended: Float[np.ndarray, "draws months k"] | Int[np.ndarray, "draws months k"],
) -> Float[np.ndarray, "draws months k1"]:
    """Shares ended by each month, by cause, and last the share still on.

    The Aalen–Johansen estimator: each month's hazards of the causes are applied to the
    share still on before it. Where nothing is at risk any more the shares stay.

    Args:
        at_risk: Starts at risk in each month.
        ended: Starts that ended in it, by cause.
    """
    risk = np.maximum(at_risk, 1e-12)[:, :, None]
    hazard = np.where(at_risk[:, :, None] > 0, ended / risk, 0.0)
    left = np.asarray(1.0 - hazard.sum(axis=2), dtype=np.float64)
    still = np.asarray(np.cumprod(left, axis=1), dtype=np.float64)
    before = np.concatenate([np.ones((len(still), 1)), still[:, :-1]], axis=1)
    share = np.cumsum(before[:, :, None] * hazard, axis=1)
    return np.concatenate([share, still[:, :, None]], axis=2)


def resampled_counts(
    clusters: int, *, seed: int, draws: int, stream: str = "classes"
) -> Float[np.ndarray, "draws clusters"]:
    """How often each cluster is drawn when as many are drawn with replacement.

    Args:
        clusters: Number of clusters, such as episodes.
        seed: Seed.
        draws: Resamples.
        stream: Name of the chance.
    """
    luck = uniforms(
        seed,
        stream,
        np.arange(draws, dtype=np.uint32),
        first=np.arange(clusters, dtype=np.uint32),
    )[:, :, 0]
    drawn = np.floor(luck * clusters).astype(np.int64)
    flat = drawn + clusters * np.arange(draws, dtype=np.int64)[:, None]
    return (
        np.bincount(flat.ravel(), minlength=draws * clusters)
        .reshape(draws, clusters)
        .astype(np.float64)
    )
