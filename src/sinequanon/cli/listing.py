"""`sinequanon questions` and `sinequanon sources`: what can be asked, and of whom."""

import json

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
