"""What was said before: it goes to whoever writes, so that what they write goes nowhere."""

from django.utils import timezone

from bothways.voices import queries
from bothways.voices.actions.shared import path_of
from bothways.voices.words import standing


def said_before(kind: str) -> list[dict[str, str]]:
    """Return what was said before, for the script that compares it on the device."""
    today = timezone.localdate()
    return [
        {"title": one.title, "page": path_of(one), "stands": standing(one, today).words}
        for one in queries.titles_of(kind)
    ]
