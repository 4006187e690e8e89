"""`sinequanon forecast`: deaths of the months to come, by country."""

from pathlib import Path

import click

from sinequanon.cli.epilogs import examples


@click.command(
    "forecast",
    short_help="Forecast state-based deaths by country and month.",
    epilog=examples(
        "sinequanon forecast",
        "sinequanon forecast Mali --months 12",
        "sinequanon forecast --page forecast.html --json forecast.json",
    ),
)
@click.argument("country", required=False)
@click.option(
    "--months",
    metavar="N",
    type=int,
    default=36,
    show_default=True,
    help="Months ahead, 1 to 36.",
)
@click.option(
    "--panel", metavar="FILE", help="A panel of your own, in the shipped one's layout."
)
@click.option(
    "--vintage",
    metavar="COLUMN",
    default="ged_sb",
    show_default=True,
    help="Column of deaths: ged_sb or ged_sb_v2024, or one of FILE.",
)
@click.option("--draws", metavar="N", type=click.IntRange(10, 100_000), default=1_000)
@click.option("--seed", metavar="N", type=int, default=1, show_default=True)
@click.option("--page", metavar="FILE", help="Write a page with a fan a country.")
@click.option(
    "--json", "as_json", metavar="FILE", help="Write JSON; - for standard output."
)
@click.option(
    "--frames", metavar="FOLDER", help="Write the draws as a VIEWS frame: a new folder."
)
@click.option("--quiet", "-q", is_flag=True, help="No messages.")
def forecast_command(
    country: str | None,
    months: int,
    panel: str | None,
    vintage: str,
    draws: int,
    seed: int,
    page: str | None,
    as_json: str | None,
    frames: str | None,
    quiet: bool,
) -> None:
    """Forecast state-based deaths of COUNTRY (or all) after the panel's last month.

    COUNTRY is a name or a VIEWS id. The months between the panel's end and today are
    not inferred: a forecast starts where its record ends, and says so. Half a minute.
    """
    from sinequanon.forecast import (
        find_country,
        forecast_ahead,
        frame_of,
        learner,
        read_series,
        shipped_series,
        write_frame,
    )
    from sinequanon.report import (
        check_writable,
        forecast_to_html,
        forecast_to_json,
        forecast_to_text,
        write_atomically,
    )

    series = shipped_series(vintage) if panel is None else read_series(panel, vintage)
    asked = None if country is None else (find_country(country, series.countries),)
    check_writable(*(Path(name) for name in (page, as_json) if name and name != "-"))
    learner()
    if not quiet:
        click.echo("Learning from the record ...", err=True)
    found = forecast_ahead(
        series, months=months, countries=asked, draws=draws, seed=seed
    )
    if frames is not None:
        frame = frame_of(
            found.countries,
            found.window.asked,
            found.draws,
            seed=seed,
            vintage=found.vintage,
        )
        write_frame(frame, frames)
    if page is not None:
        write_atomically(Path(page), forecast_to_html(found))
    if as_json == "-":
        click.echo(forecast_to_json(found), nl=False)
        return
    if as_json is not None:
        write_atomically(Path(as_json), forecast_to_json(found))
    click.echo(forecast_to_text(found), nl=False)
