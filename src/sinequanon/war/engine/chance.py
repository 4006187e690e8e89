# pyright: basic
"""Chance in the kernel: the same draws as `sinequanon.streams`, at the same addresses.

Philox 4x32-10 and the Box-Muller transform for sixteen runs at a time. A draw is made
where it is used: it depends on its address alone, so nothing has to be kept or shared.
"""

from typing import no_type_check

import numpy as np

from sinequanon.war.engine.arithmetic import (
    above_root_half,
    as_float,
    as_signed_float,
    fused,
    past_quarter,
    products,
    root,
    words,
)
from sinequanon.war.engine.compiling import inlined
from sinequanon.war.engine.elementary import logarithm_beside_one

_FIRST, _SECOND = np.uint32(0xD2511F53), np.uint32(0xCD9E8D57)
_WEYL_FIRST, _WEYL_SECOND = np.uint32(0x9E3779B9), np.uint32(0xBB67AE85)
_WHOLE = np.uint32(0xFFFFFFFF)
_SHARE = 2.0**-32


@inlined
@no_type_check
def drawn_words(run, month, first, second, key_high, key_low):
    """Two random words for each run at an address."""
    c0, c1, c2, c3 = run, words(month), words(first), words(second)
    k0, k1 = np.uint32(key_high), np.uint32(key_low)
    for _ in range(10):
        high_first, low_first = products(c0, _FIRST)
        high_second, low_second = products(c2, _SECOND)
        c0, c1 = high_second ^ c1 ^ k0, low_second
        c2, c3 = high_first ^ c3 ^ k1, low_first
        k0, k1 = np.uint32(k0 + _WEYL_FIRST), np.uint32(k1 + _WEYL_SECOND)
    return c0, c1


@inlined
@no_type_check
def normal(run, month, first, second, key_high, key_low):
    """A standard normal draw for each run at an address (Box & Muller 1958)."""
    w0, w1 = drawn_words(run, month, first, second, key_high, key_low)
    uniform = fused(as_float(w0), _SHARE, 0.5 * _SHARE)
    short = fused(as_float(w0 ^ _WHOLE), _SHARE, 0.5 * _SHARE)
    log = logarithm_beside_one(uniform, above_root_half(w0), short)
    # A cosine is the sine of a quarter turn less the angle, which is exact in words.
    turn = as_signed_float(past_quarter(w1)) * 2.0**-30
    square = turn * turn
    sine = fused(square, 0.00015167852689046413, -0.004674157593399286)
    sine = fused(square, sine, 0.07968992739915848)
    sine = fused(square, sine, -0.6459637880325317)
    sine = fused(square, sine, 1.5707963705062866)
    return root(log * -2.0) * (turn * sine)
