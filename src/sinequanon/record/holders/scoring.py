"""How well held-out town-months are told, beside simpler ways, with intervals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from jaxtyping import Bool, Float, Int

from sinequanon.record.holders.anchors import shipped_anchors
from sinequanon.record.holders.dating import changes_of, dated_well
from sinequanon.record.holders.evidence import shipped_fighting
from sinequanon.record.holders.fitting import KERNELS_KM, fit_rule
from sinequanon.record.holders.folds import KINDS, splits
from sinequanon.record.holders.nowcast import (
    HORIZONS,
    Asked,
    asked_of,
    fit_nowcast,
    from_start,
    last_known,
    since_known,
    trailing,
)
from sinequanon.record.holders.rivals import (
    Told,
    base_rate,
    event_logit,
    nearest_event,
    rows_of,
    rows_where,
    weighted_towns,
)
from sinequanon.record.holders.sides import BLOC, BLOCS, HOLDERS
from sinequanon.record.holders.smoothing import Ground, Rule, held_out
from sinequanon.record.holders.splitting import by_holder, fit_split, nusra_share
from sinequanon.record.holders.twosided import two_sided
from sinequanon.streams import uniforms

RIVALS: Mapping[str, Callable[..., Told]] = {
    "base rate": base_rate,
    "distance-weighted towns": weighted_towns,
    "nearest event": nearest_event,
    "logit on events": event_logit,
    "two-sided (Anders)": two_sided,
}
CHAIN = "chain of holders"
_DRAWS = 1000
_FLOOR = 1e-4


@dataclass(frozen=True, kw_only=True)
class ControlScores:
    """Scores on towns that were held out; lower is better.

    `held_out`: by way of drawing thirds, number of holders told apart (4 sides, or 5
    with the opposition and Nusra apart) and model: log score, Brier score, how much
    worse than the chain the log score is, with a 95 % interval over towns.
    `never_changed`: how the chain does on towns that never changed hands.
    `nowcast`: log scores by months since the last known holder (0: all together), near
    a change and over all known months.
    `dating`: share of known changes dated within a month, by how the window lies.
    """

    held_out: pl.DataFrame
    never_changed: pl.DataFrame
    nowcast: pl.DataFrame
    dating: pl.DataFrame


def control_scores(
    *,
    repetitions: int = 3,
    seed: int = 0,
    kinds: Sequence[str] = KINDS,
    ground: Ground | None = None,
) -> ControlScores:
    """The scores of control of places in Syria, worked out anew.

    Every number of every model is chosen on the two thirds of the towns learnt from.
    About a minute on one core.

    Args:
        repetitions: Draws of thirds of each kind.
        seed: Seed of the draws.
        kinds: Ways of drawing thirds (`random`, `blocked`, `banded`).
        ground: Towns and fighting; the shipped ones if left out.
    """
    ground = ground or shipped_ground()
    tables: list[pl.DataFrame] = []
    quiet: list[dict[str, object]] = []
    nowcasts: list[pl.DataFrame] = []
    for kind in kinds:
        runs = [
            _repetition(ground, kind, repetition, seed)
            for repetition in range(repetitions)
        ]
        tables.append(_held_out_table(ground, kind, [run.losses for run in runs], seed))
        for place, wide in enumerate(_WIDE):
            now = [run.now[place] for run in runs]
            nowcasts.append(_nowcast_table(ground, kind, now, seed, wide))
        still = np.mean([run.still for run in runs], axis=0)
        quiet.append(
            {
                "thirds": kind,
                "town_months": int(still[0]),
                "log_score": float(still[1]),
                "right": float(still[2]),
            }
        )
    return ControlScores(
        held_out=pl.concat(tables),
        never_changed=pl.DataFrame(quiet),
        nowcast=pl.concat(nowcasts),
        dating=_dating_table(ground, seed),
    )


def shipped_ground() -> Ground:
    """The shipped statements with the shipped fighting."""
    return Ground(anchors=shipped_anchors(), fighting=shipped_fighting())


@dataclass(frozen=True, kw_only=True)
class _Run:
    """Losses of one repetition, rows in the order of `rows_of` over all towns.

    `losses` is model x row x (log and Brier of five holders, then of four sides); `now`
    are model x row, near a change and over all known months; `still` counts the
    town-months that never changed, with their log score and hits.
    """

    losses: Float[np.ndarray, "models rows four"]
    now: tuple[Float[np.ndarray, "three asked"], Float[np.ndarray, "three more"]]
    still: Float[np.ndarray, " three"]


def _repetition(ground: Ground, kind: str, repetition: int, seed: int) -> _Run:
    everyone = np.arange(len(ground.anchors.names))
    rows = rows_of(ground, everyone)
    asked = [asked_of(ground, everyone, everywhere=wide) for wide in _WIDE]
    losses = np.zeros((len(RIVALS) + 1, len(rows.town), 4))
    now = [np.zeros((3, len(one.town))) for one in asked]
    still: list[Float[np.ndarray, "rows two"]] = []
    for train, test in splits(ground.anchors, kind, repetition, seed):
        mine = np.isin(rows.town, test)
        for place, told in enumerate(RIVALS.values()):
            losses[place, mine] = _losses(told(ground, train, test), rows.holder[mine])
        rule = fit_rule(ground, train)
        chances = chances_of(ground, rule, train, test)
        at = np.searchsorted(test, rows.town[mine])
        losses[-1, mine] = _losses(chances[rows.month[mine], :, at], rows.holder[mine])
        for place, wide in enumerate(_WIDE):
            ask = np.isin(asked[place].town, test)
            seen = asked_of(ground, train, everywhere=wide)
            now[place][:, ask] = _now_losses(ground, rule, seen, asked[place].some(ask))
        still.append(_still(ground, chances, test))
    table = np.concatenate(still)
    summary = np.array([len(table), table[:, 0].mean(), table[:, 1].mean()])
    return _Run(losses=losses, now=(now[0], now[1]), still=summary)


_WIDE = (False, True)


def _now_losses(
    ground: Ground, rule: Rule, seen: Asked, asked: Asked
) -> Float[np.ndarray, "three rows"]:
    """Log losses of the last known holder, of the chain alone, and of the two."""
    signals = trailing(ground, rule)
    told = (
        last_known(seen, asked),
        from_start(signals, rule, asked),
        since_known(signals, fit_nowcast(signals, rule, seen), asked),
    )
    rows = np.arange(len(asked.town))
    return np.stack([-np.log(np.maximum(t[rows, asked.now], _FLOOR)) for t in told])


def chances_of(
    ground: Ground,
    rule: Rule,
    known: Int[np.ndarray, " m"],
    towns: Int[np.ndarray, " n"],
) -> Float[np.ndarray, "months holders towns"]:
    """Chances of the five holders in towns, told from the statements of others."""
    gaps = ground.gaps
    split = fit_split(ground.anchors, known, gaps[np.ix_(known, known)])
    cluster = ground.anchors.cluster
    apart = cluster[towns][:, None] == cluster[known][None, :]
    between = np.where(apart, np.inf, gaps[np.ix_(towns, known)])
    share = nusra_share(ground.anchors, known, between, split)
    return by_holder(held_out(ground, rule, towns, known), share)


def _losses(told: Told, holder: Int[np.ndarray, " rows"]) -> Float[np.ndarray, "r 4"]:
    sides = np.stack(
        [told[:, bloc == BLOC].sum(axis=1) for bloc in range(len(BLOCS))], axis=1
    )
    columns: list[Float[np.ndarray, " rows"]] = []
    for chance, truth in ((told, holder), (sides, BLOC[holder])):
        right = np.eye(chance.shape[1])[truth]
        columns.append(-np.log(np.maximum((chance * right).sum(axis=1), _FLOOR)))
        columns.append(((chance - right) ** 2).sum(axis=1))
    return np.stack(columns, axis=1)


def _still(
    ground: Ground,
    chances: Float[np.ndarray, "months holders towns"],
    test: Int[np.ndarray, " n"],
) -> Float[np.ndarray, "rows two"]:
    """Log loss and hits by side in the months of towns that never changed hands."""
    mask = ground.anchors.holder >= 0
    mask &= mask.all(axis=1, keepdims=True)
    rows = rows_where(ground, test, mask)
    at = np.searchsorted(test, rows.town)
    told = chances[rows.month, :, at]
    losses = _losses(told, rows.holder)
    hit = BLOC[told.argmax(axis=1)] == BLOC[rows.holder]
    return np.stack([losses[:, 2], hit.astype(np.float64)], axis=1)


def interval_of(
    values: Float[np.ndarray, " rows"], cluster: Int[np.ndarray, " rows"], seed: int
) -> tuple[float, float]:
    """The 95 % interval of a mean when whole towns are drawn anew (bootstrap).

    Args:
        values: One value a row.
        cluster: The town, or group of near towns, of each row.
        seed: Seed of the draws.
    """
    groups, place = np.unique(cluster, return_inverse=True)
    total = np.bincount(place, weights=values, minlength=len(groups))
    count = np.bincount(place, minlength=len(groups))
    runs = np.arange(_DRAWS, dtype=np.uint32)
    first = np.arange(len(groups), dtype=np.uint32)
    drawn = uniforms(seed, "control towns", runs, first=first)[:, :, 0]
    chosen = np.floor(drawn * len(groups)).astype(np.int64)
    means = total[chosen].sum(axis=1) / count[chosen].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975]).tolist()
    return low, high


def _held_out_table(
    ground: Ground, kind: str, losses: Sequence[np.ndarray], seed: int
) -> pl.DataFrame:
    mean = np.mean(losses, axis=0)
    rows = rows_of(ground, np.arange(len(ground.anchors.names)))
    cluster = ground.anchors.cluster[rows.town]
    found: list[dict[str, object]] = []
    for holders, first in ((len(BLOCS), 2), (len(HOLDERS), 0)):
        for place, model in enumerate((*RIVALS, CHAIN)):
            worse = mean[place, :, first] - mean[-1, :, first]
            low, high = interval_of(worse, cluster, seed)
            found.append(
                {
                    "thirds": kind,
                    "holders": holders,
                    "model": model,
                    "log_score": float(mean[place, :, first].mean()),
                    "brier": float(mean[place, :, first + 1].mean()),
                    "worse_than_chain": float(worse.mean()),
                    "low": low,
                    "high": high,
                    "town_months": len(rows.town),
                    "towns": len(np.unique(rows.town)),
                }
            )
    return pl.DataFrame(found)


def _nowcast_table(
    ground: Ground, kind: str, losses: Sequence[np.ndarray], seed: int, wide: bool
) -> pl.DataFrame:
    mean = np.mean(losses, axis=0)
    everyone = np.arange(len(ground.anchors.names))
    asked = asked_of(ground, everyone, everywhere=wide)
    cluster = ground.anchors.cluster[asked.town]
    found: list[dict[str, object]] = []
    for horizon in (0, *HORIZONS):
        mine: Bool[np.ndarray, " rows"] = (
            asked.horizon == horizon if horizon else asked.horizon > 0
        )
        worse = mean[0, mine] - mean[2, mine]
        low, high = interval_of(worse, cluster[mine], seed)
        found.append(
            {
                "thirds": kind,
                "months": "all known" if wide else "near a change",
                "months_since": horizon,
                "last_known": float(mean[0, mine].mean()),
                "model_alone": float(mean[1, mine].mean()),
                "last_known_and_model": float(mean[2, mine].mean()),
                "gain": float(worse.mean()),
                "low": low,
                "high": high,
                "town_months": int(mine.sum()),
            }
        )
    return pl.DataFrame(found)


def _dating_table(ground: Ground, seed: int) -> pl.DataFrame:
    changes = changes_of(ground)
    found: list[dict[str, object]] = []
    for shift in (0, -3, 3):
        by_kernel = np.stack(
            [dated_well(ground.deaths(km), changes, shift) for km in KERNELS_KM]
        )
        hits = np.zeros(len(changes.town))
        # The reach of events is chosen on the other two thirds of the towns.
        for train, test in splits(ground.anchors, "random", 0, seed):
            best = by_kernel[:, np.isin(changes.town, train)].mean(axis=1).argmax()
            mine = np.isin(changes.town, test)
            hits[mine] = by_kernel[best, mine]
        low, high = interval_of(hits, ground.anchors.cluster[changes.town], seed)
        found.append(
            {
                "window_shift": shift,
                "changes": len(hits),
                "within_a_month": float(hits.mean()),
                "low": low,
                "high": high,
            }
        )
    return pl.DataFrame(found)
