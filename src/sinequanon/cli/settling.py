"""`sinequanon settlement`: how wars ended, forecast from what was known."""

import sys
from typing import TYPE_CHECKING

import click

from sinequanon.cli.epilogs import examples

if TYPE_CHECKING:
    from sinequanon.fit import Level, Scored, Settings


@click.group(
    "settlement",
    short_help="How wars inside states ended, and how well that was forecast.",
    epilog=examples("sinequanon settlement score", "sinequanon settlement slopes"),
)
def settlement_commands() -> None:
    """Forecast how wars ended, from what was known at the time, and score it."""


@settlement_commands.command(
    "score",
    short_help="How well the ends of wars were forecast, 2005-2016.",
    epilog=examples(
        "sinequanon settlement score",
        "sinequanon settlement score --level dyad --json > dyads.json",
        "sinequanon settlement score --origins 1995-2002 --no-boosting",
    ),
)
@click.option(
    "--level",
    type=click.Choice(["conflict", "dyad"]),
    default="conflict",
    show_default=True,
    help="Wars, or each rebel group against its state.",
)
@click.option(
    "--origins",
    metavar="YEAR-YEAR",
    default="2005-2016",
    show_default=True,
    help="First and last year at whose end forecasts are made.",
)
@click.option(
    "--add",
    "added",
    metavar="COLUMN",
    multiple=True,
    help="A further column of the termination table to forecast from; may be repeated.",
)
@click.option("--no-boosting", is_flag=True, help="Leave gradient boosting out.")
@click.option(
    "--quick", is_flag=True, help="Without the table that leaves conflicts out."
)
@click.option("--seed", metavar="N", type=int, default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--markdown", is_flag=True, help="As tables in Markdown.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def settlement_score_command(
    level: "Level",
    origins: str,
    added: tuple[str, ...],
    no_boosting: bool,
    quick: bool,
    seed: int,
    as_json: bool,
    markdown: bool,
    quiet: bool,
) -> None:
    """Forecast how wars inside states ended, and score what was said.

    At the end of each year, for each war then going on: agreement, ceasefire, victory
    of either side, low activity, or still on, within 1, 3 and 5 years. Every forecast
    learns only from windows whose outcome was known by then. Base rates stand beside
    it, and the skill is over the better one. Half a minute on two cores.
    """
    from dataclasses import replace

    from sinequanon.fit import CHOSEN
    from sinequanon.report import (
        settlement_json,
        settlement_markdown,
        settlement_text,
    )

    if as_json and markdown:
        raise click.UsageError("--json and --markdown exclude each other")
    first, last = _span(origins)
    settings = replace(CHOSEN, covariates=(*CHOSEN.covariates, *added))
    found = _tables(
        level,
        (first, last),
        added,
        left_out=(False,) if quick else (False, True),
        settings=settings,
        boosting=not no_boosting,
        seed=seed,
        quiet=quiet,
    )
    if as_json:
        click.echo(settlement_json(found), nl=False)
    elif markdown:
        click.echo(settlement_markdown(found), nl=False)
    else:
        click.echo(settlement_text(found), nl=False)


@settlement_commands.command(
    "slopes",
    short_help="How the rate of agreement moves with signs of stalemate.",
    epilog=examples(
        "sinequanon settlement slopes",
        "sinequanon settlement slopes --level conflict --draws 400",
    ),
)
@click.option(
    "--level",
    type=click.Choice(["conflict", "dyad"]),
    default="dyad",
    show_default=True,
    help="Wars, or each rebel group against its state.",
)
@click.option(
    "--draws",
    metavar="N",
    type=click.IntRange(10, 10_000),
    default=100,
    show_default=True,
    help="Resamples of episodes.",
)
@click.option("--seed", metavar="N", type=int, default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--markdown", is_flag=True, help="As tables in Markdown.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def slopes_command(
    level: "Level", draws: int, seed: int, as_json: bool, markdown: bool, quiet: bool
) -> None:
    """Lay signs of stalemate and of openness beside the rate of agreement.

    The bargain's rate of settlement moves with the surplus and with the stalemate. The
    record holds neither, only marks that theory ties to them; here is how the rate of
    each ending moves with each mark. Under a minute on two cores.
    """
    from sinequanon.cli.progress import Progress
    from sinequanon.fit import stalemate_slopes, years_of_war
    from sinequanon.report import slopes_json, slopes_markdown, slopes_text

    if as_json and markdown:
        raise click.UsageError("--json and --markdown exclude each other")
    progress = None if quiet else Progress(sys.stderr)
    try:
        lines = stalemate_slopes(
            years_of_war(level), seed=seed, draws=draws, progress=progress
        )
    finally:
        if progress is not None:
            progress.close()
    told = slopes_json if as_json else slopes_markdown if markdown else slopes_text
    click.echo(told(lines), nl=False)


def _span(text: str) -> tuple[int, int]:
    """Two years from `YEAR-YEAR`."""
    from sinequanon.errors import ForecastError

    first, _, last = text.partition("-")
    if not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
        raise ForecastError.at(
            "--origins",
            f"{text!r} is not two years in order",
            "write them as 2005-2016",
        )
    return int(first), int(last)


def _tables(
    level: "Level",
    origins: tuple[int, int],
    added: tuple[str, ...],
    *,
    left_out: tuple[bool, ...],
    settings: "Settings",
    boosting: bool,
    seed: int,
    quiet: bool,
) -> "list[Scored]":
    from sinequanon.cli.progress import Progress
    from sinequanon.fit import HORIZONS, backtest, scored, years_of_war

    years = years_of_war(level, extra=added)
    progress = None if quiet else Progress(sys.stderr)
    try:
        return [
            scored(
                backtest(
                    years,
                    settings,
                    origins=origins,
                    horizons=HORIZONS,
                    left_out=one,
                    boosting=boosting,
                    progress=progress,
                ),
                seed=seed,
            )
            for one in left_out
        ]
    finally:
        if progress is not None:
            progress.close()
