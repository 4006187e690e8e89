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
    rising,
    texture,
)
from sinequanon.war.happenings import interventions_of, month_of_event
from sinequanon.war.parameters import PARAMETERS
from sinequanon.war.path import Path
from sinequanon.war.priors import Parameter
from sinequanon.war.refusals import faults_of_worlds
from sinequanon.war.runs import simulate
from sinequanon.war.setting import Backing, Setting
from sinequanon.war.theta import Theta, draw_theta
from sinequanon.war.translation import setting_of
from sinequanon.war.worlds import (
    Arrives,
    Assault,
    Enters,
    Failed,
    Intervention,
    Leaves,
    Losses,
    Passes,
    Pin,
    Redeploy,
    Release,
    Stance,
    SupplyCut,
    Transfer,
    Truce,
    Undo,
    World,
)

__all__ = [
    "ELIMINATED",
    "PARAMETERS",
    "PRIOR_NOTE",
    "Arrives",
    "Assault",
    "Backing",
    "CheckRow",
    "Enters",
    "Failed",
    "Intervention",
    "Leaves",
    "Losses",
    "Parameter",
    "Passes",
    "Path",
    "Pin",
    "Redeploy",
    "Release",
    "Setting",
    "Stance",
    "SupplyCut",
    "Targets",
    "Theta",
    "Transfer",
    "Truce",
    "Undo",
    "World",
    "draw_theta",
    "faults_of_worlds",
    "interventions_of",
    "month_of_event",
    "prior_checks",
    "rising",
    "setting_of",
    "simulate",
    "texture",
]
