"""What every page says of the device in front of the person."""

from django.http import HttpRequest

from bothways.members.devices import is_own
from bothways.people.models import Person


def device(request: HttpRequest) -> dict[str, object]:
    """Whether it is marked as the person's own."""
    person = getattr(request, "user", None)
    return {"own_device": isinstance(person, Person) and is_own(request, person)}
