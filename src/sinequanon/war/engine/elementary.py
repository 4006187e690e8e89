# pyright: basic
"""Exponentials and logarithms of lanes, as polynomials without a branch.

The usual functions of C compute one number at a time. These compute sixteen, from
least-squares fits whose relative error (fit and rounding together, measured over all
of the range) is below 2.5e-7.
"""

from typing import no_type_check

from sinequanon.war.engine.arithmetic import (
    exponent_of,
    fraction_of,
    fused,
    least,
    most,
    power_of_two,
    rounded,
    where,
)
from sinequanon.war.engine.compiling import inlined

_PER_LOG_TWO = 1.4426950408889634
# log 2 in two parts: the first has few bits, so its whole multiples are exact.
_LOG_TWO_HIGH = 0.693359375
_LOG_TWO_LOW = -2.12194440e-4
_LOWEST, _HIGHEST = -87.0, 88.0


@inlined
@no_type_check
def _scale_and_rest(x):
    """A power of two, and exp(rest) - 1 where exp(x) is the one times exp(rest)."""
    x = most(least(x, _HIGHEST), _LOWEST)
    times = rounded(x * _PER_LOG_TWO)
    rest = fused(times, -_LOG_TWO_HIGH, x)
    rest = fused(times, -_LOG_TWO_LOW, rest)
    series = fused(rest, 0.001394644845277071, 0.008366583846509457)
    series = fused(rest, series, 0.04166628047823906)
    series = fused(rest, series, 0.1666654348373413)
    series = fused(rest, series, 0.5)
    return power_of_two(times), fused(rest * rest, series, rest)


@inlined
@no_type_check
def exponential(x):
    """exp(x), for x between -87 and 88; beyond, the value at the end."""
    scale, above_one = _scale_and_rest(x)
    return fused(scale, above_one, scale)


@inlined
@no_type_check
def chance_of(hazard):
    """1 - exp(-hazard), exact to the last bits also where the hazard is small."""
    scale, above_one = _scale_and_rest(-1.0 * hazard)
    return (1.0 - scale) - scale * above_one


@inlined
@no_type_check
def _log_about_one(z):
    """log(1 + z) for z between sqrt(1/2) - 1 and sqrt(2) - 1."""
    series = fused(z, -0.07859546691179276, 0.12881623208522797)
    series = fused(z, series, -0.13128767907619476)
    series = fused(z, series, 0.14181196689605713)
    series = fused(z, series, -0.16624553501605988)
    series = fused(z, series, 0.2000228613615036)
    series = fused(z, series, -0.25000810623168945)
    series = fused(z, series, 0.33333316445350647)
    square = z * z
    return fused(square * z, series, fused(square, -0.5, z))


@inlined
@no_type_check
def _joined(exponent, z):
    low = fused(exponent, _LOG_TWO_LOW, _log_about_one(z))
    return fused(exponent, _LOG_TWO_HIGH, low)


@inlined
@no_type_check
def logarithm(x):
    """log(x) of numbers from 1.2e-38 up (what is smaller counts as that)."""
    x = most(x, 1.1754943508222875e-38)
    return _joined(exponent_of(x), fraction_of(x) - 1.0)


@inlined
@no_type_check
def logarithm_beside_one(x, beside, short):
    """log(x), but log(1 - short) where `beside` says that x is near one."""
    exponent = where(beside, 0.0, exponent_of(x))
    return _joined(exponent, where(beside, 0.0 - short, fraction_of(x) - 1.0))


@inlined
@no_type_check
def raised(base, exponent):
    """`base ** exponent` of numbers from nought up, with `0 ** 0` as one."""
    power = exponential(exponent * logarithm(base))
    return where(base > 0.0, power, where(exponent > 0.0, 0.0, 1.0))
