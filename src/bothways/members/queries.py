"""Reads of this room."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import salted_hmac

from bothways.members.importing import Known, Plan, Table, make_plan
from bothways.members.importing.tree import Tree
from bothways.members.models import Session
from bothways.people.models import Person, Role, Unit

FOR_THE_COMPANY = (Role.Kind.OWNER, Role.Kind.PEOPLE_LEAD)


@dataclass(frozen=True)
class OwnSession:
    """One browser in which a person is signed in, as their own page shows it."""

    handle: str
    since_on: date
    is_this_one: bool


def handle_of(session: Session) -> str:
    """Return a name for a session that is of no use to whoever reads it on a screen."""
    return salted_hmac("members.session", session.session_key).hexdigest()[:20]


def own_sessions(person: Person, *, this: str | None) -> list[OwnSession]:
    """Return the person's sessions: the one with the key `this`, then the others, newest first."""
    lasts = timedelta(days=settings.SESSION_COOKIE_AGE // 86400 + 1)
    rows = Session.objects.filter(person=person).order_by("-expire_date", "session_key")
    sessions = [
        OwnSession(
            handle=handle_of(row),
            since_on=(row.expire_date - lasts).date(),
            is_this_one=row.session_key == this,
        )
        for row in rows
    ]
    return sorted(sessions, key=lambda session: not session.is_this_one)


def known_people() -> list[Known]:
    """Return everybody who is or was here, as the plan of an import wants them."""
    people = Person.objects.order_by("name", "id").select_related("unit")
    return [
        Known(
            id=person.pk,
            number=person.number,
            name=person.name,
            email=person.email,
            unit=person.unit.path,
            manager=person.manager_id,
            title=person.title,
            site=person.site,
            started_on=person.started_on,
            language=person.language,
            is_here=person.left_on is None,
        )
        for person in people
    ]


def plan_import(table: Table, *, everybody: bool, by: Person | None) -> Plan:
    """Return what this table would change now; `by` puts it in and must not be lost by it."""
    root = Unit.objects.filter(parent=None).first()
    owners = Role.objects.filter(kind=Role.Kind.OWNER).values_list("person_id", flat=True)
    return make_plan(
        table,
        known_people(),
        root=root.name if root else "",
        everybody=everybody,
        asks=by.pk if by else None,
        owners=frozenset(owners),
    )


def unit_path(text: str) -> str:
    """Return what somebody typed as the path of a unit under the root, new or known."""
    paths = set(Unit.objects.values_list("path", flat=True))
    root = min(paths, key=len, default="")
    path = "/".join(part.strip() for part in text.split("/") if part.strip())
    return Tree.of(root, paths, []).place(path)


def people_here(*, words: str = "", left: bool = False) -> QuerySet[Any]:
    """Return those who are here (or have left), by unit and name, with all that a row shows.

    words: part of a name; '' is everybody.
    """
    reports = Person.objects.here().filter(manager=OuterRef("pk"))
    people = Person.objects.filter(left_on__isnull=not left, name__icontains=words)
    return (
        people.select_related("unit", "manager")
        .prefetch_related("roles")
        .annotate(leads=Exists(reports))
        .order_by("unit__path", "name", "id")
    )


def may_represent() -> QuerySet[Any]:
    """Return those who could be the employee representative: they lead nobody, keep nothing."""
    reports = Person.objects.here().filter(manager=OuterRef("pk"))
    company = Role.objects.filter(person=OuterRef("pk"), kind__in=FOR_THE_COMPANY)
    return Person.objects.here().exclude(Exists(reports)).exclude(Exists(company))


def representatives() -> list[Person]:
    """Return the employee representatives who are here."""
    return list(Person.objects.here().filter(roles__kind=Role.Kind.REPRESENTATIVE))


def representatives_who_lead() -> list[Person]:
    """Return the employee representatives to whom somebody reports: they can't stay both."""
    return [person for person in representatives() if person.leads_people]
