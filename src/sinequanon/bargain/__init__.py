"""Bargaining: which settlements are open, to whom, and how likely one is signed.

In reading order: `table` (who bargains over what), `parameters` and `minds` (what is
not known), `utility`, `fighting` and `commitment` (what a settlement and what fighting
on is worth), `surplus` and `zone` (how open peace is), `hazard`, `talks` and
`competing` (from openness to endings), `acceptance` and `clashes` (what is a sine qua
non, and which demands clash), `shares`, `reference`, `compromise` and `challenge`
(descriptions). The files named after a friction hold its closed form:
`complete_information`, `private_information`, `indivisibility`, `commitment`,
`convergence`, `veto_players`, `spoilers`, `guarantees`, `ripeness`, `concession`.
"""

from sinequanon.bargain.acceptance import SineQuaNon, agreed_by, sine_qua_non, surpluses
from sinequanon.bargain.challenge import ChallengeRound, challenge_rounds
from sinequanon.bargain.clashes import (
    Demand,
    Quarrel,
    Quarrels,
    implied_demands,
    quarrel,
    quarrels,
    stated_demands,
)
from sinequanon.bargain.commitment import (
    Mapping,
    preventive_war,
    preventive_war_by_offer,
)
from sinequanon.bargain.competing import CAUSES, Cause, Endings, endings
from sinequanon.bargain.complete_information import bargaining_range
from sinequanon.bargain.compromise import weighted_mean, weighted_median
from sinequanon.bargain.concession import least_threat
from sinequanon.bargain.convergence import battles_to_settlement
from sinequanon.bargain.guarantees import least_guarantee
from sinequanon.bargain.hazard import Frozen, Hazards, frozen_of, hazards
from sinequanon.bargain.indivisibility import peaceful_splits
from sinequanon.bargain.minds import Minds, draw_minds
from sinequanon.bargain.parameters import (
    BARGAIN_PARAMETERS,
    CLASS_LOG_SD,
    Parameter,
)
from sinequanon.bargain.private_information import best_offer
from sinequanon.bargain.reference import ReferencePoint, reference_points
from sinequanon.bargain.ripeness import is_ripe, shift_of_expectations
from sinequanon.bargain.shares import nash_shares, rubinstein_share
from sinequanon.bargain.spoilers import chance_of_spoiling, most_spoiling_borne
from sinequanon.bargain.table import KEEP_LEVELS, Table, make_table, table_of
from sinequanon.bargain.talks import Stages, stages
from sinequanon.bargain.utility import Encoding
from sinequanon.bargain.veto_players import chance_of_zone
from sinequanon.bargain.zone import Openness, openness

__all__ = [
    "BARGAIN_PARAMETERS",
    "CAUSES",
    "CLASS_LOG_SD",
    "KEEP_LEVELS",
    "Cause",
    "ChallengeRound",
    "Demand",
    "Encoding",
    "Endings",
    "Frozen",
    "Hazards",
    "Mapping",
    "Minds",
    "Openness",
    "Parameter",
    "Quarrel",
    "Quarrels",
    "ReferencePoint",
    "SineQuaNon",
    "Stages",
    "Table",
    "agreed_by",
    "bargaining_range",
    "battles_to_settlement",
    "best_offer",
    "challenge_rounds",
    "chance_of_spoiling",
    "chance_of_zone",
    "draw_minds",
    "endings",
    "frozen_of",
    "hazards",
    "implied_demands",
    "is_ripe",
    "least_guarantee",
    "least_threat",
    "make_table",
    "most_spoiling_borne",
    "nash_shares",
    "openness",
    "peaceful_splits",
    "preventive_war",
    "preventive_war_by_offer",
    "quarrel",
    "quarrels",
    "reference_points",
    "rubinstein_share",
    "shift_of_expectations",
    "sine_qua_non",
    "stages",
    "stated_demands",
    "surpluses",
    "table_of",
    "weighted_mean",
    "weighted_median",
]
