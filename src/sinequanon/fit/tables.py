"""The tables of a backtest: scores, skill with intervals, and what was asked of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float, Int

from sinequanon.fit.forecasters import FORECASTERS
from sinequanon.fit.rolling import Backtest
from sinequanon.fit.rows import OUTCOMES, Level
from sinequanon.fit.scores import (
    Skill,
    brier_scores,
    episode_weights,
    log_scores,
    one_against_rest,
    resampled_weights,
    skill,
)
from sinequanon.fit.settings import LEAST_BRIER_SKILL, LEAST_LOG_SKILL

REFERENCE = "class"
"""The forecaster that the others' skill is over."""
BASE_RATES = ("overall", "class")
NAMED = ("agreement", "ceasefire")
"""Outcomes of which it was asked that the pool be no worse than a base rate."""
DRAWS = 2_000
"""Resamples of episodes."""


@dataclass(frozen=True, kw_only=True)
class ScoreLine:
    """One forecaster at one horizon (None: all horizons together).

    `log` (nats) and `brier` are means over rows, with `by_episode` in front means in
    which every episode counts alike; smaller is better. The skills are over the class
    base rate.
    """

    forecaster: str
    horizon: int | None
    log: float
    brier: float
    by_episode_log: float
    by_episode_brier: float
    log_skill: Skill
    brier_skill: Skill
    by_episode_log_skill: Skill
    by_episode_brier_skill: Skill


@dataclass(frozen=True, kw_only=True)
class OutcomeLine:
    """The pool's forecast of one outcome against the rest, at one horizon.

    Attributes:
        outcome: One of `OUTCOMES`.
        horizon: Calendar years; None for all horizons together.
        rows: Rows with that outcome.
        episodes: Episodes with that outcome.
        expected: Rows with it that the pool expected.
        expected_by_class: Rows with it that the class base rate expected.
        better: The better of both base rates at it, by log score on these very rows.
        log_skill: Over that base rate.
        brier_skill: Over the better one by Brier score.
    """

    outcome: str
    horizon: int | None
    rows: int
    episodes: int
    expected: float
    expected_by_class: float
    better: str
    log_skill: Skill
    brier_skill: Skill


@dataclass(frozen=True, kw_only=True)
class GoalLine:
    """One thing that was asked before the scoring, and whether it was met."""

    asked: str
    found: str
    met: bool


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A backtest in figures.

    Attributes:
        level: Of conflicts or of dyads.
        left_out: Whether each row's conflict was left out of what it was forecast from.
        sizes: Horizon -> (first origin, last origin, rows, episodes).
        lines: All horizons together first; by horizon, then forecaster.
        outcomes: All horizons together first; by horizon, then outcome.
        goals: At conflict level, conflicts not left out; else empty.
        over_windows: Log and Brier skill of the pool, all horizons together, over the
            class base rate that counts whole windows as `record.base_rates` does.
    """

    level: Level
    left_out: bool
    sizes: Mapping[int, tuple[int, int, int, int]]
    lines: tuple[ScoreLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    goals: tuple[GoalLine, ...]
    over_windows: tuple[Skill, Skill]

    def line(self, forecaster: str, horizon: int | None) -> ScoreLine:
        """The line of one forecaster at one horizon.

        Raises:
            KeyError: If there is none.
        """
        for one in self.lines:
            if (one.forecaster, one.horizon) == (forecaster, horizon):
                return one
        raise KeyError(f"no line of {forecaster!r} at {horizon}")

    def outcome(self, name: str, horizon: int | None) -> OutcomeLine:
        """The line of one outcome at one horizon.

        Raises:
            KeyError: If there is none.
        """
        for one in self.outcomes:
            if (one.outcome, one.horizon) == (name, horizon):
                return one
        raise KeyError(f"no line of {name!r} at {horizon}")


@dataclass(frozen=True, kw_only=True)
class _Pile:
    """The rows of one horizon, or of all."""

    horizon: int | None
    fate: Int[np.ndarray, " rows"]
    episode: Int[np.ndarray, " rows"]
    chances: Mapping[str, Float[np.ndarray, "rows outcomes"]]
    resampled: Float[np.ndarray, "draws rows"]


def scored(tests: Sequence[Backtest], *, seed: int = 1, draws: int = DRAWS) -> Scored:
    """Scores, skills and goals of a backtest.

    Args:
        tests: One for each horizon.
        seed: Seed of the resampling of episodes.
        draws: Resamples.
    """
    level, left_out = tests[0].rows.level, tests[0].left_out
    piles = [_pile(tests, None, seed, draws)]
    piles += [_pile([one], one.horizon, seed, draws) for one in tests]
    lines = tuple(line for pile in piles for line in _lines(pile))
    outcomes = tuple(_outcome(pile, k) for pile in piles for k in range(len(OUTCOMES)))
    found = Scored(
        level=level,
        left_out=left_out,
        sizes={
            one.horizon: (
                int(one.rows.year.min()),
                int(one.rows.year.max()),
                len(one.rows),
                len(np.unique(one.rows.episode)),
            )
            for one in tests
        },
        lines=lines,
        outcomes=outcomes,
        goals=(),
        over_windows=_over_windows(piles[0]),
    )
    if level == "dyad" or left_out:
        return found
    return replace(found, goals=tuple(_goals(found)))


def _pile(
    tests: Sequence[Backtest], horizon: int | None, seed: int, draws: int
) -> _Pile:
    episode = np.concatenate([one.rows.episode for one in tests])
    return _Pile(
        horizon=horizon,
        fate=np.concatenate([one.fate for one in tests]),
        episode=episode,
        chances={
            name: np.concatenate([one.chances[name] for one in tests])
            for name in FORECASTERS
            if name in tests[0].chances
        },
        resampled=resampled_weights(episode, seed=seed, draws=draws),
    )


def _lines(pile: _Pile) -> list[ScoreLine]:
    weights = {"rows": np.ones(len(pile.fate)), "each": episode_weights(pile.episode)}
    logs = {name: log_scores(c, pile.fate) for name, c in pile.chances.items()}
    briers = {name: brier_scores(c, pile.fate) for name, c in pile.chances.items()}

    def over(score: Mapping[str, np.ndarray], name: str, weighting: str) -> Skill:
        return skill(
            score[name],
            score[REFERENCE],
            weights=weights[weighting],
            resampled=pile.resampled,
        )

    def mean(score: np.ndarray) -> float:
        return float(np.average(score, weights=weights["each"]))

    return [
        ScoreLine(
            forecaster=name,
            horizon=pile.horizon,
            log=float(logs[name].mean()),
            brier=float(briers[name].mean()),
            by_episode_log=mean(logs[name]),
            by_episode_brier=mean(briers[name]),
            log_skill=over(logs, name, "rows"),
            brier_skill=over(briers, name, "rows"),
            by_episode_log_skill=over(logs, name, "each"),
            by_episode_brier_skill=over(briers, name, "each"),
        )
        for name in pile.chances
    ]


def _over_windows(pile: _Pile) -> tuple[Skill, Skill]:
    one, two = (
        skill(
            score(pile.chances["pool"], pile.fate),
            score(pile.chances["class_windows"], pile.fate),
            weights=np.ones(len(pile.fate)),
            resampled=pile.resampled,
        )
        for score in (log_scores, brier_scores)
    )
    return one, two


def _outcome(pile: _Pile, outcome: int) -> OutcomeLine:
    came = pile.fate == outcome
    scores: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for name in ("pool", *BASE_RATES):
        pair, fate = one_against_rest(pile.chances[name], pile.fate, outcome)
        scores[name] = log_scores(pair, fate), brier_scores(pair, fate)
    better = [
        min(BASE_RATES, key=lambda name: float(scores[name][which].mean()))
        for which in (0, 1)
    ]
    ones = np.ones(len(pile.fate))
    log_skill, brier_skill = (
        skill(
            scores["pool"][which],
            scores[better[which]][which],
            weights=ones,
            resampled=pile.resampled,
        )
        for which in (0, 1)
    )
    return OutcomeLine(
        outcome=OUTCOMES[outcome],
        horizon=pile.horizon,
        rows=int(came.sum()),
        episodes=len(np.unique(pile.episode[came])),
        expected=float(pile.chances["pool"][:, outcome].sum()),
        expected_by_class=float(pile.chances[REFERENCE][:, outcome].sum()),
        better=better[0],
        log_skill=log_skill,
        brier_skill=brier_skill,
    )


def _goals(found: Scored) -> list[GoalLine]:
    line = found.line("pool", None)
    goals = [
        GoalLine(
            asked=f"{words} skill over the class base rate at least {least:.0%}, "
            "lower end above 0",
            found=in_words(one),
            met=one.value >= least and one.low > 0.0,
        )
        for words, least, one in (
            ("log", LEAST_LOG_SKILL, line.log_skill),
            ("Brier", LEAST_BRIER_SKILL, line.brier_skill),
        )
    ]
    for name in NAMED:
        one = found.outcome(name, None)
        goals.append(
            GoalLine(
                asked=f"{name}: no worse than the better base rate",
                found=f"log {in_words(one.log_skill)}, Brier "
                f"{in_words(one.brier_skill)}, {one.episodes} episodes",
                met=one.log_skill.value >= 0.0 and one.brier_skill.value >= 0.0,
            )
        )
    return goals


def in_words(one: Skill) -> str:
    """A skill in percent with its interval.

    Example:
        >>> in_words(Skill(value=0.042, low=-0.01, high=0.08))
        '+4.2 % [-1.0, +8.0]'
    """
    return f"{one.value:+.1%}".replace("%", " %") + (
        f" [{100 * one.low:+.1f}, {100 * one.high:+.1f}]"
    )


def shown(one: Skill) -> str:
    """Whether an interval leaves zero: `better`, `worse` or `not shown`.

    Example:
        >>> shown(Skill(value=0.042, low=-0.01, high=0.08))
        'not shown'
    """
    if one.low > 0.0:
        return "better"
    return "worse" if one.high < 0.0 else "not shown"
