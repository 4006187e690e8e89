"""Days and months of a vague date: the one door to the `edtf` library.

Dates are written in EDTF (Library of Congress, Extended Date/Time Format, 2019): a
vague date stays vague and is an interval of days. Plain years, months and days are
read here, since they are nearly all dates of a dossier and the library's grammar
takes milliseconds for each; every other form goes through the library.
"""

import calendar
import datetime
import re
from functools import cache
from typing import Any, cast

from sinequanon.months import month_of

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?[~?%]?")


@cache
def days_of(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day that a date may mean.

    Args:
        text: An EDTF date, such as `2011-03`, `2014-21` (spring), `2016~` or
            `2011-05/2011-06`.

    Raises:
        ValueError: If the date is not EDTF, does not exist, lacks an end or ends
            before it starts.

    Example:
        >>> days_of("2011-05/2011-06")
        (datetime.date(2011, 5, 1), datetime.date(2011, 6, 30))
        >>> days_of("2014-21")
        (datetime.date(2014, 3, 1), datetime.date(2014, 5, 31))
    """
    ends = text.split("/")
    if len(ends) == 2 and all(_PLAIN.fullmatch(end) for end in ends):
        first, last = _plain(ends[0])[0], _plain(ends[1])[1]
    elif _PLAIN.fullmatch(text):
        first, last = _plain(text)
    else:
        first, last = _by_library(text)
    if last < first:
        raise ValueError(f"the date {text!r} ends before it starts")
    return first, last


def day_of(text: str) -> datetime.date:
    """The earliest day that a date may mean.

    Example:
        >>> day_of("2016-03")
        datetime.date(2016, 3, 1)
    """
    return days_of(text)[0]


def months_between(text: str) -> tuple[int, int]:
    """The first and the last month id that a date may mean.

    Example:
        >>> months_between("2016-03"), months_between("2016-03/2016-05")
        ((435, 435), (435, 437))
    """
    first, last = days_of(text)
    return month_of(first), month_of(last)


def _plain(text: str) -> tuple[datetime.date, datetime.date]:
    match = _PLAIN.fullmatch(text)
    assert match is not None
    year, month, day = match.groups()
    if month is None:
        return _day(text, year, "1", "1"), _day(text, year, "12", "31")
    if day is None:
        final = calendar.monthrange(max(int(year), 1), int(month))[1]
        return _day(text, year, month, "1"), _day(text, year, month, str(final))
    exact = _day(text, year, month, day)
    return exact, exact


def _day(text: str, year: str, month: str, day: str) -> datetime.date:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError(f"there is no date {text!r}") from None


def _by_library(text: str) -> tuple[datetime.date, datetime.date]:
    # Importing the library costs more than reading a whole dossier, so it waits.
    import edtf

    try:
        parsed = cast(Any, edtf.parse_edtf(text))
        return (
            edtf.struct_time_to_date(parsed.lower_strict()),
            edtf.struct_time_to_date(parsed.upper_strict()),
        )
    except edtf.EDTFParseException:
        raise ValueError(f"{text!r} is not a date in EDTF") from None
    except (TypeError, AttributeError, ValueError, OverflowError):
        raise ValueError(f"the date {text!r} has no first or no last day") from None
