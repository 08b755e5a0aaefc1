"""Things for tests, made with one call each; whatever is not said gets a plain value."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from bothways.commitments.actions import make_commitment
from bothways.commitments.models import Commitment
from bothways.decisions.actions import record_decision
from bothways.decisions.models import Decision
from bothways.decisions.wording import Told
from bothways.people.models import Organisation, Person, Role, Unit
from bothways.voices.actions import say
from bothways.voices.models import Voice
from bothways.voices.wording import Told as ToldVoice

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 2)
FIRM = "Millrace"

_numbers = count(1)


def make_organisation(name: str = FIRM, **fields: Any) -> Organisation:
    """Return the firm, made if there is none yet."""
    return Organisation.objects.get_or_create(defaults={"name": name, **fields})[0]


def make_unit(path: str = FIRM) -> Unit:
    """Return the unit at `path` ('Millrace/Operations/Assembly'), made with all above it."""
    return make_units(path)[path]


def make_units(*paths: str) -> dict[str, Unit]:
    """Return the units at these paths and all above them; those that are new are made."""
    steps = [path.split("/") for path in paths]
    wanted = {"/".join(names[:n]) for names in steps for n in range(1, len(names) + 1)}
    there = {unit.path: unit for unit in Unit.objects.filter(path__in=wanted)}
    for path in sorted(wanted - set(there)):  # what is above comes first
        above, _slash, name = path.rpartition("/")
        there[path] = Unit.objects.create(path=path, name=name, parent=there.get(above))
    return there


def new_person(name: str = "", *, unit: Unit, **fields: Any) -> Person:
    """Return a person who is not saved yet."""
    name = name or f"Person {next(_numbers)}"
    fields.setdefault("email", f"{name.lower().replace(' ', '.')}@millrace.example")
    fields.setdefault("started_on", date(2020, 3, 2))
    return Person(name=name, unit=unit, **fields)


def make_person(name: str = "", *, unit: Unit | str = FIRM, **fields: Any) -> Person:
    """Return a person in `unit` (a unit or its path)."""
    at = make_unit(unit) if isinstance(unit, str) else unit
    person = new_person(name, unit=at, **fields)
    person.save()
    return person


def make_people(how_many: int, *, unit: Unit | str = FIRM, **fields: Any) -> list[Person]:
    """Return `how_many` people in one unit, made with one statement."""
    at = make_unit(unit) if isinstance(unit, str) else unit
    return Person.objects.bulk_create([new_person(unit=at, **fields) for _ in range(how_many)])


def give(person: Person, kind: str) -> Person:
    """Give a role, past all rules; return the person."""
    Role.objects.create(person=person, kind=kind)
    vars(person).pop("role_kinds", None)
    return person


def at_nine(on: date) -> datetime:
    """Nine in the morning of a day."""
    return datetime.combine(on, time(9), tzinfo=UTC)


def make_promise(
    by: Person, text: str = "The gauges are at every station.", **fields: Any
) -> Commitment:
    """Return a promise made today to all, due in ten days, through the real action.

    fields: to, due_on, made_on, origin.
    """
    made_on = fields.pop("made_on", TODAY)
    fields.setdefault("to", None)
    fields.setdefault("due_on", made_on + timedelta(days=10))
    return make_commitment(by=by, text=text, at=at_nine(made_on), **fields)


WHY = "Both presses stand still for want of people, and nobody can be trained before spring."


def tell_of(question: str = "Do we run a third shift?", **fields: Any) -> Told:
    """Return the words of a decision; whatever is not said gets a plain value."""
    said = {
        "outcome": Decision.Outcome.NO,
        "reasons": WHY,
        "decided_on": TODAY,
        "look_again_on": TODAY + timedelta(days=90),
    }
    return Told(question=question, **{**said, **fields})


def make_decision(
    by: Person, question: str = "Do we run a third shift?", **fields: Any
) -> Decision:
    """Return a decision written down today, a no, looked at again in 90 days.

    fields: recorded_on, deciders, value, prompt, replaces, and the words of Told.
    """
    recorded_on = fields.pop("recorded_on", TODAY)
    apart = ("deciders", "value", "prompt", "replaces")
    beside = {key: fields.pop(key) for key in apart if key in fields}
    fields.setdefault("decided_on", recorded_on)
    fields.setdefault("look_again_on", recorded_on + timedelta(days=90))
    told = tell_of(question, **fields)
    return record_decision(by=by, told=told, at=at_nine(recorded_on), **beside)


def make_voice(by: Person, title: str = "A bench in the yard, in the sun.", **fields: Any) -> Voice:
    """Return an idea said today by name, through the real action.

    fields: kind, text, language, said_on, asked_of.
    """
    on = fields.pop("said_on", TODAY)
    asked_of = fields.pop("asked_of", None)
    told = ToldVoice(title=title, **{"kind": Voice.Kind.SUGGESTION, **fields})
    return say(by=by, told=told, at=at_nine(on), asked_of=asked_of)
