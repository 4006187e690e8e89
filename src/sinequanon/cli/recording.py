"""`sinequanon record`: what is on record of a war, without any model."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinequanon.cli.epilogs import examples

if TYPE_CHECKING:
    import polars as pl

    from sinequanon.record import MonthsNear, Place, War

_STREAM = "-"

_FARTHEST = 1000.0


class _Month(click.ParamType[int]):
    """A month as YYYY-MM, read as its month id."""

    name = "YYYY-MM"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The month id of a text."""
        from sinequanon.months import month_id

        found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", str(value))
        if found is None:
            self.fail(f"{value!r} is not a month such as 2016-03", param, ctx)
        return month_id(int(found[1]), int(found[2]))


class _Distance(click.ParamType[float]):
    """A distance such as 25km, read as kilometres."""

    name = "DISTANCE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The kilometres of a text."""
        found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:km)?", str(value).strip().lower())
        if found is None or not 0.0 < float(found[1]) <= _FARTHEST:
            self.fail(
                f"{value!r} is not a distance such as 25km, above 0 and up to 1,000 km",
                param,
                ctx,
            )
        return float(found[1])


class _Point(click.ParamType[tuple[float, float]]):
    """A point as LAT,LON in degrees."""

    name = "LAT,LON"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Latitude and longitude of a text."""
        if isinstance(value, tuple):
            return value  # pyright: ignore[reportUnknownVariableType]
        try:
            lat, lon = (float(part) for part in str(value).split(","))
        except ValueError:
            lat = lon = float("nan")
        if not (abs(lat) <= 90.0 and abs(lon) <= 180.0):
            self.fail(
                f"{value!r} is not latitude and longitude in degrees, such as "
                "34.56,38.28",
                param,
                ctx,
            )
        return lat, lon


@click.command(
    "record",
    short_help="Print what is on record of a war.",
    epilog=examples(
        "sinequanon record syria",
        "sinequanon record bosnia --json bosnia.json",
        "sinequanon record syria --places palmyra --within 25km "
        "--from 2015-01 --to 2016-12",
        "sinequanon record syria --map control.html",
    ),
)
@click.argument("war")
@click.option(
    "--places",
    multiple=True,
    metavar="NAME",
    help="Only the months around a town of Syria; may be repeated.",
)
@click.option(
    "--at", type=_Point(), help="The same around a point, in degrees, of any war."
)
@click.option(
    "--within",
    type=_Distance(),
    default="25km",
    show_default=True,
    help="How far from the place or point.",
)
@click.option(
    "--from",
    "since",
    type=_Month(),
    help="First month of such a table; default: the war's first on record.",
)
@click.option("--to", "until", type=_Month(), help="Last month of such a table.")
@click.option(
    "--table",
    metavar="NAME",
    help="Events of this table: ged_syria, or one of yours (`sinequanon data list`).",
)
@click.option("--json", "json_file", metavar="FILE", help="As JSON; - for stdout.")
@click.option(
    "--csv",
    "csv_file",
    metavar="FILE",
    help="The months as CSV; - for stdout.",
)
@click.option(
    "--map",
    "map_file",
    metavar="FILE",
    help="Who held what month by month, with the events, as one self-contained page.",
)
@click.option("--quiet", "-q", is_flag=True, help="No messages.")
def record_command(
    war: str,
    places: tuple[str, ...],
    at: tuple[float, float] | None,
    within: float,
    since: int | None,
    until: int | None,
    table: str | None,
    json_file: str | None,
    csv_file: str | None,
    map_file: str | None,
    quiet: bool,
) -> None:
    """Print what is on record of WAR, without any model of it.

    WAR is the key of a shipped dossier, a UCDP conflict id, a country, what a war is
    about, or a rebel group: syria, 299, bosnia, sri-lanka, eelam, ltte.

    Its conflicts and sides; deaths by year and month, low, best and high; how its
    episodes ended, and how wars of its class did; what followed months in which places
    changed hands; who killed civilians, by each rule; agreements. With --places or --at
    only the month table of a place. With --json, --csv or --map only these files.
    """
    _check_use(places, at, since, until, (json_file, csv_file, map_file))
    from sinequanon.compose import war_of
    from sinequanon.report import check_writable

    chosen = war_of(war)
    targets = [one for one in (json_file, csv_file, map_file) if one is not None]
    check_writable(*(Path(one) for one in targets if one != _STREAM))
    events = None if table is None else _table(table)

    makers: dict[str, Callable[[], str]] = {}
    if places or at is not None:
        near, span = _near(chosen, places, at, within, (since, until), events)
        makers = _month_makers(near, span)
    elif targets != [map_file]:
        makers = _record_makers(chosen, events)
    if map_file is not None:
        makers["map"] = lambda: _map(chosen, events)

    if not targets:
        click.echo(makers["text"](), nl=False)
        return
    written: list[str] = []
    for form, target in (("json", json_file), ("csv", csv_file), ("map", map_file)):
        if target is None:
            continue
        if target == _STREAM:
            click.echo(makers[form](), nl=False)
        else:
            from sinequanon.report import write_atomically

            write_atomically(Path(target), makers[form]())
            written.append(target)
    if written and not quiet:
        click.echo(f"Wrote {' and '.join(written)}.", err=True)


def _check_use(
    places: tuple[str, ...],
    at: tuple[float, float] | None,
    since: int | None,
    until: int | None,
    files: tuple[str | None, ...],
) -> None:
    """Refuse options that do not go together.

    Raises:
        click.UsageError: With what to do instead.
    """
    if not places and at is None and not (since is None and until is None):
        raise click.UsageError(
            "--from and --to are of the table of a place: name it by --places or --at"
        )
    if places and at is not None:
        raise click.UsageError("give --places or --at, not both")
    if since is not None and until is not None and until < since:
        raise click.UsageError("--to lies before --from")
    named = [one for one in files if one is not None]
    places_named = {
        one if one == _STREAM else str(Path(one).resolve()) for one in named
    }
    if len(places_named) < len(named):
        raise click.UsageError("two files go to one place; name two")


def _table(name: str) -> "pl.DataFrame":
    """Events of a shipped table, or of one that the user added.

    Raises:
        RecordError: If there is none, or it holds no events.
    """
    from sinequanon.errors import RecordError
    from sinequanon.record import catalog, load

    shipped = any(entry.name == name for entry in catalog())
    found = load(name, "shipped" if shipped else "own")
    needed = {"side_a", "side_b", "date_start", "low", "best", "high", "country"}
    if lacking := sorted(needed - set(found.columns)):
        raise RecordError.at(
            "--table",
            f"{name!r} is no table of UCDP events: it has no {', '.join(lacking)}",
            "name ged211_precise, ged_syria or a table of kind ged",
        )
    return found


def _near(
    war: "War",
    names: tuple[str, ...],
    at: tuple[float, float] | None,
    within: float,
    months: tuple[int | None, int | None],
    events: "pl.DataFrame | None",
) -> tuple[list["MonthsNear"], tuple[int, int]]:
    """The months near each place, and the first and last month shown."""
    from sinequanon.record import Place, find_place, months_near, war_events

    if at is not None:
        where = [
            Place(
                name=f"{at[0]:g}, {at[1]:g}",
                latitude=at[0],
                longitude=at[1],
                source="as given",
            )
        ]
    else:
        where = [_place(find_place, war, name) for name in names]
    own = war_events(war, events=events)["month_id"]
    if own.is_empty():
        own = _whole(events)
    first, last = months
    span = (
        int(own.min()) if first is None else first,  # pyright: ignore[reportArgumentType]
        int(own.max()) if last is None else last,  # pyright: ignore[reportArgumentType]
    )
    _check_covered(span, events)
    found = [
        months_near(one, within_km=within, since=span[0], until=span[1], events=events)
        for one in where
    ]
    return found, span


def _place(find: "Callable[[str], Place]", war: "War", name: str) -> "Place":
    if "Syria" not in war.countries:
        raise click.UsageError(
            f"place names are known for Syria alone, not for {war.title}: give the "
            "place by --at LAT,LON"
        )
    return find(name)


def _whole(events: "pl.DataFrame | None") -> "pl.Series":
    import polars as pl

    from sinequanon.record import load

    table = load("ged211_precise") if events is None else events
    day = pl.col("date_start").dt
    month = (day.year().cast(pl.Int64) - 1980) * 12 + day.month().cast(pl.Int64)
    return table.select(month.alias("month_id"))["month_id"]


def _check_covered(span: tuple[int, int], events: "pl.DataFrame | None") -> None:
    """Refuse months that the table does not cover, which would look like peace.

    Raises:
        click.UsageError: With the months that it covers.
    """
    from sinequanon.months import month_label

    covered = _whole(events)
    first, last = int(covered.min()), int(covered.max())  # pyright: ignore[reportArgumentType]
    if span[0] < first or span[1] > last:
        raise click.UsageError(
            f"the table covers {month_label(first)} to {month_label(last)}: choose "
            "--from and --to within it, or add a newer table (`sinequanon data add`) "
            "and name it by --table"
        )
    if span[1] < span[0]:
        raise click.UsageError("--to lies before --from")


def _month_makers(
    near: list["MonthsNear"], span: tuple[int, int]
) -> dict[str, Callable[[], str]]:
    from sinequanon.months import month_label
    from sinequanon.report import months_to_csv, months_to_json, months_to_text

    return {
        "text": lambda: "\n".join(months_to_text(one, *span) for one in near),
        "json": lambda: months_to_json(
            near, month_label(span[0]), month_label(span[1])
        ),
        "csv": lambda: months_to_csv(near),
    }


def _record_makers(
    war: "War", events: "pl.DataFrame | None"
) -> dict[str, Callable[[], str]]:
    from sinequanon.record import war_record
    from sinequanon.report import record_to_csv, record_to_json, record_to_text

    found = war_record(war, events=events)
    return {
        "text": lambda: record_to_text(found),
        "json": lambda: record_to_json(found),
        "csv": lambda: record_to_csv(found),
    }


def _map(war: "War", events: "pl.DataFrame | None") -> str:
    from sinequanon.record import war_map
    from sinequanon.report import map_to_html

    return map_to_html(war_map(war, events=events))
