"""Bargaining: which settlements are open, to whom, and how likely one is signed.

In reading order: `rules` and `table` (who bargains over what), `parameters` and `minds`
(what is not known), `utility`, `fighting` and `commitment` (what a settlement and what
fighting on is worth), `surplus` and `zone` (how open peace is), `hazard`, `talks`,
`competing` and `relapse` (from openness to endings, and after), `acceptance`,
`clashes`, `listing` and `lottery` (what is a sine qua non, which demands clash, whose
binds), `weighing` and `bitsets` (a table on its own), `shares`, `reference`,
`compromise`, `challenge` and `spatial` (descriptions), `frontier` and `glancing` (a
table whose numbers are known). The files named after a friction hold its closed form:
`complete_information`, `private_information`, `indivisibility`, `commitment`,
`convergence`, `veto_players`, `spoilers`, `guarantees`, `ripeness`, `concession`.
"""

from sinequanon.bargain.acceptance import (
    SineQuaNon,
    agreed_by,
    common_to,
    sine_qua_non,
    surpluses,
)
from sinequanon.bargain.bitsets import Bitsets, bitsets_of, packed
from sinequanon.bargain.challenge import ChallengeRound, challenge_rounds
from sinequanon.bargain.clashes import (
    MOST_DEMANDS,
    MOST_LISTED,
    Demand,
    Quarrel,
    Quarrels,
    broken_masks,
    implied_demands,
    met_by,
    quarrel,
    quarrels,
    smallest_ways,
    stated_demands,
)
from sinequanon.bargain.commitment import (
    Mapping,
    preventive_war,
    preventive_war_by_offer,
)
from sinequanon.bargain.competing import (
    CAUSES,
    Cause,
    Endings,
    effective_runs,
    endings,
)
from sinequanon.bargain.complete_information import bargaining_range
from sinequanon.bargain.compromise import weighted_mean, weighted_median
from sinequanon.bargain.concession import least_threat
from sinequanon.bargain.convergence import battles_to_settlement
from sinequanon.bargain.frontier import efficient
from sinequanon.bargain.glancing import Glance, Glances, glance, glances
from sinequanon.bargain.guarantees import least_guarantee
from sinequanon.bargain.hazard import Frozen, Hazards, frozen_of, hazards
from sinequanon.bargain.indivisibility import peaceful_splits
from sinequanon.bargain.lottery import Slack, lottery_slack, mixture_slack
from sinequanon.bargain.minds import Minds, draw_minds, spread
from sinequanon.bargain.parameters import (
    BARGAIN_PARAMETERS,
    CLASS_LOG_SD,
    Parameter,
)
from sinequanon.bargain.private_information import best_offer
from sinequanon.bargain.reference import (
    ReferencePoint,
    compromise_settlement,
    median_options,
    reference_points,
)
from sinequanon.bargain.relapse import RECURRED, Aftermath, aftermath
from sinequanon.bargain.ripeness import is_ripe, shift_of_expectations
from sinequanon.bargain.rules import Clause, Group, Rule, rule_of, unanimity
from sinequanon.bargain.shares import (
    kalai_smorodinsky_settlement,
    nash_settlement,
    nash_shares,
    rubinstein_share,
)
from sinequanon.bargain.spatial import SpatialTurn, spatial_turns
from sinequanon.bargain.spoilers import chance_of_spoiling, most_spoiling_borne
from sinequanon.bargain.table import KEEP_LEVELS, Table, make_table, table_of
from sinequanon.bargain.talks import Stages, stages
from sinequanon.bargain.utility import Encoding, best_worth, breaches, settlement_worth
from sinequanon.bargain.veto_players import chance_of_zone
from sinequanon.bargain.weighing import (
    Footing,
    Kinds,
    footing_of,
    kinds_of,
    surplus_of,
)
from sinequanon.bargain.zone import Openness, openness

__all__ = [
    "BARGAIN_PARAMETERS",
    "CAUSES",
    "CLASS_LOG_SD",
    "KEEP_LEVELS",
    "MOST_DEMANDS",
    "MOST_LISTED",
    "RECURRED",
    "Aftermath",
    "Bitsets",
    "Cause",
    "ChallengeRound",
    "Clause",
    "Demand",
    "Encoding",
    "Endings",
    "Footing",
    "Frozen",
    "Glance",
    "Glances",
    "Group",
    "Hazards",
    "Kinds",
    "Mapping",
    "Minds",
    "Openness",
    "Parameter",
    "Quarrel",
    "Quarrels",
    "ReferencePoint",
    "Rule",
    "SineQuaNon",
    "Slack",
    "SpatialTurn",
    "Stages",
    "Table",
    "aftermath",
    "agreed_by",
    "bargaining_range",
    "battles_to_settlement",
    "best_offer",
    "best_worth",
    "bitsets_of",
    "breaches",
    "broken_masks",
    "challenge_rounds",
    "chance_of_spoiling",
    "chance_of_zone",
    "common_to",
    "compromise_settlement",
    "draw_minds",
    "effective_runs",
    "efficient",
    "endings",
    "footing_of",
    "frozen_of",
    "glance",
    "glances",
    "hazards",
    "implied_demands",
    "is_ripe",
    "kalai_smorodinsky_settlement",
    "kinds_of",
    "least_guarantee",
    "least_threat",
    "lottery_slack",
    "make_table",
    "median_options",
    "met_by",
    "mixture_slack",
    "most_spoiling_borne",
    "nash_settlement",
    "nash_shares",
    "openness",
    "packed",
    "peaceful_splits",
    "preventive_war",
    "preventive_war_by_offer",
    "quarrel",
    "quarrels",
    "reference_points",
    "rubinstein_share",
    "rule_of",
    "settlement_worth",
    "shift_of_expectations",
    "sine_qua_non",
    "smallest_ways",
    "spatial_turns",
    "spread",
    "stages",
    "stated_demands",
    "surplus_of",
    "surpluses",
    "table_of",
    "unanimity",
    "weighted_mean",
    "weighted_median",
]
