"""What an essay claims, the criterion of each claim, and what the tests found.

In reading order: `claim` and `evidence` (the shapes), `files` (from the dossier),
`standing` (results and how rules join), `sourcing`, `estimates` and `weighing` (claims
that sources decide), `contact` (who held what), `tables`, `facing`, `killing`,
`attention`, `strikes`, `sparing`, `fighting` and `crackdown` (claims that the record
decides), `thesis` (the main thesis and its rivals), `backbone` (the sine qua non),
`premises` (what follows from other claims), `judging` (all of it).
"""

from sinequanon.argument.backbone import Departure
from sinequanon.argument.claim import Claim, ClaimFile
from sinequanon.argument.evidence import Criterion, Missing, Statement
from sinequanon.argument.files import Argument, load_claims
from sinequanon.argument.judging import RECORD_CLAIMS, findings_by_id, judge
from sinequanon.argument.standing import Finding
from sinequanon.argument.tables import RecordTables, record_tables
from sinequanon.argument.thesis import THESES, Effects

__all__ = [
    "RECORD_CLAIMS",
    "THESES",
    "Argument",
    "Claim",
    "ClaimFile",
    "Criterion",
    "Departure",
    "Effects",
    "Finding",
    "Missing",
    "RecordTables",
    "Statement",
    "findings_by_id",
    "judge",
    "load_claims",
    "record_tables",
]
