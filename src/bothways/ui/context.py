"""What every page's frame needs."""

from django.conf import settings
from django.http import HttpRequest

from bothways.people import queries
from bothways.people.models import Person, Role

KEEPERS = {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}


def frame(request: HttpRequest) -> dict[str, object]:
    """The firm's name for the header, the languages, and whether the bar leads to the people."""
    person = getattr(request, "user", None)
    return {
        "languages": settings.LANGUAGES,
        "organisation": queries.organisation(),
        "keeps_people": isinstance(person, Person) and bool(person.role_kinds & KEEPERS),
    }
