"""Issues, options and additive utilities: what NegMAS and GENIUS mean by a scenario."""

from dataclasses import dataclass
from itertools import product

import numpy as np

from sinequanon.axes import Float
from sinequanon.bargain import Table, make_table

Value = str | int | float
"""An option as its own file writes it."""

EVERYBODY = "everybody"
"""Key of the rule that all must agree, which is how NegMAS's mechanisms end."""


@dataclass(frozen=True, kw_only=True)
class ScenarioIssue:
    """An issue and its options, in order."""

    name: str
    values: tuple[Value, ...]
    kind: str = "CategoricalIssue"
    """NegMAS's class of issue; it is kept so that nothing is lost."""


@dataclass(frozen=True, kw_only=True)
class ScenarioUtility:
    """One party's additive utility: bias + sum of weight times value."""

    name: str
    weights: tuple[float, ...]
    """One an issue."""
    values: tuple[tuple[float, ...], ...]
    """For each issue, the worth of each option."""
    reserved: float = -np.inf
    """Worth of no agreement; minus infinity if the file names none."""
    bias: float = 0.0
    discount: float = 1.0
    """Factor by which GENIUS shrinks utility over a session; 1 is none."""


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """An outcome space and what its outcomes are worth to each party."""

    name: str
    issues: tuple[ScenarioIssue, ...]
    utilities: tuple[ScenarioUtility, ...]

    def __post_init__(self) -> None:
        """Refuse utilities that do not fit the issues."""
        shape = tuple(len(issue.values) for issue in self.issues)
        for utility in self.utilities:
            if len(utility.weights) != len(shape) or shape != tuple(
                len(row) for row in utility.values
            ):
                raise ValueError(
                    f"{utility.name} weighs {len(utility.weights)} issues with "
                    f"{[len(row) for row in utility.values]} options, but the "
                    f"scenario has {list(shape)}"
                )

    def outcomes(self) -> tuple[tuple[Value, ...], ...]:
        """All outcomes, the last issue changing fastest, as NegMAS lists them."""
        return tuple(product(*(issue.values for issue in self.issues)))

    def worths(self) -> Float[np.ndarray, "outcomes parties"]:
        """Worth of every outcome to every party, on the file's own scale."""
        sizes = [len(issue.values) for issue in self.issues]
        found = np.empty((int(np.prod(sizes, dtype=np.int64)), len(self.utilities)))
        for party, utility in enumerate(self.utilities):
            total = np.full(sizes, utility.bias)
            for k, (weight, row) in enumerate(
                zip(utility.weights, utility.values, strict=True)
            ):
                shape = [1] * len(sizes)
                shape[k] = -1
                total += weight * np.asarray(row, dtype=np.float64).reshape(shape)
            found[:, party] = total.ravel()
        return found


@dataclass(frozen=True, kw_only=True)
class ScenarioTable:
    """A scenario as a bargaining table, and the way back to its own scale.

    A table holds values from 0 to 1 and saliences that sum to 1: worth on the file's
    scale is `shift + scale` times worth here, with the exponent of utility at 1.
    """

    table: Table
    reserved: dict[str, float]
    """Worth of no agreement to each party that names one, on the table's scale."""
    shift: Float[np.ndarray, " parties"]
    scale: Float[np.ndarray, " parties"]


def table_of_scenario(scenario: Scenario) -> ScenarioTable:
    """A scenario as a table on which all must agree.

    Raises:
        ValueError: If options or parties share a name when written as text.
    """
    issues = {i.name: [str(value) for value in i.values] for i in scenario.issues}
    names = [utility.name for utility in scenario.utilities]
    if len(issues) != len(scenario.issues) or len(set(names)) != len(names):
        raise ValueError("two issues or two parties share a name; rename one of them")
    for key, options in issues.items():
        if len(set(options)) != len(options):
            raise ValueError(f"two options of {key} are written alike")
    values: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    saliences: dict[tuple[str, str], tuple[float, float]] = {}
    shift, scale = np.zeros(len(names)), np.ones(len(names))
    for at, utility in enumerate(scenario.utilities):
        spans: list[float] = []
        shift[at] = utility.bias
        for (key, options), weight, row in zip(
            issues.items(), utility.weights, utility.values, strict=True
        ):
            gains = weight * np.asarray(row, dtype=np.float64)
            low, span = float(gains.min()), float(np.ptp(gains))
            shift[at] += low
            spans.append(span)
            worth = (gains - low) / (span or 1.0)
            values[utility.name, key] = {
                o: (float(w), float(w)) for o, w in zip(options, worth, strict=True)
            }
        scale[at] = sum(spans) or 1.0
        for key, span in zip(issues, spans, strict=True):
            share = span / scale[at]
            saliences[utility.name, key] = (float(share), float(share))
    table = make_table(
        issues=issues,
        sides=dict.fromkeys(names, 0),
        values=values,
        saliences=saliences,
        coalitions={EVERYBODY: names},
    )
    reserved = {
        utility.name: (utility.reserved - float(shift[at])) / float(scale[at])
        for at, utility in enumerate(scenario.utilities)
        if np.isfinite(utility.reserved)
    }
    return ScenarioTable(table=table, reserved=reserved, shift=shift, scale=scale)


def scenario_of_table(
    table: Table, *, name: str, reserved: dict[str, float] | None = None
) -> Scenario:
    """A table as a scenario: the middle of every range, added up.

    A scenario knows neither ranges, nor red lines, nor settlements that exclude one
    another, nor rules short of unanimity: these stay behind. A table whose ranges are
    points comes back as it was.

    Args:
        table: The bargaining table.
        name: What the scenario is called.
        reserved: Worth of fighting on by party, 0 to 1; left out, none is named.
    """
    middle = (table.salience_low + table.salience_high) / 2.0
    weights = middle / middle.sum(axis=1, keepdims=True)
    values = (table.value_low + table.value_high) / 2.0
    return Scenario(
        name=name,
        issues=tuple(
            ScenarioIssue(name=key, values=options)
            for key, options in zip(table.issues, table.options, strict=True)
        ),
        utilities=tuple(
            ScenarioUtility(
                name=party,
                weights=tuple(float(w) for w in weights[at]),
                values=tuple(
                    tuple(float(v) for v in values[at, k, : len(options)])
                    for k, options in enumerate(table.options)
                ),
                reserved=(reserved or {}).get(party, -np.inf),
            )
            for at, party in enumerate(table.parties)
        ),
    )
