"""Did it work? Effects of an action on teams, each with the rung of evidence that it stands on.

Values of teams in (shares or scores as they were released), an Effect out: never a person's answer,
never a bare number. Nothing here reads a clock or throws dice: the draw follows from a public seed.
"""

from bothways.pure.measurement.impact.drawing import draw, in_drawn_order
from bothways.pure.measurement.impact.effect import (
    PRIOR_POINTS,
    PRIOR_SHARE,
    Effect,
    Reason,
    Rung,
    Says,
)
from bothways.pure.measurement.impact.estimators import (
    FEWEST_A_SIDE,
    FEWEST_IN_ALL,
    Teams,
    baseline_adjusted,
    before_after,
    by_lot,
    over_time,
    unrelated,
)
from bothways.pure.measurement.impact.sight import (
    Sight,
    noise_of_a_change,
    what_could_be_seen,
)

__all__ = [
    "FEWEST_A_SIDE",
    "FEWEST_IN_ALL",
    "PRIOR_POINTS",
    "PRIOR_SHARE",
    "Effect",
    "Reason",
    "Rung",
    "Says",
    "Sight",
    "Teams",
    "baseline_adjusted",
    "before_after",
    "by_lot",
    "draw",
    "in_drawn_order",
    "noise_of_a_change",
    "over_time",
    "unrelated",
    "what_could_be_seen",
]
