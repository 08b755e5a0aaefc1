"""What the first page after a sign-in does by itself."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from bothways.members.devices import JUST_IN
from bothways.people.models import Person
from bothways.surveys.ahead import Ahead, ahead_now


def ahead(request: HttpRequest) -> dict[str, object]:
    """The round to draw an envelope for, once after a sign-in; asked for by the page's frame."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {}
    return {"ahead_at_sign_in": SimpleLazyObject(lambda: _once(request, person))}


def _once(request: HttpRequest, person: Person) -> Ahead | None:
    session = getattr(request, "session", None)  # an error page may come before there is one
    if session is None or session.pop(JUST_IN, None) is None:
        return None
    return ahead_now(person, at=timezone.now())
