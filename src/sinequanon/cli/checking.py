"""`sinequanon check` and `sinequanon schema`: a dossier's faults, and its form."""

import json
from pathlib import Path

import click

from sinequanon.cli.epilogs import examples
from sinequanon.errors import Fault


@click.command(
    "check",
    short_help="Check a dossier; list every fault.",
    epilog=examples("sinequanon check", "sinequanon check my-war/"),
)
@click.argument("path", required=False)
def check_command(path: str | None) -> int:
    """Check the dossier at PATH, or the shipped ones; list every fault.

    Once the files have none, every start and every question is tried on the war: an
    event before the start, an actor without fighters, people cut off. Small parts of
    the map that no border joins are noted. PATH is a folder or the key of a shipped
    dossier. Exit code 1 if there are faults.
    """
    from sinequanon.cli.finding import unknown
    from sinequanon.compose import islands, war_faults
    from sinequanon.dossier import available, check
    from sinequanon.errors import DossierError

    shipped = available()
    if path is not None and path not in shipped and not Path(path).is_dir():
        raise DossierError([unknown("PATH", "folder or dossier", path, shipped)])
    count = 0
    for place in shipped if path is None else (path,):
        faults = (*check(place), *_claim_faults(place))
        faults = faults or war_faults(place)
        count += len(faults)
        for fault in faults:
            click.echo(str(fault))
        if not faults:
            click.echo(f"{place}: no faults")
            for sentence in islands(place):
                click.echo(f"{place}: note: {sentence}")
    if count:
        click.echo(f"{count} fault{'' if count == 1 else 's'}.", err=True)
    return 1 if count else 0


@click.command(
    "schema",
    short_help="Print the JSON Schema of a dossier.",
    epilog=examples("sinequanon schema > dossier.schema.json"),
)
def schema_command() -> None:
    """Print the JSON Schema of a dossier's files."""
    from sinequanon.dossier import json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def _claim_faults(place: str) -> tuple[Fault, ...]:
    """Faults of the claims and their evidence beside a dossier, if it has claims."""
    from sinequanon.argument import load_claims
    from sinequanon.errors import DossierError

    try:
        load_claims(place)
    except DossierError as error:
        return error.faults
    return ()
