"""NegMAS and GENIUS files: nothing lost both ways, checked against NegMAS itself.

The checks against NegMAS (AGPL) run where an interpreter has it: name one in
`SINEQUANON_NEGMAS`, or make `benchmarks/.venv-negmas` (see benchmarks/README.md).
"""

import contextlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from sinequanon.bargain import draw_minds, make_table, settlement_worth
from sinequanon.errors import OutputError, PeerError
from sinequanon.peers import (
    Scenario,
    ScenarioIssue,
    ScenarioUtility,
    read_negmas,
    scenario_of_table,
    scenario_of_texts,
    table_of_scenario,
    texts_of_scenario,
)

ROOT = Path(__file__).parents[2]
ORACLE = ROOT / "benchmarks" / "negmas_told.py"
PYTHON = Path(
    os.environ.get("SINEQUANON_NEGMAS")
    or ROOT / "benchmarks" / ".venv-negmas" / "bin" / "python"
)
needs_negmas = pytest.mark.skipif(
    not PYTHON.exists(),
    reason="NOT CHECKED against NegMAS: no interpreter has it (see the module's words)",
)

numbers = st.floats(-5.0, 5.0, allow_nan=False)
words = st.text("abcdefgh é&<'\"", min_size=1, max_size=6).filter(
    lambda text: text == text.strip()
)


@st.composite
def plains(draw: st.DrawFn) -> Any:
    """Names of issues with their options, and numbers of up to three parties.

    They are drawn as plain values, as checks of types draw at random too.
    """
    names = draw(st.lists(words, min_size=1, max_size=3, unique=True))
    issues = [
        (name, draw(st.lists(words, min_size=1, max_size=3, unique=True)))
        for name in names
    ]
    parties = [
        (
            [draw(numbers) for _ in issues],
            [[draw(numbers) for _ in options] for _, options in issues],
            draw(st.one_of(st.just(-np.inf), numbers)),
            draw(st.one_of(st.just(0.0), numbers)),
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return issues, parties


def scenario_of(plain: Any) -> Scenario:
    issues, parties = plain
    return Scenario(
        name="scenario",
        issues=tuple(ScenarioIssue(name=n, values=tuple(v)) for n, v in issues),
        utilities=tuple(
            ScenarioUtility(
                name=f"party {k}",
                weights=tuple(weights),
                values=tuple(tuple(row) for row in rows),
                reserved=reserved,
                bias=bias,
            )
            for k, (weights, rows, reserved, bias) in enumerate(parties)
        ),
    )


EXAMPLE = Scenario(
    name="valley",
    issues=(
        ScenarioIssue(name="leader", values=("stays", "leaves", "shares")),
        ScenarioIssue(name="years", values=(2, 3, 4, 5), kind="ContiguousIssue"),
    ),
    utilities=(
        ScenarioUtility(
            name="north",
            weights=(0.7, 0.3),
            values=((0.0, 1.0, 1 / 3), (0.1, 0.2, 0.3, 0.4)),
            reserved=0.25,
        ),
        ScenarioUtility(
            name="south",
            weights=(0.2, 0.8),
            values=((1.0, 0.0, 0.5), (0.9, 0.5, 0.3, 0.1)),
        ),
    ),
)


def saved(scenario: Scenario, form: str, folder: Path) -> Path:
    folder.mkdir()
    for name, text in texts_of_scenario(scenario, form).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def asked(*words: str | Path) -> dict[str, Any]:
    """What NegMAS tells."""
    done = subprocess.run(
        [PYTHON, ORACLE, *words], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


@given(plains(), st.sampled_from(["yml", "json", "xml"]))
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_back_as_the_same(plain: Any, form: str) -> None:
    scenario = scenario_of(plain)
    texts = texts_of_scenario(scenario, form)
    assert scenario_of_texts(texts, name=scenario.name) == scenario


@pytest.mark.parametrize("form", ["yml", "json"])
def test_the_kind_of_an_issue_is_kept(form: str, tmp_path: Path) -> None:
    assert read_negmas(saved(EXAMPLE, form, tmp_path / "valley")) == EXAMPLE


def test_worths_are_listed_with_the_last_issue_changing_fastest() -> None:
    worths = EXAMPLE.worths()
    outcomes = EXAMPLE.outcomes()
    assert worths.shape == (12, 2)
    assert outcomes[1] == ("stays", 3)
    at = outcomes.index(("leaves", 5))
    assert worths[at, 0] == pytest.approx(0.7 * 1.0 + 0.3 * 0.4)


@given(plains())
@settings(max_examples=40, deadline=None)
def test_a_table_gives_the_same_worth_up_to_its_scale(plain: Any) -> None:
    scenario = scenario_of(plain)
    given_ = table_of_scenario(scenario)
    minds = draw_minds(given_.table, seed=1, draws=1, pinned={"exponent": 1.0})
    theirs = scenario.worths()
    for party in range(len(scenario.utilities)):
        ours = settlement_worth(given_.table, minds, party)[0]
        back = given_.shift[party] + given_.scale[party] * ours
        # The bargain's least worth of an option is .01 and its least salience .001.
        off = np.abs(back - theirs[:, party]).max()
        assert off <= 0.02 * given_.scale[party] + 1e-9


@given(plains())
@settings(max_examples=40, deadline=None)
def test_scale_and_shift_are_exact(plain: Any) -> None:
    scenario = scenario_of(plain)
    given_ = table_of_scenario(scenario)
    table, theirs = given_.table, scenario.worths()
    for at, utility in enumerate(scenario.utilities):
        ours = np.full(len(table.terms), given_.shift[at])
        for k in range(len(table.issues)):
            value = table.value_low[at, k, table.terms[:, k]]
            ours += given_.scale[at] * table.salience_low[at, k] * value
        np.testing.assert_allclose(ours, theirs[:, at], atol=1e-9)
        if np.isfinite(utility.reserved):
            kept = given_.reserved[utility.name]
            assert given_.shift[at] + given_.scale[at] * kept == pytest.approx(
                utility.reserved, abs=1e-9
            )


def test_a_table_of_points_comes_back_as_it_was() -> None:
    table = make_table(
        issues={"land": ["all", "half", "none"], "guard": ["yes", "no"]},
        sides={"north": 1, "south": -1},
        values={
            ("north", "land"): {"all": (1.0, 1.0), "half": (0.5, 0.5), "none": (0, 0)},
            ("north", "guard"): {"yes": (0.3, 0.3), "no": (0.6, 0.6)},
            ("south", "land"): {"all": (0, 0), "half": (0.4, 0.4), "none": (1.0, 1.0)},
            ("south", "guard"): {"yes": (0.9, 0.9), "no": (0.1, 0.1)},
        },
        saliences={
            ("north", "land"): (0.75, 0.75),
            ("north", "guard"): (0.25, 0.25),
            ("south", "land"): (0.5, 0.5),
            ("south", "guard"): (0.5, 0.5),
        },
        coalitions={"both": ["north", "south"]},
    )
    scenario = scenario_of_table(table, name="land", reserved={"north": 0.3})
    read = scenario_of_texts(texts_of_scenario(scenario))
    assert read == scenario
    assert scenario.utilities[0].reserved == 0.3
    worth = scenario.worths()
    # all, yes: .75 * 1 + .25 * .3
    assert worth[0, 0] == pytest.approx(0.825)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"north.yml": "a: [1"}, "cannot be read"),
        ({"north.yml": "- 1"}, "holds no keys"),
        ({"north.yml": "type: MappingUtilityFunction"}, "MappingUtilityFunction"),
        ({"north.yml": "type: LinearAdditiveUtilityFunction\nvalues: []"}, "0 values"),
        ({"more.yml": "issues:\n- {name: x, values: [a]}"}, "2 of the files"),
        ({"valley.yml": "issues: []"}, "has no issue"),
        ({"valley.yml": "issues: 3"}, "issue 1"),
        ({"valley.yml": "issues:\n- {name: x, type: ContinuousIssue, values: [0, 1]}"},
         "no list of options"),
        ({"valley.yml": "issues:\n- {name: x, type: ContiguousIssue, values: [0, .5]}"},
         "range of whole numbers"),
    ],
)  # fmt: skip
def test_a_fault_names_its_file(changes: dict[str, str], told: str) -> None:
    texts = texts_of_scenario(EXAMPLE) | changes
    with pytest.raises(PeerError, match=told):
        scenario_of_texts(texts)


def test_code_in_a_file_is_not_run() -> None:
    texts = texts_of_scenario(EXAMPLE)
    texts["north.yml"] = "!!python/object/apply:os.system ['false']"
    with pytest.raises(PeerError):
        scenario_of_texts(texts)
    pickled = texts_of_scenario(EXAMPLE, "json")
    data = json.loads(pickled["north.json"])
    data["values"][0] = {"type": "LambdaFun", "f": "__BYTES__:X19M"}
    pickled["north.json"] = json.dumps(data)
    with pytest.raises(PeerError, match="LambdaFun"):
        scenario_of_texts(pickled)


def test_xml_that_defines_entities_is_refused() -> None:
    texts = texts_of_scenario(EXAMPLE, "xml")
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]>'
    texts["north.xml"] = bomb + texts["north.xml"]
    with pytest.raises(PeerError, match="entities"):
        scenario_of_texts(texts)


def test_a_discount_is_kept_in_xml_and_refused_elsewhere() -> None:
    north = EXAMPLE.utilities[0]
    tired = ScenarioUtility(
        name=north.name,
        weights=north.weights,
        values=north.values,
        reserved=north.reserved,
        discount=0.9,
    )
    scenario = Scenario(
        name="valley",
        issues=EXAMPLE.issues[:1] + EXAMPLE.issues[1:],
        utilities=(tired,),
    )
    read = scenario_of_texts(texts_of_scenario(scenario, "xml"))
    assert read.utilities == scenario.utilities
    with pytest.raises(OutputError, match="discount"):
        texts_of_scenario(scenario)


@pytest.mark.parametrize("name", ["", "a/b", "..", "_stats", "valley"])
def test_a_name_that_is_no_file_is_refused(name: str) -> None:
    north = EXAMPLE.utilities[0]
    other = ScenarioUtility(name=name, weights=north.weights, values=north.values)
    scenario = Scenario(name="valley", issues=EXAMPLE.issues, utilities=(other,))
    with pytest.raises(OutputError):
        texts_of_scenario(scenario)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match="no YAML, JSON or XML"):
        read_negmas(tmp_path)
    with pytest.raises(PeerError, match="no YAML, JSON or XML"):
        read_negmas(tmp_path / "absent")


@pytest.mark.parametrize("name", ["north.xml", "valley.xml"])
def test_an_index_that_is_no_number_is_refused(name: str) -> None:
    texts = texts_of_scenario(EXAMPLE, "xml")
    named = name if name in texts else next(n for n in sorted(texts) if "nor" not in n)
    texts[named] = texts[named].replace('issue index="1"', 'issue index=""', 1)
    with pytest.raises(PeerError, match="an index is ''"):
        scenario_of_texts(texts)


@given(st.data(), st.sampled_from(["yml", "json", "xml"]))
@settings(max_examples=150, deadline=None)
def test_a_damaged_folder_is_read_or_refused(data: st.DataObject, form: str) -> None:
    texts = texts_of_scenario(EXAMPLE, form)
    name = data.draw(st.sampled_from(sorted(texts)))
    at = data.draw(st.integers(0, len(texts[name]) - 1))
    damage = data.draw(st.sampled_from(["", "x", ":", "-", "1e999", '"', "<", "}"]))
    texts[name] = texts[name][:at] + damage + texts[name][at + 1 :]
    with contextlib.suppress(PeerError):
        assert np.isfinite(scenario_of_texts(texts).worths()).all()


@needs_negmas
@pytest.mark.parametrize("form", ["yml", "xml"])
def test_negmas_reads_what_is_written_here(form: str, tmp_path: Path) -> None:
    theirs = asked("read", saved(EXAMPLE, form, tmp_path / "valley"))
    assert theirs["issues"] == [
        [issue.name, [str(value) for value in issue.values]] for issue in EXAMPLE.issues
    ]
    assert theirs["outcomes"] == [[str(v) for v in o] for o in EXAMPLE.outcomes()]
    ours = EXAMPLE.worths()
    for at, utility in enumerate(EXAMPLE.utilities):
        found = next(v for k, v in theirs["utilities"].items() if utility.name in k)
        np.testing.assert_allclose(found, ours[:, at], rtol=0, atol=1e-12)
    kept = {k: v for k, v in theirs["reserved"].items() if "north" in k}
    assert list(kept.values()) == [0.25]


@needs_negmas
@pytest.mark.parametrize("form", ["yml", "json", "xml"])
def test_what_negmas_writes_is_read_here(form: str, tmp_path: Path) -> None:
    theirs = asked("write", tmp_path / "made", form)
    ours = read_negmas(tmp_path / "made")
    assert [[str(v) for v in o] for o in ours.outcomes()] == theirs["outcomes"]
    worths = ours.worths()
    for at, utility in enumerate(ours.utilities):
        np.testing.assert_allclose(
            worths[:, at], theirs["utilities"][utility.name], rtol=0, atol=1e-12
        )
        assert utility.reserved == theirs["reserved"][utility.name]


@needs_negmas
@given(plain=plains())
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_negmas_agrees_on_any_scenario(
    plain: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    scenario = scenario_of(plain)
    folder = tmp_path_factory.mktemp("any") / "scenario"
    theirs = asked("read", saved(scenario, "yml", folder))
    ours = scenario.worths()
    for at, utility in enumerate(scenario.utilities):
        np.testing.assert_allclose(
            theirs["utilities"][utility.name], ours[:, at], rtol=0, atol=1e-9
        )
