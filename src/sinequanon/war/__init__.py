"""The war, month by month, all runs at once.

Read `setting` (the war at its start), `parameters`, `worlds` (what can be done to it),
`month` (the order of a month), then each mechanism in a file of its own, then `runs`.
"""

from sinequanon.war.checks import (
    ELIMINATED,
    PRIOR_NOTE,
    CheckRow,
    Targets,
    prior_checks,
    texture,
)
from sinequanon.war.parameters import PARAMETERS, Parameter
from sinequanon.war.path import Path
from sinequanon.war.runs import simulate
from sinequanon.war.setting import Setting
from sinequanon.war.theta import Theta, draw_theta
from sinequanon.war.translation import setting_of
from sinequanon.war.worlds import (
    Assault,
    Failed,
    Intervention,
    Losses,
    Pin,
    Redeploy,
    Transfer,
    Truce,
    Undo,
    World,
)

__all__ = [
    "ELIMINATED",
    "PARAMETERS",
    "PRIOR_NOTE",
    "Assault",
    "CheckRow",
    "Failed",
    "Intervention",
    "Losses",
    "Parameter",
    "Path",
    "Pin",
    "Redeploy",
    "Setting",
    "Targets",
    "Theta",
    "Transfer",
    "Truce",
    "Undo",
    "World",
    "draw_theta",
    "prior_checks",
    "setting_of",
    "simulate",
    "texture",
]
