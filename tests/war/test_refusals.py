"""What is refused before a war is run, all at once."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sinequanon.errors import DossierError, QuestionError
from sinequanon.war import (
    Arrives,
    Enters,
    Intervention,
    Passes,
    Release,
    Setting,
    Stance,
    SupplyCut,
    draw_theta,
    simulate,
)

STANCE = Stance(
    month=436, a="government", b="islamic_state", intensity_low=1.0, intensity_high=2.0
)
CUT = SupplyCut(
    month=436,
    actor="opposition",
    factor_low=0.1,
    factor_high=0.5,
    months_low=1.0,
    months_high=2.0,
)
CAME = Arrives(month=436, actor="allied", heads_low=1.0, heads_high=2.0)
PASSES = Passes(
    month=436, actor="nusra", to="opposition", share_low=0.1, share_high=1.0
)


def faults(setting: Setting, *items: Intervention) -> list[str]:
    runs = np.arange(2, dtype=np.uint32)
    theta = draw_theta(setting, seed=7, draws=runs)
    with pytest.raises(QuestionError) as caught:
        simulate(setting, theta, worlds=(items,), seed=7, runs=runs, months=2)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (replace(STANCE, month=434), "before the start"),
        (replace(STANCE, b="nobody"), "unknown place, actor or backer 'nobody'"),
        (replace(STANCE, b="allied"), "no relation of war"),
        (replace(STANCE, intensity_low=0.0), "log scale"),
        (replace(STANCE, intensity_low=3.0), "intensity is 3 to 2"),
        (replace(STANCE, selectivity=(0.5, 1.5)), "selectivity reaches 1.5"),
        (Enters(month=436, backer="opposition_"), "unknown place, actor or backer"),
        (replace(CUT, factor_high=1.5), "factor reaches 1.5"),
        (replace(CUT, months_low=-1.0), "months is -1 to 2"),
        (replace(CAME, heads_high=float("nan")), "heads is 1 to nan"),
        (replace(PASSES, share_high=1.2), "share reaches 1.2"),
        (replace(PASSES, to="nusra"), "passes to itself"),
        (
            Release(
                month=436,
                heads_low=1.0,
                heads_high=2.0,
                joins=(("nusra", 0.6, 0.6), ("opposition", 0.6, 0.6)),
            ),
            "more than all",
        ),
    ],
)
def test_a_bad_intervention_is_refused(
    grid: Callable[..., Setting], item: Intervention, words: str
) -> None:
    (found,) = faults(grid(), item)
    assert words in found
    assert found.startswith(type(item).__name__)


def test_every_fault_is_told_at_once(grid: Callable[..., Setting]) -> None:
    found = faults(
        grid(), replace(STANCE, b="nobody", month=1), replace(CUT, factor_high=2.0)
    )
    assert len(found) == 3


def test_an_actor_without_fighters_is_refused_unless_an_event_brings_it(
    grid: Callable[..., Setting],
) -> None:
    setting = grid()
    low, high = setting.strength_low.copy(), setting.strength_high.copy()
    low[3] = high[3] = 0.0
    with pytest.raises(DossierError, match="'nusra' has no fighters"):
        replace(setting, strength_low=low, strength_high=high)
    replace(setting, strength_low=low, strength_high=high, dormant=("nusra",))


def test_a_range_out_of_order_is_refused(grid: Callable[..., Setting]) -> None:
    setting = grid()
    with pytest.raises(DossierError, match="range of hostility"):
        replace(setting, hostility_low=setting.hostility_high * 2.0 + 1.0)
    with pytest.raises(DossierError, match="range of quality"):
        replace(setting, quality_low=-setting.quality_low)


def test_a_range_that_is_drawn_on_a_log_scale_cannot_begin_at_zero(
    grid: Callable[..., Setting],
) -> None:
    setting = grid()
    for name in ("strength", "quality", "hostility", "selectivity"):
        low = getattr(setting, f"{name}_low") * 0.0
        with pytest.raises(DossierError, match=f"range of {name} begins at zero"):
            replace(setting, **{f"{name}_low": low})


def islands(setting: Setting, people: float) -> Setting:
    """The setting with its last place cut off, and with so many people there."""
    last = len(setting.places) - 1
    rows = np.repeat(np.arange(last + 1), np.diff(setting.indptr))
    keep = (rows != last) & (setting.indices != last)
    counts = np.bincount(rows[keep], minlength=last + 1)
    population = setting.population.copy()
    population[last] = people
    return replace(
        setting,
        population=population,
        indptr=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        indices=setting.indices[keep],
        border_km=setting.border_km[keep],
    )


def test_a_populous_part_that_is_cut_off_is_refused_and_an_island_is_not(
    grid: Callable[..., Setting],
) -> None:
    setting = grid()
    small = islands(setting, 5_000.0)
    assert [len(part) for part in small.parts()] == [23, 1]
    with pytest.raises(DossierError, match="no border to the rest"):
        islands(setting, 5e6)
