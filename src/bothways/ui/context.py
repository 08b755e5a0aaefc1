"""What every page's frame needs."""

from django.conf import settings
from django.http import HttpRequest

from bothways.people import queries
from bothways.people.models import Person, Role

KEEPERS = {Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD}


def frame(request: HttpRequest) -> dict[str, object]:
    """The firm's name, the languages, whether the bar leads to the people, a ballot's way."""
    person = getattr(request, "user", None)
    return {
        "languages": settings.LANGUAGES,
        "organisation": queries.organisation(),
        "ballot_delay": settings.BALLOT_DELAY_SECONDS,
        "box_address": settings.BOX_URL,
        "keeps_people": isinstance(person, Person) and bool(person.role_kinds & KEEPERS),
    }
