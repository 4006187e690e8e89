import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.streams import key_of, keys_of, normals, philox, uniforms

Words = tuple[int, int, int, int]

# Known answers of Random123 (Salmon et al. 2011), philox4x32-10.
KNOWN: list[tuple[Words, tuple[int, int], Words]] = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    (
        (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFFF),
        (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD),
    ),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
RUNS = np.arange(50, dtype=np.uint32)


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN)
def test_philox_gives_the_known_answers(
    counter: Words, key: tuple[int, int], expected: Words
):
    c0, c1, c2, c3 = (np.array([word], dtype=np.uint32) for word in counter)
    assert tuple(int(word[0]) for word in philox((c0, c1, c2, c3), key)) == expected


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(-(2**40), 2**40),
    start=st.integers(0, 40),
    month=st.integers(0, 600),
)
def test_a_run_alone_has_the_luck_it_has_among_others(
    seed: int, start: int, month: int
):
    places = keys_of(["SY01", "SY02", "SY03"])
    together = uniforms(seed, "front", RUNS, month, places)
    alone = uniforms(seed, "front", RUNS[start : start + 1], month, places)
    assert np.array_equal(together[start : start + 1], alone)


def test_order_of_names_does_not_matter():
    there = normals(1, "front", RUNS, 4, keys_of(["a", "b"]))
    back = normals(1, "front", RUNS, 4, keys_of(["b", "a"]))
    assert np.array_equal(there, back[:, ::-1])


def test_seed_zero_is_a_seed():
    first = uniforms(0, "front", RUNS)
    assert np.array_equal(first, uniforms(0, "front", RUNS))
    assert not np.array_equal(first, uniforms(1, "front", RUNS))


def test_streams_and_months_differ():
    assert not np.array_equal(uniforms(1, "a", RUNS), uniforms(1, "b", RUNS))
    assert not np.array_equal(uniforms(1, "a", RUNS, 1), uniforms(1, "a", RUNS, 2))


@pytest.mark.statistical
def test_moments_within_four_standard_errors():
    runs = np.arange(100_000, dtype=np.uint32)
    flat = uniforms(7, "flat", runs).ravel()
    assert abs(flat.mean() - 0.5) < 4 * (1 / 12 / flat.size) ** 0.5
    bell = normals(7, "bell", runs).ravel()
    assert abs(bell.mean()) < 4 / bell.size**0.5
    assert abs(bell.var() - 1) < 4 * (2 / bell.size) ** 0.5
    assert flat.min() > 0.0
    assert flat.max() < 1.0


def test_names_that_repeat_are_refused():
    with pytest.raises(ValueError, match="distinct"):
        keys_of(["a", "a"])
    assert key_of("government") == key_of("government")
