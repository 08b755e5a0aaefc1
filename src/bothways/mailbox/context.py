"""What every page on somebody's own device needs to draw stamps by itself."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bothways.mailbox.queries import person_tag
from bothways.members.devices import is_own
from bothways.people.models import Person


def books(request: HttpRequest) -> dict[str, object]:
    """Where letters lie and whose the stamps are; '' on a device that is nobody's own."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {}
    return {"books": SimpleLazyObject(lambda: _books(request, person))}


def _books(request: HttpRequest, person: Person) -> dict[str, str]:
    if not is_own(request, person):
        return {}
    return {"letters_url": f"{settings.BOX_URL or ''}/box/letters/", "tag": person_tag(person)}
