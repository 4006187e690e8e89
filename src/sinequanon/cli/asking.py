"""`sinequanon ask`: the whole answer to a question, on the screen and in files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinequanon.cli.epilogs import examples

if TYPE_CHECKING:
    from sinequanon.answer import Answer

_STREAM = "-"


@click.command(
    "ask",
    short_help="Answer a question, on the screen and in files.",
    epilog=examples(
        "sinequanon ask palmyra",
        "sinequanon ask palmyra --horizon 12 --report palmyra-12.html",
        "sinequanon ask palmyra --json - | jq .verdict",
    ),
)
@click.argument("question")
@click.option(
    "--horizon",
    type=click.IntRange(1, 120),
    metavar="MONTHS",
    help="Months within which peace counts, 1 to 120; default: the question's own.",
)
@click.option(
    "--runs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Pairs of runs; more make the standard error smaller.",
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
    "--no-event",
    is_flag=True,
    help="Leave the event out of both worlds: the difference is then exactly 0.",
)
@click.option("--contrast", metavar="KEY", help="Another fair meaning of “without”.")
@click.option(
    "--without-source",
    "without_sources",
    multiple=True,
    metavar="KEY",
    help="Switch a source off, to see what hangs on it; may be repeated.",
)
@click.option(
    "--dossier",
    metavar="FOLDER",
    help="A dossier of your own in place of the shipped ones.",
)
@click.option(
    "--json",
    "json_file",
    metavar="FILE",
    help="Write the answer as JSON; - for standard output and nothing else there.",
)
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    help="Write the answer as one self-contained page.",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress and no messages.")
def ask_command(
    question: str,
    horizon: int | None,
    runs: int | None,
    seed: int,
    no_event: bool,
    contrast: str | None,
    without_sources: tuple[str, ...],
    dossier: str | None,
    json_file: str | None,
    report_file: str | None,
    quiet: bool,
) -> None:
    """Answer QUESTION: with the event and without it, and how far to trust it.

    Prints the short answer and writes QUESTION.html and QUESTION.json in this folder;
    with --json or --report, only the files that are named.
    """
    page, data = _targets(question, report_file, json_file)
    from sinequanon.cli.finding import check_names, find_question
    from sinequanon.report import check_writable

    found = find_question(question, dossier)
    check_names(found, contrast, without_sources)
    check_writable(*(Path(t) for t in (page, data) if t not in (None, _STREAM)))

    from sinequanon.cli.progress import Progress
    from sinequanon.compose import ask, control_map

    progress = None if quiet else Progress(sys.stderr)
    try:
        answer = ask(
            found.place,
            question,
            horizon=horizon,
            runs=runs,
            seed=seed,
            no_event=no_event,
            contrast=contrast,
            without_sources=without_sources,
            progress=progress,
        )
    finally:
        if progress is not None:
            progress.close()

    from sinequanon.report import (
        map_to_html,
        to_html,
        to_json,
        to_text,
        write_atomically,
    )

    def whole_page(answer: "Answer") -> str:
        shown = control_map(found.place)
        if shown is None:
            return to_html(answer)
        return to_html(answer, map_to_html(shown), shown.cells)

    if _STREAM not in (page, data):
        click.echo(to_text(answer), nl=False)
    written: list[str] = []
    for target, form in ((page, whole_page), (data, to_json)):
        if target == _STREAM:
            click.echo(form(answer), nl=False)
        elif target is not None:
            write_atomically(Path(target), form(answer))
            written.append(target)
    if written and not quiet:
        click.echo(f"Wrote {' and '.join(written)}.", err=True)


def _targets(
    question: str, report_file: str | None, json_file: str | None
) -> tuple[str | None, str | None]:
    """Where the page and the JSON go; both by default, beside one another.

    Raises:
        click.UsageError: If both go to one place.
    """
    if report_file is None and json_file is None:
        return f"{question}.html", f"{question}.json"
    if report_file is not None and json_file is not None:
        one, other = Path(report_file).resolve(), Path(json_file).resolve()
        if one == other:
            raise click.UsageError(
                f"--report and --json both write {json_file}; name two places"
            )
    return report_file, json_file
