"""Windows of forecasting: what is known, and which months are asked."""

from dataclasses import dataclass

from sinequanon.forecast.series import CountryMonths
from sinequanon.months import month_id

CHALLENGE_YEARS = (2018, 2019, 2020, 2021)
"""Years of the prediction challenge: seen, since features and bins were found there."""
CHOICE_YEARS = tuple(range(2008, 2018))
"""Years on which settings are chosen."""
_LEAD = 2
"""Months between the last one known and the first one asked: October to January."""
_LEAST_KNOWN = 24


@dataclass(frozen=True, kw_only=True)
class Window:
    """Months that are forecast at once.

    Attributes:
        name: Such as a year.
        known_to: Id of the last month that is known.
        first: Id of the first month asked.
        months: How many months are asked.
    """

    name: str
    known_to: int
    first: int
    months: int

    @property
    def asked(self) -> tuple[int, ...]:
        """Ids of the months asked."""
        return tuple(range(self.first, self.first + self.months))

    @property
    def ahead(self) -> tuple[int, ...]:
        """How far each lies from the last month known."""
        return tuple(month - self.known_to for month in self.asked)


def year_window(year: int) -> Window:
    """A calendar year, forecast from October of the year before, as in the challenge.

    Example:
        >>> year_window(2018).ahead[0], year_window(2018).ahead[-1]
        (3, 14)
    """
    first = month_id(year, 1)
    return Window(name=str(year), known_to=first - 1 - _LEAD, first=first, months=12)


def window_ahead(series: CountryMonths, months: int) -> Window:
    """The months after the last one of a series."""
    return Window(
        name=f"{months} months ahead",
        known_to=series.last,
        first=series.last + 1,
        months=months,
    )


def years_in(series: CountryMonths) -> tuple[int, ...]:
    """Calendar years that a series can be forecast for and scored on."""
    begin, end = 1980 + (series.first - 1) // 12, 1980 + (series.last - 1) // 12
    return tuple(
        year
        for year in range(begin, end + 1)
        if year_window(year).known_to >= series.first + _LEAST_KNOWN
        and year_window(year).asked[-1] <= series.last
    )
