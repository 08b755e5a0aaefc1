"""What erasing one person would delete, keep, replace and not reach."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CASCADE

from bothways.members.models import ImportDraft, TakenIn
from bothways.operations.actions.erasing.naming import (
    NEVER_CHANGED,
    entries_naming,
    naming,
    tables_with_words,
)
from bothways.operations.erasing_words import words_for
from bothways.people.models import Person

STAYS_THOUGH_OWNED = {"surveys.entitlement"}


@dataclass(frozen=True)
class Plan:
    """What erasing one person would do."""

    person: Person
    deleted: list[tuple[str, int]]
    kept: list[tuple[str, int]]
    n_replaced: int  # texts of others in which the name is replaced
    n_emptied: int  # entries of the record whose words name the person
    n_named: int  # places that are never changed and name the person


def plan_for(person: Person) -> Plan:
    """Return what erasing this person would delete, keep, replace and not reach."""
    deleted: list[tuple[str, int]] = []
    kept: list[tuple[str, int]] = []
    for model, field, goes in relations():
        n = model._base_manager.filter(**{field: person}).count()
        if n:
            (deleted if goes else kept).append((words_for(model._meta.label_lower), n))
    emptied, proving = entries_naming(person)
    replaced, named = 0, len(proving)
    for model, fields in tables_with_words():
        found, _pattern = naming(model, fields, person)
        n = sum(not goes_anyway(row, person) for row in found)
        if model._meta.label_lower in NEVER_CHANGED:
            named += n
        else:
            replaced += n
    return Plan(person, sorted(deleted), sorted(kept), replaced, len(emptied), named)


def relations() -> list[tuple[Any, str, bool]]:
    """Return (model, field, goes with its person) of everything that points at a person."""
    found = []
    relations: list[Any] = list(Person._meta.get_fields(include_hidden=True))
    for relation in relations:
        if not relation.auto_created or relation.concrete or not hasattr(relation, "on_delete"):
            continue
        model: Any = relation.related_model
        label = model._meta.label_lower
        if label != "people.person":
            goes = relation.on_delete is CASCADE and label not in STAYS_THOUGH_OWNED
            found.append((model, relation.field.name, goes))
    return found


def goes_anyway(row: Any, person: Person) -> bool:
    """The row is deleted with the person, so nothing in it needs to be replaced."""
    if isinstance(row, ImportDraft | TakenIn):
        return True
    fields = [field for model, field, goes in relations() if goes and model is type(row)]
    return any(getattr(row, f"{field}_id") == person.pk for field in fields)
