"""`sinequanon dossier`: a dossier as a spreadsheet, and a spreadsheet as a dossier."""

from pathlib import Path

import click

from sinequanon.cli.epilogs import examples


@click.group(
    "dossier",
    short_help="A dossier as a spreadsheet and back.",
    epilog=examples("sinequanon dossier export syria --xlsx my-syria.xlsx"),
)
def dossier_commands() -> None:
    """A dossier as a spreadsheet and back, without loss."""


@dossier_commands.command(
    "export",
    short_help="Write a dossier as a workbook.",
    epilog=examples("sinequanon dossier export syria --xlsx my-syria.xlsx"),
)
@click.argument("dossier", metavar="DOSSIER")
@click.option(
    "--xlsx", "file", metavar="FILE", required=True, help="The workbook to write."
)
@click.option("--quiet", "-q", is_flag=True, help="No messages.")
def export_command(dossier: str, file: str, quiet: bool) -> None:
    """Write DOSSIER, a shipped key or a folder, as a workbook with a sheet a list."""
    from sinequanon.dossier import check, folder_of, workbook_of, write_workbook
    from sinequanon.errors import DossierError
    from sinequanon.report import check_writable

    faults = check(dossier)
    if faults:
        raise DossierError(faults)
    check_writable(Path(file))
    sheets = workbook_of(folder_of(dossier))
    write_workbook(Path(file), sheets)
    if not quiet:
        click.echo(f"Wrote {file}: {len(sheets)} sheets.", err=True)


@dossier_commands.command(
    "import",
    short_help="Write the dossier that a workbook holds.",
    epilog=examples("sinequanon dossier import my-syria --xlsx my-syria.xlsx"),
)
@click.argument("folder", metavar="FOLDER")
@click.option(
    "--xlsx", "file", metavar="FILE", required=True, help="The workbook to read."
)
@click.option("--quiet", "-q", is_flag=True, help="No messages.")
def import_command(folder: str, file: str, quiet: bool) -> None:
    """Check the workbook and write its dossier into FOLDER, which must be new.

    A file whose sheets did not change comes back word for word, comments included; one
    that changed is written anew. Every fault is told with its sheet and cell.
    """
    from sinequanon.dossier import dossier_from

    changed = dossier_from(Path(file), Path(folder))
    if not quiet:
        told = f"written anew: {', '.join(changed)}" if changed else "nothing changed"
        click.echo(f"Wrote {folder}: {told}.", err=True)
