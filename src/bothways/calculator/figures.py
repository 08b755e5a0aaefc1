"""What was worked out, as plain values that go over a pipe and onto a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

Kind = Literal["now", "climate"]
KINDS: Final[tuple[Kind, ...]] = ("now", "climate")


@dataclass(frozen=True)
class TeamLine:
    """One team's score out of 5 with its interval, and the mean that was answered.

    n: who answered. size: people in the team, None where no file said it.
    """

    team: str
    n: int
    size: int | None
    answered: float
    estimate: float
    low: float
    high: float


@dataclass(frozen=True)
class FirmScores:
    """The scores of one firm. silent: teams in which nobody answered; they have no line.

    real: how much of the differences between teams is real, 0 to 1; None without pooling.
    alpha, omega: how well the questions go together, if all weigh alike and if they need not; None
    with fewer than 50 who answered all of them, omega also where no common part was found.
    """

    name: str
    teams: tuple[TeamLine, ...]
    silent: tuple[str, ...]
    n: int
    n_questions: int
    estimate: float
    low: float
    high: float
    real: float | None
    alpha: float | None
    omega: float | None


def from_plain(told: Mapping[str, Any]) -> FirmScores:
    """Return the scores of a firm from what `dataclasses.asdict` made of them."""
    lines = tuple(TeamLine(**line) for line in told["teams"])
    return FirmScores(**{**told, "teams": lines, "silent": tuple(told["silent"])})
