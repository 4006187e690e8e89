"""However a file is damaged, it is taken whole or refused in words."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given as trial, settings, strategies as st

from sinequanon.errors import RecordError

FEW = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def taken(given: Any, content: bytes, name: str = "ged.csv") -> pl.DataFrame | None:
    """The table, or None where the file was refused and the store left alone."""
    path: Path = given.folder / name
    path.write_bytes(content)
    before = sorted(given.store.glob("*"))
    refused: RecordError | None = None
    try:
        given.add(path, replace=True, name="damaged")
    except RecordError as error:
        refused = error
    if refused is None:
        return given.load("damaged")
    assert all(one.where and one.found and one.fix for one in refused.faults)
    assert sorted(given.store.glob("*")) == before
    return None


@FEW
@trial(share=st.floats(0, 1))
def test_a_csv_cut_anywhere_is_refused_or_ends_with_a_whole_row(
    given: Any, share: float
):
    text = given.sample_csv(12).encode()
    frame = taken(given, text[: int(share * len(text))])
    if frame is not None:
        # A cut between two rows cannot be seen in a file alone.
        whole = pl.read_csv(text, infer_schema=False)
        assert frame["id"].cast(pl.String).to_list() == (
            whole["id"].head(frame.height).to_list()
        )
        assert frame["best"].to_list() == (
            whole["best"].head(frame.height).cast(pl.Int64).to_list()
        )


@FEW
@trial(share=st.floats(0, 0.999), byte=st.integers(0, 255))
def test_a_csv_with_a_byte_changed_never_ends_in_a_traceback(
    given: Any, share: float, byte: int
):
    content = bytearray(given.sample_csv(12).encode())
    content[int(share * len(content))] = byte
    taken(given, bytes(content))


@FEW
@trial(share=st.floats(0, 0.999), byte=st.integers(0, 255))
def test_a_parquet_with_a_byte_changed_never_ends_in_a_traceback(
    given: Any, share: float, byte: int
):
    whole = given.folder / "whole.parquet"
    if not whole.exists():
        pl.read_parquet(given.sample).head(20).write_parquet(whole)
    content = bytearray(whole.read_bytes())
    content[int(share * len(content))] = byte
    taken(given, bytes(content), "ged.parquet")


@settings(FEW, max_examples=8)
@trial(order=st.permutations(range(45)))
def test_the_order_of_columns_does_not_matter(given: Any, order: list[int]):
    frame = pl.read_csv(given.sample_csv(12).encode(), infer_schema=False)
    shuffled = frame.select([frame.columns[number] for number in order])
    first = taken(given, frame.write_csv().encode())
    second = taken(given, shuffled.write_csv().encode())
    assert first is not None
    assert second is not None
    assert second.select(first.columns).equals(first)


@pytest.mark.parametrize("rows", [1, 2])
def test_the_smallest_files(given: Any, rows: int):
    frame = taken(given, given.sample_csv(rows).encode())
    assert frame is not None
    assert frame.height == rows
