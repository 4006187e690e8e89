"""The table of subdistricts and the answers for single places."""

import numpy as np
import pytest

from sinequanon.errors import RecordError
from sinequanon.record import HOLDERS, control_table, who_held
from sinequanon.record.holders.sides import likeliest


def test_the_table_holds_every_subdistrict_and_month():
    table = control_table()
    assert table.height == 272 * 105
    assert table["pcode"].n_unique() == 272
    assert table["month"].min() == "2011-03"
    assert table["month"].max() == "2019-11"
    np.testing.assert_allclose(table.select(HOLDERS).to_numpy().sum(axis=1), 1.0)
    assert table.select(HOLDERS).to_numpy().min() >= 0.0


def test_reported_months_name_their_statement():
    table = control_table()
    assert set(table["basis"]) == {"reported", "inferred", "outside"}
    reported = table.filter(table["basis"] == "reported")
    assert reported["source"].null_count() == 0
    assert reported["stated"].null_count() == 0
    assert table.filter(table["basis"] == "outside")["pcode"].n_unique() == 3


def test_the_war_starts_with_the_government_everywhere():
    assert control_table([375])["government"].min() > 0.95  # pyright: ignore[reportOperatorIssue]


@pytest.mark.parametrize(
    ("month", "holder"),
    [(424, "government"), (430, "islamic_state"), (437, "government")],
)
def test_palmyra_by_every_name(month: int, holder: str):
    for place in ("Palmyra", "Tadmur", "tadmor", "SY040500", (34.5624, 38.284)):
        found = who_held(place, month)
        assert found["holder"].item() == holder, place
        assert found["basis"].item() == "reported"


def test_the_month_of_change_is_shared_by_its_days():
    # 27 March: the Islamic State held Palmyra on 26 of 31 days.
    found = who_held("Palmyra", 435).row(0, named=True)
    assert found["islamic_state"] == pytest.approx(26 / 31, abs=0.03)
    assert str(found["stated"]) == "2016-03-27"


def test_divided_aleppo_is_disputed():
    found = who_held("Aleppo", 435)
    assert found["disputed"].item()
    assert who_held("Aleppo (east)", 435)["holder"].item() == "opposition"


def test_an_unknown_place_is_refused_with_names_near():
    with pytest.raises(RecordError, match="Palmyra"):
        who_held("Palmira", 435)


def test_a_point_outside_syria_is_refused():
    with pytest.raises(RecordError, match="no subdistrict"):
        who_held((38.284, 34.5624), 435)


@pytest.mark.parametrize("month", [374, 480])
def test_a_month_outside_is_refused(month: int):
    with pytest.raises(RecordError, match="375"):
        who_held("Palmyra", month)
    with pytest.raises(RecordError, match="375"):
        control_table([month])


def test_two_groups_of_one_side_are_not_split_to_a_third_party():
    chance = np.array([[0.404, 0.242, 0.354, 0.0, 0.0], [0.6, 0.1, 0.3, 0.0, 0.0]])
    holder, sure = likeliest(chance)
    assert [HOLDERS[one] for one in holder] == ["nusra", "government"]
    np.testing.assert_allclose(sure, [0.596, 0.6])


def test_the_holder_is_of_the_side_whose_chance_is_told():
    table = control_table()
    insurgents = table["opposition"] + table["nusra"]
    mine = table["holder"].is_in(["opposition", "nusra"])
    np.testing.assert_allclose(table["chance"].filter(mine), insurgents.filter(mine))
    assert (table["chance"] >= insurgents - 1e-12).all()
