"""`sinequanon score`: forecasts of deaths laid beside what came."""

import sys

import click

from sinequanon.cli.epilogs import examples


@click.command(
    "score",
    short_help="Score forecasts of deaths on years that are over.",
    epilog=examples(
        "sinequanon score",
        "sinequanon score --years 2014-2017 --json",
        "sinequanon score --panel my-panel.parquet --years 2022-2024",
        "sinequanon score --panel my-panel.parquet --frame my-frame",
    ),
)
@click.option(
    "--years",
    metavar="YEARS",
    default="2018-2021",
    show_default=True,
    help="Years to forecast, each from October of the year before: 2019 or 2018-2021.",
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
@click.option(
    "--level",
    metavar="SHARE",
    type=click.FloatRange(0.0, 1.0, min_open=True, max_open=True),
    default=0.9,
    show_default=True,
    help="Share of draws in the interval; VIEWS' later code takes 0.95.",
)
@click.option(
    "--against",
    metavar="KEY",
    default="conflictology",
    show_default=True,
    help="Whom others are compared with: a baseline's key, or model.",
)
@click.option(
    "--frame", metavar="FOLDER", help="Score a VIEWS frame, and nothing else."
)
@click.option("--baselines-only", is_flag=True, help="Leave the model out.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--markdown", is_flag=True, help="As tables in Markdown.")
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def score_command(
    years: str,
    panel: str | None,
    vintage: str,
    draws: int,
    seed: int,
    level: float,
    against: str,
    frame: str | None,
    baselines_only: bool,
    as_json: bool,
    markdown: bool,
    quiet: bool,
) -> None:
    """Score forecasts of state-based deaths by country and month.

    By default the four windows of the VIEWS prediction challenge are run again on the
    shipped panel: every baseline and the model, CRPS, log score, interval score and
    coverage by year, and differences with intervals over resampled countries. The
    years 2018 to 2021 are seen: the model's features were found on them.
    """
    from sinequanon.cli.progress import Progress
    from sinequanon.errors import QuestionError
    from sinequanon.forecast import (
        MODEL,
        baseline_forecasters,
        differences,
        learner,
        model_forecaster,
        read_frame,
        read_series,
        score_frame,
        score_windows,
        shipped_series,
        year_window,
        years_in,
    )
    from sinequanon.report import (
        frame_scores_to_json,
        frame_scores_to_text,
        scores_to_json,
        scores_to_markdown,
        scores_to_text,
    )

    series = shipped_series(vintage) if panel is None else read_series(panel, vintage)
    if frame is not None:
        found = score_frame(read_frame(frame), series, level=level)
        as_told = frame_scores_to_json if as_json else frame_scores_to_text
        click.echo(as_told(found), nl=False)
        return
    asked = _years(years)
    possible = years_in(series)
    if missing := [year for year in asked if year not in possible]:
        span = f"{possible[0]} to {possible[-1]}" if possible else "no year"
        raise QuestionError.at(
            "--years",
            f"{', '.join(map(str, missing))} cannot be forecast and scored",
            f"this panel allows {span}",
        )
    forecasters = baseline_forecasters()
    if not baselines_only:
        learner()
        forecasters[MODEL] = ("model", model_forecaster())
    if against not in forecasters:
        raise click.UsageError(f"--against: {against!r} is none of {[*forecasters]}")
    progress = None if quiet else Progress(sys.stderr)
    try:
        scored = score_windows(
            series,
            [year_window(year) for year in asked],
            forecasters,
            draws=draws,
            seed=seed,
            level=level,
            progress=progress,
        )
    finally:
        if progress is not None:
            progress.close()
    gaps = {
        key: differences(scored, key, against)
        for key in reversed(list(scored.names))
        if key != against
    }
    told = (
        scores_to_json
        if as_json
        else scores_to_markdown
        if markdown
        else scores_to_text
    )
    click.echo(told(scored, gaps, against), nl=False)


def _years(text: str) -> list[int]:
    first, _, last = text.partition("-")
    try:
        begin, end = int(first), int(last or first)
    except ValueError:
        raise click.UsageError(f"--years: {text!r} is no year and no range") from None
    if not 1990 <= begin <= end <= 2100:
        raise click.UsageError(f"--years: {text!r} is not a range of years")
    return list(range(begin, end + 1))
