"""The order of array axes, kept everywhere: runs, actors, places, months.

Bargaining adds terms (settlements), cases and draws. Shapes live in the types, as
`Float[np.ndarray, "runs actors places"]`, and are checked whenever tests run.
"""

import numpy as np
from jaxtyping import Bool, Float, Int, UInt32

PerPlace = Float[np.ndarray, " places"]
PerActor = Float[np.ndarray, " actors"]
PerRun = Float[np.ndarray, " runs"]
ActorPlaces = Float[np.ndarray, "actors places"]
RunActors = Float[np.ndarray, "runs actors"]
RunPlaces = Float[np.ndarray, "runs places"]
RunActorPlaces = Float[np.ndarray, "runs actors places"]
RunPairs = Float[np.ndarray, "runs actors actors"]
Pairs = Float[np.ndarray, "actors actors"]
Keys = UInt32[np.ndarray, " keys"]

__all__ = [
    "ActorPlaces",
    "Bool",
    "Float",
    "Int",
    "Keys",
    "Pairs",
    "PerActor",
    "PerPlace",
    "PerRun",
    "RunActorPlaces",
    "RunActors",
    "RunPairs",
    "RunPlaces",
    "UInt32",
]
