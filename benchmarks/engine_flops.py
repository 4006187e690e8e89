"""How many floating-point operations a month of the compiled engine takes, counted.

The kernels run as plain Python, without Numba's compiler, on numbers that count what
is done to them: a sum, a product, a quotient, a root, a comparison, a choice or a
rounding counts one for each of sixteen lanes, a fused product and sum two. Integer
work, of which random numbers are made, is counted apart. Prints one JSON line.
"""

import os

os.environ["NUMBA_DISABLE_JIT"] = "1"

import json
import sys
from collections import Counter
from typing import Any

import numpy as np

import sinequanon.war.engine.lanes as memory
from sinequanon.dossier import load
from sinequanon.war import draw_theta, setting_of, simulate

counted: Counter[str] = Counter()
LANES = 16


class Value:
    """Sixteen numbers that count the operations on them."""

    __array_ufunc__ = None

    def __init__(self, numbers: Any) -> None:
        self.numbers = np.asarray(numbers)


def _numbers(value: Any) -> Any:
    return value.numbers if isinstance(value, Value) else np.float32(value)


def _floating(name: str, cost: int, function: Any) -> Any:
    def called(*values: Any) -> Value:
        counted["floating"] += cost
        counted[name] += 1
        return Value(function(*(_numbers(value) for value in values)))

    return called


def _turned(function: Any) -> Any:
    return lambda one, other: function(other, one)


def _word(value: Any) -> Any:
    return value.numbers if isinstance(value, Value) else np.uint32(value)


def _integer(name: str, function: Any) -> Any:
    def called(*values: Any) -> Any:
        counted["integer"] += 1
        return function(*values)

    return called


def _products(words: Value, factor: Any) -> tuple[Value, Value]:
    wide = words.numbers.astype(np.uint64) * np.uint64(factor)
    high, low = wide >> np.uint64(32), wide & np.uint64(0xFFFFFFFF)
    counted["integer"] += 1
    return Value(high.astype(np.uint32)), Value(low.astype(np.uint32))


def _exponent(x: Any) -> Any:
    bits = x.view(np.int32) - np.int32(0x3F3504F3)
    return (bits >> 23).astype(np.float32)


def _fraction(x: Any) -> Any:
    bits = x.view(np.int32) - np.int32(0x3F3504F3)
    return ((bits & 0x7FFFFF) + np.int32(0x3F3504F3)).view(np.float32)


def _full(number: Any) -> Any:
    return np.full(LANES, number, dtype=np.float32)


for _names, _function in {
    ("add", "radd", "iadd"): np.add,
    ("mul", "rmul", "imul"): np.multiply,
    ("sub",): np.subtract,
    ("truediv",): np.divide,
    ("lt",): np.less,
    ("gt",): np.greater,
    ("ge",): np.greater_equal,
    ("le",): np.less_equal,
}.items():
    for _name in _names:
        setattr(Value, f"__{_name}__", _floating(_name, 1, _function))
Value.__rsub__ = _turned(_floating("sub", 1, np.subtract))  # type: ignore[attr-defined]
Value.__rtruediv__ = _turned(  # type: ignore[attr-defined]
    _floating("truediv", 1, np.divide)
)
Value.__xor__ = _integer(  # type: ignore[attr-defined]
    "xor", lambda one, other: Value(np.bitwise_xor(_word(one), _word(other)))
)

_counting: dict[str, Any] = {}
_counting["lanes"] = lambda number: Value(_full(number))
_counting["where"] = _floating("where", 1, lambda c, a, b: np.where(c, a, b))
_counting["least"] = _floating("least", 1, np.minimum)
_counting["most"] = _floating("most", 1, np.maximum)
_counting["root"] = _floating("root", 1, np.sqrt)
_counting["rounded"] = _floating("rounded", 1, np.rint)
_counting["fused"] = _floating(
    "fused", 2, lambda a, b, c: (a * b + c).astype(np.float32)
)
_counting["power_of_two"] = _floating(
    "bits", 0, lambda x: np.exp2(x).astype(np.float32)
)
_counting["exponent_of"] = _floating("bits", 0, _exponent)
_counting["fraction_of"] = _floating("bits", 0, _fraction)
_counting["products"] = _products
_counting["words"] = lambda n: Value(np.full(LANES, n, dtype=np.uint32))
_counting["as_float"] = _floating("convert", 1, lambda x: x.astype(np.float32))
_counting["as_signed_float"] = _floating(
    "convert", 1, lambda x: x.view(np.int32).astype(np.float32)
)
_counting["past_quarter"] = _integer(
    "turn",
    lambda x: Value(
        ((1 << 30) - np.abs(x.numbers.view(np.int32).astype(np.int64)))
        .astype(np.int32)
        .view(np.uint32)
    ),
)
_counting["above_root_half"] = _integer(
    "above", lambda x: Value(x.numbers >= np.uint32(0xB504F334))
)
for _module in [
    m for name, m in sys.modules.items() if "sinequanon.war.engine" in name
]:
    for _name, _function in _counting.items():
        if hasattr(_module, _name):
            setattr(_module, _name, _function)
memory.Rows.__getitem__ = (  # type: ignore[attr-defined]
    lambda self, row: Value(self.table.reshape(-1, LANES)[row].copy())
)
memory.Rows.__setitem__ = (  # type: ignore[attr-defined]
    lambda self, row, value: self.table.reshape(-1, LANES).__setitem__(
        row, value.numbers
    )
)


def main() -> None:
    """Count one month of one block, and say how near it comes to the compiled one."""
    np.seterr(all="ignore")
    setting, ids = setting_of(load("syria")), np.arange(LANES, dtype=np.uint32)
    theta = draw_theta(setting, seed=1, draws=ids)

    def spent(months: int) -> tuple[Counter[str], Any]:
        counted.clear()
        (path,) = simulate(setting, theta, worlds=[()], seed=1, runs=ids, months=months)
        return counted.copy(), path

    first, _ = spent(1)
    both, path = spent(2)
    month = both - first
    cells = len(setting.places) * len(setting.actors)
    told = {
        "floating_by_cell_step": month["floating"] / cells,
        "integer_by_cell_step": month["integer"] / cells,
        "divisions_by_cell_step": (month["truediv"] + month["root"]) / cells,
        "fused_by_cell_step": month["fused"] / cells,
        "others": {
            name: count / cells
            for name, count in sorted(month.items())
            if name not in {"floating", "integer", "fused"}
        },
        "deaths": path.deaths.sum(axis=(1, 2)).tolist(),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
