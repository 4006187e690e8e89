"""Does the prior, before any fit, make a war like the one on record?

Bounds stood before any run; a check that fails is shown as failed. `PRIOR_NOTE` says
what the priors had seen, and is to be printed beside the rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sinequanon.axes import Bool, Float, Int
from sinequanon.war.path import Path
from sinequanon.war.setting import Setting

PRIOR_NOTE = (
    "Lethality, frontage, mobilisation, losses and flight were set by eye with the "
    "record's totals of 2016-2018 in view, so the rows on deaths are a rough fit and "
    "not a prediction, and these priors know more than the day of the question. Rates "
    "of local truces and of returns rest on counts that reach beyond it too."
)
"""What stands beside the rows wherever they are shown."""
ELIMINATED = 0.05
"""A side with less than this share of its first people or fighters is gone."""
_MOST_ELIMINATED = 0.10
_HORIZON = 36
_FACTOR = 3.0
_MOST = 0.5
_JOINT = 1.0 / 3.0
_SPREAD = (0.6, 1.4)
_PERSISTENCE = (0.45, 0.9)
_PRESENT = 0.02
_YEAR = 12
_SMALL, _LARGE = 0.25, 0.5
_HELD = 0.5
"""A side holds a place while it has this share of it."""


@dataclass(frozen=True, kw_only=True)
class Targets:
    """What the record says, over the months that it covers from the start on.

    `rule` names the counting rule in a few words. `deaths` are totals by dyad, as
    `Path.dyads` names them; `spread` and `persistence` are the standard deviation and
    the lag-1 autocorrelation of monthly log(1 + deaths) of `texture`, one of them.
    """

    rule: str
    months: int
    deaths: Mapping[str, float]
    texture: str
    spread: float
    persistence: float
    rises: tuple[str, ...] = ()
    """Dyads whose recorded deaths a month, of events dated to the month, rise from some
    calendar year to the next."""


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """One check: what was asked, what was found, and whether it passed."""

    name: str
    bound: str
    found: str
    passed: bool


def prior_checks(
    path: Path, setting: Setting, targets: Targets, *, taken: Path | None = None
) -> tuple[CheckRow, ...]:
    """Every check of the prior, in a fixed order.

    Args:
        path: One world of an ensemble drawn from the prior.
        setting: The war that was run.
        targets: What the record says.
        taken: The world in which the place of the question, its first watched place,
            passes; left out where there is none.
    """
    within = _within(path, targets)
    joint = np.all(np.stack(list(within.values())), axis=0)
    return (
        _elimination(path),
        *(_deaths(path, targets, dyad, inside) for dyad, inside in within.items()),
        CheckRow(
            name="Deaths of all these dyads at once",
            bound=f"within a factor of {_FACTOR:g} in at least {_JOINT:.2f} of runs",
            found=f"{joint.mean():.2f} of runs ({targets.rule})",
            passed=bool(joint.mean() >= _JOINT),
        ),
        *_texture(path, targets),
        *(_profile(path, targets, dyad) for dyad in targets.rises),
        *_survival(path, setting),
        *_size(path, setting),
        *_lost_again(taken, setting),
    )


def texture(
    deaths: Float[np.ndarray, "runs months"],
) -> tuple[Float[np.ndarray, " runs"], Float[np.ndarray, " runs"]]:
    """Standard deviation and lag-1 autocorrelation of monthly log(1 + deaths).

    A series that never varies has an autocorrelation of 0.
    """
    logs = np.log1p(deaths)
    apart = logs - logs.mean(axis=1, keepdims=True)
    square = (apart**2).sum(axis=1)
    lagged = (apart[:, 1:] * apart[:, :-1]).sum(axis=1)
    zero = np.zeros_like(square)
    return logs.std(axis=1, ddof=1), np.divide(
        lagged, square, out=zero, where=square > 0.0
    )


def rising(
    deaths: Float[np.ndarray, "runs months"], months: Int[np.ndarray, " months"]
) -> Bool[np.ndarray, " runs"]:
    """Whether deaths a month rise from some calendar year to the next.

    Args:
        deaths: Deaths by run and month.
        months: The months (ids; 1 is January 1980).
    """
    years = (months - 1) // 12
    means = [deaths[:, years == year].mean(axis=1) for year in np.unique(years)]
    rises = np.zeros(len(deaths), dtype=np.bool_)
    for before, after in pairwise(means):
        rises |= after > before
    return rises


def _elimination(path: Path) -> CheckRow:
    gone = (path.relative_b[:, :_HORIZON] < ELIMINATED).any(axis=1).mean()
    return CheckRow(
        name=f"The core conflict's second side is eliminated within {_HORIZON} months",
        bound=f"in at most {_MOST_ELIMINATED:.2f} of runs",
        found=f"{gone:.2f} of runs",
        passed=bool(gone <= _MOST_ELIMINATED),
    )


def _ratio(path: Path, targets: Targets, dyad: str) -> Float[np.ndarray, " runs"]:
    row = path.dyads.index(dyad)
    return path.deaths[:, row, : targets.months].sum(axis=1) / targets.deaths[dyad]


def _within(path: Path, targets: Targets) -> dict[str, np.ndarray]:
    found: dict[str, np.ndarray] = {}
    for dyad in targets.deaths:
        ratio = _ratio(path, targets, dyad)
        found[dyad] = (ratio > 1.0 / _FACTOR) & (ratio < _FACTOR)
    return found


def _deaths(path: Path, targets: Targets, dyad: str, inside: np.ndarray) -> CheckRow:
    ratio = _ratio(path, targets, dyad)
    return CheckRow(
        name=f"Deaths of {dyad} against the record",
        bound=f"within a factor of {_FACTOR:g} in more than {_MOST:.2f} of runs",
        found=f"{inside.mean():.2f} of runs; median {np.median(ratio):.2f} times "
        f"{targets.deaths[dyad]:,.0f} ({targets.rule})",
        passed=bool(inside.mean() > _MOST),
    )


def _texture(path: Path, targets: Targets) -> tuple[CheckRow, CheckRow]:
    row = path.dyads.index(targets.texture)
    spread, persistence = texture(path.deaths[:, row, : targets.months])
    rows = (
        ("Spread of monthly log deaths", _SPREAD, spread, targets.spread),
        ("Lag-1 autocorrelation of the same", _PERSISTENCE, persistence,
         targets.persistence),
    )  # fmt: skip
    checks = [
        CheckRow(
            name=f"{name}, {targets.texture}",
            bound=f"median between {low:g} and {high:g} (record: {record:.2f})",
            found=f"median {np.median(values):.2f}",
            passed=bool(low <= np.median(values) <= high),
        )
        for name, (low, high), values, record in rows
    ]
    return checks[0], checks[1]


def _profile(path: Path, targets: Targets, dyad: str) -> CheckRow:
    row, covered = path.dyads.index(dyad), slice(targets.months)
    rises = rising(path.deaths[:, row, covered], path.months[covered]).mean()
    return CheckRow(
        name=f"Deaths of {dyad} do not only fall from year to year",
        bound=f"rise in some year in more than {_MOST:.2f} of runs",
        found=f"{rises:.2f} of runs",
        passed=bool(rises > _MOST),
    )


def _lost_again(taken: Path | None, setting: Setting) -> list[CheckRow]:
    """Whether the side to which the watched place passes can lose it again.

    No row where no watched place passes to a side from one month to the next.
    """
    if taken is None or not taken.watch:
        return []
    held = np.stack(
        [taken.watched[:, 0, own].sum(axis=1) for own in _sides(setting).values()],
        axis=1,
    )
    gains = np.diff(held.mean(axis=0), axis=1)
    side, month = np.unravel_index(np.argmax(gains), gains.shape)
    if gains[side, month] < _HELD:
        return []
    least = held[:, side, month + 1 :].min(axis=1)
    lost = (least < _HELD).mean()
    return [
        CheckRow(
            name="The place of the question can be lost again once it is taken",
            bound=f"less than {_HELD:g} of it is kept in some runs",
            found=f"{lost:.3f} of runs; the least that is kept in any run is "
            f"{least.min():.2f}",
            passed=bool(lost > 0.0),
        )
    ]


def _sides(setting: Setting) -> dict[str, list[int]]:
    return {
        side: [i for i, own in enumerate(setting.sides) if own == side]
        for side in sorted(set(setting.sides))
    }


def _survival(path: Path, setting: Setting) -> list[CheckRow]:
    """Sides that are there at the start and should be there after a year."""
    whole = path.people.sum(axis=1)
    month = min(_YEAR, path.people.shape[2] - 1)
    rows: list[CheckRow] = []
    for side, members in _sides(setting).items():
        held = path.people[:, members].sum(axis=1) / whole
        present = (held[:, month] > _PRESENT).mean()
        if setting.control0[members].sum(axis=0) @ setting.population > (
            _PRESENT * setting.population.sum()
        ):
            rows.append(
                CheckRow(
                    name=f"{side} is not gone after a year",
                    bound=f"more than {_PRESENT:g} of people in more than "
                    f"{_MOST:.2f} of runs",
                    found=f"{present:.2f} of runs; median share "
                    f"{np.median(held[:, month]):.2f}",
                    passed=bool(present > _MOST),
                )
            )
    return rows


def _size(path: Path, setting: Setting) -> list[CheckRow]:
    """Sides that start small and should not end with the country."""
    whole = path.area_held.sum(axis=1)
    month = min(_HORIZON, whole.shape[1]) - 1
    rows: list[CheckRow] = []
    for side, members in _sides(setting).items():
        start = setting.control0[members].sum(axis=0) @ setting.area
        if start < _SMALL * setting.area.sum():
            held = path.area_held[:, members].sum(axis=1) / whole
            small = (held[:, month] < _LARGE).mean()
            rows.append(
                CheckRow(
                    name=f"{side} does not end with the country",
                    bound=f"less than {_LARGE:g} of the land in more than "
                    f"{_MOST:.2f} of runs",
                    found=f"{small:.2f} of runs; median share "
                    f"{np.median(held[:, month]):.2f} after {month + 1} months",
                    passed=bool(small > _MOST),
                )
            )
    return rows
