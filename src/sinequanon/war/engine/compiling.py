# pyright: basic
"""How kernels are compiled: once for all of them, kept on disk, and never stale."""

import hashlib
from typing import Any, no_type_check

from numba import njit
from numba.extending import is_jitted

_HOW: dict[str, Any] = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True}
_INSIDE: dict[str, Any] = {"no_cpython_wrapper": True}
_INTO_CALLERS: dict[str, Any] = {"forceinline": True}

kernel = njit(**_HOW, **_INSIDE)
"""A function that kernels call as it is; Python has no door to it."""

inlined = njit(**_HOW, **_INSIDE, **_INTO_CALLERS)
"""A function of the engine that becomes a part of those that call it."""


@no_type_check
def kept_on_disk(function):
    """A function that calls kernels, compiled and kept on disk with all of them.

    Numba keeps what it compiled until the file of the function changes, but not when
    another file does that the function calls into. So the function has to name, in a
    variable of its closure, the `fingerprint` of all that it calls. Where no folder
    can be written to, it is compiled anew in each process.
    """
    try:
        return njit(cache=True, **_HOW)(function)
    except RuntimeError:
        return njit(**_HOW)(function)


@no_type_check
def fingerprint(*kernels):
    """A number that changes with the code of kernels, what they call, and constants."""
    seen, digest = set(), hashlib.blake2b(digest_size=7)
    _read(kernels, seen, digest)
    return int.from_bytes(digest.digest(), "big")


@no_type_check
def _read(values, seen, digest):
    for value in values:
        if is_jitted(value):
            function = value.py_func
            if function in seen:
                continue
            seen.add(function)
            code = function.__code__
            digest.update(code.co_code)
            digest.update(repr(code.co_consts).encode())
            known = function.__globals__
            _read([known[n] for n in code.co_names if n in known], seen, digest)
        elif isinstance(value, int | float | str | tuple):
            digest.update(repr(value).encode())
