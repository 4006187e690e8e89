"""With and without: paired worlds, contrasts, controls, and what would turn the answer.

In reading order: `paired` (two worlds subtracted), `ensemble` (worlds on the same
chance), `contrasts` and `cases` (a dossier as worlds and as a case), `frozen` (numbers
kept with a dossier), `outcomes`, `control_wars` and `controls`, `turning`.
"""

from sinequanon.question.cases import (
    case_of,
    class_rates_of,
    people_share,
    winners_of,
)
from sinequanon.question.contrasts import (
    News,
    Worlds,
    boundary_of,
    event_of,
    start_of,
    taking_of,
    worlds_of,
)
from sinequanon.question.control_wars import (
    ControlBook,
    ControlSpec,
    ControlText,
    read_controls,
)
from sinequanon.question.controls import (
    CellFound,
    ControlFound,
    refuse_unless_met,
    run_controls,
)
from sinequanon.question.ensemble import (
    Case,
    Progress,
    Scenario,
    Size,
    WorldResult,
    minds_of,
    run_worlds,
)
from sinequanon.question.frozen import (
    FILE,
    FROZEN_SIZE,
    PROVISIONAL,
    FrozenNumbers,
    freeze,
    frozen_text,
    read_all_frozen,
    read_frozen,
)
from sinequanon.question.outcomes import (
    CHANCES,
    CLAIM_OUTCOMES,
    OutcomeSpec,
    compare,
    hazard_ratios,
    outcome_specs,
)
from sinequanon.question.paired import PairedDraws
from sinequanon.question.turning import (
    AS_IT_IS,
    ASSUMPTIONS,
    Assumption,
    KindRatios,
    Turned,
    kind_ratios,
    largest_ratio,
    revalued,
    turned,
)

__all__ = [
    "ASSUMPTIONS",
    "AS_IT_IS",
    "CHANCES",
    "CLAIM_OUTCOMES",
    "FILE",
    "FROZEN_SIZE",
    "PROVISIONAL",
    "Assumption",
    "Case",
    "CellFound",
    "ControlBook",
    "ControlFound",
    "ControlSpec",
    "ControlText",
    "FrozenNumbers",
    "KindRatios",
    "News",
    "OutcomeSpec",
    "PairedDraws",
    "Progress",
    "Scenario",
    "Size",
    "Turned",
    "WorldResult",
    "Worlds",
    "boundary_of",
    "case_of",
    "class_rates_of",
    "compare",
    "event_of",
    "freeze",
    "frozen_text",
    "hazard_ratios",
    "kind_ratios",
    "largest_ratio",
    "minds_of",
    "outcome_specs",
    "people_share",
    "read_all_frozen",
    "read_controls",
    "read_frozen",
    "refuse_unless_met",
    "revalued",
    "run_controls",
    "run_worlds",
    "start_of",
    "taking_of",
    "turned",
    "winners_of",
    "worlds_of",
]
