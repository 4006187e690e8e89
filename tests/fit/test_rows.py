"""Who is at risk at the end of a year, what came, and from when that was known."""

import numpy as np

from sinequanon.fit import Years
from sinequanon.fit.rows import at_risk, fates, known_by


def test_a_fading_war_stays_in_its_last_year_and_an_agreement_does_not(three: Years):
    last = three.only((three.year == 1993) & at_risk(three))
    # The quiet year that makes it an end is not known yet.
    assert last.episode.tolist() == [1, 2]
    assert fates(last, 1).tolist() == [4, 5]
    assert not (at_risk(three) & (three.year == 1994) & (three.episode < 2)).any()


def test_windows(three: Years):
    start = three.only(three.year == 1990)
    # The agreement comes in the third year, the quiet year is the fourth.
    assert [fates(start, h).tolist() for h in (2, 3, 4)] == [
        [5, 5, 5],
        [0, 5, 5],
        [0, 4, 5],
    ]


def test_a_window_is_known_a_year_after_it_closed(three: Years):
    assert three.year[known_by(three, 3, 1996)].max() == 1992


def test_the_record(conflicts: Years, dyads: Years):
    risk = conflicts.only(at_risk(conflicts))
    scored = risk.only((risk.year >= 2005) & (risk.year <= 2016))
    came = fates(scored, 1)
    assert len(scored) == 420
    assert len(np.unique(scored.episode)) == 112
    assert np.bincount(came).tolist() == [6, 10, 4, 1, 52, 347]
    assert len(np.unique(dyads.episode)) == 821


def test_every_episode_leaves_once(conflicts: Years, dyads: Years):
    for years in (conflicts, dyads):
        risk = years.only(at_risk(years))
        ends = fates(risk, 1) != 5
        _, times = np.unique(risk.episode[ends], return_counts=True)
        assert (times == 1).all()
