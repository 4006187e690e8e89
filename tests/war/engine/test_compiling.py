# pyright: basic
"""What is kept on disk is found by its code, so that it is never stale."""

import numpy as np
import pytest
from numba import njit

from sinequanon.war.engine.compiling import fingerprint
from sinequanon.war.engine.lanes import Rows
from sinequanon.war.engine.month import stepped

_FACTOR = 2.0


@njit
def _inner(x):
    return x * _FACTOR


@njit
def _outer(x):
    return _inner(x) + 1.0


def test_the_fingerprint_follows_calls_and_constants(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = fingerprint(_outer)
    assert first == fingerprint(_outer)
    assert first != fingerprint(_inner)
    monkeypatch.setitem(_inner.py_func.__globals__, "_FACTOR", 3.0)
    assert fingerprint(_outer) != first


def test_the_engine_has_a_fingerprint() -> None:
    assert fingerprint(stepped) > 0


@pytest.mark.parametrize(
    "table",
    [
        np.zeros((3, 15), dtype=np.float32),
        np.zeros((3, 16)),
        np.zeros((16, 3), dtype=np.float32).T,
    ],
)
def test_rows_refuse_what_kernels_cannot_read(table: np.ndarray) -> None:
    with pytest.raises(ValueError, match="want rows of 16"):
        Rows(table)
