"""Deaths by country and month as one array, from the record or a like file."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from jaxtyping import Float

from sinequanon.errors import Fault, RecordError
from sinequanon.record import load

SHIPPED = "country_month_panel"
VINTAGES = ("ged_sb", "ged_sb_v2024")
"""Columns of the shipped panel: the challenge's vintage, and a later one."""

_LAYOUT = ("month_id", "country_id")
_FIX = "give a table with month_id, country_id and a column of deaths"


@dataclass(frozen=True, kw_only=True)
class CountryMonths:
    """State-based deaths by country and month.

    Attributes:
        countries: VIEWS country ids, ascending.
        first: The first month's id; months follow without a gap.
        deaths: Persons, `(countries, months)`; not a number where a country has no row,
            as before it was a state.
        vintage: Which release the figures are from, in words.
    """

    countries: tuple[int, ...]
    first: int
    deaths: Float[np.ndarray, "countries months"]
    vintage: str

    @property
    def last(self) -> int:
        """The last month's id."""
        return self.first + self.deaths.shape[1] - 1

    def through(self, month: int) -> "CountryMonths":
        """The same with nothing after a month, as it was to be known then.

        Raises:
            ValueError: If the month is not in the series.
        """
        if not self.first <= month <= self.last:
            raise ValueError(f"month {month} is not in {self.first} to {self.last}")
        return CountryMonths(
            countries=self.countries,
            first=self.first,
            deaths=self.deaths[:, : month - self.first + 1],
            vintage=self.vintage,
        )

    def between(self, first: int, months: int) -> Float[np.ndarray, "countries months"]:
        """Deaths of some months, `(countries, months)`."""
        start = first - self.first
        return self.deaths[:, start : start + months]

    def of(self, countries: tuple[int, ...]) -> "CountryMonths":
        """The same for some of the countries."""
        rows = [self.countries.index(one) for one in countries]
        return CountryMonths(
            countries=countries,
            first=self.first,
            deaths=self.deaths[rows],
            vintage=self.vintage,
        )


def shipped_series(vintage: str = VINTAGES[0]) -> CountryMonths:
    """The panel that comes with the package, 1990 to 2021.

    Args:
        vintage: `ged_sb` is that of the prediction challenge. `ged_sb_v2024` is a later
            release, known from January 2018 on; the years before are then the
            challenge's, so its first window is forecast from one release and scored
            on another.

    Raises:
        RecordError: If there is no such vintage.
    """
    if vintage not in VINTAGES:
        raise RecordError.at(
            "--vintage",
            f"the panel has no vintage {vintage!r}",
            f"use one of {', '.join(VINTAGES)}",
        )
    table = load(SHIPPED)
    if vintage == VINTAGES[0]:
        return _series(table, vintage, f"{SHIPPED}, {vintage}", "shipped")
    later = pl.coalesce(vintage, VINTAGES[0]).alias(vintage)
    words = f"{SHIPPED}, {vintage} from January 2018 and {VINTAGES[0]} before"
    return _series(table.with_columns(later), vintage, words, "shipped")


def read_series(file: str | Path, column: str = VINTAGES[0]) -> CountryMonths:
    """A panel of the same layout from a file, Parquet or CSV.

    Args:
        file: With columns `month_id` (1 is January 1980), `country_id` (VIEWS') and
            deaths; others are left aside. A country may enter or leave, but has no gap.
        column: The name of the column of deaths.

    Raises:
        RecordError: If the file cannot be read or used; all faults at once.
    """
    path = Path(file)
    try:
        reader = pl.read_csv if path.suffix.lower() == ".csv" else pl.read_parquet
        table = reader(path)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        first = (str(error).strip().splitlines() or ["unknown reason"])[0]
        raise RecordError.at(
            str(path), f"cannot be read as a table ({first})", _FIX
        ) from error
    return _series(table, column, f"{path.name}, {column}", str(path))


def _series(
    table: pl.DataFrame, column: str, vintage: str, where: str
) -> CountryMonths:
    faults: list[Fault] = []

    def fault(found: str, fix: str = _FIX) -> None:
        faults.append(Fault(where=where, found=found, fix=fix))

    for name in (*_LAYOUT, column):
        if name not in table.columns:
            fault(f"no column {name!r}")
    if not faults:
        table = table.select(
            *(pl.col(name).cast(pl.Int64, strict=False) for name in _LAYOUT),
            pl.col(column).cast(pl.Float64, strict=False).alias("deaths"),
        )
        bad = table.filter(
            pl.any_horizontal(pl.all().is_null())
            | ~pl.col("deaths").is_finite()
            | (pl.col("deaths") < 0)
        ).height
        if bad:
            fault(
                f"{bad:,} rows without a month, a country or a number of deaths",
                "leave out rows that are not known; deaths are 0 or more",
            )
        double = table.height - table.unique(list(_LAYOUT)).height
        if double:
            fault(
                f"{double:,} rows repeat a country and month",
                "keep one row for each country and month",
            )
        if table.height == 0:
            fault("no rows")
    if faults:
        raise RecordError(faults)
    countries = sorted(table["country_id"].unique().to_list())
    months = table["month_id"].to_numpy()
    first, last = int(months.min()), int(months.max())
    deaths = np.full((len(countries), last - first + 1), np.nan)
    row = np.searchsorted(np.asarray(countries), table["country_id"].to_numpy())
    deaths[row, months - first] = table["deaths"].to_numpy()
    return CountryMonths(
        countries=tuple(int(one) for one in countries),
        first=first,
        deaths=deaths,
        vintage=vintage,
    )
