"""A few dozen towns, enough to run every part quickly."""

import polars as pl
import pytest

from sinequanon.record import load
from sinequanon.record.holders.anchors import read_anchors
from sinequanon.record.holders.evidence import shipped_fighting
from sinequanon.record.holders.smoothing import Ground


@pytest.fixture(scope="session")
def some_ground() -> Ground:
    statements = load("syria_statements")
    places = statements["place"].unique().sort().gather_every(4)
    few = statements.filter(pl.col("place").is_in(places.to_list()))
    return Ground(anchors=read_anchors(few), fighting=shipped_fighting())
