"""A dossier taken up at another month: what replaces what, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sinequanon.dossier import check, load, starts
from sinequanon.dossier.layout import FILES, OVERLAID
from sinequanon.errors import DossierError

Begun = Callable[[str], Path]


@pytest.fixture
def begun(small: Path) -> Begun:
    """Add a start of a month whose war.yaml is the dossier's with that month."""

    def add(month: str) -> Path:
        folder = small / "starts" / month
        folder.mkdir(parents=True)
        text = (small / "war.yaml").read_text("utf-8")
        assert "start: 2016-03-01\n" in text
        (folder / "war.yaml").write_text(
            text.replace("start: 2016-03-01\n", f"start: {month}-01\n"), "utf-8"
        )
        return folder

    return add


def test_a_file_of_a_start_stands_in_for_the_dossiers(
    small: Path, begun: Begun
) -> None:
    folder = begun("2013-04")
    text = (small / "actors.yaml").read_text("utf-8")
    (folder / "actors.yaml").write_text(
        text.replace("low: 0.45, high: 1.1", "low: 0.5, high: 1.0", 1), "utf-8"
    )

    now, then = load(small), load(small, start="2013-04")

    assert check(small) == ()
    assert (now.war.start, then.war.start) == ("2016-03-01", "2013-04-01")
    assert now.actors[0].quality.low == 0.45
    assert then.actors[0].quality.low == 0.5
    assert then.strengths == now.strengths


def test_the_own_start_is_the_dossier_itself(small: Path, begun: Begun) -> None:
    begun("2013-04")

    assert load(small, start="2016-03") == load(small)


def test_starts_are_listed_in_order_with_what_supports_their_map(
    small: Path, begun: Begun
) -> None:
    begun("2015-09")
    folder = begun("2013-04")
    rows = (small / "control.csv").read_text("utf-8")
    (folder / "control.csv").write_text(
        rows.replace(",reported,", ",inferred,").replace(",dated,", ",inferred,"),
        "utf-8",
    )

    found = starts(small)

    assert [row.key for row in found] == ["2013-04", "2015-09", "2016-03"]
    assert [row.replaced for row in found] == [
        ("control.csv", "war.yaml"),
        ("war.yaml",),
        (),
    ]
    places = len(load(small).places)
    for row in found:
        assert row.dated + row.reported + row.inferred == places
    assert found[0].inferred == places
    assert found[1].inferred < places


def test_the_digest_covers_the_files_of_a_start(small: Path, begun: Begun) -> None:
    before = load(small).sha256
    folder = begun("2013-04")
    first = load(small, start="2013-04").sha256
    path = folder / "war.yaml"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")

    assert load(small).sha256 == before
    assert len({before, first, load(small, start="2013-04").sha256}) == 3


def test_an_unknown_start_names_those_there_are(small: Path, begun: Begun) -> None:
    begun("2013-04")

    with pytest.raises(DossierError, match=r"no start '2012-01'.*2013-04, 2016-03"):
        load(small, start="2012-01")


def test_all_faults_of_all_starts_are_told_with_file_and_line(
    small: Path, begun: Begun
) -> None:
    folder = begun("2013-04")
    text = (small / "actors.yaml").read_text("utf-8")
    (folder / "actors.yaml").write_text(
        text.replace("    key: sdf\n", "    key: sdg\n").replace(
            "  - key: sdf\n", "  - key: sdg\n"
        ),
        "utf-8",
    )
    other = begun("2015-09")
    (other / "control.csv").write_text("pcode\n", "utf-8")

    faults = check(small)

    told = {
        fault.where.split(":")[0].removeprefix(f"{small.as_posix()}/")
        for fault in faults
    }
    assert "starts/2013-04/actors.yaml" in told
    assert "starts/2015-09/control.csv" in told
    assert all(fault.where.split(":")[-1].isdigit() for fault in faults)
    assert len(set(faults)) == len(faults)
    load(small)  # the dossier's own start has no fault


def test_a_fault_that_starts_share_is_told_once(small: Path, begun: Begun) -> None:
    begun("2013-04")
    begun("2015-09")
    text = (small / "issues.yaml").read_text("utf-8")
    (small / "issues.yaml").write_text(
        text.replace("    label: The presidency\n", "", 1), "utf-8"
    )

    assert len(check(small)) == 1


def test_a_start_in_another_month_than_its_folder_is_a_fault(
    small: Path, begun: Begun
) -> None:
    folder = begun("2013-04")
    folder.rename(folder.parent / "2013-05")

    (fault,) = check(small)

    assert fault.where.endswith("starts/2013-05/war.yaml:4")
    assert fault.found == "the war starts in 2013-04, its folder is named 2013-05"


def test_a_start_without_a_war_is_a_fault(small: Path, begun: Begun) -> None:
    (begun("2013-04") / "war.yaml").unlink()

    assert [fault.found for fault in check(small)] == ["the file is missing"]


def test_a_start_of_the_dossiers_own_month_is_a_fault(
    small: Path, begun: Begun
) -> None:
    begun("2016-03")

    assert [fault.found for fault in check(small)] == [
        "the dossier itself starts in 2016-03"
    ]


@pytest.mark.parametrize("name", ["2013", "2013-13", "spring", "notes.txt"])
def test_what_is_no_month_is_a_fault(name: str, small: Path, begun: Begun) -> None:
    begun("2013-04")
    path = small / "starts" / name
    if name.endswith(".txt"):
        path.write_text("", "utf-8")
    else:
        path.mkdir()

    (fault,) = check(small)

    assert fault.found == f"{name!r} is no folder of a month"


@pytest.mark.parametrize("name", sorted({*FILES, "notes.md"} - OVERLAID))
def test_a_start_does_not_replace_what_all_starts_share(
    name: str, small: Path, begun: Begun
) -> None:
    folder = begun("2013-04")
    (folder / name).write_text("events: []\n", "utf-8")
    (folder / ".hidden").write_text("", "utf-8")

    (fault,) = check(small)

    assert fault.found == f"a start does not replace {name}"
    with pytest.raises(DossierError, match=f"does not replace {name}"):
        load(small, start="2013-04")
