# pyright: basic
"""Blocks of sixteen runs: how tables with runs last become rows of lanes, and back."""

from typing import no_type_check

import numpy as np

from sinequanon.war.engine.lanes import LANES, Rows, empty_rows

_ROUNDING = 1e-6


@no_type_check
def blocks_of(runs: int) -> int:
    """How many blocks hold some runs; the last one may have lanes to spare."""
    return -(-runs // LANES)


class Bank:
    """Named tables of lanes, `(blocks, rows, 16)` each, for all blocks of a batch."""

    def __init__(self) -> None:
        self.tables = {}

    @no_type_check
    def put(self, name, values, *, kind="float"):
        """Keep `(rows, runs)`, or `(runs,)` as one row; spare lanes repeat the last."""
        values = np.atleast_2d(values)
        rows, runs = values.shape
        blocks = blocks_of(runs)
        table = empty_rows(blocks, rows, kind=kind).table
        spare = blocks * LANES - runs
        if spare:
            values = np.concatenate([values, np.repeat(values[:, -1:], spare, 1)], 1)
        table[:] = values.reshape(rows, blocks, LANES).transpose(1, 0, 2)
        self.tables[name] = table

    @no_type_check
    def make(self, name, blocks, rows):
        """Keep rows of zeros."""
        self.tables[name] = empty_rows(blocks, rows).table

    @no_type_check
    def get(self, name, runs):
        """The table as `(rows, runs)` in double precision."""
        table = self.tables[name]
        rows = table.transpose(1, 0, 2).reshape(table.shape[1], -1)
        return rows[:, :runs].astype(np.float64)

    @no_type_check
    def by_month(self, name, each, months, runs):
        """A table of `each` rows a month as `(runs, each, months)`."""
        table = self.tables[name]
        rows = table.reshape(len(table), months, each, LANES).transpose(0, 3, 2, 1)
        whole = rows.reshape(len(table) * LANES, each, months)
        return whole[:runs].astype(np.float64)

    @no_type_check
    def rows(self, name, number):
        """One block's table as kernels take it."""
        return Rows(self.tables[name][number])

    @no_type_check
    def block(self, kind, number):
        """One block's tables as a named tuple of rows."""
        return kind(**{name: self.rows(name, number) for name in kind._fields})

    @no_type_check
    def broken(self, names, runs):
        """Which runs hold a number that is missing, infinite or below nought."""
        wrong = np.zeros(runs, dtype=np.bool_)
        for name in names:
            table = self.tables[name]
            # A person too few in a million is rounding.
            least = -_ROUNDING * max(1.0, float(np.abs(table).max(initial=0.0)))
            if np.isfinite(table.sum()) and float(table.min(initial=0.0)) >= least:
                continue
            lanes = ~np.isfinite(table) | (table < least)
            wrong |= lanes.any(axis=1).reshape(-1)[:runs]
        return wrong

    @no_type_check
    def copied(self):
        """The same numbers in memory of their own."""
        twin = Bank()
        for name, table in self.tables.items():
            twin.make(name, *table.shape[:2])
            twin.tables[name][:] = table
        return twin
