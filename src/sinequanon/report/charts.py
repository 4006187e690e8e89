"""What the page's charts draw, as plain values: shaped here, drawn in the browser."""

import math
from collections.abc import Mapping, Sequence

from sinequanon.answer import Answer, Series

Chart = dict[str, object]


def chart_values(answer: Answer) -> dict[str, Chart]:
    """The values of each chart, by the name that the page gives it.

    Numbers that are not finite become None, which a chart leaves out.
    """
    verdict = answer.verdict
    marks: list[Chart] = [
        {"date": answer.event_date, "label": answer.event_title, "event": True},
        *(
            {"date": day, "label": label, "event": False}
            for day, label in answer.record.marks
        ),
    ]
    return {
        "effect": {
            "margin": verdict.margin * 100,
            "rows": [
                _effect("This question", verdict.difference, *verdict.interval90),
            ],
        },
        "contrasts": {
            "margin": verdict.margin * 100,
            "rows": [
                _effect(
                    str(row.get("label", "")),
                    *_numbers(row),
                )
                for row in answer.contrasts
            ],
        },
        "deaths": {"series": _series(answer.record.deaths), "marks": marks},
        "near": {"series": _series(answer.record.near_place), "marks": marks},
        "war": {
            "series": _series(answer.war.deaths_with),
            "observed": _series(answer.war.observed),
        },
        "held": {"series": _series(answer.war.held)},
        "strengths": {"series": _series(answer.war.strengths)},
        "terms": {
            "rows": term_cells(answer),
            "parties": parties_in(answer),
            "names": answer.bargain.names,
        },
        "claims": {
            "rows": [
                {"id": c.id, "claim": c.claim, "author": c.author, "result": c.result}
                for c in answer.claims
            ],
        },
    }


def parties_in(answer: Answer) -> tuple[str, ...]:
    """The parties of the terms, in the order in which they first come."""
    seen: dict[str, None] = {}
    for row in answer.bargain.terms:
        seen.update(dict.fromkeys(_mapping(row.get("by_party"))))
    return tuple(seen)


def term_cells(answer: Answer) -> list[Chart]:
    """One cell for each option and party: its chance, and its sine qua non's."""
    cells: list[Chart] = []
    for row in answer.bargain.terms:
        musts = _mapping(row.get("sine_qua_non_of"))
        place = {key: row.get(key) for key in ("issue", "option", "label")}
        chances = {**_mapping(row.get("by_party")), "in the zone": row.get("in_zone")}
        cells.extend(
            {
                **place,
                "party": party,
                "chance": _finite(chance),
                "must": _finite(musts.get(party)),
            }
            for party, chance in chances.items()
        )
    return cells


def _effect(
    label: str, value: float | None, low: float | None, high: float | None
) -> Chart:
    return {
        "label": label,
        **{
            key: None if _finite(found) is None else float(found or 0.0) * 100
            for key, found in (("value", value), ("low", low), ("high", high))
        },
    }


def _series(series: Sequence[Series]) -> list[Chart]:
    return [
        {
            "name": one.name,
            "months": list(one.months),
            "values": [_finite(v) for v in one.values],
            "low": [_finite(v) for v in one.low],
            "high": [_finite(v) for v in one.high],
        }
        for one in series
    ]


def _numbers(
    row: Mapping[str, object],
) -> tuple[float | None, float | None, float | None]:
    return (
        _finite(row.get("difference")),
        _finite(row.get("low")),
        _finite(row.get("high")),
    )


def _mapping(value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        return {}
    return {str(k): v for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _finite(value: object) -> float | None:
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    return None
