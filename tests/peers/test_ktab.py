"""KTAB's CSV, its reference run, and every way in which such a file can be wrong.

Data: KTAB (King Abdullah Petroleum Studies and Research Center), MIT, see
`ktab/LICENSE`: a case of 13 actors and 2 issues, and what its reference log prints.
"""

import contextlib
import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from sinequanon.errors import PeerError
from sinequanon.peers import KtabCase, ktab_of, read_ktab

FOLDER = Path(__file__).parent / "ktab"
CASE = FOLDER / "SOE-Pol-Comp.csv"
TEXT = CASE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def case() -> KtabCase:
    return read_ktab(CASE)


def reference(what: str) -> np.ndarray:
    """One quantity of the log, actors by turns."""
    with (FOLDER / "reference.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[1] == what]
    return np.array([[float(cell) for cell in row[2:]] for row in rows])


def test_the_case_reads_as_it_is_written(case: KtabCase) -> None:
    assert case.name == "China Policy/Competitive; scen 2"
    assert len(case.actors) == 13
    assert case.issues == ("Policy", "Competitive")
    assert case.actors[-1] == "WY"
    assert case.labels[-1] == "CNOOC - Wang Yilin"
    assert case.influence[1] == 60.2
    assert case.positions[12].tolist() == [15.0, 60.0]
    assert case.saliences[2].tolist() == [28.9, 65.1]


def test_means_and_medians_at_the_start(case: KtabCase) -> None:
    weights = case.influence[:, None] * case.saliences
    by_hand = (weights * case.positions).sum(axis=0) / weights.sum(axis=0)
    np.testing.assert_allclose(case.means(), by_hand)
    np.testing.assert_allclose(case.means(), [36.2936, 38.8854], atol=1e-4)
    for k, middle in enumerate(case.medians()):
        below = weights[case.positions[:, k] < middle, k].sum()
        above = weights[case.positions[:, k] > middle, k].sum()
        half = weights[:, k].sum() / 2
        assert below <= half
        assert above <= half


def test_all_turns_are_those_of_the_log(case: KtabCase) -> None:
    turns = case.turns()
    policy, competitive = reference("Policy"), reference("Competitive")
    chances = reference("chance")
    assert len(turns) == policy.shape[1] == 28
    for k, turn in enumerate(turns):
        # The log prints one decimal of positions and four of chances.
        np.testing.assert_allclose(
            100.0 * turn.positions[:, 0], policy[:, k], atol=0.0501
        )
        np.testing.assert_allclose(
            100.0 * turn.positions[:, 1], competitive[:, k], atol=0.0501
        )
        np.testing.assert_allclose(turn.chances, chances[:, k], atol=5.01e-5)


def test_the_risk_attitudes_of_the_start_are_those_of_the_log(case: KtabCase) -> None:
    printed = [1.0, -0.498, -0.452, 0.362, -0.5, -0.5, -0.497, -0.499]
    printed += [-0.452, 0.643, -0.383, -0.196, -0.5]
    start = case.turns(0)[0]
    np.testing.assert_allclose(start.risk, printed, atol=5.01e-4)


def test_the_challenge_model_runs_on_a_case(case: KtabCase) -> None:
    rounds = case.rounds("Policy", 4)
    assert len(rounds) == 5
    assert rounds[0].mean == pytest.approx(case.means()[0])


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.replace(", \n", "\n"),
        TEXT.replace(", \n", ",,,,\n"),
        TEXT.replace("\n", "\n\n"),
        TEXT.replace("Xi Jinping", '"Xi, Jinping"'),
        TEXT.replace("Xi Jinping", ""),
    ],
)
def test_ways_to_write_the_same(case: KtabCase, changed: str, tmp_path: Path) -> None:
    path = tmp_path / "case.csv"
    path.write_bytes(changed.encode())
    read = read_ktab(path)
    assert read.actors == case.actors
    np.testing.assert_array_equal(read.positions, case.positions)
    np.testing.assert_array_equal(read.saliences, case.saliences)


def test_western_european_bytes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "case.csv"
    path.write_bytes(TEXT.replace("Xi Jinping", "Général Légaré").encode("cp1252"))
    assert read_ktab(path).labels[0] == "Général Légaré"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (" 13, 2,", " 12, 2,", "12 actors are announced and 13 follow"),
        (" 13, 2,", " many, 2,", "number of actors is 'many'"),
        (" 13, 2,", " 13, 0,", "number of issues is '0'"),
        (" 13, 2,", " 13, 3,", "3 issues need 9"),
        ("60.2,45", "sixty,45", "Influence is 'sixty'"),
        ("60.2,45", "0,45", "Influence is 0"),
        ("60.2,45", "nan,45", "Influence is 'nan'"),
        ("60.2,45", "60.2,145", "Policy Position is 145"),
        ("60.2,45,44.7", "60.2,45,-1", "Policy Salience is -1"),
        ("24.0,20,48.0", "64.0,20,48.0", "saliences sum to 112"),
        ("24.0,20,48.0", "0,20,0", "saliences sum to 0"),
        ("LK,Li", "XJ,Li", "'XJ' stands on line 3 already"),
        ("LK,Li", ",Li", "an actor has no name"),
        ("LK,Li Keqiang", "LK,Li, Keqiang", "8 cells instead of 7"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(PeerError) as caught:
        ktab_of(TEXT.replace(old, new, 1), "case.csv")
    assert told in str(caught.value)
    assert "case.csv:" in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    text = TEXT.replace("60.2,45", "x,145").replace("MK,Ma", "LK,Ma")
    with pytest.raises(PeerError) as caught:
        ktab_of(text)
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("text", ["", "\n\n", "a,b,3,1\n"])
def test_too_short_a_file_is_refused(text: str) -> None:
    with pytest.raises(PeerError):
        ktab_of(text)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(PeerError, match="no text"):
        read_ktab(path)
    with pytest.raises(PeerError, match="cannot be read"):
        read_ktab(tmp_path / "absent.csv")


def test_headings_that_repeat_are_numbered() -> None:
    text = "Twice,,2,2\nA,B,C,Position,Salience,Position,Salience\n"
    text += "N,,1,2,3,4,5\nS,,1,3,3,4,5\n"
    assert ktab_of(text).issues == ("Position 1", "Position 2")


@given(st.text(max_size=200))
@settings(max_examples=100)
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(PeerError):
        assert ktab_of(text).actors


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_damaged_case_is_read_or_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(TEXT) - 1))
    damage = data.draw(st.sampled_from([",", "\n", "", '"', "x", "-", "1e400", ";"]))
    with contextlib.suppress(PeerError):
        assert np.isfinite(ktab_of(TEXT[:at] + damage + TEXT[at + 1 :]).positions).all()
