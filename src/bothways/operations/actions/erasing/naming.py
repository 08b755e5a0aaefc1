"""Where a person is named: in the words of which rows, by what, and what stands there instead."""

import json
import re
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, JSONField, Q, TextField
from django.db.models.functions import Cast
from django.utils import translation
from django.utils.translation import gettext as _

from bothways.people.models import Person
from bothways.record.models import Entry

NEVER_CHANGED = {
    "programmes.design",
    "programmes.draw",
    "programmes.verdict",
    "surveys.round",
    "surveys.roundquestion",
    "surveys.roundblock",
    "results.release",
}
ON_THE_LEDGER = {"record.entry", "record.leaf", "record.head"}
PROVES_A_ROUND = {"round.announced", "round.released"}  # whose title stands in its rules anyway
NAMED_ALIKE = {"people.organisation", "people.unit"}  # a firm may bear its founder's last name
NO_WORDS = {"auth", "ballotbox", "contenttypes", "letterbox"}
MAILBOX = ("reader", "epoch", "share", "drawn", "packet", "piece", "lasthour", "boardkey", "heard")
KEYS = {f"mailbox.{name}" for name in MAILBOX}
MADE_AGAIN = {"search"}  # from the texts, once the name is gone from them
APART = NO_WORDS | KEYS | ON_THE_LEDGER | MADE_AGAIN
SHORTEST_MARK = 5  # a shorter address or number stands in too many other words
SHORTEST_PART = 4  # so does a first or a last name alone


def pseudonym() -> str:
    """What stands in the place of the name, in the installation's own language."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("A person who was erased")


def tables_with_words() -> list[tuple[Any, list[str]]]:
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


def naming(model: Any, fields: list[str], person: Person) -> tuple[list[Any], re.Pattern[str]]:
    """Return the rows in which one of these fields names the person, and what finds it there.

    Words count where they stand alone, written as they are. JSON is read as it is stored.
    """
    words = _words(person, model)
    either = "|".join(re.escape(word) for word in words)
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)" if words else r"(?!)")
    said = {f"said_in_{field}": Cast(field, TextField()) for field in fields}
    found = Q(pk__in=[])
    for text in said:
        for word in words:
            found |= Q(**{f"{text}__contains": word})
            found |= Q(**{f"{text}__contains": json.dumps(word)[1:-1]})
    near = model._base_manager.annotate(**said).filter(found)
    rows = [row for row in near if any(_names(getattr(row, f), pattern) for f in fields)]
    return rows, pattern


def entries_naming(person: Person) -> tuple[list[Entry], list[Entry]]:
    """Return the entries whose words name the person: those to empty, and those that stay."""
    found, _pattern = naming(Entry, ["details"], person)
    return (
        [entry for entry in found if entry.verb not in PROVES_A_ROUND],
        [entry for entry in found if entry.verb in PROVES_A_ROUND],
    )


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


def _names(value: Any, pattern: re.Pattern[str]) -> bool:
    return bool(without(value, pattern) != value)


def without(value: Any, pattern: re.Pattern[str]) -> Any:
    """Return a text, or whatever JSON holds, with the pseudonym for each name."""
    if isinstance(value, str):
        return pattern.sub(pseudonym(), value)
    if isinstance(value, list):
        return [without(one, pattern) for one in value]
    if isinstance(value, dict):
        return {key: without(one, pattern) for key, one in value.items()}
    return value
