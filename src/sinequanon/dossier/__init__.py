"""What sources say about a war: YAML and CSV in, checked values out.

In reading order: `values`, `changes` and `schema` (the shapes), `settlement` (shapes
of the bargain), `layout` (which file holds what), `yamltext` and `reading` (text to
entries),
`references` and `crosschecks` (entries against one another), `overlays` and `loading`
(the whole, at each of its starts), `strength`, `withheld`, `hindsight` and `judged`
(what rests on what, and when).
"""

from sinequanon.dossier.changes import Change
from sinequanon.dossier.dates import day_of, days_of, months_between
from sinequanon.dossier.exporting import workbook_of
from sinequanon.dossier.hindsight import known_by
from sinequanon.dossier.importing import dossier_from
from sinequanon.dossier.judged import JudgementRow, judgement, judgement_share
from sinequanon.dossier.loading import (
    StartRow,
    available,
    check,
    folder_of,
    json_schema,
    load,
    starts,
)
from sinequanon.dossier.schema import (
    Actor,
    Backer,
    Border,
    Conflict,
    Contrast,
    Dossier,
    Event,
    Holding,
    Place,
    Question,
    ReferenceClass,
    Relation,
    Source,
    StartStage,
    Strength,
    War,
    World,
)
from sinequanon.dossier.settlement import (
    Coalition,
    Exclusion,
    Group,
    Issue,
    Option,
    Party,
    Position,
    Preference,
)
from sinequanon.dossier.strength import strength_span
from sinequanon.dossier.values import Edtf, Entry, Key, Range, SourceKeys
from sinequanon.dossier.withheld import without_sources
from sinequanon.dossier.wording import fault_of, suggestion
from sinequanon.dossier.workbook import Sheet, cell_name, read_workbook, write_workbook
from sinequanon.dossier.yamltext import Text, read_text

__all__ = [
    "Actor",
    "Backer",
    "Border",
    "Change",
    "Coalition",
    "Conflict",
    "Contrast",
    "Dossier",
    "Edtf",
    "Entry",
    "Event",
    "Exclusion",
    "Group",
    "Holding",
    "Issue",
    "JudgementRow",
    "Key",
    "Option",
    "Party",
    "Place",
    "Position",
    "Preference",
    "Question",
    "Range",
    "ReferenceClass",
    "Relation",
    "Sheet",
    "Source",
    "SourceKeys",
    "StartRow",
    "StartStage",
    "Strength",
    "Text",
    "War",
    "World",
    "available",
    "cell_name",
    "check",
    "day_of",
    "days_of",
    "dossier_from",
    "fault_of",
    "folder_of",
    "json_schema",
    "judgement",
    "judgement_share",
    "known_by",
    "load",
    "months_between",
    "read_text",
    "read_workbook",
    "starts",
    "strength_span",
    "suggestion",
    "without_sources",
    "workbook_of",
    "write_workbook",
]
