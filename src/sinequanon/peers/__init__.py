"""Other systems' files: what their users bring along, read and written without loss.

In reading order: `ktab` reads KTAB's CSV and `played` plays it; `scenario` is what
NegMAS and GENIUS mean by a scenario, `genius` their XML, `negmas` whole folders;
`telling` says whose file something is. None of these systems is needed, and nothing of
them is copied.
"""

from sinequanon.peers.ktab import KtabCase, ktab_of, read_ktab
from sinequanon.peers.negmas import (
    FORMATS,
    read_negmas,
    scenario_of_texts,
    texts_of_scenario,
)
from sinequanon.peers.played import KtabPlayed, KtabTurn, ktab_played
from sinequanon.peers.scenario import (
    EVERYBODY,
    Scenario,
    ScenarioIssue,
    ScenarioTable,
    ScenarioUtility,
    scenario_of_table,
    table_of_scenario,
)
from sinequanon.peers.telling import kind_of, scenario_folder

__all__ = [
    "EVERYBODY",
    "FORMATS",
    "KtabCase",
    "KtabPlayed",
    "KtabTurn",
    "Scenario",
    "ScenarioIssue",
    "ScenarioTable",
    "ScenarioUtility",
    "kind_of",
    "ktab_of",
    "ktab_played",
    "read_ktab",
    "read_negmas",
    "scenario_folder",
    "scenario_of_table",
    "scenario_of_texts",
    "table_of_scenario",
    "texts_of_scenario",
]
