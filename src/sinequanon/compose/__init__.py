"""The composer: asks every lens and binds what they say into one answer.

In reading order: `words`, the lenses (`record_lens`, `war_lens`, `bargain_lens`,
`claims`), `further` (contrasts), `control_rows`, `trusting`, `provenance_rows`, and
`asking`, which calls them all. `freezing` renews a dossier's frozen numbers;
`record_pages` maps and finds the war that a user names.
"""

from sinequanon.compose.asking import ask
from sinequanon.compose.checking import PAIRS
from sinequanon.compose.freezing import freeze_dossier
from sinequanon.compose.record_pages import control_map, war_of

__all__ = ["PAIRS", "ask", "control_map", "freeze_dossier", "war_of"]
