"""The plain values a round is described with: teams, blocks, questions."""

from dataclasses import dataclass

BETWEEN_DEPARTMENTS = "/"


@dataclass(frozen=True)
class Team:
    """A unit of the roster with the people who sit directly in it.

    path: from the firm down, joined by '/', 'Millrace/Operations/Assembly'.
    department: name of the first level below the firm; '' for those at the firm's root.
    eligible: how many people of it may answer.
    """

    path: str
    department: str
    eligible: int


@dataclass(frozen=True)
class Block:
    """The finest thing a ballot says about its author: one or more teams taken together.

    department: the one it lies in; where it crosses departments, their names joined by '/',
    a sign that no unit's name can have.
    """

    id: str
    name: str
    department: str
    teams: tuple[str, ...]
    eligible: int

    @property
    def departments(self) -> frozenset[str]:
        """Every department that has people in this block."""
        return frozenset(self.department.split(BETWEEN_DEPARTMENTS))


@dataclass(frozen=True)
class Question:
    """A question of a round and the construct it belongs to."""

    id: str
    construct: str
