"""What is wrong with a sheet, each thing with its row; many alike are counted."""

from collections.abc import Callable

import polars as pl

from sinequanon.errors import Fault, RecordError
from sinequanon.record.intake.sheets import Sheet

TOLD = 5
"""Rows that are told one by one for each kind of fault; the rest are counted."""


class Findings:
    """Faults and notes on one sheet, gathered by check after check."""

    def __init__(self, sheet: Sheet) -> None:
        """Nothing is found yet."""
        self.sheet = sheet
        self.faults: list[Fault] = []
        self.notes: list[str] = list(sheet.notes)

    def rows(
        self, wrong: pl.Series, tell: Callable[[int], str], alike: str, fix: str
    ) -> None:
        """Take rows that are wrong as faults.

        Args:
            wrong: True where a row is wrong; a null counts as False.
            tell: What was found in a row.
            alike: What the rows that are only counted have in common.
            fix: What to do about it.
        """
        rows = wrong.fill_null(value=False).arg_true().to_list()
        for row in rows[:TOLD]:
            place = self.sheet.place(row)
            self.faults.append(Fault(where=place, found=tell(row), fix=fix))
        if more := len(rows) - TOLD:
            if more < 0:
                return
            where = f"{self.sheet.name}, {more:,} more row{'s' if more > 1 else ''}"
            self.faults.append(Fault(where=where, found=alike, fix=fix))

    def note(self, text: str) -> None:
        """Take something that the user should know and that stops nothing."""
        self.notes.append(text)

    def stop(self) -> None:
        """Raise if anything is wrong.

        Raises:
            RecordError: With every fault.
        """
        if self.faults:
            raise RecordError(self.faults)
