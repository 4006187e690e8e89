# pyright: basic
"""The kernel's draws are those of `sinequanon.streams`, address by address."""

from typing import Any

import numpy as np
from hypothesis import given, settings, strategies as st
from numba import njit

from sinequanon.streams import normals, philox, stream_key
from sinequanon.war.engine.arithmetic import as_float
from sinequanon.war.engine.chance import drawn_words, normal
from sinequanon.war.engine.lanes import empty_rows

# Numba tells no types, so these are called as anything.
_drawn: Any = drawn_words
_float: Any = as_float
WORDS = st.integers(min_value=0, max_value=2**32 - 1)


@njit
def _words(runs, out, address):
    first, second = _drawn(
        runs[0], address[0], address[1], address[2], address[3], address[4]
    )
    out[0], out[1] = first, second


@njit
def _normals(runs, out, month, firsts, seconds, key):
    for first in range(len(firsts)):
        for second in range(len(seconds)):
            out[first * len(seconds) + second] = normal(
                runs[0], month, firsts[first], seconds[second], key[0], key[1]
            )


@settings(max_examples=40, deadline=None, derandomize=True)
@given(run=WORDS, address=st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS))
def test_words_are_those_of_philox(run: int, address: tuple[int, ...]) -> None:
    runs, out = empty_rows(1, kind="word"), empty_rows(2, kind="word")
    runs.table[0] = (run + 7919 * np.arange(16, dtype=np.uint64)).astype(np.uint32)
    _words(runs, out, np.array(address, dtype=np.uint32))
    month, first, second, high, low = address
    when, one, other = (np.asarray(x, dtype=np.uint32) for x in (month, first, second))
    expected = philox((runs.table[0], when, one, other), (high, low))
    assert np.array_equal(out.table[0], expected[0])
    assert np.array_equal(out.table[1], expected[1])


def test_normals_are_those_of_the_streams() -> None:
    runs = empty_rows(1, kind="word")
    runs.table[0] = 31 * np.arange(16)
    firsts = (2654435761 * np.arange(500, dtype=np.uint64)).astype(np.uint32)
    seconds = (40503 * np.arange(40, dtype=np.uint64)).astype(np.uint32)
    out = empty_rows(len(firsts) * len(seconds))
    key = np.array(stream_key(7, "war/power"), dtype=np.uint32)
    _normals(runs, out, np.uint32(435), firsts, seconds, key)
    ours = out.table.reshape(500, 40, 16).transpose(2, 0, 1)
    exact = normals(7, "war/power", runs.table[0], 435, firsts, seconds)
    np.testing.assert_allclose(ours, exact, rtol=2e-6, atol=2e-7)
    # 320,000 draws: the mean of so many has a standard error of .0018.
    assert abs(float(ours.mean())) < 4.0 * 0.0018
    assert abs(float(ours.std()) - 1.0) < 4.0 * 0.0013


def test_words_count_as_unsigned() -> None:
    @njit
    def floats(words, out):
        out[0] = _float(words[0])

    words, out = empty_rows(1, kind="word"), empty_rows(1)
    words.table[0] = 2**32 - 1
    floats(words, out)
    assert float(out.table.min()) == 2.0**32
