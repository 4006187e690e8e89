# pyright: basic
"""What lanes can do beyond the operators: choose, compare, take roots, change kind."""

from typing import no_type_check

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from sinequanon.war.engine.lanes import (
    LANES,
    Chosen,
    Lanes,
    Words,
    spread,
    spread_number,
)

_FLOATS = ir.VectorType(ir.FloatType(), LANES)
_WORDS = ir.VectorType(ir.IntType(32), LANES)
_PAIRS = ir.VectorType(ir.IntType(64), LANES // 2)
_LOW = ir.Constant(_PAIRS, [0xFFFFFFFF] * (LANES // 2))
_HIGH = ir.Constant(_PAIRS, [0xFFFFFFFF << 32] * (LANES // 2))
_SHIFT = ir.Constant(_PAIRS, [32] * (LANES // 2))


@no_type_check
def _as_lanes(context, builder, signature, args):
    return [
        value if kind == Chosen else spread(context, builder, "float", kind, value)
        for kind, value in zip(signature.args, args, strict=True)
    ]


@no_type_check
def _are_numbers(*kinds):
    return all(kind == Lanes or isinstance(kind, types.Number) for kind in kinds)


@no_type_check
def _called(builder, name, *values):
    """A vector function of LLVM's own, such as a square root."""
    kind = ir.FunctionType(values[0].type, [value.type for value in values])
    function = builder.module.globals.get(name)
    if function is None:
        function = ir.Function(builder.module, kind, name)
    return builder.call(function, values)


@intrinsic
@no_type_check
def lanes(context, number):
    """Lanes that all hold a number."""
    if not _are_numbers(number):
        return None
    return Lanes(number), lambda *given: _as_lanes(*given)[0]


@intrinsic
@no_type_check
def where(context, choice, one, other):
    """`one` where chosen, `other` elsewhere."""
    if choice != Chosen or not _are_numbers(one, other):
        return None

    def build(context, builder, signature, args):
        return builder.select(*_as_lanes(context, builder, signature, args))

    return Lanes(choice, one, other), build


@no_type_check
def _smaller_or_larger(sign):
    def build(context, builder, signature, args):
        one, other = _as_lanes(context, builder, signature, args)
        return builder.select(builder.fcmp_ordered(sign, one, other), one, other)

    return build


@intrinsic
@no_type_check
def least(context, one, other):
    """The smaller of two."""
    if not _are_numbers(one, other):
        return None
    return Lanes(one, other), _smaller_or_larger("<")


@intrinsic
@no_type_check
def most(context, one, other):
    """The larger of two."""
    if not _are_numbers(one, other):
        return None
    return Lanes(one, other), _smaller_or_larger(">")


@intrinsic
@no_type_check
def root(context, value):
    """The square root."""
    if value != Lanes:
        return None

    def build(context, builder, signature, args):
        return _called(builder, f"llvm.sqrt.v{LANES}f32", args[0])

    return Lanes(value), build


@intrinsic
@no_type_check
def rounded(context, value):
    """The nearest whole number."""
    if value != Lanes:
        return None

    def build(context, builder, signature, args):
        return _called(builder, f"llvm.nearbyint.v{LANES}f32", args[0])

    return Lanes(value), build


@intrinsic
@no_type_check
def fused(context, one, other, added):
    """`one * other + added`, rounded once."""
    if not _are_numbers(one, other, added):
        return None

    def build(context, builder, signature, args):
        values = _as_lanes(context, builder, signature, args)
        return _called(builder, f"llvm.fma.v{LANES}f32", *values)

    return Lanes(one, other, added), build


@no_type_check
def _all(number):
    return ir.Constant(_WORDS, [number] * LANES)


@intrinsic
@no_type_check
def power_of_two(context, exponent):
    """Two to a whole power between -126 and 127."""
    if exponent != Lanes:
        return None

    def build(context, builder, signature, args):
        whole = builder.fptosi(args[0], _WORDS)
        bits = builder.shl(builder.add(whole, _all(127)), _all(23))
        return builder.bitcast(bits, _FLOATS)

    return Lanes(exponent), build


_ROOT_HALF = 0x3F3504F3
"""The bits of the square root of a half."""


@intrinsic
@no_type_check
def exponent_of(context, value):
    """The whole power of two that leaves a part between sqrt(1/2) and sqrt(2)."""
    if value != Lanes:
        return None

    def build(context, builder, signature, args):
        bits = builder.sub(builder.bitcast(args[0], _WORDS), _all(_ROOT_HALF))
        return builder.sitofp(builder.ashr(bits, _all(23)), _FLOATS)

    return Lanes(value), build


@intrinsic
@no_type_check
def fraction_of(context, value):
    """What `exponent_of` leaves: between sqrt(1/2) and sqrt(2)."""
    if value != Lanes:
        return None

    def build(context, builder, signature, args):
        bits = builder.sub(builder.bitcast(args[0], _WORDS), _all(_ROOT_HALF))
        below = builder.and_(bits, _all(0x7FFFFF))
        return builder.bitcast(builder.add(below, _all(_ROOT_HALF)), _FLOATS)

    return Lanes(value), build


@intrinsic
@no_type_check
def products(context, words, factor):
    """The upper and lower 32 bits of products of words with a number below 2**32.

    Multiplying each half of a pair where it stands spares the processor the moves that
    widening sixteen words to 64 bits would take.
    """
    if words != Words or not isinstance(factor, types.Integer):
        return None

    def build(context, builder, signature, args):
        number = context.cast(builder, args[1], signature.args[1], types.uint64)
        by = spread_number(builder, _PAIRS, number)
        pairs = builder.bitcast(args[0], _PAIRS)
        even = builder.mul(builder.and_(pairs, _LOW), by)
        odd = builder.mul(builder.lshr(pairs, _SHIFT), by)
        high = builder.or_(builder.lshr(even, _SHIFT), builder.and_(odd, _HIGH))
        word = spread(context, builder, "word", signature.args[1], args[1])
        both = [builder.bitcast(high, _WORDS), builder.mul(args[0], word)]
        return context.make_tuple(builder, signature.return_type, both)

    return types.UniTuple(Words, 2)(words, factor), build


@intrinsic
@no_type_check
def words(context, number):
    """Words that all hold a number."""
    if not isinstance(number, types.Integer):
        return None

    def build(context, builder, signature, args):
        return spread(context, builder, "word", signature.args[0], args[0])

    return Words(number), build


@intrinsic
@no_type_check
def as_float(context, word):
    """Unsigned words as numbers."""
    if word != Words:
        return None
    return Lanes(word), lambda c, builder, s, args: builder.uitofp(args[0], _FLOATS)


@intrinsic
@no_type_check
def as_signed_float(context, word):
    """Words read as signed integers, as numbers."""
    if word != Words:
        return None
    return Lanes(word), lambda c, builder, s, args: builder.sitofp(args[0], _FLOATS)


@intrinsic
@no_type_check
def past_quarter(context, word):
    """A quarter turn less how far an angle is from nought, in 32-bit turns."""
    if word != Words:
        return None

    def build(context, builder, signature, args):
        angle = args[0]
        below = builder.icmp_signed("<", angle, _all(0))
        away = builder.select(below, builder.neg(angle), angle)
        return builder.sub(_all(1 << 30), away)

    return Words(word), build


@intrinsic
@no_type_check
def above_root_half(context, word):
    """Where a word as a share of 2**32 is at least the square root of a half."""
    if word != Words:
        return None

    def build(context, builder, signature, args):
        return builder.icmp_unsigned(">=", args[0], _all(0xB504F334))

    return Chosen(word), build
