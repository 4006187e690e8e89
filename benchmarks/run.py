"""The benchmark: the war engine beside a plain Mesa model of the same month.

`python benchmarks/run.py --setup` makes Mesa's environment once and measures. Both
programs run in turns, each in a process of its own, on one thread; figures are medians
with their range. The machine is shared, so a figure is a report and never a test.
"""

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
MESA_HOME = HERE / ".venv-mesa"
MESA_PYTHON = MESA_HOME / "bin" / "python"
RESULTS = HERE / "results"
CASE = RESULTS / "case.json"
MONTHS = 37
ENGINE_RUNS = 100
MESA_RUNS = 2
COMPARED_RUNS = 6
"""Draws that both programs play, to see that it is the same month."""
_ONE_THREAD = {
    f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")
}

Told = dict[str, Any]


def set_up() -> None:
    """Make Mesa's environment, apart from the project's."""
    venv.create(MESA_HOME, with_pip=True, clear=True)
    pip = [MESA_PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    pins = HERE / "constraints-mesa.txt"
    subprocess.run([*pip, "install", "--constraint", pins, "mesa"], check=True)


def told_by(python: str | Path, script: str, *arguments: str | Path) -> Told:
    """What one process prints, as the JSON that it is."""
    done = subprocess.run(
        [python, HERE / script, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **_ONE_THREAD},
    )
    return json.loads(done.stdout)


def engine(what: str, runs: int = ENGINE_RUNS, months: int = MONTHS) -> Told:
    """What the engine's process tells."""
    sizes = ("--runs", str(runs), "--months", str(months))
    return told_by(sys.executable, "engine_month.py", what, *sizes)


def plain_mesa(*arguments: str, runs: int = MESA_RUNS, months: int = MONTHS) -> Told:
    """What the Mesa model's process tells."""
    sizes = ("--runs", str(runs), "--months", str(months))
    return told_by(MESA_PYTHON, "mesa_month.py", CASE, *sizes, *arguments)


def speed(told: Told, clock: str = "wall_s") -> float:
    """Cell-steps per second."""
    return told["cell_steps"] / told[clock]


def measured(repeats: int) -> Told:
    """All that is measured in one benchmark."""
    began = time.perf_counter()
    RESULTS.mkdir(exist_ok=True)
    CASE.write_text(json.dumps(engine("case", COMPARED_RUNS, 1)), encoding="utf-8")
    # Programs take turns, or a busy minute would fall on one of them alone.
    turns = [
        {
            "engine": engine("time"),
            "mesa": plain_mesa(),
            "engine_one_run": engine("time", runs=1),
            "mesa_one_hop": plain_mesa("--hops", "1", runs=1),
        }
        for _ in range(repeats)
    ]
    return {
        "date": time.strftime("%Y-%m-%d"),
        "turns": turns,
        "compared": plain_mesa(runs=COMPARED_RUNS),
        "profile": engine("profile"),
        "engine_memory": engine("memory"),
        "mesa_memory": plain_mesa("--memory", runs=1, months=3),
        "whole_s": time.perf_counter() - began,
    }


def spread(values: list[float], digits: int = 0, unit: str = "") -> str:
    """Median and range, as a table prints them."""
    middle, low, high = (
        f"{value:,.{digits}f}{unit}"
        for value in (median(values), min(values), max(values))
    )
    return f"{middle} ({low} to {high})"


def page(told: Told) -> str:
    """The results as one Markdown page."""
    turns = told["turns"]
    ours = [turn["engine"] for turn in turns]
    theirs = [turn["mesa"] for turn in turns]

    def speeds(name: str) -> str:
        return spread([speed(turn[name]) for turn in turns])

    def ratios(above: str, below: str, clock: str = "wall_s") -> str:
        return spread(
            [speed(turn[above], clock) / speed(turn[below], clock) for turn in turns],
            1,
        )

    pairs = list(zip(told["compared"]["deaths"], ours[0]["deaths"], strict=False))
    held = list(zip(told["compared"]["held"], ours[0]["held"], strict=False))
    memory = told["engine_memory"]
    rows = [
        (f"engine, {ENGINE_RUNS} runs at once, cell-steps a second", speeds("engine")),
        ("plain Mesa, cell-steps a second", speeds("mesa")),
        ("**ratio**, wall clock, turn by turn", ratios("engine", "mesa")),
        ("ratio, processor time", ratios("engine", "mesa", "cpu_s")),
        ("engine, one run at a time, cell-steps a second", speeds("engine_one_run")),
        ("ratio, one run at a time", ratios("engine_one_run", "mesa")),
        (
            "lighter Mesa (one hop, not six), cell-steps a second",
            speeds("mesa_one_hop"),
        ),
        ("ratio to the lighter Mesa", ratios("engine", "mesa_one_hop")),
        (
            f"`simulate`, {ENGINE_RUNS} runs of {MONTHS} months",
            spread([one["wall_s"] for one in ours], 2, " s"),
        ),
        (
            f"`draw_theta`, {ENGINE_RUNS} draws",
            spread([1e3 * one["draw_theta_s"] for one in ours], 0, " ms"),
        ),
        (
            f"memory that `simulate` of {ENGINE_RUNS} runs allocates at its peak",
            f"{memory['traced_peak_mb']:.0f} MB",
        ),
        ("memory of the path that it returns", f"{memory['kept_mb']:.1f} MB"),
        (
            "whole process at its peak, dossier and libraries included",
            spread([one["peak_process_mb"] for one in ours], 0, " MB"),
        ),
        (
            "memory that one Mesa run allocates at its peak",
            f"{told['mesa_memory']['traced_peak_mb']:.1f} MB",
        ),
        (
            "whole Mesa process at its peak",
            spread([one["peak_process_mb"] for one in theirs], 0, " MB"),
        ),
    ]
    shares = [
        (name, f"{100.0 * share:.0f} %")
        for name, share in told["profile"]["shares"].items()
        if share >= 0.005
    ]
    lines = [
        "# Results of the benchmark",
        "",
        "Written by `python benchmarks/run.py --write`; what is compared, and what the",
        "ratio does not say, is in [README.md](README.md).",
        "",
        f"{told['date']}; two cores, shared with other work meanwhile, so figures are",
        f"noisy: medians of {len(turns)} turns, range in brackets. "
        f"Mesa {theirs[0]['version']}.",
        f"The whole took {told['whole_s']:.0f} s.",
        "",
        *table(("what", "median (range)"), rows),
        "",
        "Time of `simulate` by mechanism (a file of the war each; profiled once; what",
        "takes less than half a percent is left out):",
        "",
        *table(("mechanism", "share"), shares),
        "",
        f"The same month? On {len(pairs)} draws that both played, each with its own",
        "luck, Mesa's recorded deaths over the engine's were "
        f"{spread([a / b for a, b in pairs], 2)},",
        "and places held by the first actor at the end, Mesa's less the engine's, "
        f"{spread([a - b for a, b in held])}.",
    ]
    return "\n".join(lines) + "\n"


def table(head: tuple[str, str], rows: list[tuple[str, str]]) -> list[str]:
    """The lines of a Markdown table of two columns."""
    return [
        f"| {head[0]} | {head[1]} |",
        "| --- | ---: |",
        *(f"| {what} | {value} |" for what, value in rows),
    ]


def main() -> None:
    """Measure, print the page, and keep the figures."""
    parser = argparse.ArgumentParser(description="The war engine beside plain Mesa.")
    parser.add_argument("--setup", action="store_true", help="make Mesa's environment")
    parser.add_argument("--repeats", type=int, default=5, help="turns (5)")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md too")
    options = parser.parse_args()
    if options.setup:
        set_up()
    if not MESA_PYTHON.exists():
        parser.error("Mesa has no environment yet: add --setup (a minute, once)")
    told = measured(options.repeats)
    (RESULTS / "figures.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    text = page(told)
    if options.write:
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
