"""Sets as they are read: what is taken, what is noted, and every fault at once."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sinequanon.errors import RecordError
from sinequanon.refuge import SHIPPED, Case, load_case

Write = Callable[..., Path]
Made = Callable[..., Case]


@pytest.mark.parametrize(
    ("key", "days", "camps", "start"),
    [
        ("mali2012", 300, 7, date(2012, 2, 29)),
        ("syria2013", 1095, 4, date(2013, 1, 1)),
    ],
)
def test_shipped_sets(key: str, days: int, camps: int, start: date):
    case = load_case(key)
    assert (case.days, len(case.scored), case.start) == (days, camps, start)
    assert case.notes == ()
    assert case.registrations.counted.min() >= 0


def test_counts_are_those_that_flee_reads():
    # By hand: Mentao has 4,091 on 24 March 2012 (day 24); the corrections scale what
    # was counted before 3 October by 5,876 / 10,038.
    case = load_case("mali2012")
    column = case.registrations.camps.index("Mentao")
    counted: list[float] = case.registrations.counted[:, column].tolist()
    assert counted[24] == int(4091 * 5876 / 10038)
    assert counted[(date(2012, 10, 3) - case.start).days] == 5876
    # Halfway between the reports of 3 and 16 October, 5,876 and 6,008.
    assert counted[(date(2012, 10, 9) - case.start).days] == int(
        5876 + 6 / 13 * (6008 - 5876)
    )


def test_reports_are_known_on_their_day_only(made: Made):
    case = made()
    assert case.registrations.counted[[0, 15, 30, 49], 0].tolist() == [0, 150, 300, 600]
    assert case.registrations.reported[[0, 29, 30, 48, 49], 0].tolist() == [
        0,
        0,
        300,
        300,
        600,
    ]


def test_several_files_of_a_camp_are_added(made: Made):
    case = made(
        {
            "source_data/data_layout.csv": "total,refugees.csv\n"
            "Near,near.csv,more.csv\nFar,far.csv\n",
            "source_data/more.csv": "2020-01-11,40\n2020-01-31,60\n",
        }
    )
    # Level before the first report of a file, interpolated between reports.
    assert case.registrations.counted[[0, 10, 20, 30], 0].tolist() == [
        40,
        140,
        250,
        360,
    ]


def test_corrections_scale_what_came_before(made: Made):
    case = made(
        {"input_csv/registration_corrections.csv": "Near,2020-02-19,normalize\n"}
    )
    assert case.registrations.counted[[15, 30, 49], 0].tolist() == [300, 600, 600]


def test_other_forms_of_the_layout_are_read(made: Made):
    case = made(
        {
            "input_csv/sim_period.csv": None,
            "input_csv/conflict_period.csv": "\ufeffStartDate,2020-1-1\nLength,50\n",
            "input_csv/conflicts.csv": None,
            "input_csv/closures.csv": None,
            "input_csv/registration_corrections.csv": None,
            "input_csv/routes.csv": "name1,name2,distance\nHome,Fork,50\n\n"
            "Fork,Near,90.5,0\nFork,Near,70,0\nFork,Far,190,0.0\n",
            "input_csv/locations.csv": "name,region,country,gps_x,gps_y,location_type,"
            "conflict_date,pop/cap\nHome,R,A,,,conflict_zone,7,1000\nFork,R,A,,,"
            "forwarding_hub\nNear,R,B,,,camp,,\nFar,R,C,,,0.001,,\n",
            "source_data/near.csv": "Date,count\n2020-01-31,300\n2020-01-01,0\n"
            "2020-02-05,\n# a comment\n2020-02-19,599\n2020-02-19,600\n",
        }
    )
    assert case.start == date(2020, 1, 1)
    assert case.network.lengths[0][1, 2] == 70.0
    assert case.zones[:, 0].tolist() == [False] * 7 + [True] * 43
    assert case.registrations.counted[-1, 0] == 600
    assert len(case.notes) == 2


def test_gaps_are_noted_and_bridged(made: Made):
    case = made(
        {
            "input_csv/sim_period.csv": "StartDate,2020-01-01\n",
            "input_csv/conflicts.csv": "#Day,Home,Elsewhere,\n0,0,1,\n3,1,1,\n",
            "input_csv/closures.csv": "country,A,Z,0,5\nlocation,Fork,,2020-01-06,\n",
            "input_csv/registration_corrections.csv": "Nobody,2020-01-31,normalize\n"
            "Near,2020-01-30,normalize\nNear,2020-01-01,normalize\n",
            "source_data/data_layout.csv": "total,refugees.csv\nNear,near.csv\n"
            "Far,far.csv\nLost,near.csv\n",
        }
    )
    assert case.days == 50
    assert case.zones[:, 0].tolist() == [False] * 3 + [True] * 47
    eras: list[int] = case.network.era.tolist()
    before, after = (case.network.lengths[eras[day]] for day in (4, 5))
    assert before.min() == 50.0
    assert after.min() == np.inf
    told = "\n".join(case.notes)
    for said in (
        "no length",
        "'Elsewhere'",
        "no line for 48 of 50 days",
        "'Z'",
        "'Nobody' has no report",
        "'Near' has no report on 2020-01-30",
        "nothing was counted before 2020-01-01",
        "'Lost' is counted but is no camp",
    ):
        assert said in told, said


def test_every_fault_at_once_with_file_and_line(write: Write):
    folder = write(
        {
            "input_csv/sim_period.csv": "StartDate,2020-01-01\nLength,long\n",
            "input_csv/locations.csv": "Home,R,A,1,1,conflict_zone,soon,1000\n"
            "Fork,R,A,1,1,castle,,500\nNear,R,B,1,1,camp,,many\nNear,R\n",
            "input_csv/routes.csv": "Home,Nowhere,50,0\nHome,Home,far,3\n",
            "input_csv/closures.csv": "wall,A,B,0,5\ncountry,A,B,9,5\n"
            "country,A,B,x,5\n",
            "input_csv/conflicts.csv": "#Day,Home\nzero,1\n1,yes\n2,1,1,1\n",
            "input_csv/registration_corrections.csv": "Near,31/01/2020,normalize\n",
            "source_data/data_layout.csv": "total,refugees.csv\nNear,near.csv\n"
            "Near,near.csv\nFar,gone.csv\nOther\nEmpty,refugees.csv\n",
            "source_data/near.csv": "2020-13-01,0\n2020-01-31,-5\n2020-02-19,1.000,0\n",
            "source_data/refugees.csv": "",
        }
    )
    with pytest.raises(RecordError) as caught:
        load_case(folder)
    told = str(caught.value)
    for said in (
        "sim_period.csv:2: length 'long'",
        "locations.csv:1: conflict date 'soon'",
        "locations.csv:2: unknown type 'castle'",
        "locations.csv:3: population 'many'",
        "locations.csv:4: 2 columns",
        "routes.csv:1: 'Nowhere' is no place",
        "routes.csv:2: distance 'far'",
        "routes.csv:2: forced redirection '3'",
        "closures.csv:1: unknown closure 'wall'",
        "closures.csv:2: it ends on day 5",
        "closures.csv:3: 'x' is no day",
        "conflicts.csv:2: 'zero' is no day",
        "conflicts.csv:3: 'yes' under Home",
        "conflicts.csv:4: 4 cells under 2 names",
        "registration_corrections.csv:1: '31/01/2020' is no date",
        "data_layout.csv:3: 'Near' stands twice",
        "gone.csv: the file is missing",
        "data_layout.csv:5: 'Other' has no file",
        "near.csv:1: '2020-13-01' is no date",
        "near.csv:2: '-5' is no count",
        "refugees.csv: it holds no report",
    ):
        assert said in told, said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"input_csv/locations.csv": "Home,R,A,1,1,town,,5\n"}, "no place is a camp"),
        ({"input_csv/sim_period.csv": "Length,5\n"}, "no StartDate"),
        ({"input_csv/sim_period.csv": "StartDate,today\n"}, "'today' is no date"),
        ({"input_csv/conflicts.csv": "#Day,Home\n0,0\n"}, "no place has fighting"),
        ({"source_data/data_layout.csv": "Other,near.csv\n"}, "use the same names"),
        ({"source_data/data_layout.csv": None}, "data_layout.csv: the file is missing"),
    ],
)
def test_a_set_that_cannot_be_used(
    write: Write, changes: dict[str, str | None], said: str
):
    with pytest.raises(RecordError, match=said):
        load_case(write(changes))


def test_no_folder_or_a_foreign_one(tmp_path: Path):
    with pytest.raises(RecordError, match="no such folder"):
        load_case(tmp_path / "none")
    with pytest.raises(RecordError, match="source_data: the folder is missing"):
        load_case(tmp_path)


def test_a_set_is_known_by_its_counts(made: Made):
    case = made()
    assert case.digest != load_case(SHIPPED[0]).digest
    turned = {"source_data/data_layout.csv": "Far,far.csv\nNear,near.csv\n"}
    assert made(turned).digest == case.digest
    assert made({"source_data/far.csv": "2020-01-01,9\n"}).digest != case.digest
