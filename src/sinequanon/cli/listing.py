"""`questions`, `sources` and `starts`: what can be asked, of whom, and from when."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from sinequanon.cli.epilogs import examples

_JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")
_DOSSIER = click.option(
    "--dossier",
    metavar="FOLDER",
    help="A dossier of your own in place of the shipped ones.",
)


@click.command(
    "questions",
    short_help="List the questions that can be asked.",
    epilog=examples("sinequanon questions"),
)
@_DOSSIER
@_JSON
def questions_command(dossier: str | None, as_json: bool) -> None:
    """List the questions that can be asked, with their contrasts."""
    from sinequanon.cli.finding import every_question

    every = every_question(dossier)
    if as_json:
        rows = [
            {
                "key": found.question.key,
                "question": found.question.text,
                "war": found.dossier.war.title,
                "dossier": found.place,
                "horizon_months": found.question.horizon_months,
                "margin": found.question.margin,
                "contrasts": {one.key: one.label for one in found.question.contrasts},
            }
            for found in every
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for found in every:
        question = found.question
        click.echo(f"{question.key}: {question.text}")
        click.echo(f"  {found.dossier.war.title}; {question.horizon_months} months")
        for one in question.contrasts:
            main = " (the main one)" if one.main else ""
            click.echo(f"  --contrast {one.key}: {one.label}{main}")


@click.command(
    "sources",
    short_help="List the sources behind a question.",
    epilog=examples("sinequanon sources palmyra"),
)
@click.argument("question")
@_DOSSIER
@_JSON
def sources_command(question: str, dossier: str | None, as_json: bool) -> None:
    """List the sources of QUESTION's dossier: key, grade, date, stance, work.

    The grade is reliability A to F and credibility 1 to 6.
    """
    from sinequanon.cli.finding import find_question

    sources = find_question(question, dossier).dossier.sources
    if as_json:
        rows = [source.model_dump(mode="json") for source in sources]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    width = max((len(source.key) for source in sources), default=0)
    for source in sources:
        grade = f"{source.reliability}{source.credibility}"
        stance = f" [{source.stance}]" if source.stance else ""
        click.echo(
            f"{source.key:{width}}  {grade}  {source.date or 'no date'}  "
            f"{source.author}: {source.title}{stance}"
        )


@click.command(
    "starts",
    short_help="List the months that a war can be taken up at.",
    epilog=examples("sinequanon starts", "sinequanon starts my-war/ --json"),
)
@click.argument("path", required=False)
@_JSON
def starts_command(path: str | None, as_json: bool) -> None:
    """List the starts of the dossier at PATH, or of the shipped ones.

    PATH is a folder or the key of a shipped dossier. Of each start it says of how many
    places dated reports name the holder (on both sides of the month, or on one), of how
    many the holder is inferred, and how many are disputed.
    """
    from sinequanon.cli.finding import unknown
    from sinequanon.dossier import available, starts
    from sinequanon.errors import DossierError

    shipped = available()
    if path is not None and path not in shipped and not Path(path).is_dir():
        raise DossierError([unknown("PATH", "folder or dossier", path, shipped)])
    found = [
        (place, row)
        for place in (shipped if path is None else (path,))
        for row in starts(place)
    ]
    if as_json:
        rows = [{"dossier": place, **asdict(row)} for place, row in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for place, row in found:
        click.echo(
            f"{place} {row.key}: {row.dated} places dated, {row.reported} reported, "
            f"{row.inferred} inferred; {row.disputed} disputed"
        )
