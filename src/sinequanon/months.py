"""Months as VIEWS counts them: `month_id` 1 is January 1980."""

import datetime

_FIRST_YEAR = 1980


def month_id(year: int, month: int) -> int:
    """The VIEWS month id of a calendar month.

    Args:
        year: Calendar year.
        month: Calendar month, 1 to 12.

    Raises:
        ValueError: If the month is not 1 to 12.

    Example:
        >>> month_id(1980, 1), month_id(2016, 3), month_id(2020, 12)
        (1, 435, 492)
    """
    if not 1 <= month <= 12:
        raise ValueError(f"month must be 1 to 12, got {month}")
    return (year - _FIRST_YEAR) * 12 + month


def month_of(day: datetime.date) -> int:
    """The month id that a day lies in."""
    return month_id(day.year, day.month)


def year_month(month: int) -> tuple[int, int]:
    """The calendar year and month of a month id.

    Example:
        >>> year_month(435)
        (2016, 3)
    """
    years, rest = divmod(month - 1, 12)
    return _FIRST_YEAR + years, rest + 1


def month_label(month: int) -> str:
    """A month id as `YYYY-MM`.

    Example:
        >>> month_label(436)
        '2016-04'
    """
    year, number = year_month(month)
    return f"{year:04d}-{number:02d}"


def boundary_month(day: datetime.date) -> int:
    """The first month after the month boundary that is nearest to a day.

    An event of 27 March 2016 is nearest to the boundary 31 March / 1 April, so it
    counts from April (436). Ties go to the later boundary.

    Example:
        >>> boundary_month(datetime.date(2016, 3, 27))
        436
        >>> boundary_month(datetime.date(2016, 3, 4))
        435
    """
    this = month_of(day)
    start = datetime.date(day.year, day.month, 1)
    following = datetime.date(*year_month(this + 1), 1)
    return this if (day - start) < (following - day) else this + 1
