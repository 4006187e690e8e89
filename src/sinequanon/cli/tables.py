"""Whose file `sinequanon bargain` was given, and a KTAB case printed and written."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sinequanon.tabling import Tabled

STREAM = "-"


def kind_in(path: Path, forced: str | None) -> str:
    """What a file is: `table`, `ktab` or `negmas`, as told or as it looks.

    Raises:
        click.UsageError: If it looks like none of them.
    """
    if forced is not None:
        return forced

    from sinequanon.peers import kind_of

    kind = kind_of(path)
    if kind is None:
        raise click.UsageError(
            f"{path} is no table (.yaml, .csv in long form or .xlsx), no CSV of KTAB "
            "(line 1: name, description, number of actors, number of issues) and no "
            "scenario of NegMAS or GENIUS; see docs/bargain-files.md, or say what it "
            "is with --as"
        )
    return kind


def tabled_in(path: Path, kind: str) -> "Tabled":
    """The table that a file of ours or a scenario holds."""
    from sinequanon.tabling import SUFFIXES, read_tabled, tabled_of_scenario

    if kind == "negmas":
        from sinequanon.peers import read_negmas, scenario_folder

        folder = scenario_folder(path)
        return tabled_of_scenario(read_negmas(folder), str(folder))
    if path.suffix.lower() not in SUFFIXES:
        raise click.UsageError(
            f"{path} is no table: give a file that ends in {', '.join(SUFFIXES)}"
        )
    return read_tabled(path)


def print_ktab(
    path: Path,
    *,
    challenge: bool,
    json_file: str | None,
    csv_folder: str | None,
    quiet: bool,
) -> None:
    """Play a case of KTAB, print it, and write the files that are named."""
    from sinequanon.peers import ktab_played, read_ktab
    from sinequanon.report import (
        check_writable,
        ktab_to_csv,
        ktab_to_json,
        ktab_to_text,
        write_atomically,
    )

    case = read_ktab(path)
    folder = Path(csv_folder) if csv_folder is not None else None
    files = [Path(json_file)] if json_file not in (None, STREAM) else []
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        files.append(folder / "turns.csv")
    check_writable(*files)
    played = ktab_played(case, challenge=challenge)
    text = ktab_to_json(played) if json_file == STREAM else ktab_to_text(played)
    click.echo(text, nl=False)
    written: list[str] = []
    if json_file not in (None, STREAM):
        write_atomically(Path(json_file), ktab_to_json(played))
        written.append(json_file)
    if folder is not None:
        for name, table in ktab_to_csv(played).items():
            write_atomically(folder / name, table)
        written.append(f"{folder}/")
    if written and not quiet:
        click.echo(f"Wrote {' and '.join(written)}.", err=True)
