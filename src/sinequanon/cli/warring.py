"""`sinequanon war`: the war alone, with the event and without it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinequanon.cli.epilogs import examples

if TYPE_CHECKING:
    from sinequanon.compose import AskedWar
    from sinequanon.keep import Keeping

_STREAM = "-"


class Defaulting(click.Group):
    """A group whose one command may be left out: `war palmyra` is `war run palmyra`."""

    default = "run"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before words that name no command of the group."""
        known = {*self.commands, "--help", "-h"}
        if args and args[0] not in known:
            args = [self.default, *args]
        return super().parse_args(ctx, args)


@click.group(
    "war",
    cls=Defaulting,
    short_help="Run the war alone, and keep its runs.",
    epilog=examples(
        "sinequanon war palmyra",
        "sinequanon war palmyra --runs 10000 --out runs.zarr",
        "sinequanon war palmyra --replay 17",
    ),
)
def war_commands() -> None:
    """Run the war of a question alone: no bargain, no claims.

    `sinequanon war QUESTION` is short for `sinequanon war run QUESTION`, which has the
    options. `run` must be written where a question is called as a command here is.
    """


@war_commands.command(
    "run",
    short_help="How the war goes on with the event and without it.",
    epilog=examples(
        "sinequanon war run palmyra",
        "sinequanon war palmyra --runs 200 --months 12 --json war.json",
        "sinequanon war palmyra --runs 10000 --out runs.zarr",
        "sinequanon war palmyra --replay 17 --kept runs.zarr",
    ),
)
@click.argument("question")
@click.option(
    "--runs",
    type=click.IntRange(1, 2**31 - 1),
    metavar="N",
    help="Runs of each world; 500 by default.",
)
@click.option(
    "--months",
    type=click.IntRange(1, 120),
    metavar="N",
    help="Months after the event, 1 to 120; default: the question's horizon.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    default=1,
    show_default=True,
    metavar="N",
    help="The same seed gives the same runs.",
)
@click.option("--contrast", metavar="KEY", help="Another fair meaning of “without”.")
@click.option(
    "--out",
    metavar="FOLDER",
    help="Keep the runs as a Zarr store; after a stop the same command goes on.",
)
@click.option(
    "--by-place",
    is_flag=True,
    help="With --out: keep who holds each place in each run, quarter by quarter.",
)
@click.option(
    "--replay",
    type=click.IntRange(0, 2**31 - 1),
    metavar="RUN",
    help="Print the months of this one run instead.",
)
@click.option(
    "--kept",
    metavar="FOLDER",
    help="With --replay: compare with this run of a store, bit by bit.",
)
@click.option(
    "--dossier",
    metavar="FOLDER",
    help="A dossier of your own in place of the shipped ones.",
)
@click.option("--json", "json_file", metavar="FILE", help="As JSON; - for stdout.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no messages.")
def run_command(
    question: str,
    runs: int | None,
    months: int | None,
    seed: int,
    contrast: str | None,
    out: str | None,
    by_place: bool,
    replay: int | None,
    kept: str | None,
    dossier: str | None,
    json_file: str | None,
    quiet: bool,
) -> int:
    """Show how the war of QUESTION goes on, with the event and without it.

    Deaths by pair of sides, civilians killed, who holds people and land, fighters,
    displaced people and power, year by year, each beside the record where it has it;
    and what the war was asked before it was used. With --json only that file.

    With --replay, one run month by month, which is run again by its seed and number and
    compared with the same run among its neighbours; exit code 1 if any bit differs.
    """
    _check_use(replay, runs, out, by_place, kept)
    from sinequanon.cli.finding import check_names, find_question
    from sinequanon.report import check_writable

    found = find_question(question, dossier)
    check_names(found, contrast, ())
    if json_file not in (None, _STREAM):
        check_writable(Path(str(json_file)))

    from sinequanon.compose import asked_war

    asked = asked_war(
        found.place,
        question,
        contrast=contrast,
        months=months,
        runs=runs,
        seed=seed,
    )
    if replay is not None:
        return _replay(asked, replay, kept, json_file, quiet)
    _run(asked, out, by_place, json_file, quiet)
    return 0


def _check_use(
    replay: int | None,
    runs: int | None,
    out: str | None,
    by_place: bool,
    kept: str | None,
) -> None:
    """Refuse options that do not go together.

    Raises:
        click.UsageError: With what to do instead.
    """
    if replay is not None and (runs is not None or out is not None):
        raise click.UsageError(
            "--replay runs one run again: leave out --runs and --out"
        )
    if kept is not None and replay is None:
        raise click.UsageError("--kept compares one run: name it by --replay")
    if by_place and out is None:
        raise click.UsageError("--by-place is of the runs that --out keeps")


def _run(
    asked: "AskedWar",
    out: str | None,
    by_place: bool,
    json_file: str | None,
    quiet: bool,
) -> None:
    """Both worlds, on the screen or in files."""
    from sinequanon.cli.progress import Progress
    from sinequanon.compose import keeping_of, run_alone
    from sinequanon.report import war_to_json, war_to_text

    keeping: Keeping | None = None
    if out is not None:
        keeping = keeping_of(asked, Path(out), by_place=by_place)
        if not quiet:
            _tell_resumed(keeping, asked.alone.runs)
    progress = None if quiet else Progress(sys.stderr, unit="runs")
    try:
        war = run_alone(asked, keeping=keeping, progress=progress)
    except KeyboardInterrupt:
        if keeping is not None and not quiet:
            click.echo(
                f"\n{keeping.done:,} of {asked.alone.runs:,} runs are kept in "
                f"{keeping.partial}; the same command goes on from there.",
                err=True,
            )
        raise
    finally:
        if progress is not None:
            progress.close()
    _give(war_to_text(war), war_to_json(war), json_file, quiet)
    if out is not None and not quiet:
        click.echo(f"Wrote {out}: {asked.alone.runs:,} runs of each world.", err=True)


def _tell_resumed(keeping: "Keeping", runs: int) -> None:
    """Whether an unfinished store is gone on with, and why not."""
    if keeping.why_anew:
        click.echo(
            f"Beginning anew, and not from {keeping.partial}: {keeping.why_anew}.",
            err=True,
        )
    elif keeping.done:
        click.echo(
            f"Going on from {keeping.partial}: {keeping.done:,} of {runs:,} runs are "
            "kept.",
            err=True,
        )


def _replay(
    asked: "AskedWar", run: int, kept: str | None, json_file: str | None, quiet: bool
) -> int:
    """One run; 1 if it is not the same bits as the same run elsewhere."""
    from sinequanon.compose import replay
    from sinequanon.report import replay_to_json, replay_to_text

    found = replay(asked, run, kept=None if kept is None else Path(kept))
    _give(replay_to_text(found), replay_to_json(found), json_file, quiet)
    return 0 if all(same for _, same in found.same) else 1


def _give(text: str, data: str, json_file: str | None, quiet: bool) -> None:
    """The text to the screen, or the JSON to where it was asked for."""
    from sinequanon.report import write_atomically

    if json_file is None:
        click.echo(text, nl=False)
    elif json_file == _STREAM:
        click.echo(data, nl=False)
    else:
        write_atomically(Path(json_file), data)
        if not quiet:
            click.echo(f"Wrote {json_file}.", err=True)
