"""Draws of the parameters and of the dossier's ranges, each from its own stream."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from sinequanon.axes import Float, Int, UInt32
from sinequanon.streams import key_of, keys_of, normals, uniforms
from sinequanon.war.parameters import PARAMETERS
from sinequanon.war.plan import plan_of
from sinequanon.war.priors import Parameter
from sinequanon.war.setting import Setting

_Z95 = 1.6448536269514722
"""Standard normal 95 % point: ranges are 5 % and 95 % points."""
_TINY = 1e-12

PerDraw = Float[np.ndarray, " draws"]
ActorDraws = Float[np.ndarray, "actors draws"]
PairDraws = Float[np.ndarray, "actors actors draws"]
DyadDraws = Float[np.ndarray, "dyads draws"]


@dataclass(frozen=True, kw_only=True)
class Theta:
    """Parameters of each draw; draws stand last in every array.

    `values` maps a parameter's name to `(draws,)`. The other fields are drawn once an
    actor, pair of actors or dyad of sides.
    """

    draws: UInt32[np.ndarray, " draws"]
    values: dict[str, PerDraw]
    strength: ActorDraws
    quality: ActorDraws
    foreign: ActorDraws
    one_sided: ActorDraws
    hostility: PairDraws
    selectivity: PairDraws
    backing: Float[np.ndarray, "backers actors draws"]
    """Multiplier that each backer lends its client against each actor."""
    civilian_share: DyadDraws
    deadliness: DyadDraws

    def __getitem__(self, name: str) -> PerDraw:
        """The draws of one parameter."""
        return self.values[name]

    def take(self, some: Int[np.ndarray, " some"]) -> "Theta":
        """The draws at some positions."""
        taken: dict[str, Any] = {
            field.name: getattr(self, field.name)[..., some]
            for field in fields(self)
            if field.name != "values"
        }
        values = {name: drawn[some] for name, drawn in self.values.items()}
        return Theta(values=values, **taken)


def draw_theta(
    setting: Setting, *, seed: int, draws: UInt32[np.ndarray, " draws"]
) -> Theta:
    """Parameters for each draw id.

    Each parameter has a stream keyed by its name and each range of the dossier one
    keyed by the actor's name, so adding, leaving out or reordering one leaves the
    others as they were.

    Args:
        setting: The war at its start.
        seed: Any integer.
        draws: Ids of the draws.
    """
    common = {
        parameter.name: _drawn(parameter, seed, draws) for parameter in PARAMETERS
    }
    by_name = {parameter.name: parameter for parameter in PARAMETERS}
    actors = keys_of(setting.actors)
    dyads = keys_of(plan_of(setting).dyads)
    return Theta(
        draws=draws,
        values=common,
        strength=_lognormal(
            setting.strength_low,
            setting.strength_high,
            _normals(seed, "strength", draws, actors),
        ),
        quality=_lognormal(
            setting.quality_low,
            setting.quality_high,
            _normals(seed, "quality", draws, actors),
        ),
        foreign=np.minimum(_each(by_name["foreign"], seed, draws, actors), 1.0),
        one_sided=_each(by_name["one_sided"], seed, draws, actors),
        hostility=_pairwise(
            setting,
            "hostility",
            setting.hostility_low,
            setting.hostility_high,
            seed,
            draws,
        ),
        selectivity=np.clip(
            _pairwise(
                setting,
                "selectivity",
                setting.selectivity_low,
                setting.selectivity_high,
                seed,
                draws,
            ),
            0.0,
            1.0,
        ),
        backing=_backing(setting, seed, draws),
        civilian_share=np.minimum(
            _each(by_name["civilian_share"], seed, draws, dyads), 0.9
        ),
        deadliness=np.exp(
            common["dyad_spread"] * _normals(seed, "deadliness", draws, dyads)
        ),
    )


def ranged(
    seed: int,
    stream: str,
    name: str,
    draws: UInt32[np.ndarray, " draws"],
    low: float,
    high: float,
) -> PerDraw:
    """A draw from a range, spread lognormally where it is above zero.

    Args:
        seed: Any integer.
        stream: What the range is about.
        name: Whose range it is.
        draws: Ids of the draws.
        low: 5 % point.
        high: 95 % point.
    """
    key = np.array([key_of(name)], dtype=np.uint32)
    if low > 0.0:
        normal = normals(seed, stream, draws, first=key)[:, 0, 0]
        ends = np.array([low]), np.array([high])
        return _lognormal(*ends, normal[None, :])[0]
    uniform = uniforms(seed, stream, draws, first=key)[:, 0, 0]
    return low + (high - low) * uniform


def _drawn(
    parameter: Parameter, seed: int, draws: UInt32[np.ndarray, " draws"]
) -> PerDraw:
    stream = f"theta/{parameter.name}"
    if parameter.distribution == "uniform":
        return _stretched(parameter, uniforms(seed, stream, draws)[:, 0, 0])
    return _quantile(parameter, normals(seed, stream, draws)[:, 0, 0])


def _each(
    parameter: Parameter,
    seed: int,
    draws: UInt32[np.ndarray, " draws"],
    keys: UInt32[np.ndarray, " keys"],
) -> ActorDraws:
    stream = f"theta/{parameter.name}/each"
    if parameter.distribution == "uniform":
        drawn = uniforms(seed, stream, draws, first=keys)[:, :, 0].T
        return _stretched(parameter, np.ascontiguousarray(drawn))
    return _quantile(parameter, _normals(seed, stream, draws, keys))


def _quantile(
    parameter: Parameter, normal: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """A draw by two half-(log)normals that meet at the median."""
    low, median, high = parameter.low, parameter.median, parameter.high
    if parameter.distribution == "lognormal":
        low, median, high = np.log(low), np.log(median), np.log(high)
    width = np.where(normal < 0.0, median - low, high - median) / _Z95
    value = median + width * normal
    return np.exp(value) if parameter.distribution == "lognormal" else value


def _stretched(
    parameter: Parameter, uniform: Float[np.ndarray, "*shape"]
) -> Float[np.ndarray, "*shape"]:
    """A uniform draw whose 5 % and 95 % points are the parameter's, never below 0."""
    width = (parameter.high - parameter.low) / 0.9
    return np.maximum(parameter.low + width * (uniform - 0.05), 0.0)


def _normals(
    seed: int,
    stream: str,
    draws: UInt32[np.ndarray, " draws"],
    keys: UInt32[np.ndarray, " keys"],
) -> ActorDraws:
    return np.ascontiguousarray(
        normals(seed, f"dossier/{stream}", draws, first=keys)[:, :, 0].T
    )


def _lognormal(
    low: Float[np.ndarray, " n"],
    high: Float[np.ndarray, " n"],
    normal: Float[np.ndarray, "n draws"],
) -> Float[np.ndarray, "n draws"]:
    """Draws whose 5 % and 95 % points are low and high; zero where both are zero."""
    log_low = np.log(np.maximum(low, _TINY))[:, None]
    log_high = np.log(np.maximum(high, _TINY))[:, None]
    middle, width = (log_low + log_high) / 2.0, (log_high - log_low) / 2.0
    drawn = np.exp(middle + width / _Z95 * normal)
    return np.where(high[:, None] > 0.0, drawn, 0.0)


def _backing(
    setting: Setting, seed: int, draws: UInt32[np.ndarray, " draws"]
) -> Float[np.ndarray, "backers actors draws"]:
    """What each backer lends, keyed by its name and the enemy's; 1 where unnamed."""
    drawn = np.ones((len(setting.backers), len(setting.actors), len(draws)))
    for row, backer in enumerate(setting.backers):
        for enemy, low, high in backer.against:
            name = f"{backer.key}>{enemy}"
            column = setting.actors.index(enemy)
            drawn[row, column] = ranged(seed, "backing", name, draws, low, high)
    return drawn


def _pairwise(
    setting: Setting,
    what: str,
    low: Float[np.ndarray, "actors actors"],
    high: Float[np.ndarray, "actors actors"],
    seed: int,
    draws: UInt32[np.ndarray, " draws"],
) -> PairDraws:
    """One draw a directed pair; symmetric ranges of hostility share one draw."""
    count = len(setting.actors)
    names = [
        "|".join(sorted((a, b))) if what == "hostility" else f"{a}>{b}"
        for a in setting.actors
        for b in setting.actors
    ]
    keys = np.array([key_of(name) for name in names], dtype=np.uint32)
    normal = _normals(seed, what, draws, keys)
    flat = _lognormal(low.reshape(-1), high.reshape(-1), normal)
    return flat.reshape(count, count, len(draws))
