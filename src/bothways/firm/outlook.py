"""What a firm of this size could see, before anybody is asked: the round's own grouping, now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bothways.pure.disclosure import needed
from bothways.surveys.explain import smallest_shown
from bothways.surveys.models import Round
from bothways.surveys.roster import Roster, roster_for, standing_for


@dataclass(frozen=True)
class Outlook:
    """The groups that a round would have now, by name and number of people."""

    k: int
    c: int
    groups: tuple[tuple[str, int], ...]
    largest_team: int = 0

    @property
    def n_people(self) -> int:
        """Everybody who would be asked."""
        return sum(n for _name, n in self.groups)

    @property
    def smallest(self) -> int:
        """The fewest answers of which a figure is shown."""
        return smallest_shown(self.k, self.c)

    @property
    def needed(self) -> int:
        """The fewest people of whom a group is made."""
        return needed(self.k)

    @property
    def can_ask(self) -> bool:
        """A round of these people could show anything at all."""
        return self.n_people >= self.smallest

    @property
    def is_tight(self) -> bool:
        """Nearly everybody must answer before anything is shown."""
        return self.can_ask and self.n_people < self.needed

    @property
    def is_whole(self) -> bool:
        """There is one group only: the whole firm."""
        return len(self.groups) == 1


def outlook(*, k: int, c: int, at: datetime) -> Outlook:
    """Return what a round announced now would be able to show."""
    return outlooks([(k, c)], at=at)[0]


def outlooks(sizes: Sequence[tuple[int, int]], *, at: datetime) -> list[Outlook]:
    """Return the same for several (k, c); who is here is read once."""
    standing = standing_for(Round(opens_at=at))
    teams = Counter(person.unit_id for person in standing.people)
    largest = max(teams.values(), default=0)
    return [Outlook(k, c, _groups(roster_for(standing, k=k)), largest) for k, c in sizes]


def _groups(roster: Roster) -> tuple[tuple[str, int], ...]:
    return tuple((block.name, block.eligible) for block in roster.blocks if block.eligible)
