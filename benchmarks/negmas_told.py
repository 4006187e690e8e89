"""Run by NegMAS's own interpreter: what it reads in a folder, and what it writes.

`python negmas_told.py read FOLDER` prints the outcomes, utilities and reserved values
that NegMAS sees. `python negmas_told.py write FOLDER FORM` makes a scenario with
NegMAS, saves it there and prints the same.
"""

import json
import sys
import warnings
from pathlib import Path

from negmas.inout import Scenario
from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.value_fun import AffineFun, IdentityFun, LinearFun, TableFun

warnings.simplefilter("ignore")


def told(scenario):
    """Outcomes, utilities and reserved values as NegMAS sees them."""
    outcomes = list(scenario.outcome_space.enumerate())
    return {
        "issues": [[i.name, [str(v) for v in i.all]] for i in scenario.issues],
        "outcomes": [[str(v) for v in outcome] for outcome in outcomes],
        "utilities": {
            u.name: [float(u(outcome)) for outcome in outcomes] for u in scenario.ufuns
        },
        "reserved": {u.name: float(u.reserved_value) for u in scenario.ufuns},
    }


def made():
    """A small scenario with each kind of value that has a counterpart here."""
    issues = (
        make_issue(["stays", "leaves", "shares"], "leader"),
        make_issue((2, 5), "years"),
        make_issue([1, 3, 7], "seats"),
    )
    space = make_os(issues, name="made")
    first = LinearAdditiveUtilityFunction(
        {
            "leader": TableFun({"stays": 0.1, "leaves": 0.7, "shares": 1 / 3}),
            "years": AffineFun(0.11, 0.05),
            "seats": TableFun({1: 0.1, 3: 0.2, 7: 0.9}),
        },
        weights={"leader": 0.6, "years": 0.3, "seats": 0.1},
        issues=issues,
        reserved_value=0.37,
        name="north",
    )
    second = LinearAdditiveUtilityFunction(
        {
            "leader": TableFun({"stays": 0.9, "leaves": 0.0, "shares": 0.4}),
            "years": IdentityFun(),
            "seats": LinearFun(-0.05),
        },
        weights={"leader": 2.5, "years": 0.25, "seats": 1.5},
        issues=issues,
        reserved_value=-0.2,
        name="south",
    )
    return Scenario(space, (first, second))


command, folder, *form = sys.argv[1:]
if command == "read":
    scenario = Scenario.load(Path(folder))
else:
    scenario = made()
    scenario.dumpas(Path(folder), form[0])
json.dump(told(scenario), sys.stdout)
