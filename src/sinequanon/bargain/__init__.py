"""Bargaining: which settlements are open, to whom, and how likely one is signed."""

from sinequanon.bargain.commitment import Mapping
from sinequanon.bargain.competing import CAUSES, Cause, Endings, endings
from sinequanon.bargain.hazard import Frozen, Hazards, frozen_of, hazards
from sinequanon.bargain.minds import Minds, draw_minds
from sinequanon.bargain.parameters import BARGAIN_PARAMETERS, Parameter
from sinequanon.bargain.table import KEEP_LEVELS, Table, make_table, table_of
from sinequanon.bargain.talks import Stages, stages
from sinequanon.bargain.utility import Encoding
from sinequanon.bargain.zone import Openness, openness

__all__ = [
    "BARGAIN_PARAMETERS",
    "CAUSES",
    "KEEP_LEVELS",
    "Cause",
    "Encoding",
    "Endings",
    "Frozen",
    "Hazards",
    "Mapping",
    "Minds",
    "Openness",
    "Parameter",
    "Stages",
    "Table",
    "draw_minds",
    "endings",
    "frozen_of",
    "hazards",
    "make_table",
    "openness",
    "stages",
    "table_of",
]
