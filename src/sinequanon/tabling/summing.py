"""What was gathered of a table, summed up into its findings."""

from collections.abc import Callable, Iterable, Mapping
from math import prod

import numpy as np

from sinequanon.bargain import Demand, SineQuaNon, common_to
from sinequanon.tabling.describing import (
    by_encoding,
    mean_of,
    often_of,
    pairs_of,
    points_of,
)
from sinequanon.tabling.findings import (
    Both,
    Findings,
    Keeping,
    Line,
    Lines,
    Must,
    Partial,
    PartyTerm,
    Price,
    Reading,
    Said,
    Spread,
    Term,
)
from sinequanon.tabling.frictions import FRICTIONS
from sinequanon.tabling.looking import Looked
from sinequanon.tabling.opening import Chances
from sinequanon.tabling.phrasing import notes_of, rule_in_words, seat_of
from sinequanon.tabling.readings import CELLS, ENCODINGS, Cell
from sinequanon.tabling.zones import Zones

RARE = 0.02
"""Musts, sets of demands and changes below this chance are left out."""

MOST_ROWS = 20
_ENDS = (0.05, 0.5, 0.95)


def findings_of(looked: Looked) -> Findings:
    """The findings of a table that was looked at."""
    tabled, table = looked.tabled, looked.tabled.table
    opening, clash = looked.opening, looked.clash
    terms, musts = _terms(looked)
    looks = opening.looks if opening else 0
    return Findings(
        title=tabled.title,
        about=tabled.about,
        origin=tabled.origin,
        rule=rule_in_words(tabled),
        seed=looked.seed,
        draws=looked.plan.draws,
        settlements=len(table.terms),
        combinations=prod(len(options) for options in table.options),
        open=by_encoding(looked, lambda zones: float((zones.count > 0).mean())),
        readings=_readings(looked),
        parties=_parties(looked),
        names={**tabled.parties, **tabled.issues, "peace": "the peace"},
        labels={
            issue: {option: tabled.options[issue, option] for option in options}
            for issue, options in zip(table.issues, table.options, strict=True)
        },
        terms=terms,
        musts=musts,
        incompatible=_sets(clash.incompatible) if clash else (),
        compatible=clash.compatible if clash else float("nan"),
        changes=_chances(looked, opening.changes) if opening else (),
        pivotal=_chances(looked, opening.pivotal) if opening else (),
        unavoidable=_chances(looked, opening.every) if opening else (),
        closed_by_lines=(opening.closed - opening.beyond) / looks if opening else 0.0,
        closed_by_values=opening.beyond / looks if opening else 0.0,
        keeping=_keeping(looked),
        often=often_of(looked),
        points=points_of(looked),
        partial=_partial(looked),
        prices=_prices(looked),
        spoiling=_spread(looked.outside.borne) if looked.outside.borne else None,
        pairs=pairs_of(looked),
        sources=tabled.sources,
        notes=notes_of(looked),
    )


def _spread(values: Iterable[float] | np.ndarray) -> Spread:
    low, middle, high = np.quantile(np.asarray(list(values), dtype=np.float64), _ENDS)
    return float(low), float(middle), float(high)


def _readings(looked: Looked) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            encoding=cell.encoding,
            mapping=cell.mapping,
            open=float((zones.count > 0).mean()),
            settlements=_spread(zones.count),
            nearest=_spread(zones.nearest),
        )
        for cell, zones in looked.zones.items()
    )


def _parties(looked: Looked) -> tuple[Said, ...]:
    table = looked.tabled.table
    hanging = np.concatenate([zones.hanging for zones in looked.zones.values()])
    rows: list[Said] = []
    for at, party in enumerate(table.parties):

        def nothing(zones: Zones, at: int = at) -> float:
            return float((~zones.some_of[:, at].any(axis=(1, 2))).mean())

        rows.append(
            Said(
                party=party,
                name=looked.tabled.parties[party],
                agrees=seat_of(looked.tabled, at),
                fighting=looked.tabled.fighting.get(party),
                worth=_spread(looked.drawn.footing.fighting[:, at]),
                accepts_nothing=by_encoding(looked, nothing),
                hangs=float((hanging == at).mean()),
            )
        )
    return tuple(rows)


def _commons(looked: Looked) -> dict[str, dict[Cell, SineQuaNon]]:
    """What is common to all that is accepted: by party, or `peace`, and reading."""
    whose = [
        ("peace", -1),
        *((p, at) for at, p in enumerate(looked.tabled.table.parties)),
    ]
    return {
        name: {
            cell: common_to(zones.some if at < 0 else zones.some_of[:, at])
            for cell, zones in looked.zones.items()
        }
        for name, at in whose
    }


def _commonly(found: dict[Cell, SineQuaNon], of: Callable[[SineQuaNon], float]) -> Both:
    values, lines = (
        mean_of(of(one) for cell, one in found.items() if cell.encoding == encoding)
        for encoding in ENCODINGS
    )
    return values, lines


def _terms(looked: Looked) -> tuple[tuple[Term, ...], tuple[Must, ...]]:
    """Each option as the parties and the zone see it, and every sine qua non."""
    table = looked.tabled.table
    commons = _commons(looked)
    terms: list[Term] = []
    musts: list[Must] = []
    for issue, options in zip(table.issues, table.options, strict=True):
        for option in options:
            at = table.option(issue, option)

            def some(one: SineQuaNon, at: tuple[int, int] = at) -> float:
                return float(one.some[at])

            def must(one: SineQuaNon, at: tuple[int, int] = at) -> float:
                return float(one.common[at]) / one.any if one.any else float("nan")

            chances = {n: _commonly(found, must) for n, found in commons.items()}
            accepts = {n: _commonly(found, some) for n, found in commons.items()}
            musts += [
                Must(issue=issue, option=option, of=name, chance=chance)
                for name, chance in chances.items()
                if max(chance) > RARE
            ]
            terms.append(
                Term(
                    issue=issue,
                    option=option,
                    by_party={
                        party: PartyTerm(
                            accepts=accepts[party],
                            red_line=bool(table.red_lines[(p, *at)]),
                            must=chances[party],
                        )
                        for p, party in enumerate(table.parties)
                    },
                    in_zone=accepts["peace"],
                    must=chances["peace"],
                )
            )
    order = list(commons)
    musts.sort(key=lambda row: order.index(row.of))
    return tuple(terms), tuple(musts)


def _line(demand: Demand) -> Line:
    return Line(
        issue=demand.issue,
        forbids=demand.forbids,
        allows=demand.allows,
        party=demand.party,
    )


def _sets(found: Iterable[tuple[tuple[Demand, ...], float]]) -> tuple[Lines, ...]:
    rows = [(demands, chance) for demands, chance in found if chance > RARE]
    return tuple(
        Lines(demands=tuple(map(_line, demands)), chance=chance)
        for demands, chance in rows[:MOST_ROWS]
    )


def _chances(looked: Looked, chances: Chances) -> tuple[Lines, ...]:
    """Sets of demands by chance, the likeliest first; ties by size and name."""
    opening = looked.opening
    if opening is None:
        return ()
    rows = [
        (tuple(opening.demands[at] for at in sorted(group)), count / opening.closed)
        for group, count in sorted(
            chances.items(), key=lambda row: (-row[1], len(row[0]), sorted(row[0]))
        )
    ]
    return _sets(rows)


def _shares(found: Mapping[Cell, int], of: Mapping[Cell, int]) -> Both:
    """Shares by encoding, means over the mappings; 0 of nothing."""
    values, lines = (
        mean_of(
            found.get(cell, 0) / of[cell]
            for cell in CELLS
            if cell.encoding == encoding and of.get(cell)
        )
        for encoding in ENCODINGS
    )
    return values, lines


def _keeping(looked: Looked) -> tuple[Keeping, ...]:
    """Parties and frictions, by how often switching one off opens the zone."""
    frictions, names = looked.frictions, looked.tabled.table.parties
    rows: list[Keeping] = []
    for party in looked.tabled.agreeing:
        for friction, words in FRICTIONS.items():
            opened = {
                cell: frictions.opens[cell, party, friction]
                for cell in CELLS
                if (cell, party, friction) in frictions.opens
            }
            if opened:
                opens = _shares(opened, frictions.closed)
                rows.append(Keeping(party=names[party], friction=words, opens=opens))
    return tuple(rows)


def _partial(looked: Looked) -> tuple[Partial, ...]:
    outside, names = looked.outside, looked.tabled.table.parties
    rows: list[Partial] = []
    for party in looked.tabled.agreeing:
        opened = {c: n for (c, p), n in outside.partial.items() if p == party}
        if opened:
            share = _shares(opened, outside.looks)
            rows.append(Partial(without=names[party], open=share))
    return tuple(rows)


def _prices(looked: Looked) -> tuple[Price, ...]:
    rows: list[Price] = []
    table = looked.tabled.table
    for at, party in enumerate(table.parties):
        if at in looked.tabled.agreeing:
            continue
        outsider = looked.tabled.outsiders.get(party)
        stated = outsider.kind if outsider else None
        for kind in ("limited", "greedy", "total"):
            asked = looked.outside.price.get((at, kind), [])
            costs = [cost for cost in asked if np.isfinite(cost)]
            rows.append(
                Price(
                    party=party,
                    kind=kind,
                    stated=kind == stated,
                    bought=len(costs) / len(asked) if asked else None,
                    cost=float(np.median(costs)) if costs else None,
                )
            )
    return tuple(rows)
