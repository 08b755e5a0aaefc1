"""Who is behind a session: a person who is here."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from bothways.people.models import Person, here_on
from bothways.storage.kept_queries import Day, Id, KeptQuery, names_of, thing_of

FIELDS = names_of(Person)


def _with_a_role() -> "QuerySet[Person, Any]":
    """Return a person who is here, once for each role; without a role it is None."""
    here = Person.objects.filter(here_on(Day("today")), pk=Id("person"))
    return here.values_list(*FIELDS, F("roles__kind"))


WITH_A_ROLE = KeptQuery(_with_a_role)  # every page begins with it


class PeopleHere(BaseBackend):
    """Finds the person of a session; nobody can sign in by it, and leavers are not found."""

    def get_user(self, user_id: UUID | str) -> Person | None:
        """Return the person with the roles they hold, which every page asks for (1 query)."""
        rows = WITH_A_ROLE.rows(person=user_id, today=localdate())
        for row in rows[:1]:
            person = thing_of(Person, FIELDS, row[:-1])
            person.role_kinds = frozenset(kind for *_, kind in rows) - {None}
            return person
        return None
