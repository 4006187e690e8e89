"""The composer: asks every lens and binds what they say into one answer.

In reading order: `words`, the lenses (`record_lens`, `war_lens`, `bargain_lens`,
`claims`), `further` (contrasts), `control_rows`, `trusting`, `provenance_rows`, and
`asking`, which calls them all. `freezing` renews a dossier's frozen numbers;
`runnable` checks that its wars can be run; `record_pages` maps and finds the war that a
user names; `warring` runs the war alone.
"""

from sinequanon.compose.asking import ask
from sinequanon.compose.checking import PAIRS
from sinequanon.compose.freezing import freeze_dossier
from sinequanon.compose.record_pages import control_map, war_of
from sinequanon.compose.runnable import islands, war_faults
from sinequanon.compose.warring import (
    AskedWar,
    asked_war,
    keeping_of,
    replay,
    run_alone,
)

__all__ = [
    "PAIRS",
    "AskedWar",
    "ask",
    "asked_war",
    "control_map",
    "freeze_dossier",
    "islands",
    "keeping_of",
    "replay",
    "run_alone",
    "war_faults",
    "war_of",
]
