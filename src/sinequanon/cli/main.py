"""The program `sinequanon`: its commands, and how errors become exit codes."""

import sys
from collections.abc import Sequence

import click

from sinequanon import __version__
from sinequanon.cli.asking import ask_command
from sinequanon.cli.bargaining import bargain_command
from sinequanon.cli.checking import check_command, schema_command
from sinequanon.cli.citing import cite_command
from sinequanon.cli.data import data_commands
from sinequanon.cli.displacing import displacement_commands
from sinequanon.cli.dossiers import dossier_commands
from sinequanon.cli.epilogs import examples
from sinequanon.cli.forecasting import forecast_command
from sinequanon.cli.freezing import freeze_command
from sinequanon.cli.lawing import laws_command
from sinequanon.cli.listing import (
    questions_command,
    sources_command,
    starts_command,
)
from sinequanon.cli.recording import record_command
from sinequanon.cli.scoring import score_command
from sinequanon.cli.settling import settlement_commands
from sinequanon.cli.warring import war_commands
from sinequanon.errors import ControlError, SinequanonError

_STOPPED = 130
"""What a shell expects of a program that the user interrupted (128 + SIGINT)."""
_UNUSABLE = 2
_SHOWN = 20
"""Faults told at once; `check` lists every one."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples("sinequanon ask palmyra"),
)
@click.version_option(
    __version__, prog_name="sinequanon", message="%(prog)s %(version)s"
)
def commands() -> None:
    """A conflict laboratory: did this event bring this war closer to peace?

    Results go to standard output, progress and messages to standard error. Exit
    codes: 0 done; 1 `check` found faults, or a control failed and there is no answer;
    2 wrong use, or a file that cannot be read or written; 130 interrupted.
    """


for command in (
    ask_command,
    bargain_command,
    questions_command,
    sources_command,
    starts_command,
    check_command,
    schema_command,
    freeze_command,
    cite_command,
    data_commands,
    dossier_commands,
    record_command,
    displacement_commands,
    forecast_command,
    score_command,
    settlement_commands,
    war_commands,
):
    commands.add_command(command)
war_commands.add_command(laws_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of one call of the program; errors are told in one line each."""
    try:
        code: object = commands.main(
            args=arguments, prog_name="sinequanon", standalone_mode=False
        )
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return _STOPPED
    except SinequanonError as error:
        if isinstance(error, ControlError):
            click.echo("No answer: a control failed.", err=True)
        for fault in error.faults[:_SHOWN]:
            click.echo(f"error: {fault}", err=True)
        if len(error.faults) > _SHOWN:
            click.echo(f"error: and {len(error.faults) - _SHOWN} more", err=True)
        return error.exit_code
    except OSError as error:
        click.echo(f"error: {error.filename or 'output'}: {error.strerror}", err=True)
        return _UNUSABLE
    return code if isinstance(code, int) else 0
