"""`sinequanon bargain`: a bargaining table on its own, without any war model."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinequanon.cli.epilogs import examples

if TYPE_CHECKING:
    from sinequanon.tabling import Tabled

_STREAM = "-"


@click.command(
    "bargain",
    short_help="Look at a bargaining table alone: terms, zone, sine qua non.",
    epilog=examples(
        "sinequanon bargain palmyra",
        "sinequanon bargain my-table.yaml --page my-table.html",
        "sinequanon bargain my-table.xlsx --csv my-table-csv",
    ),
)
@click.argument("what", metavar="QUESTION|FILE")
@click.option(
    "--coalition",
    metavar="KEY",
    help="Another coalition of a question's dossier, whose agreement suffices.",
)
@click.option(
    "--dossier",
    metavar="FOLDER",
    help="A dossier of your own in place of the shipped ones.",
)
@click.option(
    "--draws",
    type=click.IntRange(1, 100_000),
    metavar="N",
    help="Draws of what is not known; default 400, fewer for a large table.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=1,
    show_default=True,
    metavar="N",
    help="The same seed gives the same answer.",
)
@click.option(
    "--memory",
    type=click.FloatRange(min=0.01),
    default=1.0,
    show_default=True,
    metavar="GIB",
    help="The most memory that settlements may take.",
)
@click.option(
    "--json",
    "json_file",
    metavar="FILE",
    is_flag=False,
    flag_value=_STREAM,
    help="Write the findings as JSON; alone or with -, to standard output.",
)
@click.option(
    "--csv", "csv_folder", metavar="FOLDER", help="Write the tables as CSV files."
)
@click.option(
    "--page",
    "page_file",
    metavar="FILE",
    help="Write the findings as one self-contained page.",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress and no messages.")
def bargain_command(
    what: str,
    coalition: str | None,
    dossier: str | None,
    draws: int | None,
    seed: int,
    memory: float,
    json_file: str | None,
    csv_folder: str | None,
    page_file: str | None,
    quiet: bool,
) -> None:
    """Look at the table of QUESTION's dossier, or of a FILE (.yaml, .csv or .xlsx).

    Which settlements are open, and to whom; what is a sine qua non, which demands
    cannot stand together, what would open the zone. No war is run. An empty zone is an
    answer. Prints it, and writes the files that are named.
    """
    tabled = _tabled(what, coalition, dossier)

    from sinequanon.report import check_writable
    from sinequanon.tabling import findings_of, look, plan_of

    plan = plan_of(tabled, draws=draws, memory_gib=memory)
    folder = Path(csv_folder) if csv_folder is not None else None
    files = [Path(f) for f in (page_file, json_file) if f not in (None, _STREAM)]
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        files.append(folder / "terms.csv")
    check_writable(*files)

    from sinequanon.cli.progress import Progress

    if not quiet:
        click.echo(f"{plan.words}.", err=True)
    progress = None if quiet else Progress(sys.stderr)
    try:
        findings = findings_of(look(tabled, plan, seed=seed, progress=progress))
    finally:
        if progress is not None:
            progress.close()

    from sinequanon.report import (
        tabled_to_csv,
        tabled_to_html,
        tabled_to_json,
        tabled_to_text,
        write_atomically,
    )

    if _STREAM not in (json_file, page_file):
        click.echo(tabled_to_text(findings), nl=False)
    written: list[str] = []
    for target, form in ((page_file, tabled_to_html), (json_file, tabled_to_json)):
        if target == _STREAM:
            click.echo(form(findings), nl=False)
        elif target is not None:
            write_atomically(Path(target), form(findings))
            written.append(target)
    if folder is not None:
        for name, text in tabled_to_csv(findings).items():
            write_atomically(folder / name, text)
        written.append(f"{folder}/")
    if written and not quiet:
        click.echo(f"Wrote {' and '.join(written)}.", err=True)


def _tabled(what: str, coalition: str | None, dossier: str | None) -> "Tabled":
    """The table of a file, where WHAT looks like one, else that of a question.

    Raises:
        click.UsageError: If an option is given that the table does not have.
    """
    from sinequanon.tabling import SUFFIXES, read_tabled, tabled_of

    path = Path(what)
    if path.suffix.lower() in SUFFIXES or path.is_file():
        if coalition is not None or dossier is not None:
            raise click.UsageError(
                "--coalition and --dossier go with a question; a file has its own rule"
            )
        if path.suffix.lower() not in SUFFIXES:
            raise click.UsageError(
                f"{what} is no table: give a file that ends in {', '.join(SUFFIXES)}"
            )
        return read_tabled(path)

    from sinequanon.cli.finding import find_question

    return tabled_of(find_question(what, dossier).dossier, coalition)
