"""What promises show on pages of rooms below: of a leaver, and of oneself."""

from datetime import timedelta

from django.utils.timezone import localdate

from bothways.access.guard import may
from bothways.commitments import queries
from bothways.people.models import Person
from bothways.ui.slots import Part, fills

A_YEAR = timedelta(days=365)


@fills("a-leaver")
def open_promises(reader: Person, person: Person) -> Part | None:
    """What somebody who leaves has promised in the open, to whoever keeps people."""
    going = person.left_on is not None or person.leaves_on is not None
    if not going or not may(reader, "person.keep", person):
        return None
    shown = {"promises": queries.open_of_leaver(person), "person": person, "today": localdate()}
    return Part("commitments/_of_leaver.html", shown)


@fills("oneself")
def own_word(reader: Person, _thing: object) -> Part | None:
    """What became of one's own promises in a year, on one's own page."""
    today = localdate()
    own = queries.say_do_of(reader, since=today - A_YEAR, on=today)
    return Part("commitments/_own_word.html", {"own": own})
