"""The answer as people and programs read it: a page, JSON, a few lines of text.

This room prints an `Answer` and computes nothing.
"""

from sinequanon.report.encoding import FORMAT, from_json, to_json
from sinequanon.report.files import check_writable, write_atomically
from sinequanon.report.page import to_html
from sinequanon.report.terminal import to_text

__all__ = [
    "FORMAT",
    "check_writable",
    "from_json",
    "to_html",
    "to_json",
    "to_text",
    "write_atomically",
]
