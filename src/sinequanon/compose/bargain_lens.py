"""The third lens: which peace is open, to whom, and what is its sine qua non."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float

from sinequanon.answer import BargainLens
from sinequanon.bargain import (
    Demand,
    Minds,
    Rule,
    Table,
    agreed_by,
    quarrels,
    reference_points,
    sine_qua_non,
    stated_demands,
    surpluses,
    unanimity,
)
from sinequanon.dossier import Dossier
from sinequanon.model import CELLS, Cell
from sinequanon.question import (
    CHANCES,
    Case,
    WorldResult,
    compare,
    hazard_ratios,
    minds_of,
)

DRAWS = 200
"""Draws that the terms are looked at in; more change no second digit."""

RARE = 0.02
"""Demands, quarrels and changes below this chance are left out of the page."""

MOST_ROWS = 12


@dataclass(frozen=True, kw_only=True)
class _Look:
    """What parties accept in one world under one reading, at the first quarter."""

    surplus: Float[np.ndarray, "draws terms parties"]

    @property
    def accepted(self) -> Bool[np.ndarray, "draws terms parties"]:
        return self.surplus >= 0.0


def _look(case: Case, world: WorldResult, minds: Minds, cell: Cell) -> _Look:
    """One luck of each draw, at the quarter that the event opens."""
    rows = np.arange(minds.draws) * world.size.lucks
    course = world.course.take(rows)
    months = np.array([0.0]) - world.scenario.news_delay
    return _Look(
        surplus=surpluses(
            case.table_in(world.scenario),
            minds,
            log_power=course.log_power[:, :1],
            intensity=course.intensity[:, :1],
            news=minds.news(world.scenario.news, months),
            encoding=cell.encoding,
            mapping=cell.mapping,
            quarter=0,
        )
    )


def read_bargain(
    dossier: Dossier,
    case: Case,
    without: WorldResult,
    with_event: WorldResult,
    months: int,
) -> BargainLens:
    """The zone, the terms and what they hang on, with and without the event.

    Terms, sine qua non and quarrels are those of the quarter that the event opens; the
    zone is that of the horizon.

    Args:
        dossier: The war.
        case: Its case.
        without: The world without the event.
        with_event: The world with it.
        months: The horizon.
    """
    table = case.table
    draws = min(DRAWS, without.size.draws)
    minds = minds_of(case, without.size).take(slice(0, draws))
    looks = {
        (world.scenario.name, cell.name): _look(case, world, minds, cell)
        for world in (without, with_event)
        for cell in CELLS
    }
    zone = next(spec for spec in CHANCES if spec.name == "zone_open")
    open_without, open_with = (
        compare(without, with_event, zone, months).levels()[k] for k in (1, 0)
    )
    labels = _labels(dossier)
    with_looks = [looks[with_event.scenario.name, cell.name] for cell in CELLS]
    rule = table.rule(case.coalition)
    members = rule.parties
    demands = stated_demands(table, minds, members)
    clash = quarrels(table, *demands, coalitions=_groups(table, rule))
    return BargainLens(
        zone_open_with=open_with,
        zone_open_without=open_without,
        by_encoding=tuple(
            _reading(without, with_event, months, cell) for cell in CELLS
        ),
        terms=_terms(table, with_looks, rule, labels),
        sine_qua_non=_sine_qua_non_rows(
            table, looks, without, with_event, rule, labels
        ),
        incompatible_demands=_demand_rows(clash.incompatible, labels),
        minimal_changes=_demand_rows(clash.changes, labels),
        binding=_binding(table, with_event, members),
        reference_points=tuple(
            {
                "name": point.name,
                "settlement": " · ".join(
                    labels[issue, option] for issue, option in point.settlement.items()
                )
                or "none: the zone is empty in every draw",
                "chance": point.chance,
                "none": point.none,
            }
            for point in reference_points(
                table, minds, with_looks[0].surplus, coalition=case.coalition
            )
        ),
        kinds=_kinds(without, with_event, months),
        names={
            **{party.key: party.short for party in dossier.parties},
            **{issue.key: issue.label for issue in dossier.issues},
        },
        notes=(
            f"Terms are looked at in {draws} draws, at the quarter that the event "
            "opens; a chance is a share of draws: how far the analyst's ranges and the "
            "stated positions leave a thing open.",
            f"The coalition that must agree: {_named(dossier, table, rule)}. Other "
            "coalitions stand under what would turn the answer.",
            f"Stated red lines that are real can all be met together in "
            f"{100 * clash.compatible:.0f} of 100 draws.",
        ),
    )


def _labels(dossier: Dossier) -> dict[tuple[str, str], str]:
    return {
        (issue.key, option.key): option.label
        for issue in dossier.issues
        for option in issue.options
    }


def _groups(table: Table, rule: Rule) -> list[list[str]] | None:
    """The smallest coalitions that suffice; None, so that all count, if too many."""
    try:
        return [[table.parties[p] for p in group] for group in rule.sufficient()]
    except ValueError:
        return None


def _named(dossier: Dossier, table: Table, rule: Rule) -> str:
    short = {party.key: party.short for party in dossier.parties}
    names = [short[party] for party in table.parties]
    if rule.unanimous:
        return ", ".join(names[party] for party in rule.parties)
    return rule.words(names)


def _reading(
    without: WorldResult, with_event: WorldResult, months: int, cell: Cell
) -> dict[str, object]:
    ratio = hazard_ratios(without, with_event, months, cell)
    low, median, high = np.quantile(ratio, [0.05, 0.5, 0.95])
    zone = next(spec for spec in CHANCES if spec.name == "zone_open")
    agreement = next(spec for spec in CHANCES if spec.name == "national_agreement")
    zones = compare(without, with_event, zone, months, [cell]).levels()
    pair = compare(without, with_event, agreement, months, [cell])
    return {
        "encoding": "values only" if cell.encoding == "values" else "stated red lines",
        "mapping": _MAPPINGS[cell.mapping],
        "zone_open_with": zones[0],
        "zone_open_without": zones[1],
        "hazard_ratio": float(median),
        "low": float(low),
        "high": float(high),
        "difference": pair.difference,
        "share_nearer": float((pair.effects > 0.0).mean()),
    }


_MAPPINGS = {
    "threat": "a stronger side breaks promises more easily",
    "shift": "a secure winner has less to gain from breaking them",
}


def _terms(
    table: Table,
    looks: Sequence[_Look],
    rule: Rule,
    labels: dict[tuple[str, str], str],
) -> tuple[dict[str, object], ...]:
    """Each option: to whom it is open, whose sine qua non it is; mean over readings."""
    shown = [p for p in range(len(table.parties)) if table.at_table[p]]
    by_party = {
        p: [sine_qua_non(table, look.accepted[:, :, p]) for look in looks]
        for p in shown
    }
    zones = [sine_qua_non(table, agreed_by(look.accepted, rule)) for look in looks]
    rows: list[dict[str, object]] = []
    for issue, options in zip(table.issues, table.options, strict=True):
        for option in options:
            at = table.option(issue, option)
            must = {
                table.parties[p]: float(
                    np.mean([one.chance(table, issue, option) for one in found])
                )
                for p, found in by_party.items()
            }
            rows.append(
                {
                    "issue": issue,
                    "option": option,
                    "label": labels[issue, option],
                    "by_party": {
                        table.parties[p]: float(
                            np.mean([one.some[at] for one in found])
                        )
                        for p, found in by_party.items()
                    },
                    "sine_qua_non_of": {
                        party: chance for party, chance in must.items() if chance > RARE
                    },
                    "in_zone": float(np.mean([one.some[at] for one in zones])),
                }
            )
    return tuple(rows)


def _sine_qua_non_rows(
    table: Table,
    looks: dict[tuple[str, str], _Look],
    without: WorldResult,
    with_event: WorldResult,
    rule: Rule,
    labels: dict[tuple[str, str], str],
) -> tuple[dict[str, object], ...]:
    """Options common to all that is accepted, by encoding, with and without the event.

    The two ways in which the risk of a broken promise may move are averaged.
    """
    whose = [(table.parties[m], unanimity((m,))) for m in rule.parties]
    whose.append(("the peace", rule))
    rows: list[dict[str, object]] = []
    for encoding in dict.fromkeys(cell.encoding for cell in CELLS):
        cells = [cell for cell in CELLS if cell.encoding == encoding]
        for name, parties in whose:
            found = {
                world.scenario.name: [
                    sine_qua_non(
                        table,
                        agreed_by(
                            looks[world.scenario.name, cell.name].accepted, parties
                        ),
                    )
                    for cell in cells
                ]
                for world in (without, with_event)
            }
            for issue, options in zip(table.issues, table.options, strict=True):
                for option in options:
                    chances = [
                        float(
                            np.mean(
                                [
                                    one.chance(table, issue, option)
                                    for one in found[world.scenario.name]
                                ]
                            )
                        )
                        for world in (with_event, without)
                    ]
                    if max(chances) > RARE:
                        rows.append(
                            {
                                "of": name,
                                "issue": issue,
                                "option": option,
                                "label": labels[issue, option],
                                "encoding": "values only"
                                if encoding == "values"
                                else "stated red lines",
                                "chance_with": chances[0],
                                "chance_without": chances[1],
                            }
                        )
    return tuple(rows)


def _demand_rows(
    found: Sequence[tuple[tuple[Demand, ...], float]],
    labels: dict[tuple[str, str], str],
) -> tuple[dict[str, object], ...]:
    """Sets of demands, the demand first and then the party that makes it."""
    return tuple(
        {
            "demands": [
                "Only: " + ", or: ".join(labels[demand.issue, o] for o in demand.allows)
                for demand in demands
            ],
            "parties": [demand.party for demand in demands],
            "chance": chance,
        }
        for demands, chance in found[:MOST_ROWS]
        if chance > RARE
    )


def _binding(
    table: Table, world: WorldResult, members: tuple[int, ...]
) -> tuple[dict[str, object], ...]:
    """Whose surplus is the smallest at the best terms, as a share of draws."""
    every = np.concatenate([one.binding[:, 0] for one in world.peace.values()])
    return tuple(
        {"party": table.parties[member], "chance": float((every == member).mean())}
        for member in members
    )


def _kinds(
    without: WorldResult, with_event: WorldResult, months: int
) -> tuple[dict[str, object], ...]:
    """Agreements by kind: an event may move the kinds and leave the total alone."""
    specs = {spec.name: spec for spec in CHANCES}
    total = compare(without, with_event, specs["national_agreement"], months).levels()
    part = compare(
        without, with_event, specs["agreement_with_transfer"], months
    ).levels()
    return (
        {
            "kind": "with a transfer or sharing of power",
            "with": part[0],
            "without": part[1],
        },
        {
            "kind": "without a transfer of power",
            "with": total[0] - part[0],
            "without": total[1] - part[1],
        },
    )
