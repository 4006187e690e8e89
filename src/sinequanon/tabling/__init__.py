"""A bargaining table on its own: read from a file, looked at, no war model needed.

In reading order: `schema`, `raw`, `longform` and `reading` (files to entries),
`checks` and `building` (entries to a table), `scenarios` (other systems' scenarios),
`drawing` (what is not known), `blocks`
(settlements weighed in bounded memory), `readings`, `zones`, `opening`, `frictions`,
`outside` and `points` (what is gathered), `looking`, `phrasing`, `describing` and
`summing` (the whole), `findings` (what a page prints).
"""

from sinequanon.tabling.blocks import Plan, plan_of
from sinequanon.tabling.building import read_tabled, tabled_of
from sinequanon.tabling.checks import MOST_SETTLEMENTS
from sinequanon.tabling.findings import (
    Findings,
    Keeping,
    Line,
    Lines,
    Must,
    Often,
    Pair,
    Partial,
    PartyTerm,
    Point,
    Price,
    Reading,
    Said,
    Settlement,
    Term,
)
from sinequanon.tabling.longform import COLUMNS, FACTS
from sinequanon.tabling.looking import Looked, look
from sinequanon.tabling.reading import SUFFIXES
from sinequanon.tabling.readings import ENCODINGS, MAPPINGS
from sinequanon.tabling.scenarios import tabled_of_scenario
from sinequanon.tabling.summing import findings_of
from sinequanon.tabling.tabled import Outsider, Tabled

__all__ = [
    "COLUMNS",
    "ENCODINGS",
    "FACTS",
    "MAPPINGS",
    "MOST_SETTLEMENTS",
    "SUFFIXES",
    "Findings",
    "Keeping",
    "Line",
    "Lines",
    "Looked",
    "Must",
    "Often",
    "Outsider",
    "Pair",
    "Partial",
    "PartyTerm",
    "Plan",
    "Point",
    "Price",
    "Reading",
    "Said",
    "Settlement",
    "Tabled",
    "Term",
    "findings_of",
    "look",
    "plan_of",
    "read_tabled",
    "tabled_of",
    "tabled_of_scenario",
]
