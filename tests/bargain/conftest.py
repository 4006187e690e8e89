"""Small tables that the tests of this room share."""

from collections.abc import Callable

import pytest

from sinequanon.bargain import Table, make_table


def pie_of(cuts: int) -> Table:
    """Two sides, one divisible pie: values are shares, nothing is uncertain."""
    keys = [f"share_{k}" for k in range(cuts)]
    shares = [k / (cuts - 1) for k in range(cuts)]
    return make_table(
        issues={"pie": keys},
        sides={"a": 1, "b": -1},
        values={
            ("a", "pie"): {k: (s, s) for k, s in zip(keys, shares, strict=True)},
            ("b", "pie"): {
                k: (1 - s, 1 - s) for k, s in zip(keys, shares, strict=True)
            },
        },
        saliences={},
        coalitions={"both": ["a", "b"]},
    )


@pytest.fixture(scope="session")
def pie() -> Callable[[int], Table]:
    """A divisible pie, cut as finely as asked for."""
    return pie_of


@pytest.fixture(scope="session")
def frictionless() -> dict[str, float]:
    """Common beliefs, no commitment problem, costs known: Fearon's baseline."""
    return {
        "exponent": 1.0,
        "odds_slope": 1.0,
        "optimism": 0.0,
        "cost": 0.1,
        "victory": 1.0,
        "defeat": 0.0,
        "exploitation": 0.0,
    }


@pytest.fixture(scope="session")
def sample() -> Table:
    """Three parties, four issues, red lines that leave a middle, 54 settlements."""
    return make_table(
        issues={
            "leader": ["stays", "leaves_later", "leaves"],
            "body": ["unity", "shared", "full"],
            "security_forces": ["unchanged", "integrated", "restructured"],
            "regions": ["unitary", "federal"],
        },
        sides={"government": 1, "rebels": -1, "backer": 0},
        values={
            ("government", "leader"): {
                "stays": (0.9, 1.0),
                "leaves_later": (0.3, 0.6),
                "leaves": (0.0, 0.1),
            },
            ("rebels", "leader"): {
                "stays": (0.0, 0.1),
                "leaves_later": (0.4, 0.7),
                "leaves": (0.9, 1.0),
            },
        },
        saliences={("government", "leader"): (0.6, 1.0)},
        coalitions={"all": ["government", "rebels", "backer"], "two": ["government"]},
        red_lines=[
            ("government", "leader", "leaves"),
            ("government", "regions", "federal"),
            ("rebels", "leader", "stays"),
        ],
        transfers=[("leader", "leaves"), ("body", "shared"), ("body", "full")],
    )
