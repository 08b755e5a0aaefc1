"""The weekly mail of one person, from the lines of their week: plain text, and the same in HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bothways.notifications.marks import mark_line
from bothways.notifications.tokens import off_link
from bothways.notifications.weekly import ANSWERED, NEEDS_ME, NEW, PROMISED, SECTIONS, Line, Week
from bothways.people.models import Person
from bothways.record.models import Head

A_WEEK = timedelta(days=7)
MOST: dict[str, int] = {NEEDS_ME: 5, PROMISED: 3, ANSWERED: 2, NEW: 2}  # 12 lines in all
HEADINGS: dict[str, Promise] = {
    NEEDS_ME: gettext_lazy("What needs you"),
    PROMISED: gettext_lazy("What you were promised"),
    ANSWERED: gettext_lazy("What was answered"),
    NEW: gettext_lazy("What is new"),
}


@dataclass(frozen=True)
class Letter:
    """A mail as it leaves."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Part:
    """One section of the mail, with the lines that stand in it."""

    heading: str
    lines: Sequence[Line]


def news_of(week: Week, *, since: date) -> Week:
    """Return what a weekly mail says: all that is to do, and what is new in the week before.

    since: the Monday of the mail; what became so on that day itself stands in the next one. What
    the person put off does not stand there.
    """
    found: Week = {}
    for section in SECTIONS:
        lines = [line for line in week[section] if not line.until]
        if section != NEEDS_ME:
            lines = [line for line in lines if _is_of_the_week(line, since)]
        found[section] = lines
    return found


def is_empty(news: Week) -> bool:
    """Say whether there is nothing to write."""
    return not any(news.values())


def write_letter(person: Person, news: Week, head: Head | None) -> Letter:
    """Write the mail in the language in use."""
    parts = [
        Part(str(HEADINGS[section]), news[section][: MOST[section]])
        for section in SECTIONS
        if news[section]
    ]
    n_more = sum(max(0, len(news[section]) - MOST[section]) for section in SECTIONS)
    page = {
        "subject": _subject(len(news[NEEDS_ME])),
        "person": person,
        "parts": parts,
        "more": _and_more(n_more),
        "base": settings.BASE_URL,
        "mark": mark_line(head) if head else "",
        "off": off_link(person.pk, "weekly"),
    }
    text = render_to_string("notifications/letter.txt", page)
    return Letter(
        str(page["subject"]),
        "\n".join(line.rstrip() for line in text.strip().splitlines()),
        render_to_string("notifications/letter.html", page),
    )


def _is_of_the_week(line: Line, monday: date) -> bool:
    return line.since is not None and monday - A_WEEK <= line.since < monday


def _subject(n_things: int) -> str:
    if not n_things:
        return _("Your week: nothing waits for you")
    words = ngettext("Your week: one thing for you", "Your week: %(n)s things for you", n_things)
    return words % {"n": n_things}


def _and_more(n: int) -> str:
    return ngettext("And %(n)s more.", "And %(n)s more.", n) % {"n": n} if n else ""
