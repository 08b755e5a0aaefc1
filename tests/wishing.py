"""People who wish their mails at once, for tests of what such a mail says."""

from collections.abc import Iterable

from bothways.notifications.models import Wish
from bothways.people.models import Person


def wish_at_once(about: str, people: Iterable[Person]) -> None:
    """Let each of these people get a group of mails at once."""
    Wish.objects.bulk_create(
        (Wish(person=person, about=about, wished=True) for person in people), ignore_conflicts=True
    )
