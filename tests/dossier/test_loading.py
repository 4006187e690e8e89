"""One test for each kind of fault: where it stands, what was found, what to do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sinequanon.dossier import available, check, json_schema, load
from sinequanon.dossier.layout import FILES
from sinequanon.errors import DossierError, Fault

Edited = Callable[[str, str, str], tuple[Fault, ...]]

# file, text replaced, by what, then patterns of what was found and of the fix
FAULTS = {
    "no source": (
        "issues.yaml",
        "    label: The presidency\n",
        "    label: The presidency\n    note: none\n",
        r"issue presidency: unknown key 'note'",
        r"key|remove",
    ),
    "unknown source": (
        "actors.yaml",
        "    state: true\n    quality: {low: 0.45, high: 1.1, sources: [analyst]}",
        "    state: true\n    quality: {low: 0.45, high: 1.1, sources: [analist]}",
        r"actor government: unknown source 'analist' in quality.sources",
        r"did you mean analyst\?",
    ),
    "empty sources": (
        "actors.yaml",
        "quality: {low: 0.45, high: 1.1, sources: [analyst]}",
        "quality: {low: 0.45, high: 1.1, sources: []}",
        r"has no source",
        r"add sources: \[key\]",
    ),
    "missing sources": (
        "actors.yaml",
        "quality: {low: 0.45, high: 1.1, sources: [analyst]}",
        "quality: {low: 0.45, high: 1.1}",
        r"actor government: quality: has no source",
        r"add sources: \[key\]",
    ),
    "missing key": (
        "parties.yaml",
        "    short: HNC\n",
        "",
        r"party opposition: has no short",
        r"add short:",
    ),
    "range upside down": (
        "actors.yaml",
        "{low: 0.45, high: 1.1,",
        "{low: 1.45, high: 1.1,",
        r"upside down: 1.45 is above 1.1",
        r"smaller number in low",
    ),
    "truth for a number": (
        "actors.yaml",
        "{low: 0.45,",
        "{low: true,",
        r"true is no number",
        r"correct",
    ),
    "no number": (
        "actors.yaml",
        "{low: 0.45,",
        "{low: few,",
        r"valid number.*got 'few'",
        r"write a number",
    ),
    "infinite number": (
        "actors.yaml",
        "high: 1.1,",
        "high: .inf,",
        r"finite number",
        r"finite number",
    ),
    "intensity of nothing": (
        "actors.yaml",
        "intensity: {low: 0.0005,",
        "intensity: {low: 0.0,",
        r"log scale",
        r"correct",
    ),
    "negative strength": (
        "strengths.yaml",
        "    low: 220000\n",
        "    low: -5\n",
        r"strength government: low: .*greater than or equal to 0, got -5",
        r"not negative",
    ),
    "unused without reason": (
        "strengths.yaml",
        "    used: false\n    why_not: ",
        "    used: false\n    # why_not: ",
        r"not used has no why_not",
        r"why_not",
    ),
    "stages that do not sum to one": (
        "war.yaml",
        "no_talks: 0.3",
        "no_talks: 0.2",
        r"shares sum to 0\.9, not to 1",
        r"sum to 1",
    ),
    "holdings that do not sum to one": (
        "control.csv",
        "SY010000,",
        "SY010000,inferred,false,analyst,0.5,0.1,0,0,0,0.1\nSY010000,",
        r"holding SY010000: the shares sum to 0\.7",
        r"sum to 1",
    ),
    "holding twice": (
        "control.csv",
        "SY010000,",
        "SY010000,inferred,false,analyst,1,0,0,0,0,0\nSY010000,",
        r"holding SY010000 stands twice, first at .*control.csv:2",
        r"keep one",
    ),
    "day that does not exist": (
        "events.yaml",
        "date: 2016-03-27\n",
        "date: 2016-02-30\n",
        r"event palmyra_taken: date: there is no date '2016-02-30'",
        r"EDTF",
    ),
    "date that is none": (
        "events.yaml",
        "date: 2016-03-27\n",
        "date: late March\n",
        r"'late March' is not a date in EDTF",
        r"EDTF",
    ),
    "unknown actor": (
        "strengths.yaml",
        "actor: government",
        "actor: goverment",
        r"unknown actor or backer 'goverment'",
        r"did you mean government\?",
    ),
    "unknown party": (
        "coalitions.yaml",
        "members: [government, opposition]",
        "members: [government, oposition]",
        r"coalition k1: unknown party 'oposition' in members",
        r"did you mean opposition\?",
    ),
    "unknown issue": (
        "positions.yaml",
        "issue: presidency",
        "issue: presidencies",
        r"unknown issue 'presidencies'",
        r"did you mean presidency\?",
    ),
    "unknown option forbidden": (
        "positions.yaml",
        "forbids: [leaves_after_transition, leaves_at_start]",
        "forbids: [leaves_after_transition, leave]",
        r"issue 'presidency' has no option 'leave'",
        r"leaves_at_start",
    ),
    "unknown place of an event": (
        "events.yaml",
        "        place: SY040500\n        to: government",
        "        place: SY049999\n        to: government",
        r"unknown place 'SY049999' in changes.*place",
        r"did you mean|use one of|place that",
    ),
    "unknown event": (
        "questions.yaml",
        "event: palmyra_taken",
        "event: palmira_taken",
        r"unknown event 'palmira_taken' in event",
        r"did you mean palmyra_taken",
    ),
    "unknown holder of a pin": (
        "questions.yaml",
        "pinned: {SY040500: islamic_state}",
        "pinned: {SY040500: nobody}",
        r"unknown actor 'nobody'",
        r"use one of allied, government",
    ),
    "incomplete change": (
        "events.yaml",
        "        taken_from: islamic_state\n        garrison",
        "        garrison",
        r"a change of kind transfer has no taken_from",
        r"add what is missing",
    ),
    "change between one actor": (
        "events.yaml",
        "        taken_from: islamic_state\n        garrison",
        "        taken_from: government\n        garrison",
        r"one actor on both sides",
        r"two actors",
    ),
    "place too fine": (
        "places.csv",
        "SY010000,",
        "SY01000001,",
        r"pcode: .*got 'SY01000001'",
        r"finer places may not be held",
    ),
    "place without area": (
        "places.csv",
        "116.724",
        "0",
        r"place SY010000: area_km2: .*greater than 0",
        r"above 0",
    ),
    "place without holder": (
        "control.csv",
        "SY010000,",
        "SY999999,",
        r"place SY010000 \(Damascus\) has no holder",
        r"control.csv",
    ),
    "border with nowhere": (
        "borders.csv",
        "SY010000,SY030102",
        "SY010000,SY030199",
        r"unknown place 'SY030199' in b",
        r"did you mean",
    ),
    "border with itself": (
        "borders.csv",
        "SY010000,SY030102",
        "SY010000,SY010000",
        r"joins a place to itself",
        r"remove the row",
    ),
    "exclusion of one issue": (
        "issues.yaml",
        "{presidency: stays, transitional_body: full_powers_body}",
        "{presidency: stays}",
        r"fewer than two issues",
        r"at least two issues",
    ),
    "two main coalitions": (
        "coalitions.yaml",
        "members: [government, opposition, nusra]\n",
        "members: [government, opposition, nusra]\n    main: true\n",
        r"2 coalitions are marked as the main one",
        r"exactly one",
    ),
    "coalitions alike": (
        "coalitions.yaml",
        "members: [government, opposition, nusra]\n",
        "members: [opposition, government]\n",
        r"coalition k3 has the members of coalition k1",
        r"keep one",
    ),
    "member twice": (
        "coalitions.yaml",
        "members: [government, opposition, nusra]\n",
        "members: [government, opposition, nusra, nusra]\n",
        r"names 'nusra' 2 times",
        r"once",
    ),
    "actor without strength": (
        "strengths.yaml",
        'low: 8000\n    high: 20000\n    unit: "persons"\n    used: true',
        'low: 8000\n    high: 20000\n    unit: "persons"\n    used: false\n'
        "    why_not: x",
        r"actor islamic_state has no used statement",
        r"used: true",
    ),
    "preference missing": (
        "preferences.yaml",
        "  - party: iran\n    issue: presidency",
        "  - party: russia\n    issue: presidency",
        r"party iran has no preference on issue 'presidency'",
        r"0 to 1 where nothing is known",
    ),
    "option without value": (
        "preferences.yaml",
        "      stays: {low:",
        "      remains: {low:",
        r"has no value for stays",
        r"range for each option",
    ),
    "value off the scale": (
        "preferences.yaml",
        "high: 1,",
        "high: 1.5,",
        r"not on 0-1",
        r"between 0 and 1",
    ),
    "red line nobody stated": (
        "positions.yaml",
        "    stated: true\n",
        "    stated: false\n",
        r"a red line that nobody stated",
        r"what the source says",
    ),
    "long quote": (
        "positions.yaml",
        "Bashar is a red line, the property",
        "Bashar is a red line, and so on and so on, the property",
        r"longer than 12 words",
        r"fewer words",
    ),
    "two main contrasts": (
        "questions.yaml",
        "        without: {failed: [palmyra_taken]}\n",
        "        without: {failed: [palmyra_taken]}\n        main: true\n",
        r"2 contrasts are marked as the main one",
        r"exactly one",
    ),
    "event after the day": (
        "questions.yaml",
        "as_of: 2016-03-29",
        "as_of: 2016-03-20",
        r"the event comes after as_of",
        r"on or after the event",
    ),
    "foreign conflict": (
        "questions.yaml",
        "conflict: 299",
        "conflict: 298",
        r"conflict 298 is not in war.yaml",
        r"use one of 299, 13604",
    ),
    "tab": (
        "actors.yaml",
        "    name: Government of Syria",
        "\tname: Government of Syria",
        r"a tab",
        r"spaces, not tabs",
    ),
    "syntax": (
        "actors.yaml",
        "quality: {low: 0.45",
        "quality: {low: [0.45",
        r"expected",
        r"correct the YAML",
    ),
    "key twice": (
        "actors.yaml",
        "    short: Government\n",
        "    short: Government\n    short: Gov\n",
        r"the key 'short' stands here and on line \d+",
        r"keep one",
    ),
    "alias": (
        "actors.yaml",
        "    short: Government\n",
        "    short: &a Government\n    note: *a\n",
        r"an alias",
        r"write the value out",
    ),
    "tag": (
        "actors.yaml",
        "    short: Government\n",
        "    short: !!python/name:os.system x\n",
        r"the tag",
        r"remove the tag",
    ),
    "unknown list": (
        "parties.yaml",
        "parties:\n",
        "partis:\n",
        r"unknown list 'partis'|there is no list 'parties'",
        r"parties",
    ),
    "ragged row": (
        "borders.csv",
        "SY010000,SY030102,7.1,",
        "SY010000,SY030102,7.1,1,2,",
        r"more or fewer cells",
        r"one cell",
    ),
    "strength upside down": (
        "strengths.yaml",
        "    low: 220000\n",
        "    low: 260000\n",
        r"upside down: 260000 is above 250000",
        r"smaller number in low",
    ),
    "used without a number": (
        "strengths.yaml",
        "    low: 8000\n",
        "    low: null\n",
        r"a used statement has low and high",
        r"correct",
    ),
    "options alike": (
        "issues.yaml",
        "{key: deferred,",
        "{key: phased,",
        r"issue detainees_sieges: two options have one key",
        r"correct",
    ),
    "forbids without a red line": (
        "positions.yaml",
        "    red_line: true\n",
        "    red_line: false\n",
        r"only a red line forbids options",
        r"what the source says",
    ),
    "forbids without an issue": (
        "positions.yaml",
        "    issue: presidency\n",
        "    issue: null\n    topic: presidency\n",
        r"without party or issue forbids options",
        r"correct",
    ),
    "position on nothing": (
        "positions.yaml",
        '    issue: null\n    topic: "counter-terrorism"\n',
        "    issue: null\n",
        r"a position has neither issue nor topic",
        r"correct",
    ),
    "position of nobody": (
        "positions.yaml",
        '    speaker: "Hezbollah"\n',
        "",
        r"a position has neither party nor speaker",
        r"correct",
    ),
    "quotes that do not close": (
        "borders.csv",
        "SY010000,SY030102,7.1,",
        'SY010000,"SY030102"x,7.1,',
        r"the row is no CSV",
        r"quotes and commas",
    ),
    "column that is no actor": (
        "control.csv",
        ",sdf",
        ",sdv",
        r"unknown actor 'sdv' in shares",
        r"did you mean sdf",
    ),
    "column missing": (
        "control.csv",
        "pcode,support",
        "pcode,suport",
        r"the heading has no column 'support'",
        r"head the table with pcode, .*one column for each actor",
    ),
    "column unknown": (
        "borders.csv",
        "border_km",
        "border",
        r"no column 'border_km'; unknown column 'border'",
        r"head the table with a, b, border_km",
    ),
    "key that is no key": (
        "sources.yaml",
        "key: analyst",
        "key: The Analyst",
        r"got 'The Analyst'",
        r"small letters",
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_told_with_its_place_and_its_fix(case: str, edited: Edited) -> None:
    name, old, new, found, fix = FAULTS[case]

    faults = edited(name, old, new)

    told = [fault for fault in faults if re.search(found, fault.found)]
    assert told, [str(fault) for fault in faults[:5]]
    assert re.search(fix, told[0].fix)
    assert re.search(r"/\w+\.(yaml|csv):\d+$", told[0].where)


def test_a_fault_names_the_line_of_the_value(small: Path, edited: Edited) -> None:
    faults = edited("actors.yaml", "{low: 0.45,", "{low: 1.45,")
    text = (small / "actors.yaml").read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.split("\n"), 1) if "low: 1.45" in row)

    assert [fault.where for fault in faults] == [
        f"{small.as_posix()}/actors.yaml:{line}"
    ]


def test_all_faults_of_all_files_come_at_once(small: Path, edited: Edited) -> None:
    edited("actors.yaml", "{low: 0.45,", "{low: 1.45,")
    for name, old, new in [
        ("coalitions.yaml", "[government, opposition]", "[government, nobody]"),
        ("places.csv", "116.724", "-1"),
        ("war.yaml", "no_talks: 0.3", "no_talks: 0.6"),
    ]:
        text = (small / name).read_text(encoding="utf-8")
        (small / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    faults = check(small)

    assert {fault.where.split("/")[-1].split(":")[0] for fault in faults} == {
        "actors.yaml",
        "coalitions.yaml",
        "places.csv",
        "war.yaml",
    }
    assert list(faults) == sorted(
        faults,
        key=lambda f: (f.where.rsplit(":", 1)[0], int(f.where.rsplit(":", 1)[1])),
    )
    with pytest.raises(DossierError) as caught:
        load(small)
    assert caught.value.faults == faults


def test_one_fault_of_a_file_is_not_told_again_by_those_who_name_it(
    edited: Edited,
) -> None:
    # A broken actors.yaml must not make every actor that other files name unknown.
    faults = edited("actors.yaml", "quality: {low: 0.45", "quality: {low: [0.45")

    assert len(faults) == 1


def test_exclusions_that_leave_no_settlement_are_a_fault(edited: Edited) -> None:
    options = {
        "presidency": ("stays", "leaves_after_transition", "leaves_at_start"),
        "federalism": ("unitary", "decentralised", "federal"),
    }
    rows = [
        f"  - options: {{presidency: {one}, federalism: {two}}}\n"
        "    why: none may stand\n    sources: [analyst]\n"
        for one in options["presidency"]
        for two in options["federalism"]
    ]

    faults = edited("issues.yaml", "exclusions:\n", "exclusions:\n" + "".join(rows))

    assert [fault.found for fault in faults] == [
        "the exclusions leave no settlement of presidency and federalism"
    ]


def test_a_wrong_heading_is_one_fault(edited: Edited) -> None:
    assert len(edited("control.csv", ",sdf", ",sdv")) == 1
    assert len(edited("places.csv", "latitude", "north")) == 2


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_a_fault(name: str, small: Path) -> None:
    (small / name).unlink()

    told = [f for f in check(small) if f.where.endswith(f"/{name}")]

    assert [fault.found for fault in told] == ["the file is missing"]


def test_a_file_that_is_no_text_is_a_fault(small: Path) -> None:
    (small / "issues.yaml").write_bytes(b"issues:\n\xff\xfe")
    (small / "parties.yaml").unlink()
    (small / "parties.yaml").mkdir()

    told = {fault.where.split("/")[-1]: fault.found for fault in check(small)}

    assert told["issues.yaml:2"] == "the text is not UTF-8"
    assert "cannot be read" in told["parties.yaml"]


@pytest.mark.parametrize("text", ["", "[]", "just words", "- a\n- b\n"])
def test_a_file_without_lists_is_a_fault(text: str, small: Path) -> None:
    (small / "issues.yaml").write_text(text, encoding="utf-8")

    told = [f for f in check(small) if "issues.yaml" in f.where]

    assert [fault.found for fault in told] == ["the file has no keys at its top"]


def test_an_unknown_key_names_close_ones() -> None:
    with pytest.raises(DossierError, match="did you mean syria"):
        load("syrai")
    assert check("syrai")[0].fix == "did you mean syria?"


def test_the_digest_follows_every_file(small: Path) -> None:
    seen = {load(small).sha256, load(small).sha256}
    assert len(seen) == 1
    for name in FILES:
        content = (small / name).read_bytes()
        (small / name).write_bytes(content + b"\n")
        seen.add(load(small).sha256)
        (small / name).write_bytes(content)

    assert len(seen) == len(FILES) + 1


def test_syria_is_shipped() -> None:
    assert "syria" in available()
    assert check("syria") == ()


def test_the_schema_has_a_definition_for_each_kind_of_entry() -> None:
    schema = json_schema()

    assert sorted(schema["properties"]) == sorted(FILES)
    actors = schema["properties"]["actors.yaml"]["properties"]["actors"]["items"]
    assert actors["$ref"] == "#/$defs/Actor"
    assert schema["$defs"]["Contrast"]["properties"].keys() >= {"with", "without"}
    assert "minItems" in schema["$defs"]["Range"]["properties"]["sources"]
