"""`sinequanon war`: the war alone, with the event and without it."""

import click

from sinequanon.cli.epilogs import examples


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
    epilog=examples("sinequanon war run palmyra"),
)
@click.argument("question")
def run_command(question: str) -> None:
    """Show how the war of QUESTION goes on, with the event and without it."""
    from sinequanon.cli.finding import find_question

    click.echo(find_question(question).question.text)
