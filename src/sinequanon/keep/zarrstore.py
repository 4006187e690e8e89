"""The one file that speaks Zarr: arrays with named axes in a folder.

Format 2 of Zarr, which every reader of the format knows, with the names of axes where
xarray looks for them. Nothing here knows what the arrays mean.
"""

# pyright: basic

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np

from sinequanon.errors import OutputError

_AXES = "_ARRAY_DIMENSIONS"


def need_zarr() -> str:
    """The version of zarr.

    Raises:
        OutputError: If the extra is not installed.
    """
    try:
        import xarray  # noqa: F401
        import zarr
    except ImportError as error:
        raise OutputError.at(
            "--out",
            f"keeping runs needs xarray and zarr ({error})",
            "install them: pip install 'sinequanon[runs]'",
        ) from error
    return zarr.__version__


class ZarrFolder:
    """A folder of arrays, opened to be written or read."""

    def __init__(self, path: Path, mode: Literal["w", "r+", "r"]) -> None:
        """Open with mode `w` (anew), `r+` (to go on) or `r` (to read)."""
        import zarr

        self.path = path
        if mode == "w":
            self._group = zarr.open_group(str(path), mode="w", zarr_format=2)
        else:
            self._group = zarr.open_group(
                str(path), mode=mode, zarr_format=2, use_consolidated=False
            )

    @property
    def attributes(self) -> dict[str, Any]:
        """What is said of the whole."""
        return dict(self._group.attrs)

    def describe(self, attributes: Mapping[str, Any]) -> None:
        """Say something of the whole."""
        self._group.attrs.update(attributes)

    def make(
        self,
        name: str,
        axes: Sequence[str],
        shape: Sequence[int],
        chunks: Sequence[int],
        dtype: Any,
        attributes: Mapping[str, Any],
    ) -> None:
        """An empty array with named axes."""
        from numcodecs import Blosc

        packed = Blosc(cname="zstd", clevel=3, shuffle=Blosc.SHUFFLE)
        self._group.create_array(
            name,
            shape=tuple(shape),
            # An axis without an entry still needs a chunk of one.
            chunks=tuple(max(1, length) for length in chunks),
            dtype=dtype,
            compressors=packed,
            fill_value=np.nan if np.issubdtype(dtype, np.floating) else None,
            attributes={_AXES: list(axes), **attributes},
            overwrite=True,
        )

    def add(
        self,
        name: str,
        axes: Sequence[str],
        values: np.ndarray,
        attributes: Mapping[str, Any],
    ) -> None:
        """A small array, whole."""
        self.make(name, axes, values.shape, values.shape, values.dtype, attributes)
        if values.size:
            self.put(name, tuple(slice(None) for _ in axes), values)

    def put(self, name: str, where: Any, values: np.ndarray) -> None:
        """Fill a part of an array."""
        if values.size:
            self._group[name][where] = values  # pyright: ignore[reportIndexIssue]

    def get(self, name: str, where: Any = ...) -> np.ndarray:
        """A part of an array."""
        return np.asarray(self._group[name][where])  # pyright: ignore[reportIndexIssue]

    def names(self) -> set[str]:
        """Names of all arrays."""
        return set(self._group.array_keys())

    def gather(self) -> None:
        """Write the descriptions of all arrays into one file, for quick opening."""
        import zarr

        zarr.consolidate_metadata(str(self.path), zarr_format=2)
