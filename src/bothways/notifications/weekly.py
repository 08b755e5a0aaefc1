"""What stands in somebody's week: each room registers its own lines in its weekly.py.

The page 'This week' and the weekly mail read the same lines, so they say the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.functional import lazy

from bothways.people.models import Person

NEEDS_ME, PROMISED, ANSWERED, NEW = SECTIONS = ("needs_me", "promised", "answered", "new")
FRESH_DAYS = 30  # what came back or is new stands on the page for so long, by its `since`
STANDS_IN = (NEEDS_ME, ANSWERED, PROMISED, NEW)  # where a thing stands that several sections have
MORNING = time(9)


@dataclass(frozen=True)
class Line:
    """One thing in somebody's week. Words are read by str(), in the reader's language.

    key: names the thing ('promise:<id>'), not the line: a thing stands once, in the first of
        STANDS_IN that has it.
    words, more: what the software says of it; by: who, to whom, below it.
    said: a person's own words; asked, asked_by: the words that those answer, and whose they are.
    link: a path; act: what the link says where something is to do.
    sign: one of the signs of a promise, 'out' or 'back'.
    section: where it stands, if not in the section its provider is registered for.
    minutes: about how long it takes.
    since: the day from which it is so; what is not to do is news from that day on.
    weight: the heavier stands first. may_wait: it can be put off.
    """

    key: str
    words: object
    link: str = ""
    minutes: int = 0
    since: date | None = None
    weight: int = 0
    said: str = ""
    asked: str = ""
    asked_by: object = ""
    by: object = ""
    more: object = ""
    act: object = ""
    sign: str = ""
    section: str = ""
    may_wait: bool = True


Lines = Mapping[UUID, Sequence[Line]]
Provider = Callable[[Sequence[Person], date], Lines]
Week = dict[str, list[Line]]  # the lines by section; every section is there

PROVIDERS: list[tuple[str, Provider]] = []


def weekly(section: str) -> Callable[[Provider], Provider]:
    """Register who says what stands in a section, for many people with a constant n of queries."""

    def register(provider: Provider) -> Provider:
        PROVIDERS.append((section, provider))
        return provider

    return register


def lines_for(people: Iterable[Person], on: date) -> dict[UUID, Week]:
    """Return each person's week as of a day: what is heavier first, then what is older or newer.

    What is to do is sorted by how long it waits, everything else by how new it is. The number of
    queries does not grow with the people.
    """
    asked = list(people)
    weeks: dict[UUID, Week] = {person.pk: {name: [] for name in SECTIONS} for person in asked}
    for section, provider in PROVIDERS:
        for pk, lines in provider(asked, on).items():
            for line in lines:
                weeks[pk][line.section or section].append(line)
    return {pk: _once(week, on) for pk, week in weeks.items()}


def _once(week: Week, on: date) -> Week:
    """Return the week in order, each thing in one section alone."""
    seen: set[str] = set()
    ordered: Week = {}
    for section in STANDS_IN:
        lines = {line.key: line for line in week[section] if line.key not in seen}
        seen.update(lines)
        ordered[section] = sorted(lines.values(), key=lambda line: _place(line, section, on))
    return ordered


def in_words(say: Callable[[], object]) -> object:
    """Return words that a function says when they are read, in the language in use then."""
    return lazy(lambda: str(say()), str)()


def moment_of(on: date) -> datetime:
    """Return the moment that stands for a day: now if it is today, else its morning at nine."""
    if on == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(on, MORNING))


def _place(line: Line, section: str, on: date) -> tuple[int, int, str]:
    age = (on - (line.since or on)).days
    return -line.weight, -age if section == NEEDS_ME else age, line.key
