"""VIEWS frames, out and in: a folder with draws, months and places of each row.

The layout is that of views-frames 2 (`PredictionFrame.save`): `values.npy`, 32-bit
floats `(rows, draws)`; `identifiers.npz` with `time` (month ids) and `unit` (country
ids); `header.json` with the level (`cm`: country-months) and metadata.
"""

import json
import os
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float, Int

from sinequanon.errors import Fault, OutputError, RecordError
from sinequanon.forecast.ladder import Strata

_FILES = ("values.npy", "identifiers.npz", "header.json")
_LEVEL = "cm"
_FIX = "give a folder that PredictionFrame.save of views-frames has written"


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Draws with the month and the country of each row.

    Attributes:
        months: Month ids, `(rows,)`.
        countries: VIEWS country ids, `(rows,)`.
        draws: Deaths, `(rows, draws)`.
        metadata: What the header says of where it comes from.
    """

    months: Int[np.ndarray, " rows"]
    countries: Int[np.ndarray, " rows"]
    draws: Float[np.ndarray, "rows draws"]
    metadata: dict[str, object]


def frame_of(
    countries: tuple[int, ...],
    months: tuple[int, ...],
    draws: Strata,
    *,
    seed: int,
    vintage: str,
) -> Frame:
    """A forecast as a frame, in order of months and then countries.

    Args:
        countries: Ids, as the first axis of `draws`.
        months: Ids, as the second.
        draws: Deaths, `(countries, months, draws)`.
        seed: Of the draws.
        vintage: Of the deaths that were known.
    """
    rows = draws.transpose(1, 0, 2).reshape(-1, draws.shape[2])
    return Frame(
        months=np.repeat(np.asarray(months, dtype=np.int64), len(countries)),
        countries=np.tile(np.asarray(countries, dtype=np.int64), len(months)),
        draws=rows.astype(np.float32),
        metadata={
            "data_version": vintage,
            "model": "sinequanon forecast",
            "run_type": "forecasting",
            "seed": seed,
        },
    )


def write_frame(frame: Frame, folder: str | Path) -> None:
    """Write a frame as a new folder: whole, or not at all.

    Raises:
        OutputError: If the folder exists already, or cannot be written.
    """
    target = Path(folder)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    if target.exists():
        raise OutputError.at(
            str(target), "this exists already", "name a folder that does not"
        )
    header = {"level": _LEVEL, "metadata": frame.metadata}
    try:
        partial.mkdir()
        np.save(partial / _FILES[0], frame.draws.astype(np.float32))
        np.savez(partial / _FILES[1], time=frame.months, unit=frame.countries)
        (partial / _FILES[2]).write_text(json.dumps(header, sort_keys=True), "utf-8")
        partial.rename(target)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise OutputError.at(
            str(target),
            f"cannot be written: {error.strerror or error}",
            "name a folder in one that exists and that you may write to",
        ) from error


def read_frame(folder: str | Path) -> Frame:
    """Read a frame of country-months.

    Raises:
        RecordError: If it is no such frame; all faults at once.
    """
    place = Path(folder)
    missing = [name for name in _FILES if not (place / name).is_file()]
    if missing:
        raise RecordError(
            [
                Fault(where=str(place / name), found="no such file", fix=_FIX)
                for name in missing
            ]
        )
    try:
        draws = np.load(place / _FILES[0], allow_pickle=False)
        with np.load(place / _FILES[1], allow_pickle=False) as identifiers:
            months, countries = identifiers["time"], identifiers["unit"]
        header = json.loads((place / _FILES[2]).read_text("utf-8"))
        level, metadata = header["level"], dict(header.get("metadata", {}))
    except (ValueError, KeyError, TypeError, OSError, zipfile.BadZipFile) as error:
        raise RecordError.at(str(place), f"cannot be read ({error})", _FIX) from error
    faults = [
        Fault(where=str(place), found=found, fix=_FIX)
        for wrong, found in (
            (level != _LEVEL, f"the level is {level!r}, not {_LEVEL!r}"),
            (draws.ndim != 2, f"values have {draws.ndim} axes, not 2"),
            (
                not months.shape == countries.shape == draws.shape[:1],
                "times, units and values differ in rows",
            ),
            (
                draws.dtype.kind != "f" or not bool(np.isfinite(draws).all()),
                "values are not all finite numbers",
            ),
            (
                months.dtype.kind not in "iu" or countries.dtype.kind not in "iu",
                "times and units are not whole numbers",
            ),
        )
        if wrong
    ]
    if faults:
        raise RecordError(faults)
    return Frame(months=months, countries=countries, draws=draws, metadata=metadata)
