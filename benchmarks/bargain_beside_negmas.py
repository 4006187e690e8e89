"""The benchmark of the bargain: tables on their own, beside NegMAS in the same run.

`python benchmarks/bargain_beside_negmas.py --setup` makes NegMAS's environment once and
measures; `python benchmarks/run.py --bargain` does the same. Both programs take turns,
each in a process of its own, on one thread. The machine is shared, so a figure is a
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

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv-negmas"
PYTHON = Path(os.environ.get("SINEQUANON_NEGMAS") or HOME / "bin" / "python")
RESULTS = HERE / "results"
CASE = RESULTS / "negmas-case"
_ONE_THREAD = {
    f"{name}_NUM_THREADS": "1"
    for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "NUMBA")
}

Told = dict[str, Any]


def set_up() -> None:
    """Make NegMAS's environment, apart from the project's."""
    venv.create(HOME, with_pip=True, clear=True)
    pip = [HOME / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-q"]
    pins = HERE / "constraints-negmas.txt"
    subprocess.run([*pip, "install", "--constraint", pins, "negmas"], check=True)


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


def measured(turns: int, repeats: int) -> Told:
    """All that is measured."""
    RESULTS.mkdir(exist_ok=True)
    told_by(sys.executable, "bargain_table.py", "case", "--folder", CASE)
    count = ("--repeats", str(repeats))
    here = ("bargain_table.py", "time", "--folder", CASE, *count)
    ours: list[Told] = []
    theirs: list[Told] = []
    for _ in range(turns):
        ours.append(told_by(sys.executable, *here))
        if PYTHON.exists():
            theirs.append(told_by(PYTHON, "bargain_negmas.py", CASE, str(repeats)))
    war = told_by(sys.executable, "bargain_table.py", "ensemble", *count)
    load = os.getloadavg()[0]
    return {
        "date": time.strftime("%Y-%m-%d"),
        "load": load,
        "cores": os.cpu_count(),
        "ours": ours,
        "theirs": theirs,
        "war": war,
    }


def spread(values: list[float], digits: int = 1) -> str:
    """Least, median and greatest of all repeats."""
    three = (min(values), median(values), max(values))
    return " / ".join(f"{value:,.{digits}f}" for value in three)


def page(told: Told) -> str:
    """The results as one Markdown page."""
    ours, theirs, war = told["ours"], told["theirs"], told["war"]
    one = ours[0]

    def all_of(name: str, turns: list[Told]) -> str:
        return spread([each for turn in turns for each in turn[name]], 2)

    share = [b / a for a, b in zip(war["war_ms"], war["openness_ms"], strict=True)]
    rows = [
        (
            "6 parties x 15,625 settlements: acceptance, zone "
            f"({one['small_zone']:,}), common options, Nash, Kalai-Smorodinsky, "
            f"Pareto set of the zone ({one['small_efficient']:,})",
            all_of("small_ms", ours),
            "5",
        ),
        ("the same: utilities of all settlements", all_of("worths_ms", ours), ""),
        (
            f"the same: Pareto set of all settlements ({one['front']:,})",
            all_of("front_ms", ours),
            "",
        ),
        (
            "8 parties x 1,000,000 settlements: the same without the Pareto set, "
            f"zone of {one['million_zone']:,}",
            all_of("million_ms", ours),
            "300",
        ),
        (
            "8 parties x 1,000,000 settlements, with the Pareto set "
            f"({one['searched_efficient']:,}) of a zone of {one['searched_zone']:,}",
            all_of("searched_ms", ours),
            "300",
        ),
        (
            "10,000 draws of fighting values x 10,000 settlements x 8 parties "
            f"({one['patterns']:,} different zones)",
            all_of("draws_ms", ours),
            "2,000",
        ),
        (
            f"war of {war['months']} months, {war['runs']} runs at once, a run",
            spread(war["war_ms"], 2),
            "",
        ),
        (
            f"smooth surplus of its {war['months'] // 3} quarters over "
            f"{war['settlements']:,} settlements, a run (four such an answer)",
            spread(war["openness_ms"], 2),
            "",
        ),
        ("smooth surplus over war, share", spread(share, 2), "0.5"),
    ]
    if theirs:
        rows[3:3] = [
            (
                f"NegMAS {theirs[0]['version']}: utilities of all outcomes",
                all_of("worths_ms", theirs),
                "",
            ),
            (
                f"NegMAS: rational Pareto set ({theirs[0]['front']:,}), Nash and "
                "Kalai points",
                all_of("points_ms", theirs),
                "",
            ),
        ]
    same = theirs and (
        theirs[0]["zone"] == one["small_zone"]
        and theirs[0]["front"] == one["small_efficient"]
    )
    lines = [
        "# Results of the bargain's benchmark",
        "",
        "Written by `python benchmarks/bargain_beside_negmas.py --write`.",
        "",
        f"{told['date']}; {told['cores']} cores, shared with other work meanwhile "
        f"(load {told['load']:.1f} at the end), one thread:",
        "milliseconds, least / median / greatest of all repeats. The least is what the",
        "program needs, the rest is what else the machine did. *At most* is the aim; a",
        "surplus of half the war is a third of both.",
        "",
        "| what | ms | at most |",
        "| --- | ---: | ---: |",
        *(f"| {what} | {value} | {limit} |" for what, value, limit in rows),
        "",
    ]
    if theirs:
        lines += [
            "NegMAS reads the scenario that is written here. It and the code here find "
            + ("the same" if same else "different")
            + " numbers of",
            "settlements that all accept and of efficient ones among them.",
        ]
    else:
        lines += ["NegMAS was not measured: it has no environment here."]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> None:
    """Measure, print the page, and keep the figures."""
    parser = argparse.ArgumentParser(description="The bargain beside NegMAS.")
    parser.add_argument(
        "--setup", action="store_true", help="make NegMAS's environment"
    )
    parser.add_argument("--turns", type=int, default=3, help="turns (3)")
    parser.add_argument("--repeats", type=int, default=5, help="repeats in a turn (5)")
    parser.add_argument("--write", action="store_true", help="write the page too")
    options = parser.parse_args(arguments)
    if options.setup:
        set_up()
    told = measured(options.turns, options.repeats)
    (RESULTS / "bargain.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
    text = page(told)
    if options.write:
        (HERE / "RESULTS-bargain.md").write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
