"""Who holds each place in the runs of an answer, as bytes for a map."""

import base64

import numpy as np
from jaxtyping import Float, Int, UInt8

from sinequanon.answer import WarMaps
from sinequanon.dossier import Dossier
from sinequanon.months import month_label
from sinequanon.question import MapFrames, largest
from sinequanon.war import Setting

_TOP = 255
_STEPS = 31
"""Steps of a single run's share: what is left of a byte beside eight holders."""


def maps_of(
    dossier: Dossier,
    setting: Setting,
    without: MapFrames | None,
    with_event: MapFrames | None,
    place: str,
) -> WarMaps | None:
    """The maps of both worlds; None if they were not asked for.

    Args:
        dossier: The war.
        setting: The war that was run.
        without: Maps of the world without the event.
        with_event: Those of the world with it.
        place: Code of the event's place.
    """
    if without is None or with_event is None:
        return None
    names = {actor.key: (actor.short, actor.side) for actor in dossier.actors}
    singles = zip(_single(setting, without), _single(setting, with_event), strict=True)
    return WarMaps(
        places=setting.places,
        holders=tuple(
            {"key": key, "name": names[key][0], "side": names[key][1]}
            for key in setting.actors
        ),
        months=tuple(month_label(int(month)) for month in without.months),
        runs=without.runs,
        held_without=_text(_held(without)),
        held_with=_text(_held(with_event)),
        single=tuple(
            {"run": run, "without": _text(first), "with": _text(second)}
            for run, (first, second) in enumerate(singles)
        ),
        place=place,
    )


def _held(frames: MapFrames) -> UInt8[np.ndarray, "mapped places actors"]:
    share: Float[np.ndarray, "actors places mapped"] = frames.held / frames.runs
    return np.rint(share.transpose(2, 1, 0) * _TOP).astype(np.uint8)


def _single(
    setting: Setting, frames: MapFrames
) -> list[UInt8[np.ndarray, "mapped places"]]:
    """Each single run: the holder of each place and how much of it."""
    holder: Int[np.ndarray, "some places mapped"] = largest(setting, frames.shown)
    share = np.take_along_axis(frames.shown, holder[:, None], axis=1)[:, 0]
    steps = np.rint(np.clip(share, 0.0, 1.0) * _STEPS).astype(np.int64)
    packed = ((_STEPS + 1) * holder + steps).astype(np.uint8)
    return [run.T for run in packed]


def _text(values: UInt8[np.ndarray, "..."]) -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")
