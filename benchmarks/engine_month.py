"""The war engine, timed through its front door; runs in the project's environment.

`case` exports what the plain Mesa model needs: the same places, borders, actors and
draws. `time` times whole simulations by either engine, `memory` traces what they
allocate, `profile` groups the time of the plain engine by mechanism, `many` runs a
whole ensemble on threads and `first` times a process from its start to its first
result. Each prints one JSON line.
"""

import argparse
import cProfile
import json
import pstats
import resource
import sys
import time
import tracemalloc
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal

import numpy as np

import sinequanon.war
from sinequanon.dossier import load
from sinequanon.war import Setting, draw_theta, setting_of, simulate
from sinequanon.war.plan import plan_of
from sinequanon.war.terms import terms_of

SEED = 1
BATCH = 96
"""Runs in a batch, as in an ensemble."""
_WAR = Path(sinequanon.war.__file__).parent
_ORDER = {"month.py", "runs.py"}
"""Files that only put the mechanisms in order: what they call is a mechanism."""

Told = dict[str, Any]
Engine = Literal["compiled", "plain"]


def exported(setting: Setting, runs: int) -> Told:
    """What another program needs to play the same month: plain lists."""
    numbers = np.arange(runs, dtype=np.uint32)
    theta = draw_theta(setting, seed=SEED, draws=numbers)
    (first,) = simulate(setting, theta, worlds=[()], seed=SEED, runs=numbers, months=1)
    sides, count = setting.sides, len(setting.actors)
    people = setting.control0 @ setting.population
    pairs = [
        {
            "i": i,
            "j": j,
            "dyad": first.dyads.index("-".join(sorted((sides[i], sides[j])))),
        }
        for i in range(count)
        for j in range(i + 1, count)
        if sides[i] != sides[j] and setting.hostility_high[i, j] > 0.0
    ]
    return {
        "actors": setting.actors,
        "sides": sides,
        "from_abroad": [
            name in setting.raised_abroad or bool(people[i] <= 0.0)
            for i, name in enumerate(setting.actors)
        ],
        "holder": [
            i
            if people[i] > 0.0
            else max(
                (k for k in range(count) if sides[k] == sides[i]),
                key=lambda k: float(people[k]),
            )
            for i in range(count)
        ],
        "pairs": pairs,
        "places": [
            {
                "people": float(setting.population[p]),
                "area": float(setting.area[p]),
                "control": setting.control0[:, p].tolist(),
                "borders": [
                    (int(setting.indices[at]), float(setting.border_km[at]))
                    for at in range(setting.indptr[p], setting.indptr[p + 1])
                ],
            }
            for p in range(len(setting.places))
        ],
        "support": terms_of(
            plan_of(setting), theta, world=(), seed=SEED, month=setting.start_month
        ).support.tolist(),
        "parameters": {name: drawn.tolist() for name, drawn in theta.values.items()},
        **{
            name: getattr(theta, name).tolist()
            for name in (
                "strength",
                "quality",
                "foreign",
                "hostility",
                "selectivity",
                "civilian_share",
                "deadliness",
            )
        },
    }


def timed(
    setting: Setting, runs: int, months: int, *, engine: Engine, memory: bool
) -> Told:
    """Time (or allocations) of draws and of one whole simulation."""
    numbers = np.arange(runs, dtype=np.uint32)
    started = time.perf_counter()
    theta = draw_theta(setting, seed=SEED, draws=numbers)
    drawing = time.perf_counter() - started
    # The first call reads what was compiled before from disk: that is told by `first`.
    simulate(
        setting,
        draw_theta(setting, seed=SEED, draws=numbers[:1]),
        worlds=[()],
        seed=SEED,
        runs=numbers[:1],
        months=1,
        engine=engine,
    )
    if memory:
        tracemalloc.start()
    wall, cpu = time.perf_counter(), time.process_time()
    (path,) = simulate(
        setting,
        theta,
        worlds=[()],
        seed=SEED,
        runs=numbers,
        months=months,
        engine=engine,
    )
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    arrays = [getattr(path, field.name) for field in fields(path)]
    return {
        "wall_s": wall,
        "cpu_s": cpu,
        "draw_theta_s": drawing,
        "runs": runs,
        "cell_steps": len(setting.actors) * len(setting.places) * months * runs,
        "peak_process_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
        "traced_peak_mb": tracemalloc.get_traced_memory()[1] / 1e6 if memory else None,
        "kept_mb": sum(a.nbytes for a in arrays if isinstance(a, np.ndarray)) / 1e6,
        "deaths": path.deaths.sum(axis=(1, 2)).tolist(),
        "held": path.places_held[:, 0, -1].tolist(),
    }


def shares(setting: Setting, runs: int, months: int) -> Told:
    """Share of the time of one simulation by mechanism, a mechanism being a file.

    A call from a file that orders the month counts, with all that it calls in turn, for
    the file of the called function; what is left is the ordering files' own arithmetic.
    """
    numbers = np.arange(runs, dtype=np.uint32)
    theta = draw_theta(setting, seed=SEED, draws=numbers)
    profile = cProfile.Profile()
    profile.enable()
    simulate(
        setting,
        theta,
        worlds=[()],
        seed=SEED,
        runs=numbers,
        months=months,
        engine="plain",
    )
    profile.disable()
    stats: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = max(cumulative for _, _, _, cumulative, _ in stats.values())
    seconds: dict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, _, _, callers) in stats.items():
        called = Path(file)
        if called.parent != _WAR or called.name in _ORDER:
            continue
        for (caller, _, _), (_, _, _, cumulative) in callers.items():
            if Path(caller).parent == _WAR and Path(caller).name in _ORDER:
                seconds[called.stem] += cumulative
    seconds["the month's own sums"] = whole - sum(seconds.values())
    return {
        "whole_s": whole,
        "shares": {
            name: value / whole
            for name, value in sorted(seconds.items(), key=lambda item: -item[1])
        },
    }


def many(setting: Setting, runs: int, months: int, threads: int) -> Told:
    """A whole ensemble in batches on threads, draws of the parameters included."""
    batches = [
        np.arange(first, min(first + BATCH, runs), dtype=np.uint32)
        for first in range(0, runs, BATCH)
    ]

    def batch(numbers: Any) -> Any:
        theta = draw_theta(setting, seed=SEED, draws=numbers)
        (path,) = simulate(
            setting, theta, worlds=[()], seed=SEED, runs=numbers, months=months
        )
        return path

    batch(batches[0][:1])
    wall, cpu = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(max_workers=threads) as pool:
        paths = list(pool.map(batch, batches))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {
        "wall_s": wall,
        "cpu_s": cpu,
        "runs": runs,
        "threads": threads,
        "cell_steps": len(setting.actors) * len(setting.places) * months * runs,
        "peak_process_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
        "deaths": float(np.mean([path.deaths.sum() for path in paths])),
    }


def first(setting: Setting) -> Told:
    """The first month of the first runs, for which the process is timed as a whole."""
    numbers = np.arange(16, dtype=np.uint32)
    theta = draw_theta(setting, seed=SEED, draws=numbers)
    simulate(setting, theta, worlds=[()], seed=SEED, runs=numbers, months=1)
    return {"cpu_s": time.process_time()}


def main() -> None:
    """Print what was asked for as one JSON line."""
    parser = argparse.ArgumentParser(description="Time the war engine.")
    parser.add_argument(
        "what", choices=["case", "time", "memory", "profile", "many", "first"]
    )
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--months", type=int, default=37)
    parser.add_argument("--engine", choices=["compiled", "plain"], default="compiled")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    setting = setting_of(load("syria"))
    match options.what:
        case "case":
            told = exported(setting, options.runs)
        case "profile":
            told = shares(setting, options.runs, options.months)
        case "many":
            told = many(setting, options.runs, options.months, options.threads)
        case "first":
            told = first(setting)
        case what:
            told = timed(
                setting,
                options.runs,
                options.months,
                engine=options.engine,
                memory=what == "memory",
            )
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
