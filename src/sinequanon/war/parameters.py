"""Every parameter of the war: unit, prior, the hypothesis it carries, and its source.

A hypothesis is switched off by a value, never by a code path. `analyst` marks the
project's own judgement; the signs of disputed effects straddle zero. `active` marks
the dozen that are worth calibrating; the rest are prior only.
"""

from dataclasses import dataclass
from typing import Literal

Distribution = Literal["lognormal", "uniform", "normal"]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter and its prior: 5 %, 50 % and 95 % points."""

    name: str
    unit: str
    low: float
    median: float
    high: float
    distribution: Distribution
    hypothesis: str
    source: str
    active: bool = False

    def __post_init__(self) -> None:
        """Refuse a prior that is out of order."""
        if not self.low <= self.median <= self.high:
            raise ValueError(f"{self.name}: want low <= median <= high")
        if self.distribution == "lognormal" and self.low <= 0.0:
            raise ValueError(f"{self.name}: a lognormal prior is above zero")


def _row(
    name: str,
    unit: str,
    points: tuple[float, float, float],
    distribution: Distribution,
    hypothesis: str,
    source: str = "analyst",
    *,
    active: bool = False,
) -> Parameter:
    low, median, high = points
    return Parameter(
        name=name,
        unit=unit,
        low=low,
        median=median,
        high=high,
        distribution=distribution,
        hypothesis=hypothesis,
        source=source,
        active=active,
    )


_LANCHESTER = "Lanchester 1916; exponent analyst"
_BY_EYE = "analyst, with UCDP GED totals of 2016-2018 in view"
_GED_NOISE = "spread and persistence of monthly logs in UCDP GED 2016-2018"

PARAMETERS: tuple[Parameter, ...] = (
    _row(
        "lethality",
        "recorded deaths per engaged fighter-month",
        (0.006, 0.014, 0.032),
        "lognormal",
        "How deadly contact is on the scale of the record; reporting is part of it.",
        _BY_EYE,
        active=True,
    ),
    _row(
        "dyad_spread",
        "log",
        (0.0, 0.15, 0.3),
        "uniform",
        "How far dyads differ in deadliness beyond what the model explains.",
    ),
    _row(
        "losses",
        "fighters lost per recorded fighter death",
        (1.0, 1.25, 1.8),
        "lognormal",
        "Unrecorded dead, disabled and captured beside each recorded death.",
        _BY_EYE,
    ),
    _row(
        "civilian_share",
        "share of battle deaths",
        (0.12, 0.27, 0.42),
        "uniform",
        "Civilians among those killed in battle, one draw a dyad.",
        "UCDP GED 2016-2018, deaths with known side: .12 to .40 by dyad",
    ),
    _row(
        "omega",
        "exponent",
        (0.025, 0.25, 0.475),
        "uniform",
        "0: both sides lose alike; .5: the square law.",
        _LANCHESTER,
        active=True,
    ),
    _row(
        "frontage",
        "heads per place of mean breadth",
        (200.0, 500.0, 1200.0),
        "lognormal",
        "How many of a force can be engaged at once in one place.",
        _BY_EYE + "; limited fronts, as in Lanchester's linear law",
        active=True,
    ),
    _row(
        "reach",
        "share of a garrison",
        (0.1, 0.3, 0.8),
        "lognormal",
        "How much of a garrison can fight across its borders.",
        active=True,
    ),
    _row(
        "capture",
        "per month",
        (0.05, 0.12, 0.28),
        "lognormal",
        "How fast land passes once a front gives way.",
        active=True,
    ),
    _row(
        "advantage",
        "power ratio",
        (1.1, 1.6, 2.4),
        "lognormal",
        "Ratio of power below which a front rests.",
        "analyst; the 3:1 rule is an upper reading (Mearsheimer 1989)",
        active=True,
    ),
    _row(
        "yielding",
        "per log power ratio",
        (1.0, 2.0, 4.0),
        "lognormal",
        "How sharply a front gives way beyond the defender's advantage.",
    ),
    _row(
        "urban",
        "log power ratio",
        (0.0, 0.6, 1.2),
        "uniform",
        "Crowded places are harder to take than open land.",
        "analyst; cities are dear to take (Hills 2004)",
        active=True,
    ),
    _row(
        "home",
        "log power ratio",
        (0.0, 0.5, 1.0),
        "uniform",
        "Those at home in a place are helped by its people, newcomers are not.",
        "analyst; support follows control (Kalyvas 2006)",
        active=True,
    ),
    _row(
        "mobility",
        "per hop",
        (0.08, 0.25, 0.6),
        "lognormal",
        "How readily forces move to where they are needed.",
    ),
    _row(
        "value_people",
        "exponent",
        (0.2, 0.35, 0.5),
        "uniform",
        "How far the worth of a place grows with its people.",
    ),
    _row(
        "value_land",
        "weight",
        (0.35, 0.7, 1.4),
        "lognormal",
        "Worth of open land beside people.",
    ),
    _row(
        "rear",
        "weight",
        (0.05, 0.15, 0.4),
        "lognormal",
        "Worth of standing in the rear beside standing at a front.",
    ),
    _row(
        "turnover",
        "per month",
        (0.01, 0.02, 0.04),
        "lognormal",
        "Share of fighters that leave each month and are replaced in peace.",
    ),
    _row(
        "mobilisation",
        "per month",
        (0.01, 0.03, 0.08),
        "lognormal",
        "Share of what is missing from its first strength that an actor raises.",
        _BY_EYE,
    ),
    _row(
        "people_exponent",
        "exponent",
        (0.05, 0.5, 0.95),
        "uniform",
        "How far joining falls with the people under control.",
    ),
    _row(
        "supply_exponent",
        "exponent",
        (0.2, 0.5, 1.2),
        "lognormal",
        "How far joining falls with supply.",
    ),
    _row(
        "grievance",
        "log joiners per log grievance",
        (-0.3, 0.0, 0.3),
        "normal",
        "Killing of civilians drives people to arms (+) or deters them (-).",
        "disputed: Kocher, Pepinsky & Kalyvas 2011; Lyall 2009",
    ),
    _row(
        "substitution",
        "share",
        (0.03, 0.3, 0.57),
        "uniform",
        "Fighters whom a starved group cannot keep join its allies.",
        "analyst; disputed",
    ),
    _row(
        "foreign",
        "share of joiners",
        (0.05, 0.2, 0.5),
        "lognormal",
        "Joiners who come from abroad, one draw an actor.",
    ),
    _row(
        "distress",
        "log supply per log people lost",
        (0.15, 0.5, 1.5),
        "lognormal",
        "Backers send more to a client that loses ground.",
    ),
    _row(
        "rivalry",
        "log supply per log rival supply",
        (0.03, 0.3, 0.57),
        "uniform",
        "Backers answer the rival's backers; stable only below 1.",
    ),
    _row(
        "support_exponent",
        "exponent",
        (0.15, 0.3, 0.45),
        "uniform",
        "How far supply makes power.",
    ),
    _row(
        "sigma",
        "log intensity",
        (0.6, 0.85, 1.2),
        "lognormal",
        "Spread of the monthly intensity of a dyad: campaigns come and go.",
        _GED_NOISE,
        active=True,
    ),
    _row(
        "phi",
        "lag-1 autocorrelation",
        (0.5, 0.65, 0.8),
        "uniform",
        "How long a campaign lasts.",
        _GED_NOISE,
        active=True,
    ),
    _row(
        "sigma_effort",
        "log share",
        (0.3, 0.6, 1.2),
        "lognormal",
        "How unevenly a side turns its effort from one enemy to another.",
    ),
    _row(
        "turn",
        "exponent",
        (0.05, 0.5, 0.95),
        "uniform",
        "How far effort turns away from enemies with whom a truce holds.",
        "analyst; 0: a truce frees nobody, 1: effort follows the heat",
    ),
    _row(
        "sigma_campaign",
        "log weight",
        (0.3, 0.7, 1.2),
        "lognormal",
        "How strongly a side gathers its forces in one region after another.",
        "analyst; no source gives troops by region",
    ),
    _row(
        "sigma_front",
        "log intensity",
        (0.3, 0.6, 1.0),
        "lognormal",
        "Spread of the monthly intensity of a place.",
    ),
    _row(
        "sigma_power",
        "log power",
        (0.15, 0.3, 0.6),
        "lognormal",
        "Luck of battle: spread of a force's power in a place and month.",
    ),
    _row(
        "one_sided",
        "deaths per person under control and month",
        (2e-7, 2e-6, 2e-5),
        "lognormal",
        "Civilians killed outside battle, one draw an actor.",
        "UCDP GED one-sided violence 2016-2018: 115 to 1,872 by actor",
    ),
    _row(
        "selective",
        "share",
        (0.05, 0.5, 0.95),
        "uniform",
        "Killing outside battle that goes with contested control, not with fighting.",
        "Kalyvas 2006",
    ),
    _row(
        "firepower",
        "exponent",
        (0.0, 1.0, 2.0),
        "uniform",
        "How far civilians killed in battle are owed to the side with support.",
        "disputed: the record names no perpetrator",
    ),
    _row(
        "flight",
        "per month",
        (0.007, 0.02, 0.06),
        "lognormal",
        "Share of people touched by fighting who leave.",
        "analyst; scope drives flight (Davenport, Moore & Poe 2003)",
    ),
    _row(
        "abroad",
        "share of those who flee",
        (0.05, 0.15, 0.25),
        "uniform",
        "Flight that crosses the border.",
    ),
    _row(
        "homecoming",
        "per month",
        (0.004, 0.012, 0.03),
        "lognormal",
        "Displaced people who settle or go home when it is quiet.",
    ),
)
