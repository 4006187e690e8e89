"""Parameters of the bargain: unit, prior, the hypothesis each carries, its source."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import special

from sinequanon.axes import Float

Law = Literal["uniform", "normal", "half_normal", "lognormal", "beta"]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A quantity of the model with its prior.

    `first` and `second` are, by distribution: uniform: lower and upper bound; normal:
    mean and sd; half_normal: 0 and sd of the normal before folding; lognormal: median
    and sd of the log; beta: alpha and beta.
    """

    name: str
    unit: str
    distribution: Law
    first: float
    second: float
    hypothesis: str
    source: str

    def quantile(
        self, chance: Float[np.ndarray, "*shape"]
    ) -> Float[np.ndarray, "*shape"]:
        """The value below which a draw falls with this chance, in the unit."""
        a, b = self.first, self.second
        if self.distribution == "uniform":
            return a + (b - a) * chance
        if self.distribution == "normal":
            return a + b * _normal(chance)
        if self.distribution == "half_normal":
            return b * _normal(0.5 + 0.5 * chance)
        if self.distribution == "lognormal":
            return a * np.exp(b * _normal(chance))
        found: Float[np.ndarray, "*shape"] = special.betaincinv(a, b, chance)
        return found

    def _at(self, chance: float) -> float:
        return float(self.quantile(np.array([chance]))[0])

    @property
    def low(self) -> float:
        """The 5 % point of the prior."""
        return self._at(0.05)

    @property
    def median(self) -> float:
        """The median of the prior."""
        return self._at(0.5)

    @property
    def high(self) -> float:
        """The 95 % point of the prior."""
        return self._at(0.95)


def _normal(chance: Float[np.ndarray, "*shape"]) -> Float[np.ndarray, "*shape"]:
    """Quantile of the standard normal."""
    found: Float[np.ndarray, "*shape"] = special.ndtri(chance)
    return found


CLASS_LOG_SD = 0.70
"""Prior sd of the log of this war's rate of settlement about its class's rate."""

_ANALYST = "analyst"


def _parameter(
    name: str,
    unit: str,
    law: tuple[Law, float, float],
    hypothesis: str,
    source: str = _ANALYST,
) -> Parameter:
    """One row of the table below."""
    return Parameter(
        name=name,
        unit=unit,
        distribution=law[0],
        first=law[1],
        second=law[2],
        hypothesis=hypothesis,
        source=source,
    )


BARGAIN_PARAMETERS: tuple[Parameter, ...] = (
    _parameter(
        "exponent",
        "1",
        ("uniform", -1.0, 1.0),
        "How far issues can be traded for one another: 1 everything can be bought, "
        "0 and below a bad term on one issue spoils the whole (indivisible).",
        "analyst, after Fearon 1995 (doi:10.1017/S0020818300033324)",
    ),
    _parameter(
        "red_line_real",
        "chance",
        ("beta", 4.0, 2.0),
        "A stated red line is real and not a bargaining position.",
    ),
    _parameter(
        "odds_slope",
        "log odds per unit of log power",
        ("lognormal", 1.0, 0.42),
        "How strongly relative power is read as the chance of winning.",
    ),
    _parameter(
        "optimism",
        "log odds",
        ("normal", 0.15, 0.3),
        "Each party, apart from what it knows, rates its own side too high.",
        "analyst, after Fey & Ramsay 2007 (doi:10.1111/j.1540-5907.2007.00282.x), "
        "who dispute it: the range straddles zero",
    ),
    _parameter(
        "prior_weight",
        "months of fighting",
        ("lognormal", 24.0, 0.5),
        "Fighting that halves a party's optimism.",
        "analyst, after Slantchev 2003 (doi:10.1017/S0003055403000911)",
    ),
    _parameter(
        "cost",
        "utility",
        ("lognormal", 0.12, 0.55),
        "Cost of the expected rest of the war at the start's intensity.",
    ),
    _parameter(
        "cost_elasticity",
        "1",
        ("uniform", 0.0, 1.0),
        "How the cost grows with the intensity of the fighting.",
    ),
    _parameter(
        "victory",
        "share of the party's best terms",
        ("uniform", 0.85, 1.0),
        "Victory brings nearly all that the party wants.",
    ),
    _parameter(
        "defeat",
        "utility",
        ("uniform", 0.0, 0.1),
        "What is left to a party that is defeated.",
    ),
    _parameter(
        "guarantee",
        "share of the risk covered",
        ("uniform", 0.0, 0.6),
        "Third parties protect the side that disarms.",
        "analyst, after Walter 1997 (doi:10.1162/002081897550384)",
    ),
    _parameter(
        "exploitation",
        "chance",
        ("uniform", 0.2, 0.8),
        "The side that keeps its arms turns on the side that disarmed, at the most "
        "tempting balance of power and without a guarantee.",
        "analyst, after Walter 1997 (doi:10.1162/002081897550384)",
    ),
    _parameter(
        "exploitation_floor",
        "share",
        ("uniform", 0.05, 0.35),
        "Risk that is left at the least tempting balance of power.",
    ),
    _parameter(
        "disarming_shift",
        "log odds",
        ("lognormal", 1.0, 0.4),
        "How far the odds move when one side disarms.",
        "analyst, after Powell 2006 (doi:10.1017/S0020818306060061)",
    ),
    _parameter(
        "patience",
        "1 per period",
        ("uniform", 0.8, 0.98),
        "Weight of the next period in the promise of a concession.",
        "analyst, after Acemoglu & Robinson 2001 (doi:10.1257/aer.91.4.938)",
    ),
    _parameter(
        "stakes",
        "share of a concession's worth",
        ("uniform", 0.2, 0.8),
        "What a promise must bring, against what it brings while the threat lasts.",
        "analyst, after Acemoglu & Robinson 2001 (doi:10.1257/aer.91.4.938)",
    ),
    _parameter(
        "credulity_a",
        "share",
        ("uniform", 0.5, 1.0),
        "Side A takes the news of an event as evidence of its power.",
    ),
    _parameter(
        "credulity_b",
        "share",
        ("uniform", 0.0, 1.0),
        "Side B takes the news of an event as evidence of side A's power.",
    ),
    _parameter(
        "half_life",
        "months",
        ("uniform", 3.0, 18.0),
        "Time in which the news of an event loses half of its weight.",
    ),
    _parameter(
        "surplus_slope",
        "log hazard per sd of surplus",
        ("half_normal", 0.0, 0.7),
        "A wider zone of agreement makes a settlement more likely, or does nothing.",
    ),
    _parameter(
        "stalemate_slope",
        "log hazard per unit of log 4p(1-p)",
        ("normal", 0.5, 0.5),
        "A stalemate makes a settlement more likely; the range straddles zero.",
        "analyst, after Zartman 2000 and Walter 2009 "
        "(doi:10.1146/annurev.polisci.10.101405.135301)",
    ),
    _parameter(
        "class_rate",
        "factor on the class rate",
        ("lognormal", 1.0, CLASS_LOG_SD),
        "How far this war's rate of settlement may lie from its class's.",
        "interval of the class rate, .135 [.037, .310] in three years (UCDP)",
    ),
    _parameter(
        "onset",
        "per month",
        ("lognormal", 1 / 24, 0.4),
        "Talks begin.",
    ),
    _parameter(
        "breakdown",
        "per month",
        ("lognormal", 1 / 9, 0.4),
        "Talks break down.",
    ),
    _parameter(
        "relapse",
        "per month",
        ("lognormal", 0.0033, 0.5),
        "A signed settlement breaks.",
        "UCDP dyads: .18 of agreements followed by renewed fighting in five years "
        "(95 % .12 to .26), widened",
    ),
    _parameter(
        "assurance",
        "log hazard per share of the risk covered",
        ("uniform", 0.0, 2.0),
        "Third parties who protect the side that disarms keep a settlement from "
        "breaking.",
        "direction Walter 1997 (doi:10.1162/002081897550384), size analyst",
    ),
    _parameter(
        "implementation",
        "per month",
        ("lognormal", 1 / 18, 0.4),
        "A signed settlement that holds is carried out.",
    ),
    _parameter(
        "fade_elasticity",
        "1",
        ("uniform", 0.0, 1.0),
        "How much rarer it is for a hotter war to fade out.",
    ),
)
