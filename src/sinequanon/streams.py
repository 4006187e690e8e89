"""Chance, all of it: addressable draws that runs with and without an event share.

A draw depends on the seed and on (run, stream, month, first id, second id) and on
nothing else: not on the order of calls, on chunks or on threads. Two worlds that ask
for the same address get the same luck, which is what makes their difference small
(common random numbers). The generator is Philox 4x32-10 (Salmon, Moraes, Dror & Shaw
2011, doi:10.1145/2063384.2063405): a keyed bijection of a counter, so a draw is
computed from its address instead of being drawn in turn.
"""

import hashlib

import numpy as np
from jaxtyping import Float, UInt32

_MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_WEYL = (0x9E3779B9, 0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_ROUNDS = 10

Word = UInt32[np.ndarray, "..."]


def key_of(name: str) -> int:
    """A 32-bit id for a name, the same on every machine.

    Chance is keyed by what a thing is called and never by its index, so relabelling
    actors or places changes nothing.
    """
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest())


def keys_of(names: list[str] | tuple[str, ...]) -> UInt32[np.ndarray, " names"]:
    """Ids for several names.

    Raises:
        ValueError: If two different names share an id (or a name is repeated).
    """
    keys = np.array([key_of(name) for name in names], dtype=np.uint32)
    if len(set(keys.tolist())) != len(names):
        raise ValueError(f"names must be distinct and hash apart, got {list(names)}")
    return keys


def philox(
    counter: tuple[Word, Word, Word, Word], key: tuple[int, int]
) -> tuple[Word, Word, Word, Word]:
    """Four random 32-bit words for each counter (Philox 4x32-10).

    Args:
        counter: Four arrays of words that broadcast together.
        key: Two words.

    Example:
        >>> zero = np.zeros(1, dtype=np.uint32)
        >>> [hex(int(word[0])) for word in philox((zero,) * 4, (0, 0))]
        ['0x6627e8d5', '0xe169c58d', '0xbc57ac4c', '0x9b00dbd8']
    """
    c0, c1, c2, c3 = (np.asarray(word, dtype=np.uint64) for word in counter)
    k0, k1 = key
    for _ in range(_ROUNDS):
        first, second = c0 * _MULTIPLIERS[0], c2 * _MULTIPLIERS[1]
        c0, c1, c2, c3 = (
            (second >> _SHIFT) ^ c1 ^ np.uint64(k0),
            second & _LOW,
            (first >> _SHIFT) ^ c3 ^ np.uint64(k1),
            first & _LOW,
        )
        k0, k1 = (k0 + _WEYL[0]) & 0xFFFFFFFF, (k1 + _WEYL[1]) & 0xFFFFFFFF
    shape = np.broadcast_shapes(c0.shape, c1.shape, c2.shape, c3.shape)
    return (
        np.broadcast_to(c0, shape).astype(np.uint32),
        np.broadcast_to(c1, shape).astype(np.uint32),
        np.broadcast_to(c2, shape).astype(np.uint32),
        np.broadcast_to(c3, shape).astype(np.uint32),
    )


def stream_key(seed: int, stream: str) -> tuple[int, int]:
    """The two words that key all draws of a stream; the run and month are counters."""
    mixed = hashlib.blake2b(f"{seed}/{stream}".encode(), digest_size=8).digest()
    return int.from_bytes(mixed[:4]), int.from_bytes(mixed[4:])


def _words(
    seed: int,
    stream: str,
    runs: UInt32[np.ndarray, " runs"],
    month: int,
    first: UInt32[np.ndarray, " first"],
    second: UInt32[np.ndarray, " second"],
) -> tuple[Word, Word, Word, Word]:
    """Words for each (run, first id, second id) of one stream in one month."""
    key = stream_key(seed, stream)
    run = runs[:, None, None].astype(np.uint32)
    when = np.full((1, 1, 1), month, dtype=np.uint32)
    return philox((run, when, first[None, :, None], second[None, None, :]), key)


_NOBODY = np.zeros(1, dtype=np.uint32)


def uniforms(
    seed: int,
    stream: str,
    runs: UInt32[np.ndarray, " runs"],
    month: int = 0,
    first: UInt32[np.ndarray, " first"] | None = None,
    second: UInt32[np.ndarray, " second"] | None = None,
) -> Float[np.ndarray, "runs n m"]:
    """Uniform draws on (0, 1), one for each run, first id and second id.

    Args:
        seed: Any integer; 0 is a seed like any other.
        stream: What the chance is about, such as `"front"`.
        runs: Run numbers.
        month: Month id, or 0 for what is drawn once a run.
        first: Ids such as places (`keys_of`); one column of zeros if left out.
        second: Ids such as actors; one column of zeros if left out.
    """
    ids = (_NOBODY if first is None else first, _NOBODY if second is None else second)
    word = _words(seed, stream, runs, month, *ids)[0]
    return (word.astype(np.float64) + 0.5) / 2.0**32


def normals(
    seed: int,
    stream: str,
    runs: UInt32[np.ndarray, " runs"],
    month: int = 0,
    first: UInt32[np.ndarray, " first"] | None = None,
    second: UInt32[np.ndarray, " second"] | None = None,
) -> Float[np.ndarray, "runs n m"]:
    """Standard normal draws, addressed as `uniforms` (Box & Muller 1958)."""
    ids = (_NOBODY if first is None else first, _NOBODY if second is None else second)
    words = _words(seed, stream, runs, month, *ids)
    radius = np.sqrt(-2.0 * np.log((words[0].astype(np.float64) + 0.5) / 2.0**32))
    return radius * np.cos(2.0 * np.pi * (words[1].astype(np.float64) / 2.0**32))
