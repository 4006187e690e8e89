"""Run the war from each start of Syria and lay it beside the record.

Usage: `python scripts/check_starts.py [RUNS]`. Tells, for each start, who is how strong
after two years without any event, and the checks on the prior against the deaths that
UCDP GED 21.1 places exactly (its other release begins in 2016). Those are some three
fifths of all deaths, so a model that is right would find more. Nothing is tuned to it.
"""

import sys

import numpy as np
import polars as pl

from sinequanon.dossier import Dossier, load, starts
from sinequanon.record import load as load_record, with_dyads
from sinequanon.war import (
    CheckRow,
    Path,
    Setting,
    Targets,
    draw_theta,
    prior_checks,
    setting_of,
    simulate,
    texture,
)

MONTHS = 24
SEED = 20_160_329
RULE = "UCDP GED 21.1, events placed to the town or district"


def run(setting: Setting, runs: int) -> Path:
    """The war left alone."""
    ids = np.arange(runs, dtype=np.uint32)
    theta = draw_theta(setting, seed=SEED, draws=ids)
    (path,) = simulate(setting, theta, worlds=((),), seed=SEED, runs=ids, months=MONTHS)
    return path


def targets(setting: Setting, path: Path) -> Targets | None:
    """What the record says of the window, for dyads with a death in the model."""
    first = setting.start_month
    events = with_dyads(load_record("ged211_precise")).filter(
        pl.col("month_id").is_between(first, first + MONTHS - 1)
    )
    deaths: dict[str, float] = {}
    for row, dyad in enumerate(path.dyads):
        found = float(events.filter(pl.col("dyad") == dyad)["best"].sum())
        if found > 0.0 and float(path.deaths[:, row].sum()) > 0.0:
            deaths[dyad] = found
    core = path.core_dyads[0]
    if core not in deaths:
        return None
    monthly = np.zeros((1, MONTHS))
    mine = events.filter(pl.col("dyad") == core)
    for month, best in mine.select("month_id", "best").iter_rows():
        monthly[0, month - first] += best
    spread, persistence = texture(monthly)
    return Targets(
        rule=RULE,
        months=MONTHS,
        deaths=deaths,
        texture=core,
        spread=float(spread[0]),
        persistence=float(persistence[0]),
    )


def told(dossier: Dossier, path: Path) -> list[str]:
    """Fighters and people of each actor at the end of the first and last month."""
    lines: list[str] = []
    for row, actor in enumerate(dossier.actors):
        men, people = path.fighters[:, row], path.people[:, row]
        lines.append(
            f"  {actor.short}: fighters {men[:, 0].mean():,.0f} to "
            f"{men[:, -1].mean():,.0f}; people {people[:, 0].mean() / 1e6:.2f} to "
            f"{people[:, -1].mean() / 1e6:.2f} million"
        )
    return lines


def checks(setting: Setting, path: Path) -> tuple[CheckRow, ...]:
    """The checks on the prior; none where the model has no fighting."""
    found = targets(setting, path)
    return () if found is None else prior_checks(path, setting, found)


def main(runs: int) -> None:
    """Tell of every start."""
    for start in starts("syria"):
        dossier = load("syria", start=start.key)
        setting = setting_of(dossier)
        path = run(setting, runs)
        lines = [f"{start.key}, {runs} runs of {MONTHS} months", *told(dossier, path)]
        for row in checks(setting, path):
            mark = "passes" if row.passed else "FAILS"
            lines.append(f"  {mark}: {row.name}: {row.found}; {row.bound}")
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 32)
