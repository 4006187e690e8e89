"""The answer as people and programs read it: a page, JSON, a few lines of text.

This room prints an `Answer`, the record of a war, what laws found, the scores of
forecasts, the findings of a table or a played case of KTAB, and computes nothing.
"""

from sinequanon.report.encoding import FORMAT, from_json, to_json
from sinequanon.report.files import check_writable, write_atomically
from sinequanon.report.forecast_page import forecast_to_html
from sinequanon.report.forecast_text import (
    FORECAST_FORMAT,
    forecast_to_json,
    forecast_to_text,
)
from sinequanon.report.ktab_tables import (
    KTAB_FORMAT,
    ktab_to_csv,
    ktab_to_json,
    ktab_to_text,
)
from sinequanon.report.law_tables import (
    LAWS_FORMAT,
    laws_json,
    laws_markdown,
    laws_text,
)
from sinequanon.report.page import to_html
from sinequanon.report.record_map import map_to_html
from sinequanon.report.record_tables import (
    months_to_csv,
    months_to_json,
    record_to_csv,
    record_to_json,
)
from sinequanon.report.record_text import months_to_text, record_to_text
from sinequanon.report.score_text import (
    SCORES_FORMAT,
    frame_scores_to_json,
    frame_scores_to_text,
    scores_to_json,
    scores_to_markdown,
    scores_to_text,
)
from sinequanon.report.settlement_tables import (
    SETTLEMENT_FORMAT,
    settlement_json,
    settlement_markdown,
    settlement_text,
)
from sinequanon.report.slope_tables import (
    SLOPES_FORMAT,
    slopes_json,
    slopes_markdown,
    slopes_text,
)
from sinequanon.report.tabled_page import tabled_to_html
from sinequanon.report.tabled_tables import (
    TABLED_FORMAT,
    tabled_to_csv,
    tabled_to_json,
)
from sinequanon.report.tabled_text import tabled_to_text
from sinequanon.report.terminal import to_text
from sinequanon.report.war_text import (
    replay_to_json,
    replay_to_text,
    war_to_json,
    war_to_text,
)

__all__ = [
    "FORECAST_FORMAT",
    "FORMAT",
    "KTAB_FORMAT",
    "LAWS_FORMAT",
    "SCORES_FORMAT",
    "SETTLEMENT_FORMAT",
    "SLOPES_FORMAT",
    "TABLED_FORMAT",
    "check_writable",
    "forecast_to_html",
    "forecast_to_json",
    "forecast_to_text",
    "frame_scores_to_json",
    "frame_scores_to_text",
    "from_json",
    "ktab_to_csv",
    "ktab_to_json",
    "ktab_to_text",
    "laws_json",
    "laws_markdown",
    "laws_text",
    "map_to_html",
    "months_to_csv",
    "months_to_json",
    "months_to_text",
    "record_to_csv",
    "record_to_json",
    "record_to_text",
    "replay_to_json",
    "replay_to_text",
    "scores_to_json",
    "scores_to_markdown",
    "scores_to_text",
    "settlement_json",
    "settlement_markdown",
    "settlement_text",
    "slopes_json",
    "slopes_markdown",
    "slopes_text",
    "tabled_to_csv",
    "tabled_to_html",
    "tabled_to_json",
    "tabled_to_text",
    "to_html",
    "to_json",
    "to_text",
    "war_to_json",
    "war_to_text",
    "write_atomically",
]
