"""Controls: can the laboratory say nearer, further and no difference where each is due?

No answer is printed unless it can. A pass shows that the laboratory can say each word,
not that it is right.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from sinequanon.errors import ControlError, Fault
from sinequanon.model import CELLS, Anchor
from sinequanon.question.control_wars import (
    ControlBook,
    ControlSpec,
    Thresholds,
    control_case,
    control_scenarios,
)
from sinequanon.question.ensemble import Size, run_worlds
from sinequanon.question.paired import ratios


@dataclass(frozen=True, kw_only=True)
class CellFound:
    """One reading of a control: share of draws with the right sign, median ratio."""

    cell: str
    right_sign: float
    median_ratio: float


@dataclass(frozen=True, kw_only=True)
class ControlFound:
    """What a control, twin or printed row came to."""

    spec: ControlSpec
    role: str
    """`control` must pass, `twin` must not, `printed` is not judged."""
    cells: tuple[CellFound, ...]
    pooled: float
    power_shift: float
    """Median shift of log power in the first month after the event."""
    lowest: float
    highest: float
    """5 % and 95 % points of the hazard ratio over draws, widest reading."""
    passed: bool

    @property
    def meets(self) -> bool:
        """Whether it is as it must be: a twin must fail where a control passes."""
        return self.passed if self.role == "control" else not self.passed


def judge(
    spec: ControlSpec,
    by_cell: dict[str, Float[np.ndarray, " draws"]],
    thresholds: Thresholds,
    role: str = "control",
    *,
    power_shift: float = 0.0,
) -> ControlFound:
    """A control judged by its thresholds.

    Args:
        spec: The control; `expected` says which word is due.
        by_cell: Hazard ratio of each draw, with over without, by reading.
        thresholds: Fixed in advance, in the file of the controls.
        role: `control`, `twin` or `printed`.
        power_shift: Median shift of log power in the first month.
    """
    cells: list[CellFound] = []
    rights: list[Float[np.ndarray, " draws"]] = []
    for name, ratio in by_cell.items():
        right = {
            "nearer": ratio > 1.0,
            "further": ratio < 1.0,
            "none": ratio == thresholds.none,
        }[spec.expected]
        rights.append(right.astype(np.float64))
        cells.append(
            CellFound(
                cell=name,
                right_sign=float(right.mean()),
                median_ratio=float(np.median(ratio)),
            )
        )
    pooled = float(np.mean(rights))
    spans = [np.quantile(ratio, [0.05, 0.95]) for ratio in by_cell.values()]
    return ControlFound(
        spec=spec,
        role=role,
        cells=tuple(cells),
        pooled=pooled,
        power_shift=power_shift,
        lowest=float(min(span[0] for span in spans)),
        highest=float(max(span[1] for span in spans)),
        passed=_passes(spec, cells, pooled, thresholds),
    )


def _passes(
    spec: ControlSpec, cells: list[CellFound], pooled: float, thresholds: Thresholds
) -> bool:
    if spec.expected == "none":
        return all(cell.right_sign == 1.0 for cell in cells)
    return pooled >= thresholds.sign_pooled and all(
        cell.right_sign >= thresholds.sign_cell
        and _far(spec, cell.median_ratio, thresholds)
        for cell in cells
    )


def _far(spec: ControlSpec, ratio: float, thresholds: Thresholds) -> bool:
    """Whether a median ratio is beyond the threshold on the side that is due."""
    if spec.expected == "nearer":
        return ratio > thresholds.ratio
    return ratio < 1.0 / thresholds.ratio


def run_controls(
    book: ControlBook,
    anchor: Anchor,
    *,
    news: float,
    own_people_share: float,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[ControlFound, ...]:
    """Every control, twin and printed row, run and judged.

    Args:
        book: The control dossiers.
        anchor: That of the question: one spread of the surplus for all wars.
        news: News value of the question's event, in units of log power.
        own_people_share: Share of all people in the place of the question's event.
        seed: Seed of the draws.
        progress: Called with (done, in all) after each.
    """
    rows = [
        *((spec, "control") for spec in book.controls),
        *((spec, "twin") for spec in book.twins),
        *((spec, "printed") for spec in book.printed),
    ]
    size = Size(draws=book.draws, lucks=1, months=book.horizon_months, seed=seed)
    found: list[ControlFound] = []
    for done, (spec, role) in enumerate(rows, start=1):
        case = control_case(book, spec, anchor, own_people_share=own_people_share)
        without, with_event = run_worlds(
            case, control_scenarios(book, spec, news=news), size, cells=CELLS
        )
        by_cell = {
            cell.name: ratios(
                with_event.by_draw(with_event.peace[cell.name].rate.sum(axis=1)),
                without.by_draw(without.peace[cell.name].rate.sum(axis=1)),
            )
            for cell in CELLS
        }
        shift = with_event.course.log_power[:, 0] - without.course.log_power[:, 0]
        found.append(
            judge(
                spec,
                by_cell,
                book.thresholds,
                role,
                power_shift=float(np.median(shift)),
            )
        )
        if progress is not None:
            progress(done, len(rows))
    return tuple(found)


def refuse_unless_met(found: tuple[ControlFound, ...]) -> None:
    """Raise for every control that failed and every twin that passed.

    Raises:
        ControlError: Naming each, with what was found against what is due.
    """
    if not any(row.role == "control" for row in found):
        raise ControlError.at("controls", "none was run", "run the controls")
    faults = [
        Fault(
            where=f"control {row.spec.name}",
            found=(
                f"{row.spec.label}: expected "
                f"{'not ' if row.role == 'twin' else ''}{row.spec.expected}, found the "
                f"sign right in {row.pooled:.2f} of draws, median ratios "
                + ", ".join(f"{cell.median_ratio:.3f}" for cell in row.cells)
            ),
            fix="no answer is given; see the controls in docs/model.md",
        )
        for row in found
        if row.role != "printed" and not row.meets
    ]
    if faults:
        raise ControlError(faults)
