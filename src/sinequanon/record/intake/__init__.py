"""From a file or UCDP's interface to a checked table of the user's own.

Reading order: `sheets`, `kinds`, `recognition`, `findings`, `casting`, `points`,
`checks`, `adding`, `envelopes`, `asking`, `fetching`.
"""

from sinequanon.record.intake.adding import Added, add_file
from sinequanon.record.intake.fetching import UCDP_ADDRESS, fetch_ucdp
from sinequanon.record.intake.kinds import KINDS, Kind

__all__ = ["KINDS", "UCDP_ADDRESS", "Added", "Kind", "add_file", "fetch_ucdp"]
