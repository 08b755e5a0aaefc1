"""Those who lead, for tests: enough of them for a box of their own, and what they are asked."""

from bothways.people.models import Person
from bothways.surveys.actions import Asked
from bothways.surveys.bank import by_code
from tests.factories import make_people

OPERATIONS = "Millrace/Operations"


def more_leaders(how_many: int, *, under: Person) -> list[Person]:
    """Return so many new people who lead one person each."""
    leaders = make_people(how_many, unit=OPERATIONS, manager=under)
    for leader in leaders:
        make_people(1, unit=OPERATIONS, manager=leader)
    return leaders


def asked(*codes: str) -> list[Asked]:
    """Return questions of the book on their way into a round."""
    return [
        Asked(item.code, item.text, item.construct, item.version, item.keyed, item.about_leader)
        for item in by_code(codes)
    ]


OF_THE_TEAM = asked("D-TRU1", "D-PSY1", "D-MIR1")  # the mirror of tests.rounds' three
