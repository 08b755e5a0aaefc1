"""Queries that are put together once and asked often, with blanks for whose week and which day.

To put a query together takes Python many times as long as to ask it. What all rooms point at is
one long query that only differs in the person and the day, so a process keeps its text.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import DateField, Field, Q, UUIDField
from django.utils.timezone import localdate

from bothways.people.models import Person
from bothways.storage.kept_queries import NO_TIME, Blank


@dataclass(frozen=True)
class Asking:
    """What a room is told when it points: whose weeks, and as of which day.

    given: what else its pointers are made for, as the part's `given` said it.
    """

    people: Sequence[Person]
    on: date
    given: Any = None

    def of(self, name: str) -> Q:
        """Say that a row's column is one of those whose weeks are asked for."""
        return Q(**{f"{name}__in": self.people})

    def day(self, later: timedelta = NO_TIME) -> Any:
        """Return the day, or one so much later."""
        return self.on + later

    def today(self) -> Any:
        """Return the day by which it is told who is here."""
        return localdate()

    def value(self, read: Callable[[date], Any], _kind: "Field[Any, Any]") -> Any:
        """Return what `read` makes of the day, a value of this kind."""
        return read(self.on)


WHOSE = Blank(lambda asking: asking.people[0].pk, UUIDField())
TODAY = Blank(lambda asking: asking.today(), DateField())


@lru_cache(maxsize=100)
def _day(later: timedelta) -> Blank:
    """Return one blank for all rooms that mean the same day: it is filled once."""
    return Blank(lambda asking: asking.day(later), DateField())


class WithBlanks(Asking):
    """The same left open: for one person, whoever it is, on any day."""

    def of(self, name: str) -> Q:
        return Q(**{name: WHOSE})

    def day(self, later: timedelta = NO_TIME) -> Any:
        return _day(later)

    def today(self) -> Any:
        return TODAY

    def value(self, read: Callable[[date], Any], kind: "Field[Any, Any]") -> Any:
        return Blank(lambda asking: read(asking.on), kind)
