"""Runs on disk: trajectories of the war as a Zarr store with named axes.

`variables` names what is kept and in which unit; `zarrstore` writes and reads it,
block by block; `keeping` begins, goes on and finishes; `kept` reads what is finished.
"""

from sinequanon.keep.keeping import Keeping
from sinequanon.keep.kept import KeptRun, kept_run
from sinequanon.keep.variables import UNITS, dimensions

__all__ = ["UNITS", "Keeping", "KeptRun", "dimensions", "kept_run"]
