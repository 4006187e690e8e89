# pyright: basic
# Numba carries no types: the engine's kernel files are checked at the basic level.
"""Sixteen runs side by side as one value that Numba can add, compare and store.

`Lanes` is a value of sixteen float32 in a processor's vector registers (two of eight or
four of four on machines with shorter ones), `Words` one of sixteen unsigned 32-bit
integers, `Chosen` one of sixteen truths. `Rows` is memory: a table with one row of
sixteen lanes for each place, actor or whatever is kept. With a type of their own, lanes
need no loop that a compiler may or may not turn into vectors, nor a proof that tables
do not overlap: an expression over runs is compiled as it is written. All of it is exact
IEEE arithmetic in the order written, so bits do not depend on the machine's vectors.
"""

import operator
from typing import no_type_check

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import (
    NativeValue,
    lower_builtin,
    models,
    register_model,
    type_callable,
    typeof_impl,
    unbox,
)

LANES = 16
_ALIGNMENT = 64
_VECTORS = {
    "float": ir.VectorType(ir.FloatType(), LANES),
    "word": ir.VectorType(ir.IntType(32), LANES),
    "truth": ir.VectorType(ir.IntType(1), LANES),
}


class LanesType(types.Type):
    """Sixteen of a kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(name=f"Lanes({kind})")


class RowsType(types.Type):
    """Memory of rows of sixteen of a kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(name=f"Rows({kind})")


Lanes, Words, Chosen = (LanesType(kind) for kind in ("float", "word", "truth"))
_HELD = {"float": Lanes, "word": Words}
_ROWS = {kind: RowsType(kind) for kind in _HELD}
_TABLES = {"float": np.float32, "word": np.uint32}


@register_model(LanesType)
class _LanesModel(models.PrimitiveModel):
    @no_type_check
    def __init__(self, manager, kind):
        super().__init__(manager, kind, _VECTORS[kind.kind])


@register_model(RowsType)
class _RowsModel(models.PrimitiveModel):
    @no_type_check
    def __init__(self, manager, kind):
        super().__init__(manager, kind, _VECTORS[kind.kind].as_pointer())


class Rows:
    """A NumPy table `(..., 16)` that kernels read and write by its address.

    Raises:
        ValueError: If the table is not whole rows of sixteen float32 or uint32.
    """

    __slots__ = ("address", "kind", "table")

    @no_type_check
    def __init__(self, table):
        kinds = [kind for kind, of in _TABLES.items() if table.dtype == of]
        if not kinds or table.shape[-1] != LANES or not table.flags.c_contiguous:
            raise ValueError(f"want rows of {LANES}, got {table.dtype} {table.shape}")
        self.kind = kinds[0]
        self.table = table
        self.address = table.ctypes.data


@no_type_check
def empty_rows(*shape, kind="float"):
    """Memory for rows, beginning where a vector may begin; it holds zeros."""
    size = int(np.prod(shape)) * LANES
    whole = np.zeros(size + _ALIGNMENT // 4, dtype=_TABLES[kind])
    skip = -whole.ctypes.data % _ALIGNMENT // 4
    return Rows(whole[skip : skip + size].reshape(*shape, LANES))


@typeof_impl.register(Rows)
@no_type_check
def _typeof_rows(value, context):
    return _ROWS[value.kind]


@no_type_check
def of_one_kind(group):
    """A named tuple whose values Numba looks at once, as they are always alike.

    It would ask each of a hundred fields for its type at every call of a kernel.
    """
    known = []

    @typeof_impl.register(group)
    def typed(value, context):
        if not known:
            kinds = [typeof_impl(field, context) for field in value]
            known.append(types.BaseTuple.from_types(kinds, group))
        return known[0]

    return group


@unbox(RowsType)
@no_type_check
def _unbox_rows(kind, value, context):
    number = context.pyapi.object_getattr_string(value, "address")
    address = context.pyapi.long_as_ulonglong(number)
    context.pyapi.decref(number)
    pointer = context.builder.inttoptr(address, _VECTORS[kind.kind].as_pointer())
    return NativeValue(pointer)


# Reading and writing a row: `rows[p]`, `rows[p] = lanes`, `rows[p] += lanes`.


@type_callable(operator.getitem)
@no_type_check
def _type_getitem(context):
    def typer(rows, row):
        if isinstance(rows, RowsType) and isinstance(row, types.Integer):
            return _HELD[rows.kind]
        return None

    return typer


@type_callable(operator.setitem)
@no_type_check
def _type_setitem(context):
    def typer(rows, row, value):
        fits = isinstance(rows, RowsType) and isinstance(row, types.Integer)
        return types.none if fits and value == _HELD[rows.kind] else None

    return typer


@no_type_check
def _row_address(context, builder, signature, rows, row):
    # Unsigned, so that no wrapping around from the end is compiled in.
    place = context.cast(builder, row, signature.args[1], types.uintp)
    return builder.gep(rows, [place])


@lower_builtin(operator.getitem, RowsType, types.Integer)
@no_type_check
def _lower_getitem(context, builder, signature, args):
    return builder.load(_row_address(context, builder, signature, *args), align=4)


@lower_builtin(operator.setitem, RowsType, types.Integer, LanesType)
@no_type_check
def _lower_setitem(context, builder, signature, args):
    rows, row, value = args
    address = _row_address(context, builder, signature, rows, row)
    builder.store(value, address, align=4)
    return context.get_dummy_value()


# Operators between lanes, and between lanes and a number.


@no_type_check
def spread_number(builder, vector, number):
    """A vector that holds one number throughout."""
    nothing = ir.Constant(vector, ir.Undefined)
    first = builder.insert_element(nothing, number, ir.Constant(ir.IntType(32), 0))
    nowhere = ir.Constant(ir.VectorType(ir.IntType(32), vector.count), None)
    return builder.shuffle_vector(first, nothing, nowhere)


@no_type_check
def spread(context, builder, kind, of, value):
    """A value as lanes: a number stands in each of them."""
    if isinstance(of, LanesType):
        return value
    number = types.float32 if kind == "float" else types.uint32
    value = context.cast(builder, value, of, number)
    return spread_number(builder, _VECTORS[kind], value)


@no_type_check
def _operator(functions, of, build, result):
    """Give operators a meaning for lanes of a kind, or for lanes and a number."""

    def make(context):
        def typer(one, other):
            rest = [kind for kind in (one, other) if kind != of]
            fits = len(rest) < 2 and all(isinstance(x, types.Number) for x in rest)
            return result if fits else None

        return typer

    def lower(context, builder, signature, args):
        both = [
            spread(context, builder, of.kind, is_a, value)
            for is_a, value in zip(signature.args, args, strict=True)
        ]
        return build(builder, *both)

    for function in functions:
        type_callable(function)(make)
        for pair in ((of, of), (of, types.Number), (types.Number, of)):
            lower_builtin(function, *pair)(lower)


@no_type_check
def _ordered(sign):
    return lambda builder, one, other: builder.fcmp_ordered(sign, one, other)


for _names, _build in {
    (operator.add, operator.iadd): ir.IRBuilder.fadd,
    (operator.sub, operator.isub): ir.IRBuilder.fsub,
    (operator.mul, operator.imul): ir.IRBuilder.fmul,
    (operator.truediv, operator.itruediv): ir.IRBuilder.fdiv,
}.items():
    _operator(_names, Lanes, _build, Lanes)
for _name, _sign in {
    operator.lt: "<",
    operator.le: "<=",
    operator.gt: ">",
    operator.ge: ">=",
}.items():
    _operator((_name,), Lanes, _ordered(_sign), Chosen)
_operator((operator.xor,), Words, ir.IRBuilder.xor, Words)
_operator((operator.add,), Words, ir.IRBuilder.add, Words)
_operator((operator.and_,), Chosen, ir.IRBuilder.and_, Chosen)
