"""The bargaining table of the made-up wars: two sides, and whoever else must agree."""

from typing import Literal

from sinequanon.bargain import Table, make_table

Other = Literal["none", "faction", "backer", "third"]

_WORTHS = {
    ("state", "power"): {
        "keeps": (0.9, 1.0),
        "shared": (0.3, 0.7),
        "taken": (0.0, 0.1),
    },
    ("rebels", "power"): {
        "keeps": (0.0, 0.1),
        "shared": (0.3, 0.7),
        "taken": (0.9, 1.0),
    },
    ("state", "forces"): {
        "unchanged": (0.8, 1.0),
        "integrated": (0.4, 0.7),
        "restructured": (0.0, 0.3),
    },
    ("rebels", "forces"): {
        "unchanged": (0.0, 0.3),
        "integrated": (0.4, 0.7),
        "restructured": (0.8, 1.0),
    },
    ("state", "regions"): {"unitary": (0.7, 1.0), "autonomous": (0.1, 0.5)},
    ("rebels", "regions"): {"unitary": (0.1, 0.5), "autonomous": (0.6, 1.0)},
}
_SIDES = {"none": 0, "faction": -1, "backer": -1, "third": 0}
_COST = {"faction": (0.7, 1.3), "backer": (0.05, 0.4), "third": (0.7, 1.3)}
"""A backer bears little of the war's cost (Cunningham 2010)."""


def table_with(other: Other = "none", *, sharing: bool = True) -> Table:
    """The table of the made-up war.

    A party that is added has aims of its own: what it wants on each issue is not known
    (values 0 to 1). Its agreement is needed beside that of the two sides.

    Args:
        other: A third party that must agree; `none` for the two sides alone.
        sharing: Whether terms that share power are on the table.
    """
    issues = {
        "power": ("keeps", "shared", "taken") if sharing else ("keeps", "taken"),
        "forces": ("unchanged", "integrated", "restructured")
        if sharing
        else ("unchanged", "restructured"),
        "regions": ("unitary", "autonomous") if sharing else ("unitary",),
    }
    parties = ("state", "rebels", *(() if other == "none" else (other,)))
    return make_table(
        issues=issues,
        sides={"state": 1, "rebels": -1, **dict.fromkeys(parties[2:], _SIDES[other])},
        values={
            (party, issue): {option: worths[option] for option in issues[issue]}
            for (party, issue), worths in _WORTHS.items()
        },
        saliences={},
        coalitions={"all": parties},
        red_lines=[("state", "power", "taken"), ("rebels", "power", "keeps")],
        transfers=[
            ("power", option)
            for option in ("shared", "taken")
            if option in issues["power"]
        ],
        cost_weights={party: _COST[party] for party in parties[2:]},
    )
