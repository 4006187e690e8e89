"""The compiled engine: sixteen runs at a time, in single precision, without Python.

Its twin is the rest of `war`: each file here repeats a file of the same name there, and
tests hold the two together. Read `lanes` (sixteen runs as one value), `chance`, then
`month` (the order of a month) and `paths` (worlds, batches, spans of months).
"""

from sinequanon.war.engine.paths import UnsoundRunsError, compiled_paths

__all__ = ["UnsoundRunsError", "compiled_paths"]
