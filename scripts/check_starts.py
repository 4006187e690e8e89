"""Run the war from each start of Syria and lay it beside the record.

Usage: `python scripts/check_starts.py [RUNS]`. Tells, for each start, who is how strong
after two years, left alone and with every dated event of the dossier, and the checks on
the prior against the deaths that UCDP GED 21.1 places exactly. Those are some three
fifths of all deaths, so a model that is right would find more. Nothing is tuned to it.
"""

import sys
from collections.abc import Sequence

import numpy as np
import polars as pl

from sinequanon.dossier import Dossier, day_of, load, starts
from sinequanon.months import month_of
from sinequanon.record import load as load_record, with_dyads
from sinequanon.war import (
    CheckRow,
    Intervention,
    Path,
    Setting,
    Targets,
    Truce,
    World,
    draw_theta,
    interventions_of,
    month_of_event,
    prior_checks,
    setting_of,
    simulate,
    texture,
)

MONTHS = 24
SEED = 20_160_329
SYRIA = 220
"""Number of Syria in the panel of country-months."""
RULE = "UCDP GED 21.1, events placed to the town or district"


def worlds_of(dossier: Dossier) -> dict[str, World]:
    """The war left alone, and the war with every dated event of the window."""
    first = month_of(day_of(dossier.war.start))
    dated: list[Intervention] = []
    for event in dossier.events:
        month = month_of_event(event)
        if first <= month < first + MONTHS:
            # A truce of the first month is part of the start already.
            dated.extend(
                act
                for act in interventions_of(event, month)
                if month > first or not isinstance(act, Truce)
            )
    return {"no event": (), "every dated event": tuple(dated)}


def run(setting: Setting, worlds: Sequence[World], runs: int) -> tuple[Path, ...]:
    """Each world, on the same chance."""
    ids = np.arange(runs, dtype=np.uint32)
    theta = draw_theta(setting, seed=SEED, draws=ids)
    return simulate(setting, theta, worlds=worlds, seed=SEED, runs=ids, months=MONTHS)


def by_year(path: Path) -> list[str]:
    """Deaths in fights with the government, beside all that UCDP counts so."""
    panel = load_record("country_month_panel").filter(pl.col("country_id") == SYRIA)
    rows = [k for k, dyad in enumerate(path.dyads) if "government" in dyad.split("-")]
    lines: list[str] = []
    for year in range(0, MONTHS, 12):
        first = int(path.months[year])
        told = path.deaths[:, rows, year : year + 12].sum(axis=(1, 2))
        low, middle, high = np.quantile(told, [0.05, 0.5, 0.95])
        best = panel.filter(pl.col("month_id").is_between(first, first + 11))
        lines.append(
            f"  deaths in fights with the government, months {year + 1}-{year + 12}: "
            f"{middle:,.0f} ({low:,.0f} to {high:,.0f}); record, all state-based: "
            f"{best['ged_sb'].sum():,.0f}"
        )
    return lines


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
        worlds = worlds_of(dossier)
        paths = run(setting, tuple(worlds.values()), runs)
        for name, path in zip(worlds, paths, strict=True):
            lines = [f"{start.key}, {name}, {runs} runs of {MONTHS} months"]
            lines += told(dossier, path) + by_year(path)
            for row in checks(setting, path):
                mark = "passes" if row.passed else "FAILS"
                lines.append(f"  {mark}: {row.name}: {row.found}; {row.bound}")
            sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 32)
