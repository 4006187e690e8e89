"""Columns of the record that look ahead, and so may never enter a forecast."""

from collections.abc import Iterable

from sinequanon.errors import Fault, ForecastError

LOOKS_AHEAD = {
    "ended": "says whether an agreement later failed",
    "duration": "dates the later end of an agreement",
    "c_duration": "tells in words when an agreement later ended",
    "termdur": "says whether fighting had stopped by the release",
    "noconf17": "says whether fighting was over in 2017",
    "co_impl": "was coded with the later course in view",
    "peagdate": "dates an agreement that later counted as the end",
    "cfiredate": "dates a ceasefire that later counted as the end",
    "recur": "says whether fighting came back",
    "outcome": "is what the forecast is about",
    "confterm": "marks the last year of an episode",
    "dyadterm": "marks the last year of an episode",
    "ependdate": "dates the end of the episode",
    "ependprec": "is coded only where an episode ended",
    "ep_end": "marks the last year of an episode",
    "ep_end_date": "dates the end of the episode",
    "ep_end_prec": "is coded only where an episode ended",
    "ending": "is what the forecast is about",
    "ending_year": "dates the end of the episode",
    "end": "dates the end of the episode",
    "ends_here": "marks the last year of an episode",
    "years": "is the whole length of the episode",
    "next_year": "dates the next episode",
    "last_year": "dates the end of the episode",
    "ever_war": "counts later years of the episode",
    "most_dyads": "counts later years of the episode",
    "ever_internationalised": "counts later years of the episode",
    "type_of_conflict2": "is of the whole episode, its later years too",
}
"""Column -> what it tells of the future, in the tables of the record and of this room.

The first rows are those of the agreements and termination tables that look like plain
covariates and are not.
"""


def refuse_future(names: Iterable[str]) -> None:
    """Nothing, if no name is of a column that looks ahead.

    Args:
        names: Columns that a forecast is to use.

    Raises:
        ForecastError: With one fault for each column that looks ahead.
    """
    faults = [
        Fault(
            where=name,
            found=f"the column {LOOKS_AHEAD[name]}, after the day of the forecast",
            fix="leave it out; a forecast may use only what was known by then",
        )
        for name in names
        if name in LOOKS_AHEAD
    ]
    if faults:
        raise ForecastError(faults)
