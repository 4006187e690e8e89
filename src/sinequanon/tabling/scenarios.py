"""Scenarios of NegMAS and GENIUS as tables: utilities as values, all must agree."""

from math import isinf, prod

from sinequanon.errors import Fault, PeerError
from sinequanon.peers import Scenario, table_of_scenario
from sinequanon.tabling.checks import MOST_SETTLEMENTS
from sinequanon.tabling.tabled import Tabled

_TIE = 1e-9


def tabled_of_scenario(scenario: Scenario, origin: str) -> Tabled:
    """The table of a scenario, on which all must agree.

    The reserved value is the worth of fighting on; where a file names none, NegMAS
    takes any agreement, and so does the party here. Worths add up, as in the file.

    Args:
        scenario: What was read.
        origin: The folder that it comes from.

    Raises:
        PeerError: If it has fewer than two parties, more outcomes than a table can
            hold, or names that are the same when written as text.
    """
    faults: list[Fault] = []
    if len(scenario.utilities) < 2:
        count = len(scenario.utilities)
        found = "no party has" if not count else "one party alone has"
        faults.append(
            Fault(
                where=origin,
                found=f"{found} a utility",
                fix="put the utilities of all parties into the folder of the domain",
            )
        )
    outcomes = prod(len(issue.values) for issue in scenario.issues)
    if outcomes > MOST_SETTLEMENTS:
        faults.append(
            Fault(
                where=origin,
                found=f"{outcomes:,} outcomes are more than {MOST_SETTLEMENTS:,}",
                fix="merge options, or leave an issue out",
            )
        )
    if faults:
        raise PeerError(faults)
    try:
        given = table_of_scenario(scenario)
    except ValueError as error:
        raise PeerError.at(origin, str(error), "give each a name of its own") from error
    table = given.table
    # A tie is an agreement, which a change of scale must not undo by rounding.
    fighting = {p: given.reserved.get(p, 0.0) - _TIE for p in table.parties}
    unsaid = [u.name for u in scenario.utilities if isinf(u.reserved)]
    notes = [
        "The utilities of the file are taken as they stand, so the draws differ in "
        "nothing that it says. An option worth less than a hundredth of its issue "
        "counts as a hundredth of it.",
    ]
    if unsaid:
        notes.append(
            f"No reserved value for {', '.join(unsaid)}: any agreement is as good as "
            "none, as in NegMAS."
        )
    if any(utility.discount != 1.0 for utility in scenario.utilities):
        notes.append("A discount over time is left out: nothing is said of time here.")
    return Tabled(
        title=scenario.name,
        about="A scenario of NegMAS or GENIUS.",
        origin=origin,
        table=table,
        coalition=0,
        rule_label="every party must agree, as a mechanism of NegMAS ends",
        parties={p: p for p in table.parties},
        issues={issue: issue for issue in table.issues},
        options={
            (issue, option): option
            for issue, options in zip(table.issues, table.options, strict=True)
            for option in options
        },
        fighting={party: (worth, worth) for party, worth in fighting.items()},
        additive=True,
        notes=tuple(notes),
    )
