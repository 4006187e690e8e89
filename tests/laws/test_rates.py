"""Rates of ending: exact where the rate is constant."""

from dataclasses import replace

import numpy as np
import pytest

from sinequanon.laws.lab import Lab
from sinequanon.laws.rates import ending, exposure, faded, hazard, settling, signing
from sinequanon.model import Peace


@pytest.fixture
def steady(lab: Lab) -> Peace:
    """A war that ends with a chance of a tenth each month, always by agreement."""
    found = lab.peace(lab.plain())
    survival = np.cumprod(np.full_like(found.signed, 0.9), axis=1)
    return replace(
        found,
        survival=survival,
        ended=1.0 - survival,
        ended_without_victory=1.0 - survival,
        signed=1.0 - survival,
    )


def test_the_hazard_of_a_steady_war_is_its_chance(steady: Peace):
    np.testing.assert_allclose(ending(steady), 0.1)
    np.testing.assert_allclose(settling(steady), 0.1)
    np.testing.assert_allclose(hazard(steady, steady.ended / 2.0), 0.05)


def test_a_war_is_on_when_the_first_month_begins(steady: Peace):
    np.testing.assert_allclose(exposure(steady)[:, :3], [[1.0, 0.9, 0.81]] * 24)


def test_what_did_not_end_otherwise_has_faded(steady: Peace):
    np.testing.assert_allclose(faded(steady), 0.0, atol=1e-12)
    np.testing.assert_allclose(signing(steady), 1.0 - 0.9**36)
