"""An invented answer about an invented war, for tests of what prints answers."""

import base64
import math
from typing import Any

import numpy as np

from sinequanon.answer import (
    Answer,
    BargainLens,
    BaseRate,
    ClaimResult,
    ControlResult,
    DataRow,
    Outcome,
    Provenance,
    RecordLens,
    Series,
    SourceRow,
    Turn,
    Verdict,
    WarLens,
    WarMaps,
)
from sinequanon.record import MapCell

PARTIES = (
    "government", "opposition", "northland", "eastland", "westland", "southland",
    "overseas", "highlanders", "purists", "zealots",
)  # fmt: skip
ISSUES: dict[str, tuple[tuple[str, str], ...]] = {
    "presidency": (
        ("stays", "The president stays"),
        ("leaves_after_transition", "Leaves after a transition"),
        ("leaves_at_start", "Leaves at the start"),
    ),
    "transitional_body": (
        ("unity_government", "A unity government"),
        ("shared_body", "A body shared by halves"),
        (
            "full_powers_body",
            "A body of both sides with full executive powers, as the president has",
        ),
    ),
    "detainees_sieges": (
        ("deferred", "Deferred to later talks"),
        ("phased", "Releases and relief in phases"),
        ("released_lifted_first", "Released and lifted first"),
    ),
    "security_forces": (
        ("unchanged", "Security forces unchanged"),
        ("integrated", "Both sides' forces integrated"),
        ("restructured", "Security forces restructured"),
    ),
    "federalism": (
        ("unitary", "A unitary state"),
        ("decentralised", "Decentralised regions"),
        ("federal", "A federation"),
    ),
    "foreign_forces": (
        ("stay", "Foreign forces stay"),
        ("phased_withdrawal", "Leave in phases"),
        ("leave_at_once", "Leave at once"),
    ),
}
DYADS = (
    "Government – insurgents",
    "Government – Zealots",
    "Insurgents – Zealots",
    "Zealots – Highlanders",
)
RESULTS = (
    "agrees",
    "disagrees",
    "cannot tell",
    "cannot tell",
    "depends on the counting rule",
    "assumed",
    "not a question of fact",
    "not tested yet",
)


def sample_answer(*, hostile: bool = False) -> Answer:
    """A complete invented answer; `hostile` puts markup into every kind of text."""
    mark = "<script>alert(1)</script>\"'&" if hostile else ""
    return Answer(
        question=(
            "Did the government of Veldania taking the town of Orsford on 27 March "
            "2006 bring the war in Veldania closer to a negotiated peace?" + mark
        ),
        question_key="orsford",
        war_title="The war in Veldania (invented)" + mark,
        event_title="The government takes Orsford from the Zealots",
        event_date="2006-03-27",
        as_of="2006-03-29",
        verdict=_verdict(),
        similar_wars=(
            "Of four wars like this one, none ended in a signed national agreement "
            "within three years; this rests on 7 conflict-years in 4 wars." + mark
        ),
        trust=(
            "Where it leans: a gain from a third force reads as further once.",
            "All three controls passed: the laboratory can say each word.",
            "It is a contrast between two worlds of a model, not an identified effect.",
        ),
        turns=(
            Turn(
                assumption="How strongly openness moves a settlement",
                value="three times the prior's 95 % point",
                difference=0.021,
                hazard_ratio=1.19,
                note="The effect then passes the margin in 52 of 100 draws.",
            ),
            Turn(
                assumption="News value of the event",
                value="every party reads it as decisive",
                difference=-0.013,
                hazard_ratio=0.89,
                note="The opposition's value of fighting on falls less than" + mark,
            ),
        ),
        does_not_say=(
            "Whether taking the town was right, or what should be done next.",
            "Whether local agreements became more likely near the town.",
            "Anything about events after 29 March 2006, which were not looked at.",
        ),
        outcomes=_outcomes(),
        contrasts=(
            _contrast("not_taken", "The town stays with the Zealots", 0.0004, 1.003),
            _contrast("not_launched", "The offensive is not launched", 0.0031, 1.03),
            _contrast("fails", "It is launched and fails", 0.0012, 1.01),
            _contrast("held", "The town is held to the end", -0.0008, 0.993),
        ),
        controls=_controls(),
        record=_record(mark),
        war=_war(mark),
        bargain=_bargain(mark),
        claims=tuple(_claim(i, mark) for i in range(32)),
        provenance=_provenance(mark),
        notes=("This answer is invented; it serves tests only.",),
    )


def _verdict() -> Verdict:
    return Verdict(
        outcome="a signed national agreement between government and opposition",
        horizon_months=36,
        margin=0.01,
        with_event=0.1214,
        without_event=0.1210,
        difference=0.0004,
        standard_error=0.00012,
        interval90=(-0.0061, 0.0074),
        p_negligible=0.96,
        hazard_ratio=1.003,
        hazard_ratio_interval90=(0.95, 1.07),
        null_hazard_ratio=1.0,
        largest_hazard_ratio=2.4,
        largest_hazard_ratio_label="all air support withdrawn",
        base_rate=BaseRate(
            value=0.13,
            interval90=(0.02, 0.34),
            wars=("Arland", "Borland", "Corland", "Dorland"),
            conflict_years=7,
            episodes=4,
            window_months=(12.0, 31.0),
            definition=(
                "conflict-years inside a state, about government, with foreign troops, "
                "in windows closed by 2005 (invented)"
            ),
        ),
        words="about 12 in 100 with it and 12 in 100 without: too small to tell",
    )


def _contrast(key: str, label: str, effect: float, ratio: float) -> dict[str, object]:
    return {
        "key": key, "label": label, "pairs": 4000, "difference": effect,
        "standard_error": 0.0002, "low": effect - 0.006, "high": effect + 0.007,
        "hazard_ratio": ratio,
    }  # fmt: skip


def _outcomes() -> tuple[Outcome, ...]:
    rows: tuple[tuple[str, str, str, str, float, float, float], ...] = (
        ("national_agreement", "National agreement", "chance", "peace",
         0.1214, 0.1210, 0.006),
        ("local_agreements", "Local agreements", "places", "peace", 14.2, 14.0, 0.9),
        ("ceasefire", "Ceasefire", "chance", "peace", 0.22, 0.22, 0.01),
        ("deaths", "Deaths to the horizon", "persons", "violence",
         61240.0, 61910.0, 2600.0),
        ("civilians_government", "Civilians killed by the government", "persons",
         "violence", 8120.0, 8110.0, 340.0),
        ("displaced", "Displaced inside", "persons", "people",
         5912000.0, 5921000.0, 41000.0),
        ("places_zealots", "Places of the Zealots, but Orsford", "places", "strength",
         17.4, 18.9, 2.2),
        ("unheard", "Deaths nobody could count", "persons", "violence",
         math.nan, math.nan, math.nan),
    )  # fmt: skip
    return tuple(
        Outcome(
            name=name,
            label=label,
            unit=unit,
            group=group,
            with_event=with_event,
            without_event=without,
            difference=with_event - without,
            standard_error=width / 40,
            interval90=(with_event - without - width, with_event - without + width),
        )
        for name, label, unit, group, with_event, without, width in rows
    )


def _controls() -> tuple[ControlResult, ...]:
    cells = (("hard lines, cooperation", 0.91, 1.21), ("values, conflict", 0.88, 1.13))
    return (
        ControlResult(
            name="nearer",
            label="A gain that should bring peace nearer",
            expected="nearer in at least 80 of 100 draws",
            found="nearer in 90 of 100 draws",
            passed=True,
            judged=True,
            cells=cells,
        ),
        ControlResult(
            name="further",
            label="Its mirror, which should bring peace further",
            expected="further in at least 80 of 100 draws",
            found="further in 89 of 100 draws",
            passed=True,
            judged=True,
            cells=cells,
        ),
        ControlResult(
            name="no_difference",
            label="A place that matters to nobody",
            expected="ratio exactly 1",
            found="ratio exactly 1",
            passed=True,
            judged=True,
        ),
        ControlResult(
            name="event_size",
            label="The same dossiers at the event's own size",
            expected="printed, not judged",
            found="nearer in 61 of 100 draws",
            passed=False,
            judged=False,
        ),
    )


def _months(count: int, year: int, month: int) -> tuple[str, ...]:
    first = year * 12 + month - 1
    return tuple(f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(first, first + count))


def _wave(
    name: str, count: int, size: float, shift: int, band: bool, year: int = 2005
) -> Series:
    values = tuple(
        size * (1 + 0.5 * math.sin(0.7 * i + shift) + 0.3 * math.cos(1.9 * i * shift))
        for i in range(count)
    )
    return Series(
        name=name,
        months=_months(count, year, 4),
        values=values,
        low=tuple(v * 0.5 for v in values) if band else (),
        high=tuple(v * 1.9 for v in values) if band else (),
    )


def _record(mark: str) -> RecordLens:
    endings = ("peace agreement", "ceasefire", "victory", "low activity", "still on")
    return RecordLens(
        base_rates=tuple(
            {
                "ending": ending,
                "horizon_years": years,
                "value": share,
                "low": share / 3,
                "high": min(1.0, share * 2),
            }
            for years in (1, 3, 5)
            for ending, share in zip(
                endings,
                (0.06 * years, 0.02, 0.05, 0.1, 0.8 - 0.06 * years),
                strict=True,
            )
        ),
        window_totals=tuple(
            {
                "dyad": d,
                "release": "21.1",
                "months_before": 6,
                "months_after": 6,
                "before": 1200 - 200 * i,
                "after": 640 + 90 * i,
                "note": "truce",
            }
            for i, d in enumerate(DYADS)
        ),
        deaths=tuple(
            _wave(dyad, 24, 900 / (i + 1) ** 2, i, band=True)
            for i, dyad in enumerate(DYADS)
        ),
        near_place=(_wave("Within 50 km of Orsford", 24, 60, 2, band=False),),
        notes=(
            "A truce began a month before; before and after differ by both." + mark,
        ),
        marks=(("2006-02-27", "Truce"),),
    )


def _war(mark: str) -> WarLens:
    return WarLens(
        deaths_with=tuple(
            _wave(d, 36, 800 / (i + 1), i, band=True, year=2006)
            for i, d in enumerate(DYADS[:2])
        ),
        observed=tuple(
            _wave(d, 20, 900 / (i + 1) ** 2, i, band=False)
            for i, d in enumerate(DYADS[:2])
        ),
        strengths=tuple(
            _wave(f"{side}, {world}", 36, 60000 + 900 * j, i, band=True, year=2006)
            for i, side in enumerate(("Government", "Zealots"))
            for j, world in enumerate(("with", "without"))
        ),
        held=tuple(
            _wave(f"{side}, {world}", 36, 3.1 + 0.2 * j, i, band=True, year=2006)
            for i, side in enumerate(("Government", "Zealots"))
            for j, world in enumerate(("with", "without"))
        ),
        prior_checks=(
            {
                "name": "Government eliminates the opposition within 36 months",
                "bound": "at most .10",
                "found": ".06",
                "passed": True,
            },
            {
                "name": "Deaths of each dyad within a factor of 3",
                "bound": "most draws",
                "found": "41 % of draws",
                "passed": False,
            },
        ),
        parameters=tuple(
            {
                "name": name,
                "unit": unit,
                "low": low,
                "median": low * 2,
                "high": low * 5,
                "hypothesis": hypothesis + mark,
                "source": source,
            }
            for name, unit, low, hypothesis, source in (
                (
                    "lethality",
                    "deaths / fighter-month",
                    0.0006,
                    "Contact kills.",
                    "ucdp",
                ),
                ("turnover", "share / month", 0.01, "Fighters go home.", "analyst"),
                ("exponent", "none", 0.2, "Between Lanchester's laws.", "lanchester"),
            )
        ),
        settings=(
            {"what": "places held", "dated": 31, "reported": 88, "inferred": 153},
        ),
        notes=("Nothing finer than a subdistrict is modelled.",),
        maps=_maps(mark),
    )


SQUARES = ("Q0", "Q1", "Q2", "Q3")
"""Places of the maps: four squares in a row, the event's the third."""


def _maps(mark: str) -> WarMaps:
    """Ten runs, three holders, two months: with the event the third square passes."""
    first = bytes([255, 0, 0, 102, 77, 76, 0, 26, 229, 0, 0, 255])
    last = bytes([255, 0, 0, 102, 77, 76, 179, 0, 76, 0, 0, 255])
    one = bytes([31, 20, 2 * 32 + 25, 2 * 32 + 31] * 2)
    other = bytes([31, 20, 2 * 32 + 25, 2 * 32 + 31, 31, 20, 22, 2 * 32 + 31])
    text = {
        key: base64.b64encode(value).decode()
        for key, value in (
            ("without", first + first),
            ("with", first + last),
            ("one", one),
            ("other", other),
        )
    }
    return WarMaps(
        places=SQUARES,
        holders=(
            {"key": "government", "name": "Government" + mark, "side": "government"},
            {"key": "guards", "name": "Guards", "side": "government"},
            {"key": "zealots", "name": "Zealots", "side": "zealots"},
        ),
        months=("2006-03", "2006-06"),
        runs=10,
        held_without=text["without"],
        held_with=text["with"],
        single=({"run": 0, "without": text["one"], "with": text["other"]},),
        place="Q2",
    )


def squares(mark: str = "") -> tuple[MapCell, ...]:
    """Areas of the places, one degree wide."""
    return tuple(
        MapCell(
            code=code,
            name=f"Square {number}{mark}",
            rings=(
                np.array(
                    [
                        [number, 0.0],
                        [number + 1.0, 0.0],
                        [number + 1.0, 1.0],
                        [number, 1.0],
                    ]
                ),
            ),
        )
        for number, code in enumerate(SQUARES)
    )


def _bargain(mark: str) -> BargainLens:
    terms: list[dict[str, object]] = []
    for i, (issue, options) in enumerate(ISSUES.items()):
        for j, (option, label) in enumerate(options):
            chances = {
                party: round(abs(math.sin(1 + i * 1.7 + j * 2.3 + k * 0.9)), 3)
                for k, party in enumerate(PARTIES)
            }
            must = {party: c - 0.3 for party, c in chances.items() if c > 0.8}
            terms.append(
                {
                    "issue": issue,
                    "option": option,
                    "label": label,
                    "by_party": chances,
                    "sine_qua_non_of": must,
                    "in_zone": 0.1 * (1 + (i + j) % 5),
                }
            )
    return BargainLens(
        zone_open_with=0.412,
        zone_open_without=0.409,
        by_encoding=tuple(
            {
                "encoding": encoding,
                "mapping": mapping,
                "zone_open_with": share,
                "zone_open_without": share - 0.003,
                "hazard_ratio": 1.0 + step,
                "difference": step / 10,
                "share_nearer": 0.5 + 10 * step,
                "low": 0.95,
                "high": 1.08,
            }
            for encoding, mapping, share, step in (
                ("red lines", "cooperation", 0.12, 0.011),
                ("red lines", "conflict", 0.11, -0.004),
                ("values only", "cooperation", 0.71, 0.003),
                ("values only", "conflict", 0.69, 0.001),
            )
        ),
        terms=tuple(terms),
        sine_qua_non=(
            {
                "of": "the peace",
                "issue": "detainees_sieges",
                "option": "phased",
                "label": "Releases and relief in phases" + mark,
                "encoding": "red lines",
                "chance_with": 0.31,
                "chance_without": 0.3,
            },
            {
                "of": "opposition",
                "issue": "presidency",
                "option": "leaves_after_transition",
                "label": "The president leaves after a transition",
                "encoding": "red lines",
                "chance_with": 0.44,
                "chance_without": 0.45,
            },
        ),
        incompatible_demands=(
            {
                "demands": ["The president stays", "Leaves at the start"],
                "parties": ["government", "opposition"],
                "chance": 0.53,
            },
        ),
        minimal_changes=(
            {
                "demands": ["Leaves at the start → after a transition"],
                "parties": ["opposition"],
                "chance": 0.38,
            },
        ),
        binding=(
            {"party": "government", "chance": 0.57},
            {"party": "opposition", "chance": 0.43},
        ),
        reference_points=(
            {
                "name": "Weighted mean",
                "settlement": "after a transition · shared body · in phases",
                "chance": 0.12,
                "none": 0.0,
            },
            {
                "name": "Nash",
                "settlement": "after a transition · unity · in phases",
                "chance": 0.2,
                "none": 0.59,
            },
        ),
        kinds=(
            {
                "kind": "with a transfer or sharing of power",
                "with": 0.08,
                "without": 0.08,
            },
            {"kind": "without", "with": 0.04, "without": 0.04},
        ),
        names={"detainees_sieges": "Detainees and sieges", "overseas": "Overseas (OS)"},
        notes=("Demands are named before parties; nobody is called a blocker.",),
    )


def _claim(index: int, mark: str) -> ClaimResult:
    result = RESULTS[index % len(RESULTS)]
    untested = result == "not tested yet"
    return ClaimResult(
        id=f"E{index + 1:02d}" if index < 25 else f"R{index - 24}",
        claim=f"Claim number {index + 1} about the war, told in one sentence." + mark,
        author="A. Essayist" if index < 25 else "B. Rival",
        kind=("fact", "cause", "comparison", "forecast")[index % 4],
        lens=("record", "war", "bargain", "argument")[index % 4],
        criterion={
            "measure": "Share of events of the dyad, by quarter.",
            "supported_if": "above .5 in two thirds of quarters",
            "contradicted_if": "below .3 in two thirds of quarters",
            "undecided_if": "anything else",
            "charitable_reading": "most, not all",
        },
        measured="" if untested else "The share was 0.44 (5–95 %: 0.39 to 0.50).",
        result=result,
        rests_on=("E01",) if index else (),
        missing="A dated list of strikes." if untested else None,
        by_reading=(("literal", "disagrees"), ("charitable", "cannot tell")),
        sources=("gazette", "analyst"),
    )


def _provenance(mark: str) -> Provenance:
    judged: tuple[dict[str, Any], ...] = (
        {"what": "bargaining numbers", "judged": 61, "total": 84},
        {"what": "war parameters", "judged": 9, "total": 31},
    )
    return Provenance(
        version="0.1.0",
        seed=1,
        runs=8,
        draws=500,
        dossier="veldania",
        dossier_sha256="0f" * 32,
        data=(
            DataRow(
                name="events",
                title="Invented Events Dataset",
                version="21.1",
                licence="CC BY 4.0",
                citation="Nobody, N. (2021). Invented events. Journal of None.",
                sha256="ab" * 32,
            ),
        ),
        sources=(
            SourceRow(
                key="gazette",
                author="The Gazette" + mark,
                title="Orsford taken",
                publisher="The Gazette",
                date="2006-03-27",
                stance="leans to the government",
                grade="C3",
                address="https://example.org/orsford",
                uses=12,
            ),
            SourceRow(
                key="analyst",
                author="The dossier's author",
                title="Own judgement",
                publisher="",
                date="",
                stance="",
                grade="F6",
                address="javascript:alert(1)" if mark else "",
                uses=70,
            ),
        ),
        switched_off=("broadcast",),
        share_judgement=0.61,
        judged=judged,
    )
