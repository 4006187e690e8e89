"""`sinequanon bargain`: a bargaining table on its own, without any war model."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from sinequanon.cli.epilogs import examples
from sinequanon.cli.tables import STREAM, kind_in, print_ktab, tabled_in

if TYPE_CHECKING:
    from sinequanon.tabling import Tabled

_OF_TABLES = ("draws", "seed", "memory", "page_file")
"""Options that say nothing of a case of KTAB: nothing is drawn for it."""


@click.command(
    "bargain",
    short_help="Look at a bargaining table alone: terms, zone, sine qua non.",
    epilog=examples(
        "sinequanon bargain palmyra",
        "sinequanon bargain my-table.yaml --page my-table.html",
        "sinequanon bargain my-table.xlsx --csv my-table-csv",
        "sinequanon bargain my-ktab.csv --challenge",
        "sinequanon bargain my-negmas-folder",
    ),
)
@click.argument("what", metavar="QUESTION|FILE")
@click.option(
    "--as",
    "kind",
    type=click.Choice(["table", "ktab", "negmas"]),
    help="What FILE is, where it is not told rightly by how it looks.",
)
@click.option(
    "--challenge",
    is_flag=True,
    help="The challenge model's rounds too; for a CSV of KTAB, which has positions.",
)
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
    flag_value=STREAM,
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
    kind: str | None,
    challenge: bool,
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

    FILE may also be KTAB's CSV, or a folder of NegMAS or GENIUS or a file in it.

    Which settlements are open, and to whom; what is a sine qua non, which demands
    cannot stand together, what would open the zone. No war is run. An empty zone is an
    answer. Prints it, and writes the files that are named.
    """
    path, kind = Path(what), _kind(what, kind, coalition, dossier)
    if kind == "ktab":
        _only_tables()
        print_ktab(
            path,
            challenge=challenge,
            json_file=json_file,
            csv_folder=csv_folder,
            quiet=quiet,
        )
        return
    if challenge:
        raise click.UsageError(
            "--challenge needs a number for where each party stands on each issue, and "
            "its influence: a CSV of KTAB has them. A table or a scenario says what "
            "each option is worth to a party, and options stand on no line"
        )
    tabled = tabled_in(path, kind) if kind else _asked(what, coalition, dossier)

    from sinequanon.report import check_writable
    from sinequanon.tabling import findings_of, look, plan_of

    plan = plan_of(tabled, draws=draws, memory_gib=memory)
    folder = Path(csv_folder) if csv_folder is not None else None
    files = [Path(f) for f in (page_file, json_file) if f not in (None, STREAM)]
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

    if STREAM not in (json_file, page_file):
        click.echo(tabled_to_text(findings), nl=False)
    written: list[str] = []
    for target, form in ((page_file, tabled_to_html), (json_file, tabled_to_json)):
        if target == STREAM:
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


def _kind(
    what: str, forced: str | None, coalition: str | None, dossier: str | None
) -> str | None:
    """What a file is, where WHAT looks like one; None for a question.

    Raises:
        click.UsageError: If it looks like nothing known, or an option is given that
            only a question has.
    """
    from sinequanon.tabling import SUFFIXES

    path = Path(what)
    if not (forced or path.suffix.lower() in SUFFIXES or path.exists()):
        return None
    if path.is_dir() and forced is None and _is_question(what, dossier):
        return None
    if coalition is not None or dossier is not None:
        raise click.UsageError(
            "--coalition and --dossier go with a question; a file has its own rule"
        )
    return kind_in(path, forced)


def _is_question(what: str, dossier: str | None) -> bool:
    """Whether a folder is named as a question is, which then is meant."""
    from sinequanon.cli.finding import every_question

    return any(found.question.key == what for found in every_question(dossier))


def _only_tables() -> None:
    """Refuse options that would say nothing of a case of KTAB.

    Raises:
        click.UsageError: With all of them.
    """
    context = click.get_current_context()
    given = [
        option.opts[0]
        for option in context.command.params
        if option.name in _OF_TABLES
        and context.get_parameter_source(option.name) is not ParameterSource.DEFAULT
    ]
    if given:
        raise click.UsageError(
            f"{', '.join(given)}: for tables alone; nothing is drawn for a case of "
            "KTAB, and it has no page"
        )


def _asked(what: str, coalition: str | None, dossier: str | None) -> "Tabled":
    """The table of a question's dossier."""
    from sinequanon.cli.finding import find_question
    from sinequanon.tabling import tabled_of

    return tabled_of(find_question(what, dossier).dossier, coalition)
