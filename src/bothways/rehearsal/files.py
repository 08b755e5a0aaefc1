"""Reading the three files of a rehearsal, with an error that names the file and the line."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

SCALE = {"1", "2", "3", "4", "5"}
ROSTER_COLUMNS = ("wave", "id", "unit", "manager")
ANSWER_COLUMNS = ("wave", "id")


class FileError(Exception):
    """A file that can't be rehearsed; str() names the file, the line and what to mend."""


@dataclass(frozen=True)
class Somebody:
    """One row of the roster; `extra` is copied through and never used as a filter."""

    id: str
    unit: str
    manager: str
    extra: dict[str, str]


@dataclass
class Wave:
    """One wave: who was there, and who answered what (None = not answered)."""

    name: str
    people: dict[str, Somebody] = field(default_factory=dict)
    answers: dict[str, tuple[int | None, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Material:
    """All that a rehearsal works on."""

    questions: tuple[str, ...]
    constructs: dict[str, str]
    waves: list[Wave]


def read_material(roster: Path, answers: Path, constructs: Path | None) -> Material:
    """Return what the files hold. Raises FileError at the first thing that can't be."""
    waves = _read_roster(roster)
    questions = _read_answers(answers, waves)
    built_of = dict.fromkeys(questions, "")
    if constructs:
        built_of.update(_read_constructs(constructs, set(questions)))
    named = {question: construct or question for question, construct in built_of.items()}
    return Material(questions, named, sorted(waves.values(), key=lambda wave: order_of(wave.name)))


def order_of(wave: str) -> tuple[int, int, str]:
    """Return how waves are sorted: numbers by value, then words by the alphabet."""
    return (0, int(wave), "") if wave.isdecimal() else (1, 0, wave)


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError:
        raise FileError(_("%(file)s can't be read. Is the name right?") % {"file": path}) from None
    except UnicodeDecodeError:
        raise FileError(_("%(file)s is not in UTF-8. Save it so.") % {"file": path}) from None
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in needed if column not in (reader.fieldnames or [])]
    if missing:
        raise FileError(
            _("%(file)s has no column '%(column)s' in its first line.")
            % {"file": path, "column": missing[0]}
        )
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise _fault(path, number, _("it has more or fewer cells than the first line."))
        yield number, {column: value.strip() for column, value in row.items()}


def _fault(path: Path, line: int, what: str) -> FileError:
    return FileError(
        _("%(file)s, line %(line)d: %(what)s") % {"file": path, "line": line, "what": what}
    )


def _read_roster(path: Path) -> dict[str, Wave]:
    waves: dict[str, Wave] = {}
    for line, row in _rows(path, ROSTER_COLUMNS):
        wave = waves.setdefault(row["wave"], Wave(row["wave"]))
        unit = "/".join(part.strip() for part in row["unit"].split("/") if part.strip())
        if not row["id"] or not unit:
            raise _fault(path, line, _("the id or the unit is empty."))
        if row["id"] in wave.people:
            raise _fault(path, line, _("'%(id)s' is there twice.") % {"id": row["id"]})
        extra = {column: row[column] for column in row if column not in ROSTER_COLUMNS}
        wave.people[row["id"]] = Somebody(row["id"], unit, row["manager"], extra)
    if not waves:
        raise FileError(_("%(file)s holds nobody.") % {"file": path})
    for wave in waves.values():
        _check_wave(path, wave)
    return waves


def _check_wave(path: Path, wave: Wave) -> None:
    roots = {person.unit.split("/")[0] for person in wave.people.values()}
    if len(roots) > 1:
        raise FileError(
            _("%(file)s, wave %(wave)s: units begin with %(roots)s; a firm has one name.")
            % {"file": path, "wave": wave.name, "roots": ", ".join(sorted(roots))}
        )
    for person in wave.people.values():
        if person.manager and person.manager not in wave.people:
            raise FileError(
                _("%(file)s, wave %(wave)s: '%(manager)s', the manager of '%(id)s', is not there.")
                % {"file": path, "wave": wave.name, "manager": person.manager, "id": person.id}
            )


def _read_answers(path: Path, waves: dict[str, Wave]) -> tuple[str, ...]:
    questions: tuple[str, ...] = ()
    for line, row in _rows(path, ANSWER_COLUMNS):
        questions = tuple(column for column in row if column not in ANSWER_COLUMNS)
        wave = waves.get(row["wave"])
        if wave is None or row["id"] not in wave.people:
            raise _fault(path, line, _("'%(id)s' is not in the roster of that wave.") % row)
        if row["id"] in wave.answers:
            raise _fault(path, line, _("'%(id)s' answers twice.") % row)
        wrong = [row[question] for question in questions if row[question] not in SCALE | {""}]
        if wrong:
            raise _fault(path, line, _("'%(answer)s' is not 1 to 5.") % {"answer": wrong[0]})
        given = (row[question] for question in questions)
        wave.answers[row["id"]] = tuple(int(answer) if answer else None for answer in given)
    if not questions:
        raise FileError(_("%(file)s holds no answers.") % {"file": path})
    return questions


def _read_constructs(path: Path, questions: set[str]) -> Iterator[tuple[str, str]]:
    for line, row in _rows(path, ("question", "construct")):
        if row["question"] not in questions:
            raise _fault(path, line, _("nobody is asked '%(question)s'.") % row)
        yield row["question"], row["construct"]
