"""BAR: the sine qua non over draws with and without stated red lines."""

import numpy as np

from sinequanon.argument.backbone import backbone_standing, sine_qua_non_of_peace

_DRAWS = 1_000


def _draws(share: float) -> np.ndarray:
    return np.arange(_DRAWS) < share * _DRAWS


def _departure(
    off: tuple[float, float], on: tuple[float, float]
) -> dict[tuple[str, bool], tuple[np.ndarray, np.ndarray]]:
    return {
        (name, lines): (_draws(zone), _draws(in_all))
        for name in ("k1", "k2", "k3")
        for lines, (zone, in_all) in ((False, off), (True, on))
    }


def test_nearly_all_or_hardly_any_draws_decide() -> None:
    everywhere = _draws(1.0)
    assert backbone_standing(everywhere, _draws(0.90)) == "supported"
    assert backbone_standing(everywhere, _draws(0.10)) == "contradicted"
    assert backbone_standing(everywhere, _draws(0.50)) == "undecided"


def test_without_a_zone_there_is_nothing_to_be_a_condition_of() -> None:
    assert backbone_standing(_draws(0.09), _draws(0.09)) == "undecided"
    assert backbone_standing(_draws(0.11), _draws(0.11)) == "supported"
    assert backbone_standing(_draws(0.0), _draws(0.0)) == "undecided"


def test_red_lines_off_is_the_headline() -> None:
    found = sine_qua_non_of_peace(_departure(off=(1.0, 0.05), on=(1.0, 1.0)))
    assert found.result == "disagrees"
    assert dict(found.by_reading)["literal: any possible settlement"] == "disagrees"


def test_a_verdict_only_with_the_stated_red_line_is_assumed() -> None:
    found = sine_qua_non_of_peace(_departure(off=(1.0, 0.5), on=(1.0, 1.0)))
    assert found.result == "assumed (stated red lines)"


def test_supported_and_literal() -> None:
    found = sine_qua_non_of_peace(_departure(off=(1.0, 0.95), on=(1.0, 1.0)))
    assert found.result == "agrees"
    assert dict(found.by_reading)["literal: any possible settlement"] == "agrees"
    barely = sine_qua_non_of_peace(_departure(off=(1.0, 0.90), on=(1.0, 1.0)))
    assert dict(barely.by_reading)["literal: any possible settlement"] == "disagrees"


def test_what_is_missing_is_named() -> None:
    departure = _departure(off=(1.0, 0.95), on=(1.0, 1.0))
    del departure["k2", True]
    found = sine_qua_non_of_peace(departure)
    assert found.result == "not tested yet"
    assert found.missing == "zone and backbone by draw for k2 with red lines on"
    few = {
        key: (zone[:10], all_[:10])
        for key, (zone, all_) in _departure(off=(1.0, 1.0), on=(1.0, 1.0)).items()
    }
    assert "1,000 draws" in (sine_qua_non_of_peace(few).missing or "")
