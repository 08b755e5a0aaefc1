"""One person's week as the page shows it: as in the weekly mail, and what was put off."""

from dataclasses import dataclass
from datetime import date

from bothways.notifications.weekly import ANSWERED, NEEDS_ME, NEW, PROMISED, Line, lines_for
from bothways.people.models import Person

MOST_THINGS = 5
MOST_FOLDED = 10
MOST_NEWS = 5


@dataclass(frozen=True)
class OwnWeek:
    """What stands on 'This week'. first: what is most pressing; needs: up to four after it.

    folded: what comes next, one press away; waiting: what comes after that, and moves up.
    later: what was put off.
    """

    first: Line | None
    needs: list[Line]
    folded: list[Line]
    waiting: list[Line]
    later: list[Line]
    promised: list[Line]
    answered: list[Line]
    new: list[Line]

    @property
    def to_do(self) -> list[Line]:
        """Everything that waits, put off or not shown at first left aside or not."""
        first = [self.first] if self.first else []
        return [*first, *self.needs, *self.folded, *self.waiting]

    @property
    def n_more(self) -> int:
        """How many things wait that do not stand there at once."""
        return len(self.folded) + len(self.waiting)

    @property
    def n_things(self) -> int:
        """How many things wait."""
        return len(self.to_do)

    @property
    def names_a_round(self) -> bool:
        """A box is open or announced to this person, or was lost."""
        return any(line.key.startswith("round:") for line in [*self.to_do, *self.new])

    @property
    def minutes(self) -> int:
        """About how long all of it takes."""
        return sum(line.minutes for line in self.to_do)


def week_of(person: Person, *, on: date) -> OwnWeek:
    """Return what waits for a person, what they were promised, what was answered, what is new."""
    week = lines_for([person], on)[person.pk]
    here = {section: [one for one in lines if not one.until] for section, lines in week.items()}
    needs = here[NEEDS_ME]
    return OwnWeek(
        first=needs[0] if needs else None,
        needs=needs[1:MOST_THINGS],
        folded=needs[MOST_THINGS : MOST_THINGS + MOST_FOLDED],
        waiting=needs[MOST_THINGS + MOST_FOLDED :],
        later=[one for one in week[NEEDS_ME] if one.until],
        promised=here[PROMISED][:MOST_NEWS],
        answered=here[ANSWERED][:MOST_NEWS],
        new=here[NEW][:MOST_NEWS],
    )
