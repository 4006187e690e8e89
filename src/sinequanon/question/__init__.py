"""With and without: paired worlds, contrasts, controls, and what would turn the answer.

In reading order: `paired` (two worlds subtracted), `ensemble` (worlds on the same
chance), `contrasts` and `cases` (a dossier as worlds and as a case), `frozen` (numbers
kept with a dossier), `outcomes`, `control_wars` and `controls`, `turning`. The war
without the bargain: `alone`, `tallies`, `maps`.
"""

from sinequanon.question.alone import (
    BLOCK_RUNS,
    RUN_LUCKS,
    Alone,
    Block,
    alone_of,
    kept_names,
    run_blocks,
    run_some,
)
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
from sinequanon.question.maps import (
    SHOWN_RUNS,
    MapFrames,
    frames_of,
    largest,
    map_months,
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
from sinequanon.question.tallies import (
    AloneFound,
    Measure,
    Span,
    Tallied,
    gone_sides,
    measures,
    spans_of,
    tallied,
)
from sinequanon.question.threads import at_once
from sinequanon.question.turning import (
    AS_IT_IS,
    ASSUMPTIONS,
    Assumption,
    KindRatios,
    Turned,
    assumptions_of,
    kind_ratios,
    largest_ratio,
    revalued,
    turned,
)

__all__ = [
    "ASSUMPTIONS",
    "AS_IT_IS",
    "BLOCK_RUNS",
    "CHANCES",
    "CLAIM_OUTCOMES",
    "FILE",
    "FROZEN_SIZE",
    "PROVISIONAL",
    "RUN_LUCKS",
    "SHOWN_RUNS",
    "Alone",
    "AloneFound",
    "Assumption",
    "Block",
    "Case",
    "CellFound",
    "ControlBook",
    "ControlFound",
    "ControlSpec",
    "ControlText",
    "FrozenNumbers",
    "KindRatios",
    "MapFrames",
    "Measure",
    "News",
    "OutcomeSpec",
    "PairedDraws",
    "Progress",
    "Scenario",
    "Size",
    "Span",
    "Tallied",
    "Turned",
    "WorldResult",
    "Worlds",
    "alone_of",
    "assumptions_of",
    "at_once",
    "boundary_of",
    "case_of",
    "class_rates_of",
    "compare",
    "event_of",
    "frames_of",
    "freeze",
    "frozen_text",
    "gone_sides",
    "hazard_ratios",
    "kept_names",
    "kind_ratios",
    "largest",
    "largest_ratio",
    "map_months",
    "measures",
    "minds_of",
    "outcome_specs",
    "people_share",
    "read_all_frozen",
    "read_controls",
    "read_frozen",
    "refuse_unless_met",
    "revalued",
    "run_blocks",
    "run_controls",
    "run_some",
    "run_worlds",
    "spans_of",
    "start_of",
    "taking_of",
    "tallied",
    "turned",
    "winners_of",
    "worlds_of",
]
