"""Where refugees go: a walk along routes, compared with counts in Flee's layout.

Reading order: `rows`, `places`, `network`, `fighting`, `registrations`, `cases`
(files in, a checked set out); `parameters`, `walk`, `sharing` (the model, which shares
out given totals); `difference`, `naive`, `fitting`, `scores` (how far off it is).
"""

from sinequanon.refuge.cases import SHIPPED, Case, case_of, load_case
from sinequanon.refuge.difference import (
    NAIVE_DAY,
    averaged,
    relative_differences,
)
from sinequanon.refuge.fitting import KEPT, kept_rules, mean_shares
from sinequanon.refuge.naive import carried_shares, ceiling_shares, frozen_shares
from sinequanon.refuge.parameters import DRAWS, PRIORS, Prior, Rules, draws
from sinequanon.refuge.scores import (
    FLEE_MEASURED,
    LIMIT,
    CampLine,
    ScoreLine,
    Scores,
    score_case,
)
from sinequanon.refuge.sharing import Shared, shared_out
from sinequanon.refuge.walk import NEAR, arrivals, pull

__all__ = [
    "DRAWS",
    "FLEE_MEASURED",
    "KEPT",
    "LIMIT",
    "NAIVE_DAY",
    "NEAR",
    "PRIORS",
    "SHIPPED",
    "CampLine",
    "Case",
    "Prior",
    "Rules",
    "ScoreLine",
    "Scores",
    "Shared",
    "arrivals",
    "averaged",
    "carried_shares",
    "case_of",
    "ceiling_shares",
    "draws",
    "frozen_shares",
    "kept_rules",
    "load_case",
    "mean_shares",
    "pull",
    "relative_differences",
    "score_case",
    "shared_out",
]
