"""`sinequanon war laws`: what published work says a war must do, tried on the model."""

import sys

import click

from sinequanon.cli.epilogs import examples


@click.command(
    "laws",
    short_help="Lay published findings on civil wars against the model.",
    epilog=examples(
        "sinequanon war laws",
        "sinequanon war laws --only F2,F12.implementation",
        "sinequanon war laws --json > laws.json",
    ),
)
@click.option("--only", metavar="LAWS", help="Ids of laws or of parts, with commas.")
@click.option("--draws", metavar="N", type=int, help="Draws of the prior.")
@click.option("--seed", metavar="N", type=int, default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--markdown", is_flag=True, help="As tables in Markdown.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def laws_command(
    only: str | None,
    draws: int | None,
    seed: int,
    as_json: bool,
    markdown: bool,
    quiet: bool,
) -> None:
    """Lay published findings on civil wars against the model, on made-up wars.

    The bounds stand in a file that was written before any run; nothing is tuned to
    meet them. A finding that the model contradicts is a result, not an error: the exit
    code is 0 all the same. A minute on two cores, less with --only or fewer draws.
    """
    from dataclasses import replace

    from sinequanon.cli.progress import Progress
    from sinequanon.laws import DEFAULT_SIZE, read_laws, try_laws
    from sinequanon.report import laws_json, laws_markdown, laws_text

    size = replace(DEFAULT_SIZE, seed=seed)
    if draws is not None:
        size = replace(size, draws=draws)
    names = tuple(name.strip() for name in (only or "").split(",") if name.strip())
    text = read_laws()
    progress = None if quiet else Progress(sys.stderr)
    try:
        tried = try_laws(text.book, size, only=names, progress=progress)
    finally:
        if progress is not None:
            progress.close()
    if as_json:
        click.echo(laws_json(tried, text, size), nl=False)
    elif markdown:
        click.echo(laws_markdown(tried), nl=False)
    else:
        click.echo(laws_text(tried, text, size), nl=False)
