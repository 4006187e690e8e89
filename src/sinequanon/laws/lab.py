"""Runs of the made-up wars, each made once, and the chance of peace along them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sinequanon.axes import Float, Int, UInt32
from sinequanon.bargain import Frozen, Table, draw_minds, frozen_of, openness
from sinequanon.laws.book import Premises
from sinequanon.laws.tables import table_with
from sinequanon.laws.wars import duel
from sinequanon.model import (
    CELLS,
    Anchor,
    ClassRates,
    Course,
    Peace,
    joined_peace,
    peace,
)
from sinequanon.war import Path, Setting, Theta, World, draw_theta, simulate

Pinned = Mapping[str, float | tuple[float, float]]
Change = Callable[[Theta], Theta]

CLASS_LOG_SD = 0.7
"""Spread of the log rate of settlement of like wars, as in the answers."""
_REFERENCE = 12
"""Months over which the intensity of the plain war is 1 on average."""
_FROZEN_DRAWS = 64
_FROZEN_SEED = 20


@dataclass(frozen=True, kw_only=True)
class LawSize:
    """Draws of the prior, lucks of each, and the seed."""

    draws: int
    lucks: int
    seed: int


class Lab:
    """Wars and peaces of one size of ensemble, kept by name until all is compared.

    Every war is run on the same draws and lucks, so that two of them differ only by
    what a comparison changes. The reading of the bargain is drawn with the rest of the
    prior: every fourth draw takes the same one.
    """

    def __init__(
        self, premises: Premises, size: LawSize, tick: Callable[[], None] | None = None
    ) -> None:
        """Start without any run; `tick` is called after each war."""
        self.premises = premises
        self.size = size
        self._tick = tick or (lambda: None)
        self._paths: dict[str, tuple[Path, ...]] = {}
        self._frozen: dict[str, Frozen] | None = None
        self.draws: UInt32[np.ndarray, " runs"] = np.repeat(
            np.arange(size.draws, dtype=np.uint32), size.lucks
        )
        self._runs = np.arange(size.draws * size.lucks, dtype=np.uint32)

    def paths(
        self,
        name: str,
        setting: Setting,
        *,
        worlds: tuple[World, ...] = ((),),
        months: int | None = None,
        change: Change | None = None,
    ) -> tuple[Path, ...]:
        """The worlds of a war; a name stands for the same war every time.

        Args:
            name: What the war is called, for keeping it.
            setting: The war.
            worlds: Interventions of each world.
            months: How long, the horizon of the premises by default.
            change: What a comparison sets in the draws of the parameters.
        """
        if name not in self._paths:
            theta = draw_theta(setting, seed=self.size.seed, draws=self.draws)
            self._paths[name] = simulate(
                setting,
                change(theta) if change else theta,
                worlds=worlds,
                seed=self.size.seed,
                runs=self._runs,
                months=months or self.premises.horizon_months,
            )
            self._tick()
        return self._paths[name]

    def path(
        self,
        name: str,
        setting: Setting,
        *,
        world: World = (),
        months: int | None = None,
        change: Change | None = None,
    ) -> Path:
        """One world of a war, the war left alone by default."""
        worlds = (world,)
        return self.paths(name, setting, worlds=worlds, months=months, change=change)[0]

    def plain(self) -> Path:
        """The war of the premises as it is."""
        return self.path("plain", duel(self.premises))

    def by_draw(
        self, values: Float[np.ndarray, " runs"]
    ) -> Float[np.ndarray, "draws lucks"]:
        """A value of each run, by draw and luck."""
        return values.reshape(self.size.draws, self.size.lucks)

    def course(self, path: Path) -> Course:
        """What the bargain sees of a war; intensity 1 is the plain war's first year."""
        reference = self.plain().intensity[:, :_REFERENCE].mean(axis=1)
        return _course(path, reference)

    def peace(
        self,
        path: Path | Course,
        *,
        table: Table | None = None,
        pinned: Pinned | None = None,
    ) -> Peace:
        """The chance of peace along a war, each draw in the reading that it drew."""
        course = path if isinstance(path, Course) else self.course(path)
        table = table or table_with()
        minds = draw_minds(
            table, seed=self.size.seed, draws=self.size.draws, pinned=pinned
        )
        anchor = self._anchor()
        rows = [np.nonzero(self.draws % len(CELLS) == k)[0] for k in range(len(CELLS))]
        parts = [
            peace(
                table,
                minds.take(self.draws[own].astype(np.int64)),
                course.take(own),
                cell=cell,
                anchor=anchor,
                news=0.0,
            )
            for cell, own in zip(CELLS, rows, strict=True)
            if len(own)
        ]
        return _reordered(joined_peace(parts), np.argsort(np.concatenate(rows)))

    def _anchor(self) -> Anchor:
        rates, talks = self.premises.rates, self.premises.talks_at_start
        if self._frozen is None:
            self._frozen = frozen_numbers(self.premises)
        return Anchor(
            rates=ClassRates(
                settlement=rates.settlement,
                settlement_log_sd=CLASS_LOG_SD,
                victory_a=rates.victory_a,
                victory_b=rates.victory_b,
                fade=rates.fade,
            ),
            frozen=self._frozen,
            start=(1.0 - talks, talks, 0.0, 0.0),
        )


def frozen_numbers(premises: Premises) -> dict[str, Frozen]:
    """The average state of the plain war, which fixes the level in every other.

    From a small ensemble of its own seed, so that nothing found depends on the number
    of draws.
    """
    draws = np.arange(_FROZEN_DRAWS, dtype=np.uint32)
    setting = duel(premises)
    (path,) = simulate(
        setting,
        draw_theta(setting, seed=_FROZEN_SEED, draws=draws),
        worlds=((),),
        seed=_FROZEN_SEED,
        runs=draws,
        months=premises.horizon_months,
    )
    course = _course(path, path.intensity[:, :_REFERENCE].mean(axis=1))
    table = table_with()
    minds = draw_minds(table, seed=_FROZEN_SEED, draws=_FROZEN_DRAWS)
    looks = np.arange(0, premises.horizon_months, 3)
    return {
        cell.name: frozen_of(
            openness(
                table,
                minds,
                log_power=course.log_power[:, looks],
                intensity=course.intensity[:, looks],
                news=np.zeros((_FROZEN_DRAWS, len(looks))),
                encoding=cell.encoding,
                mapping=cell.mapping,
            )
        )
        for cell in CELLS
    }


def _course(path: Path, reference: Float[np.ndarray, " runs"]) -> Course:
    return Course(
        log_power=path.log_power,
        intensity=path.intensity / np.maximum(reference, 1e-12)[:, None],
        strength_a=path.relative_a,
        strength_b=path.relative_b,
    )


def _reordered(found: Peace, order: Int[np.ndarray, " runs"]) -> Peace:
    return Peace(**{name: values[order] for name, values in vars(found).items()})
