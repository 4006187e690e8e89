"""`sinequanon data`: tables of the user's own, added, fetched, listed, checked."""

import datetime
import json
import os
import sys
import time
from typing import TYPE_CHECKING

import click

from sinequanon.cli.epilogs import examples

if TYPE_CHECKING:
    from sinequanon.record import Added

_FOLDER = click.option(
    "--folder",
    metavar="FOLDER",
    help="Where your data lie; by default $SINEQUANON_DATA or your data folder.",
)
_NAME = click.option("--name", help="What to call the table; by default kind_version.")
_REPLACE = click.option(
    "--replace", is_flag=True, help="Take the place of a table with the same name."
)
_QUIET = click.option(
    "--quiet", "-q", is_flag=True, help="No progress and no messages."
)


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date()


@click.group(
    "data",
    short_help="Your own data: add, fetch, list, check, remove.",
    epilog=examples("sinequanon data add ged251-csv.zip", "sinequanon data list"),
)
def data_commands() -> None:
    """Keep data of your own beside the shipped record.

    The shipped record is used unless your table is asked for by name. A file with
    faults is refused with all of them, and nothing is changed then.
    """


@data_commands.command(
    "add",
    short_help="Check a file and keep it.",
    epilog=examples(
        "sinequanon data add ged251-csv.zip",
        "sinequanon data add acled.csv --name acled_sahel",
    ),
)
@click.argument("file", type=click.Path())
@_NAME
@click.option("--kind", help="What the table is; by default told by its columns.")
@click.option("--version", help="By default told by the table or its file name.")
@click.option(
    "--delimiter", default=",", help="Between the columns of a CSV file; , by default."
)
@_REPLACE
@_FOLDER
@_QUIET
def add_command(
    file: str,
    name: str | None,
    kind: str | None,
    version: str | None,
    delimiter: str,
    replace: bool,
    folder: str | None,
    quiet: bool,
) -> None:
    r"""Check FILE, a table of UCDP's, ACLED's or a panel, and keep it.

    FILE is CSV, a zip that holds one, or Parquet. What it is, is told by its columns:
    UCDP events (GED), conflicts, dyads, terminations, peace agreements, totals by
    country and year; ACLED events; a panel of month_id by country_id or priogrid_gid.
    """
    from sinequanon.record import add_file

    added = add_file(
        file,
        today=_today(),
        name=name,
        kind=kind,
        version=version,
        delimiter="\t" if delimiter == "\\t" else delimiter,
        replace=replace,
        folder=folder,
    )
    _tell(added, quiet)


@data_commands.command(
    "fetch",
    short_help="Download a version of UCDP's data.",
    epilog=examples("sinequanon data fetch ucdp --version 25.1"),
)
@click.argument("source", type=click.Choice(["ucdp"]))
@click.option("--version", required=True, help="Such as 25.1, or 26.0.8 for a month.")
@click.option(
    "--resource",
    default="gedevents",
    show_default=True,
    help="Also ucdpprioconflict, dyadic, organizedviolencecy.",
)
@click.option("--token", help="UCDP's token; better in the variable UCDP_TOKEN.")
@_NAME
@_REPLACE
@_FOLDER
@click.option("--address", help="Of the interface, where it is not UCDP's own.")
@_QUIET
def fetch_command(
    source: str,
    version: str,
    resource: str,
    token: str | None,
    name: str | None,
    replace: bool,
    folder: str | None,
    address: str | None,
    quiet: bool,
) -> None:
    """Download a version of UCDP's data from its interface, and keep it.

    Whole or not at all: after an interruption the same command goes on where it
    stopped. UCDP gives a token for free, by e-mail.
    """
    from sinequanon.cli.progress import Progress
    from sinequanon.record import UCDP_ADDRESS, fetch_ucdp

    progress = None if quiet else Progress(sys.stderr)

    def tell(text: str) -> None:
        if progress is not None:
            progress.close()
            click.echo(text, err=True)

    try:
        added = fetch_ucdp(
            version=version,
            token=token or os.environ.get("UCDP_TOKEN", ""),
            today=_today(),
            wait=time.sleep,
            resource=resource,
            name=name,
            replace=replace,
            folder=folder,
            address=address or UCDP_ADDRESS,
            progress=progress,
            tell=tell,
        )
    finally:
        if progress is not None:
            progress.close()
    _tell(added, quiet)


def _tell(added: "Added", quiet: bool) -> None:
    """Print the name, and to standard error what else there is to know."""
    stored = added.stored
    click.echo(stored.name)
    if quiet:
        return
    if not added.new:
        click.echo("The same content was there already; nothing changed.", err=True)
        return
    click.echo(
        f"{stored.rows:,} rows of {stored.source_file} kept as {stored.name!r} "
        f"({stored.kind}, version {stored.version}; {stored.terms}).",
        err=True,
    )
    for note in stored.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(f'In Python: record.load("{stored.name}", series="own").', err=True)


@data_commands.command(
    "list",
    short_help="List your data and the shipped tables.",
    epilog=examples("sinequanon data list", "sinequanon data list --json"),
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@_FOLDER
def list_command(as_json: bool, folder: str | None) -> None:
    """List the tables of your own, then those that are shipped."""
    from dataclasses import asdict

    from sinequanon.record import catalog, store_folder, stored_tables

    own = stored_tables(folder)
    shipped = [entry for entry in catalog() if entry.file.endswith(".parquet")]
    if as_json:
        told = {
            "folder": str(store_folder(folder)),
            "own": [asdict(one) for one in own],
            "shipped": [
                {"name": one.name, "version": one.version, "rows": one.rows}
                for one in shipped
            ],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"Your own, in {store_folder(folder)}:" if own else "Your own: none.")
    for one in own:
        marked = f", {one.marked:,} marked" if one.marked else ""
        click.echo(
            f"  {one.name}  {one.kind} {one.version}  {one.rows:,} rows{marked}  "
            f"{one.source_file}, added {one.added}; {one.terms}"
        )
    click.echo("Shipped, used by default:")
    for one in shipped:
        click.echo(f"  {one.name}  {one.version}  {one.rows:,} rows")


@data_commands.command(
    "check",
    short_help="Compare your data with their checksums.",
    epilog=examples("sinequanon data check"),
)
@_FOLDER
def check_own_command(folder: str | None) -> int:
    """Compare every table of your own with its checksum and its rows.

    Exit code 1 if there are faults.
    """
    from sinequanon.record import check_store, stored_tables

    faults = check_store(folder)
    for fault in faults:
        click.echo(str(fault))
    count = len(stored_tables(folder))
    if not faults:
        click.echo(f"{count} table{'' if count == 1 else 's'}, no faults")
    return 1 if faults else 0


@data_commands.command(
    "remove",
    short_help="Remove tables of your own.",
    epilog=examples("sinequanon data remove ged_251"),
)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@_FOLDER
def remove_command(names: tuple[str, ...], folder: str | None) -> None:
    """Remove tables of your own; all that are named, or none."""
    from sinequanon.record import remove_stored

    for stored in remove_stored(names, folder):
        click.echo(f"removed {stored.name} ({stored.rows:,} rows)")
