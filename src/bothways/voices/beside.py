"""What ideas and questions put on pages of other rooms."""

from bothways.people.models import Person
from bothways.ui.slots import Part, fills
from bothways.voices.models import Voice
from bothways.voices.said import said_before


@fills("what-was-said-before")
def said_before_beside_a_letter(_reader: Person, _thing: object) -> Part:
    """What was said before, for the form of letters to the board; the same for everybody."""
    kinds = [(kind.value, said_before(kind)) for kind in Voice.Kind]
    return Part("voices/_alike_unnamed.html", {"kinds": kinds})
