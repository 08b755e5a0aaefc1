"""What a released count says about a team, with its uncertainty. Counts in, plain numbers out."""

from bothways.pure.measurement.intervals import (
    Change,
    Direction,
    ReleasedCount,
    Strength,
    change_in_words,
    in_words,
    jeffreys_interval,
    probability_of_rise,
    released_interval,
)

__all__ = [
    "Change",
    "Direction",
    "ReleasedCount",
    "Strength",
    "change_in_words",
    "in_words",
    "jeffreys_interval",
    "probability_of_rise",
    "released_interval",
]
