"""Erasing a person, as the law allows them to ask: what goes, what stays and why.

The row of the person stays as a pseudonym, so that promises and releases stay as they were, with
nobody's name on them. What belongs to the person alone (every relation that goes with its person)
is deleted. An entry of the record whose words name the person is emptied; its commitment stays on
the ledger, a gap whose proof still holds. The frozen rules of rounds are never changed; where
somebody wrote the name into them, that is counted and said beforehand.
"""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import CASCADE, CharField, JSONField, Q, TextField
from django.db.models.functions import Cast
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bothways.members.errors import LastOwnerError
from bothways.members.models import ImportDraft, TakenIn
from bothways.operations.erasing_words import words_for
from bothways.people.models import Person, Role, Unit
from bothways.record.actions import erase_entries, note
from bothways.record.models import Entry

ERASED = "erased-people"  # ids alone; a backup carries it on, a restore erases them again
STAYS_THOUGH_OWNED = {"surveys.entitlement"}
NEVER_CHANGED = {
    "surveys.round",
    "surveys.roundquestion",
    "surveys.roundblock",
    "results.release",
}
ON_THE_LEDGER = {"record.entry", "record.leaf", "record.head"}
PROVES_A_ROUND = {"round.announced", "round.released"}  # whose title stands in its rules anyway
NAMED_ALIKE = {"people.organisation", "people.unit"}  # a firm may bear its founder's last name
NO_WORDS = {"auth", "ballotbox", "contenttypes"}
APART = NO_WORDS | ON_THE_LEDGER
SHORTEST_MARK = 5  # a shorter address or number stands in too many other words
SHORTEST_PART = 4  # so does a first or a last name alone


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
    for model, field, goes in _relations():
        n = model._base_manager.filter(**{field: person}).count()
        if n:
            (deleted if goes else kept).append((words_for(model._meta.label_lower), n))
    emptied, proving = _entries_naming(person)
    replaced, named = 0, len(proving)
    for model, fields in _texts():
        found, _pattern = _naming(model, fields, person)
        n = sum(not _goes_anyway(row, person) for row in found)
        if model._meta.label_lower in NEVER_CHANGED:
            named += n
        else:
            replaced += n
    return Plan(person, sorted(deleted), sorted(kept), replaced, len(emptied), named)


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


def pseudonym() -> str:
    """What stands in the place of the name, in the installation's own language."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("A person who was erased")


def letter(plan: Plan, *, firm: str, on: date) -> str:
    """Return the letter to hand over: what was deleted, what stays and why, what can't be found."""
    lines = [
        firm,
        on.isoformat(),
        "",
        _("To %(name)s") % {"name": plan.person.name},
        "",
        _("You asked us to erase what we hold about you in Bothways. This is what was done."),
        "",
        _("Deleted: your name, address, staff number, title, site, language and dates."),
        *(f"  {noun}: {n}" for noun, n in plan.deleted),
        "",
        _("Kept, without your name, because others rely on it:"),
        *(f"  {noun}: {n}" for noun, n in plan.kept),
        *why_kept(plan),
        "",
        *not_found(),
    ]
    return "\n".join(lines) + "\n"


def why_kept(plan: Plan) -> list[str]:
    """Return why something stays, one sentence each, as the letter says it to the person."""
    said = [
        _("Promises and the record stay, because others were given that word, and nobody may "
          "change the record. They now say 'a person who was erased'."),
        _("In which group you were asked stays without your name: later rounds must know how "
          "groups were cut, to protect the others. Results are never computed anew."),
    ]  # fmt: skip
    if plan.n_replaced:
        said.append(_("Your name was taken out of %(n)d texts of others.") % {"n": plan.n_replaced})
    if plan.n_emptied:
        said.append(
            _("%(n)d entries of the record named you in their words; they were emptied. That "
              "something stood there can still be seen, and what it was by nobody.")
            % {"n": plan.n_emptied}
        )  # fmt: skip
    if plan.n_named:
        said.append(
            _("The fixed rules of rounds name you in %(n)d places, in somebody's words. They can't "
              "be changed, so that nobody can rewrite what was asked; ask us if you object.")
            % {"n": plan.n_named}
        )  # fmt: skip
    return said


def why_it_stays(plan: Plan) -> list[str]:
    """Return the same as whoever erases reads it, before it is done."""
    said = [
        _("Promises and the record stay, because others were given that word, and nobody may "
          "change the record. They will say 'a person who was erased'."),
        _("In which group the person was asked stays without the name: later rounds must know how "
          "groups were cut, to protect the others. Results are never computed anew."),
    ]  # fmt: skip
    if plan.n_replaced:
        said.append(
            ngettext(
                "The name will be taken out of %(n)d text of others.",
                "The name will be taken out of %(n)d texts of others.",
                plan.n_replaced,
            )
            % {"n": plan.n_replaced}
        )
    if plan.n_named:
        said.append(
            _("%(n)d entries of the record or rules of rounds name the person in somebody's "
              "words. They can't be changed, so that nobody can rewrite what happened.")
            % {"n": plan.n_named}
        )  # fmt: skip
    return said


def not_found() -> list[str]:
    """Return what can't be found, so can't be deleted, as the letter says it to the person."""
    return [
        _("Your anonymous answers can't be deleted, because nobody can find them: nothing that is "
          "kept leads from an answer to you. Of counted rounds only totals are left."),
        _("Mails that were sent are in their receivers' mailboxes. Older backups hold your data "
          "until they are thrown away; whoever restores one erases you again with it."),
    ]  # fmt: skip


def what_nobody_finds() -> list[str]:
    """Return the same as whoever erases reads it."""
    return [
        _("Anonymous answers can't be deleted, because nobody can find them: nothing that is kept "
          "leads from an answer to a person. Of counted rounds only totals are left."),
        _("Mails that were sent are in their receivers' mailboxes. Older backups hold the data "
          "until they are thrown away; whoever restores one erases the person again with it."),
    ]  # fmt: skip


def _erase(person: Person, *, by: Person | None, on: date, at: datetime) -> None:
    """Erase, and note in how many texts the name was replaced, and which entries were emptied."""
    emptied, _proving = _entries_naming(person)
    n_replaced = 0
    for model, field, goes in _relations():
        if goes:
            model._base_manager.filter(**{field: person}).delete()
    ImportDraft.objects.all().delete()  # whoever is in those files can't be told
    TakenIn.objects.all().delete()  # nor in what the last of them changed
    for model, fields in _texts():
        if model._meta.label_lower not in NEVER_CHANGED:
            n_replaced += _replace(model, fields, person)
    above = Unit.objects.filter(parent=None).order_by("pk").first()
    Person.objects.filter(manager=person).update(manager=person.manager)
    Person.objects.filter(pk=person.pk).update(**_blank(person, on), unit=above or person.unit)
    places = erase_entries(emptied, on=on, at=at)
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


def _relations() -> list[tuple[Any, str, bool]]:
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


def _texts() -> list[tuple[Any, list[str]]]:
    """Return (model, its fields of words) of every table that could name somebody."""
    found = []
    for model in apps.get_models():
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField | JSONField)
            and not field.primary_key
            and not field.choices
        ]
        label = model._meta.label_lower
        if fields and model is not Person and not {label, model._meta.app_label} & APART:
            found.append((model, fields))
    return found


def _words(person: Person, model: Any) -> list[str]:
    """Return what names this person: the whole name, address and number, and parts of the name.

    A part that another person bears too, or that is short, stays in texts: it names others, or
    is a word. So does whatever is written small, and the name of the firm.
    """
    marks = [one for one in (person.email, person.number) if one and len(one) >= SHORTEST_MARK]
    whole = [person.name] if " " in person.name else []
    if model._meta.label_lower in NAMED_ALIKE:
        return [*whole, *marks]
    parts = [part for part in person.name.split() if len(part) >= SHORTEST_PART]
    others = Person.objects.exclude(pk=person.pk).values_list("name", flat=True)
    borne = {part for name in others for part in name.split()}
    return [*whole, *marks, *(one for one in parts if one not in borne and not one.islower())]


def _naming(model: Any, fields: list[str], person: Person) -> tuple[list[Any], re.Pattern[str]]:
    """Return the rows in which one of these fields names the person, and what finds it there.

    Words count where they stand alone, written as they are. JSON is read as it is stored.
    """
    words = _words(person, model)
    either = "|".join(re.escape(word) for word in words)
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)" if words else r"(?!)")
    texts = {f"said_in_{field}": Cast(field, TextField()) for field in fields}
    found = Q(pk__in=[])
    for text in texts:
        for word in words:
            found |= Q(**{f"{text}__contains": word})
            found |= Q(**{f"{text}__contains": json.dumps(word)[1:-1]})
    near = model._base_manager.annotate(**texts).filter(found)
    rows = [row for row in near if any(_names(getattr(row, f), pattern) for f in fields)]
    return rows, pattern


def _entries_naming(person: Person) -> tuple[list[Entry], list[Entry]]:
    """Return the entries whose words name the person: those to empty, and those that stay."""
    found, _pattern = _naming(Entry, ["details"], person)
    return (
        [entry for entry in found if entry.verb not in PROVES_A_ROUND],
        [entry for entry in found if entry.verb in PROVES_A_ROUND],
    )


def _goes_anyway(row: Any, person: Person) -> bool:
    """The row is deleted with the person, so nothing in it needs to be replaced."""
    if isinstance(row, ImportDraft | TakenIn):
        return True
    fields = [field for model, field, goes in _relations() if goes and model is type(row)]
    return any(getattr(row, f"{field}_id") == person.pk for field in fields)


def _names(value: Any, pattern: re.Pattern[str]) -> bool:
    return bool(_without(value, pattern) != value)


def _replace(model: Any, fields: list[str], person: Person) -> int:
    found, pattern = _naming(model, fields, person)
    for row in found:
        changes = {field: _without(getattr(row, field), pattern) for field in fields}
        model._base_manager.filter(pk=row.pk).update(**changes)
    return len(found)


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    """Return a text, or whatever JSON holds, with the pseudonym for each name."""
    if isinstance(value, str):
        return pattern.sub(pseudonym(), value)
    if isinstance(value, list):
        return [_without(one, pattern) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, pattern) for key, one in value.items()}
    return value


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
