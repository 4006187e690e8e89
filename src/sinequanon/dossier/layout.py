"""The files of a dossier: which entries stand in which file."""

from sinequanon.dossier.schema import (
    Actor,
    Backer,
    Border,
    Event,
    Holding,
    Place,
    Question,
    Relation,
    Source,
    Strength,
)
from sinequanon.dossier.settlement import (
    Coalition,
    Exclusion,
    Issue,
    Party,
    Position,
    Preference,
)
from sinequanon.dossier.values import Entry

WAR_FILE = "war.yaml"
"""The one file that holds a single entry and no lists."""

LISTS: dict[str, dict[str, type[Entry]]] = {
    "sources.yaml": {"sources": Source},
    "actors.yaml": {"actors": Actor, "backers": Backer, "relations": Relation},
    "strengths.yaml": {"strengths": Strength},
    "issues.yaml": {"issues": Issue, "exclusions": Exclusion},
    "parties.yaml": {"parties": Party},
    "preferences.yaml": {"preferences": Preference},
    "positions.yaml": {"positions": Position},
    "coalitions.yaml": {"coalitions": Coalition},
    "events.yaml": {"events": Event},
    "questions.yaml": {"questions": Question},
}
"""YAML files of lists: the name of each list and the kind of its entries."""

TABLES: dict[str, tuple[str, type[Entry]]] = {
    "places.csv": ("places", Place),
    "borders.csv": ("borders", Border),
    "control.csv": ("holdings", Holding),
}
"""CSV files: the name of the list that each fills and the kind of its rows."""

SHARED_COLUMNS = ("pcode", "support", "disputed", "sources")
"""Columns of control.csv that name no actor; every other column is an actor's share."""

STARTS_FOLDER = "starts"
"""Folder of other months that the war may be taken up at, one folder `YYYY-MM` each."""

FILES = tuple(sorted([WAR_FILE, *LISTS, *TABLES]))
"""All files of a dossier, in order of name, as its digest takes them."""

OVERLAID = frozenset(FILES) - {
    "borders.csv",
    "events.yaml",
    "questions.yaml",
    "sources.yaml",
}
"""Files that a start may replace; the others are the same for every start."""
