"""`sinequanon freeze`: renew the numbers that are frozen with a dossier."""

import sys

import click

from sinequanon.cli.epilogs import examples


@click.command(
    "freeze",
    short_help="Renew the numbers frozen with a dossier.",
    epilog=examples(
        "sinequanon freeze my-war/", "sinequanon freeze syria --question palmyra"
    ),
)
@click.argument("dossier")
@click.option(
    "--question",
    metavar="KEY",
    help="Renew the numbers of this question alone; default: of every question.",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress and no messages.")
def freeze_command(dossier: str, question: str | None, quiet: bool) -> None:
    """Renew frozen.json in the folder of DOSSIER, after its numbers have changed.

    For each question, runs the war without the event and keeps the class-average state
    of the bargain and the news of the event, so that an answer does not depend on the
    number of its runs. DOSSIER is a folder or the key of a shipped dossier.
    """
    from sinequanon.cli.progress import Progress
    from sinequanon.compose import freeze_dossier

    progress = None if quiet else Progress(sys.stderr)
    try:
        path, renewed = freeze_dossier(dossier, question=question, progress=progress)
    finally:
        if progress is not None:
            progress.close()
    for key, numbers in renewed.items():
        click.echo(
            f"{key}: spread of the surplus {numbers.surplus_sd:.4f}; news of the event "
            f"{numbers.news_taken:+.4f} in log power (Monte Carlo error "
            f"{numbers.news_error:.4f})"
        )
    if not quiet:
        click.echo(f"Wrote {path}.", err=True)
