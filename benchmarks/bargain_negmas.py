"""The same scenario by NegMAS, timed; runs in NegMAS's environment.

Prints one JSON line. What is timed needs no negotiation: utilities of all outcomes,
the Pareto set, the Nash and Kalai-Smorodinsky points, and which outcomes are rational
for all.
"""

import json
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
from negmas.inout import Scenario
from negmas.preferences.ops import kalai_points, nash_points, pareto_frontier

warnings.simplefilter("ignore")


def clocked(work, repeats):
    """What the work returns, and milliseconds of each repeat after a first one."""
    found = work()
    took = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        took.append(1e3 * (time.perf_counter() - began))
    return found, took


folder, repeats = Path(sys.argv[1]), int(sys.argv[2])
scenario = Scenario.load(folder)
ufuns = tuple(sorted(scenario.ufuns, key=lambda u: u.name))
outcomes = list(scenario.outcome_space.enumerate())


def utilities():
    """Utility of each outcome to each party."""
    return np.array([[u(outcome) for u in ufuns] for outcome in outcomes])


def points():
    """What a user asks first: frontier, then both solutions on it."""
    frontier, _ = pareto_frontier(ufuns, outcomes=outcomes)
    space = scenario.outcome_space
    return (
        frontier,
        nash_points(ufuns, frontier, outcome_space=space),
        kalai_points(ufuns, frontier, outcome_space=space),
    )


worths, adding = clocked(utilities, repeats)
reserved = np.array([u.reserved_value for u in ufuns])
rational = (worths >= reserved).all(axis=1)
(frontier, nash, _), whole = clocked(points, repeats)
json.dump(
    {
        "version": version("negmas"),
        "worths_ms": adding,
        "zone": int(rational.sum()),
        "points_ms": whole,
        "front": len(frontier),
        "nash_utilities": [float(v) for v in nash[0][0]] if nash else [],
    },
    sys.stdout,
)
