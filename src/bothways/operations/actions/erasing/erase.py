"""Erasing a person: the row becomes a pseudonym, what is theirs goes, the file is rewritten."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import F, Q

from bothways.mailbox.models import Share
from bothways.members.errors import LastOwnerError
from bothways.members.models import ImportDraft, TakenIn
from bothways.operations.actions.erasing.naming import (
    NEVER_CHANGED,
    entries_naming,
    naming,
    pseudonym,
    tables_with_words,
    without,
)
from bothways.operations.actions.erasing.plan import relations
from bothways.people.models import Person, Role, Unit
from bothways.record.actions import erase_entries, note
from bothways.search.actions import rebuild

ERASED = "erased-people"  # ids alone; a backup carries it on, a restore erases them again


@transaction.atomic
def erase(person: Person, *, by: Person | None, on: date, at: datetime) -> None:
    """Erase a person; what stays stands under 'a person who was erased'.

    Raises LastOwnerError if no owner would stay. The file on the disk is rewritten after it.
    """
    owners = Role.objects.filter(kind=Role.Kind.OWNER, person__left_on=None)
    if owners.filter(person=person).exists() and owners.exclude(person=person).count() == 0:
        raise LastOwnerError
    _erase(person, by=by if by != person else None, on=on, at=at)
    _remember(person.pk)
    transaction.on_commit(_rewrite)


def erase_again(carried: str, *, at: datetime) -> int:
    """Erase those whom a restored backup still knows and who were erased since; return how many."""
    ids = erased_people(carried) | erased_people()
    again = Person.objects.filter(pk__in=ids).filter(~Q(name=pseudonym()) | ~Q(email=None))
    people = list(again)
    for person in people:
        _erase(person, by=None, on=at.date(), at=at)
    return len(people)


def erased_people(text: str | None = None) -> set[str]:
    """Return the ids of those who were erased, from the file's text or from the file."""
    path = settings.DATA / ERASED
    if text is None:
        text = path.read_text(encoding="ascii") if path.exists() else ""
    return {str(UUID(line)) for line in text.split()}


def _erase(person: Person, *, by: Person | None, on: date, at: datetime) -> None:
    """Erase, and note in how many texts the name was replaced, and which entries were emptied."""
    emptied, _proving = entries_naming(person)
    n_replaced = 0
    Share.objects.filter(reader__person=person).delete()
    for model, field, goes in relations():
        if goes:
            model._base_manager.filter(**{field: person}).delete()
    ImportDraft.objects.all().delete()  # whoever is in those files can't be told
    TakenIn.objects.all().delete()  # nor in what the last of them changed
    for model, fields in tables_with_words():
        if model._meta.label_lower not in NEVER_CHANGED:
            n_replaced += _replace(model, fields, person)
    above = Unit.objects.filter(parent=None).order_by("pk").first()
    Person.objects.filter(manager=person).update(manager=person.manager)
    Person.objects.filter(pk=person.pk).update(**_blank(person, on), unit=above or person.unit)
    places = erase_entries(emptied, on=on, at=at)
    rebuild()
    said = {"n_replaced": n_replaced, "places": places}
    note("person.erased", by=by, about=person, at=at, **said)


def _blank(person: Person, on: date) -> dict[str, Any]:
    """Every field of a person, emptied; what a later field is emptied to follows from its kind."""
    kept = {"id", "unit"}
    blank: dict[str, Any] = {}
    for field in Person._meta.concrete_fields:
        if field.name not in kept:
            blank[field.name] = None if field.null else field.get_default()
    return blank | {
        "name": pseudonym(),
        "left_on": person.left_on or on,
        "password": make_password(None),
    }


def _replace(model: Any, fields: list[str], person: Person) -> int:
    found, pattern = naming(model, fields, person)
    for row in found:
        changes: dict[str, Any] = {f: without(getattr(row, f), pattern) for f in fields}
        if hasattr(row, "n_erased"):  # what is never changed otherwise says that this was
            changes["n_erased"] = F("n_erased") + 1
        model._base_manager.filter(pk=row.pk).update(**changes)
    return len(found)


def _remember(person_id: UUID) -> None:
    with (settings.DATA / ERASED).open("a", encoding="ascii") as file:
        file.write(f"{person_id}\n")


def _rewrite() -> None:
    """Write the file anew and empty its log, so that no freed page remembers the name."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return  # PostgreSQL keeps it in its log until that is recycled; docs/run says so
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
