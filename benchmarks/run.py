"""The benchmark: the compiled engine, its NumPy twin and plain Mesa on the same month.

`python benchmarks/run.py --setup` makes Mesa's environment once and measures. The
programs run in turns, each in a process of its own, on one thread but for the whole
ensemble; figures are medians with their range. The machine is shared, so a figure is a
report and never a test.
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

import bargain_beside_negmas

HERE = Path(__file__).resolve().parent
MESA_HOME = HERE / ".venv-mesa"
MESA_PYTHON = MESA_HOME / "bin" / "python"
RESULTS = HERE / "results"
CASE = RESULTS / "case.json"
MONTHS = 36
ENGINE_RUNS = 96
MANY_RUNS = 10_000
PEAK = 259e9
"""Floating-point operations a second that one core of this kind can do in float32."""
MESA_RUNS = 2
MANY_TURNS = 3
COMPARED_RUNS = 6
"""Draws that both programs play, to see that it is the same month."""
COST = (
    "What keeps it from the peak, timed apart: sixteen cell-steps take about 300",
    "nanoseconds. Their 660 sums, products, comparisons and choices would take 80 with",
    "nothing to wait for (a third of them are fused products and sums, the peak counts",
    "all as fused), random numbers about 30 (integer work that the count leaves out),",
    "divisions and roots 10. The rest is loads, stores, polynomials whose chains wait",
    "for their last step, and tables of a block (about 1.5 MB) that do not fit into a",
    "core's own cache. The next factor would have to come from there: two places at",
    "once in every kernel, one working while the other waits, at twice the code. Two",
    "normal draws of one Philox call would save a twentieth and change every draw.",
)
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


def engine(
    what: str, *more: str, runs: int = ENGINE_RUNS, months: int = MONTHS
) -> Told:
    """What the engine's process tells, and how long the process took."""
    sizes = ("--runs", str(runs), "--months", str(months))
    began = time.perf_counter()
    told = told_by(sys.executable, "engine_month.py", what, *sizes, *more)
    return {"process_s": time.perf_counter() - began, **told}


def twin(what: str, runs: int = ENGINE_RUNS) -> Told:
    """What the process of the engine's NumPy twin tells."""
    return engine(what, "--engine", "plain", runs=runs)


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
    CASE.write_text(
        json.dumps(engine("case", runs=COMPARED_RUNS, months=1)), encoding="utf-8"
    )
    engine("first")
    # Programs take turns, or a busy minute would fall on one of them alone.
    turns = [
        {
            "engine": engine("time"),
            "twin": twin("time"),
            "mesa": plain_mesa(),
            "engine_one_run": engine("time", runs=1),
            "mesa_one_hop": plain_mesa("--hops", "1", runs=1),
            "first": engine("first"),
        }
        for _ in range(repeats)
    ]
    return {
        "date": time.strftime("%Y-%m-%d"),
        "turns": turns,
        "many": [engine("many", runs=MANY_RUNS) for _ in range(MANY_TURNS)],
        "compared": plain_mesa(runs=COMPARED_RUNS),
        "profile": told_by(sys.executable, "engine_mechanisms.py"),
        "operations": told_by(sys.executable, "engine_flops.py"),
        "twin_profile": engine("profile"),
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
    turns, many = told["turns"], told["many"]
    ours = [turn["engine"] for turn in turns]
    theirs = [turn["mesa"] for turn in turns]

    def speeds(name: str, clock: str = "wall_s") -> str:
        return spread([speed(turn[name], clock) for turn in turns])

    def ratios(above: str, below: str, clock: str = "wall_s") -> str:
        return spread(
            [speed(turn[above], clock) / speed(turn[below], clock) for turn in turns],
            1,
        )

    pairs = list(zip(told["compared"]["deaths"], ours[0]["deaths"], strict=False))
    held = list(zip(told["compared"]["held"], ours[0]["held"], strict=False))
    both = list(zip(ours[0]["deaths"], turns[0]["twin"]["deaths"], strict=True))
    memory, work = told["engine_memory"], told["operations"]
    flops = [speed(one, "cpu_s") * work["floating_by_cell_step"] for one in ours]
    runs = f"{ENGINE_RUNS} runs at once"
    rows = [
        (f"engine, {runs}, cell-steps a core-second", speeds("engine", "cpu_s")),
        (f"NumPy twin, {runs}, cell-steps a core-second", speeds("twin", "cpu_s")),
        ("plain Mesa, cell-steps a core-second", speeds("mesa", "cpu_s")),
        ("**engine over Mesa**, core by core", ratios("engine", "mesa", "cpu_s")),
        ("**engine over NumPy twin**, core by core", ratios("engine", "twin", "cpu_s")),
        ("engine over Mesa, wall clock", ratios("engine", "mesa")),
        ("engine over NumPy twin, wall clock", ratios("engine", "twin")),
        ("engine over Mesa, one run at a time", ratios("engine_one_run", "mesa")),
        (
            "engine over a lighter Mesa (one hop, not six)",
            ratios("engine", "mesa_one_hop", "cpu_s"),
        ),
        (
            f"{MANY_RUNS:,} runs of {MONTHS} months on two threads, wall clock",
            spread([one["wall_s"] for one in many], 1, " s"),
        ),
        (
            "the same, seconds of both cores together",
            spread([one["cpu_s"] for one in many], 1, " s"),
        ),
        (
            "the same, whole process at its peak (all paths kept)",
            spread([one["peak_process_mb"] for one in many], 0, " MB"),
        ),
        (
            "one run by itself, replayed",
            spread(
                [1e3 * turn["engine_one_run"]["wall_s"] for turn in turns], 0, " ms"
            ),
        ),
        (
            "a new process to its first result, wall clock",
            spread([turn["first"]["process_s"] for turn in turns], 2, " s"),
        ),
        (
            "the same, processor time",
            spread([turn["first"]["cpu_s"] for turn in turns], 2, " s"),
        ),
        (
            "floating-point operations a cell-step (counted)",
            f"{work['floating_by_cell_step']:.0f}",
        ),
        (
            "of these divisions and roots",
            f"{work['divisions_by_cell_step']:.1f}",
        ),
        (
            "floating-point operations a core-second",
            spread([value / 1e9 for value in flops], 1, " thousand million"),
        ),
        (
            f"share of a core's peak ({PEAK / 1e9:.0f} thousand million)",
            spread([100.0 * value / PEAK for value in flops], 1, " %"),
        ),
        (
            f"memory that `simulate` of {ENGINE_RUNS} runs allocates at its peak",
            f"{memory['traced_peak_mb']:.0f} MB",
        ),
        ("memory of the path that it returns", f"{memory['kept_mb']:.1f} MB"),
        (
            "whole Mesa process at its peak",
            spread([one["peak_process_mb"] for one in theirs], 0, " MB"),
        ),
    ]
    profile = told["profile"]
    shares = [
        (name, f"{100.0 * share:.0f} %") for name, share in profile["shares"].items()
    ]
    twins = [
        (name, f"{100.0 * share:.0f} %")
        for name, share in told["twin_profile"]["shares"].items()
        if share >= 0.005
    ]
    lines = [
        "# Results of the benchmark",
        "",
        "Written by `python benchmarks/run.py --write`; what is compared, and what the",
        "ratios do not say, is in [README.md](README.md).",
        "",
        f"{told['date']}; two cores, shared with other work meanwhile, so figures are",
        f"noisy: medians of {len(turns)} turns ({len(many)} for the whole ensemble),",
        f"range in brackets. Mesa {theirs[0]['version']}. The whole took "
        f"{told['whole_s']:.0f} s.",
        "",
        *table(("what", "median (range)"), rows),
        "",
        "Time of the compiled engine by mechanism: each kernel by itself on a block of",
        f"sixteen runs, together {profile['whole_microseconds']:.0f} microseconds a",
        "month:",
        "",
        *table(("mechanism", "share"), shares),
        "",
        *COST,
        "",
        "Time of the NumPy twin by mechanism (a file of the war each; profiled once;",
        "what takes less than half a percent is left out):",
        "",
        *table(("mechanism", "share"), twins),
        "",
        "The same month? The engine and its twin told of the same deaths within "
        f"{max(abs(a / b - 1.0) for a, b in both):.0e}",
        f"in each of {len(both)} runs. On {len(pairs)} draws that Mesa played",
        "too, with its own luck, Mesa's recorded deaths over the engine's were "
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
    parser.add_argument(
        "--bargain", action="store_true", help="time the bargain beside NegMAS instead"
    )
    options, others = parser.parse_known_args()
    if options.bargain:
        kept = ("--setup",) * options.setup + ("--write",) * options.write
        bargain_beside_negmas.main([*kept, *others])
        return
    if others:
        parser.error(f"unknown: {' '.join(others)}")
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
