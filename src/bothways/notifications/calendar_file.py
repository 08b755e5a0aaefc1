"""Days as a calendar file (RFC 5545), and as an answer."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from bothways.notifications.calendar import Day


def as_ics(days: Iterable[Day], *, at: datetime, name: str = "") -> bytes:
    """Write days as a calendar file, in the language in use."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Bothways//Bothways//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    for day in days:
        event = Event()
        event.add("uid", f"{day.key}@{host}")
        event.add("dtstamp", at)
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("sequence", day.n_moves)
        event.add("summary", day.title)
        event.add("description", "\n\n".join(filter(None, [day.words, _address(day)])))
        event.add("url", _address(day))
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def ics(content: bytes, name: str) -> HttpResponse:
    """Return a calendar file as an answer."""
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _address(day: Day) -> str:
    return f"{settings.BASE_URL}{day.link}"
