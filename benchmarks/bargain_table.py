"""The bargain, timed through its front door; runs in the project's environment.

`case FOLDER` writes the scenario that NegMAS looks at too. `time FOLDER` times it, and
larger tables; `ensemble` times the openness of peace beside the war's months. Each
prints one JSON line.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from sinequanon import streams
from sinequanon.bargain import (
    bitsets_of,
    draw_minds,
    efficient,
    glance,
    glances,
    make_table,
    openness,
    table_of,
)
from sinequanon.dossier import load
from sinequanon.peers import read_negmas, scenario_of_table, texts_of_scenario
from sinequanon.war import draw_theta, setting_of, simulate

SEED = 1
_AT_ONCE = 100
_MONTHS = 36

Told = dict[str, Any]


def uniform(name: str, rows: int, columns: int) -> np.ndarray:
    """Uniform numbers of a name."""
    keys = np.arange(columns, dtype=np.uint32)
    runs = np.arange(rows, dtype=np.uint32)
    return streams.uniforms(SEED, f"benchmark/{name}", runs, first=keys)[:, :, 0]


def table_at_random(parties: int, sizes: list[int]) -> Any:
    """A table of points: values uniform, saliences a flat Dirichlet."""
    issues = {f"issue {k}": [f"o{o}" for o in range(n)] for k, n in enumerate(sizes)}
    names = [f"party {p}" for p in range(parties)]
    # Exponential draws over their sum are a flat Dirichlet.
    weights = -np.log(uniform("weights", parties, len(sizes)))
    weights /= weights.sum(axis=1, keepdims=True)
    values: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    for party in names:
        for key, options in issues.items():
            row = uniform(f"{party}/{key}", 1, len(options))[0]
            drawn = [float(v) for v in row]
            values[party, key] = {
                o: (v, v) for o, v in zip(options, drawn, strict=True)
            }
    return make_table(
        issues=issues,
        sides=dict.fromkeys(names, 0),
        values=values,
        saliences={
            (party, key): (float(weights[p, k]), float(weights[p, k]))
            for p, party in enumerate(names)
            for k, key in enumerate(issues)
        },
        coalitions={"all": names},
    )


def worths_of(table: Any) -> np.ndarray:
    """Worth of each settlement to each party, adding up."""
    found = np.zeros((len(table.parties), len(table.terms)))
    for k in range(len(table.issues)):
        worth = table.salience_low[:, k, None] * table.value_low[:, k]
        found += worth[:, table.terms[:, k]]
    return found


def clocked(work: Callable[[], Any], repeats: int) -> tuple[Any, list[float]]:
    """What the work returns, and milliseconds of each repeat after a first one."""
    found = work()
    took: list[float] = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        took.append(1e3 * (time.perf_counter() - began))
    return found, took


def case(folder: Path) -> Told:
    """Write the case of 6 parties and 15,625 settlements."""
    table = table_at_random(6, [5] * 6)
    worths = worths_of(table)
    reserved = {
        party: float(np.quantile(worths[p], 0.25))
        for p, party in enumerate(table.parties)
    }
    folder.mkdir(parents=True, exist_ok=True)
    scenario = scenario_of_table(table, name="benchmark", reserved=reserved)
    for name, text in texts_of_scenario(scenario).items():
        (folder / name).write_text(text, encoding="utf-8")
    return {"parties": 6, "settlements": len(table.terms)}


def timed(folder: Path, repeats: int) -> Told:
    """All tables on their own."""
    scenario = read_negmas(folder)
    sizes = [len(issue.values) for issue in scenario.issues]
    terms = np.stack(np.unravel_index(np.arange(int(np.prod(sizes))), sizes), axis=1)
    worths = np.ascontiguousarray(scenario.worths().T)
    fighting = np.array([utility.reserved for utility in scenario.utilities])
    seen, small = clocked(lambda: glance(terms, sizes, worths, fighting), 5 * repeats)
    front, whole = clocked(lambda: efficient(worths), repeats)
    _, adding = clocked(lambda: np.ascontiguousarray(scenario.worths().T), repeats)

    big = table_at_random(8, [10] * 6)
    theirs = worths_of(big)
    wide, narrow = (np.quantile(theirs, q, axis=1) for q in (0.15, 0.4))
    places = big.terms.astype(np.int8)
    some, million = clocked(
        lambda: glance(places, [10] * 6, theirs, wide, search=False), repeats
    )
    few, searched = clocked(lambda: glance(places, [10] * 6, theirs, narrow), repeats)

    table = table_at_random(8, [10] * 4)
    ours, bits = worths_of(table), bitsets_of(table)
    low, high = (np.quantile(ours, q, axis=1) for q in (0.05, 0.6))
    levels = np.round(low + (high - low) * uniform("levels", 10_000, 8), 2)
    drawn, draws = clocked(lambda: glances(bits, ours, levels), repeats)
    return {
        "small_ms": small,
        "worths_ms": adding,
        "small_zone": len(seen.zone),
        "small_efficient": len(seen.efficient),
        "common": int(seen.common.sum()),
        "nash": [str(v) for v in scenario.outcomes()[seen.nash]],
        "front_ms": whole,
        "front": int(front.sum()),
        "million_ms": million,
        "million_zone": len(some.zone),
        "searched_ms": searched,
        "searched_zone": len(few.zone),
        "searched_efficient": len(few.efficient),
        "draws_ms": draws,
        "open": float(drawn.open.mean()),
        "patterns": drawn.patterns,
    }


def ensemble(repeats: int) -> Told:
    """The smooth surplus of every quarter of a run beside the run itself."""
    dossier = load("syria")
    setting, table = setting_of(dossier), table_of(dossier)
    runs = np.arange(_AT_ONCE, dtype=np.uint32)
    theta = draw_theta(setting, seed=SEED, draws=runs)

    def war() -> Any:
        (path,) = simulate(
            setting, theta, worlds=[()], seed=SEED, runs=runs, months=_MONTHS
        )
        return path

    _, months = clocked(war, repeats)
    minds = draw_minds(table, seed=SEED, draws=_AT_ONCE)
    quarters = _MONTHS // 3
    # Any path does for the clock: the work does not depend on the numbers.
    power = np.linspace(-0.5, 0.5, _AT_ONCE * quarters).reshape(_AT_ONCE, quarters)
    still, calm = np.ones_like(power), np.zeros_like(power)
    _, bargain = clocked(
        lambda: openness(
            table,
            minds,
            log_power=power,
            intensity=still,
            news=calm,
            encoding="red_lines",
            mapping="threat",
        ),
        repeats,
    )
    return {
        "war_ms": [each / _AT_ONCE for each in months],
        "openness_ms": [each / _AT_ONCE for each in bargain],
        "runs": _AT_ONCE,
        "months": _MONTHS,
        "settlements": len(table.terms),
    }


def main() -> None:
    """Do what is asked, and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("case", "time", "ensemble"))
    parser.add_argument("--folder", type=Path, default=Path("results/negmas"))
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    told = {
        "case": lambda: case(options.folder),
        "time": lambda: timed(options.folder, options.repeats),
        "ensemble": lambda: ensemble(options.repeats),
    }[options.what]()
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
