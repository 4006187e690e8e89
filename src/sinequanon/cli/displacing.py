"""`sinequanon displacement`: sets of refugee counts, and how well they are met."""

import json
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from sinequanon.cli.epilogs import examples

if TYPE_CHECKING:
    from sinequanon.refuge import Case, ScoreLine, Scores


@click.group(
    "displacement",
    short_help="Where refugees go, compared with counts.",
    epilog=examples(
        "sinequanon displacement list", "sinequanon displacement score mali2012"
    ),
)
def displacement_commands() -> None:
    """Share out the refugees of a war over camps, and compare with the counts.

    The totals are given and the camps are not, as in Flee's published cases. It says
    nothing on how a war goes.
    """


@displacement_commands.command(
    "list",
    short_help="List the sets that come with the package.",
    epilog=examples("sinequanon displacement list"),
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_sets_command(as_json: bool) -> None:
    """List the sets that come with the package: camps, days, persons."""
    from sinequanon.refuge import SHIPPED, load_case

    told: list[dict[str, str | int]] = []
    for key in SHIPPED:
        case = load_case(key)
        total = int(case.registrations.counted[-1].sum())
        told.append(
            {
                "set": key,
                "start": case.start.isoformat(),
                "days": case.days,
                "camps": len(case.scored),
                "persons_on_last_day": total,
            }
        )
    if as_json:
        click.echo(json.dumps(told, indent=2))
        return
    for one in told:
        click.echo(
            f"{one['set']}  from {one['start']}, {one['days']:,} days, "
            f"{one['camps']} camps, {one['persons_on_last_day']:,} persons on the last"
        )


@displacement_commands.command(
    "score",
    short_help="Share out a set's totals and score it.",
    epilog=examples(
        "sinequanon displacement score mali2012",
        "sinequanon displacement score my-set/ --params-from syria2013",
    ),
)
@click.argument("folder")
@click.option(
    "--params-from",
    "teachers",
    metavar="FOLDER",
    multiple=True,
    help="Set the parameters on this set; may be repeated. By default the shipped sets "
    "other than FOLDER.",
)
@click.option(
    "--ranges-only", is_flag=True, help="Set the parameters on nothing: ranges alone."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--quiet", "-q", is_flag=True, help="No progress and no messages.")
def score_command(
    folder: str,
    teachers: tuple[str, ...],
    ranges_only: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Share out the totals of the set in FOLDER over its camps, and score it.

    FOLDER is in Flee's layout (input_csv/ and source_data/), or the key of a shipped
    set. The score is Flee's averaged relative difference: 0 is right everywhere, 2 is
    everyone in the wrong camp. The set itself never teaches its own parameters.
    """
    from sinequanon.cli.progress import Progress
    from sinequanon.refuge import SHIPPED, load_case, score_case

    if ranges_only and teachers:
        raise click.UsageError("--ranges-only and --params-from exclude each other")
    case = load_case(folder)
    if ranges_only:
        others: list[Case] = []
    elif teachers:
        others = [load_case(one) for one in teachers]
    else:
        shipped = [load_case(key) for key in SHIPPED]
        others = [one for one in shipped if one.digest != case.digest]
    progress = None if quiet else Progress(sys.stderr)
    try:
        scores = score_case(case, others, clock=time.perf_counter, progress=progress)
    finally:
        if progress is not None:
            progress.close()
    if as_json:
        click.echo(json.dumps(asdict(scores), ensure_ascii=False, indent=2))
        return
    if not quiet:
        for note in scores.notes:
            click.echo(f"note: {note}", err=True)
    click.echo("\n".join(_told(scores)))


def _told(scores: "Scores") -> list[str]:
    """The figures as lines of text, none over 80 columns."""
    from sinequanon.refuge import NAIVE_DAY

    lines = [
        f"{scores.case}: {scores.days:,} days from {scores.start}, "
        f"{len(scores.camps)} camps, {scores.total:,} persons on the last day",
        "",
        f"{'averaged relative difference':<52} {'all':>6} {f'>day {NAIVE_DAY}':>8} "
        f"{'seconds':>8}",
        *(_line(one) for one in scores.lines),
        "",
        f"{'camp':<22}{'ceiling':>11}{'counted':>11}{'walk':>11}{'share':>8}"
        f"{'walk':>7}{'apart':>8}",
    ]
    for camp in scores.camps:
        held = "-" if camp.ceiling is None else f"{camp.ceiling:,.0f}"
        lines.append(
            f"{camp.camp[:21]:<22}{held:>11}{camp.counted:>11,}{camp.shared:>11,}"
            f"{camp.counted_share:>8.3f}{camp.shared_share:>7.3f}{camp.apart:>8.3f}"
        )
    first = scores.lines[0]
    lines += [
        "",
        "Counts and shares are those of the last day; `apart` is the mean difference "
        "of",
        "the shares over all days.",
    ]
    if scores.teachers:
        lines += [
            f"Parameters: the {len(scores.rules)} draws that did best on "
            f"{', '.join(scores.teachers)} ({scores.setting_seconds:.1f} s).",
        ]
    if first.low is not None and first.high is not None:
        lines.append(f"Single draws, all days: {first.low:.3f} to {first.high:.3f}.")
    return [*lines, scores.limit]


def _line(line: "ScoreLine") -> str:
    def shown(value: float | None, form: str) -> str:
        return "-" if value is None else format(value, form)

    return (
        f"{line.words[:52]:<52} {shown(line.everywhen, '.3f'):>6} "
        f"{shown(line.later, '.3f'):>8} {shown(line.seconds, '.2f'):>8}"
    )
