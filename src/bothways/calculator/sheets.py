"""Reads the two tables: who answered what, and how large each team is. Plain text in."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from bothways.calculator.errors import BadFileError

ANSWERS: Final = _("the answers")
TEAMS: Final = _("the teams")
NAMES: Final = {
    "firm": "rep", "company": "rep", "group": "team", "unit": "team", "size": "team_size",
}  # fmt: skip
NOT_ANSWERED: Final = {"", "-", ".", "na", "n/a", "nan", "null"}
QUESTION: Final = re.compile(r"q[ _-]?\d+\w*")
LEAST_ANSWER, MOST_ANSWER = 1, 5

Row = tuple[int, dict[str, str]]


@dataclass
class FirmAnswers:
    """One firm: its teams in order, and of each person who stands in a row the team and answers.

    sizes: people in each team, None where no file of teams said. answers: None where not answered.
    """

    name: str
    teams: list[str] = field(default_factory=list)
    sizes: list[int | None] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    of_team: list[int] = field(default_factory=list)
    answers: list[list[float | None]] = field(default_factory=list)


def read_firms(answers: bytes, teams: bytes | None) -> list[FirmAnswers]:
    """Return the firms of two tables, in the order in which they stand there.

    answers: columns team, q1, q2, ... and, if there are several firms, rep. teams: columns team,
    team_size, and rep as above; without it the teams are those of the answers, of unknown size.
    Other columns are not read. Raises BadFileError.
    """
    firms: dict[str, FirmAnswers] = {}
    if teams is not None:
        _take_teams(firms, teams)
    names, rows = _table(answers, ANSWERS)
    questions = [name for name in names if QUESTION.fullmatch(name)]
    if not questions:
        raise BadFileError("no_questions")
    for number, row in rows:
        firm = firms.get(row.get("rep", "")) if teams is not None else _firm(firms, row)
        team = row["team"]
        if firm is None or (teams is not None and team not in firm.teams):
            raise BadFileError("team_unknown", team=team, row=number)
        if team not in firm.teams:
            firm.teams.append(team)
            firm.sizes.append(None)
        firm.of_team.append(firm.teams.index(team))
        firm.answers.append([_answer(number, name, row[name]) for name in questions])
    _refuse_small_teams(firms)
    return list(firms.values())


def _take_teams(firms: dict[str, FirmAnswers], teams: bytes) -> None:
    names, rows = _table(teams, TEAMS)
    if "team_size" not in names:
        raise BadFileError("no_size")
    for number, row in rows:
        firm, team, size = _firm(firms, row), row["team"], row["team_size"]
        if team in firm.teams:
            raise BadFileError("team_twice", team=team, row=number)
        if not size.isdecimal() or not 1 <= int(size) <= 1_000_000:
            raise BadFileError("not_a_size", row=number, value=size)
        firm.teams.append(team)
        firm.sizes.append(int(size))
        firm.rows.append(number)


def _firm(firms: dict[str, FirmAnswers], row: dict[str, str]) -> FirmAnswers:
    name = row.get("rep", "")
    return firms.setdefault(name, FirmAnswers(name))


def _answer(number: int, column: str, value: str) -> float | None:
    if value.lower() in NOT_ANSWERED:
        return None
    try:
        answer = float(value.replace(",", "."))
    except ValueError:
        answer = 0.0
    if not LEAST_ANSWER <= answer <= MOST_ANSWER:
        raise BadFileError("not_an_answer", row=number, column=column, value=value)
    return answer


def _refuse_small_teams(firms: dict[str, FirmAnswers]) -> None:
    for firm in firms.values():
        heard = [0] * len(firm.teams)
        for team, answers in zip(firm.of_team, firm.answers, strict=True):
            heard[team] += any(answer is not None for answer in answers)
        for index, size in enumerate(firm.sizes):
            if size is not None and heard[index] > size:
                told = {"team": firm.teams[index], "size": size, "n": heard[index]}
                raise BadFileError("too_small", row=firm.rows[index], **told)


def _table(content: bytes, file: object) -> tuple[list[str], list[Row]]:
    """The names of the columns, and each row that is not empty with its number in the file."""
    lines = csv.reader(io.StringIO(_text(content, file)), delimiter=_delimiter(content))
    first = next(lines, None) or []
    names = [NAMES.get(name, name) for name in (name.strip().lower() for name in first)]
    if "team" not in names:
        raise BadFileError("no_team" if any(names) else "empty", file=file)
    named = [name for name in names if name]
    for name in named:
        if named.count(name) > 1:
            raise BadFileError("twice", column=name, file=file)
    rows = list(_rows(lines, names, file))
    if not rows:
        raise BadFileError("no_rows", file=file)
    return names, rows


def _rows(lines: Iterator[list[str]], names: list[str], file: object) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        fields = [text.strip() for text in line]
        if not any(fields):
            continue
        if any(fields[len(names) :]):
            raise BadFileError("row_length", row=number, file=file)
        row = dict(zip(names, fields + [""] * (len(names) - len(fields)), strict=False))
        if not row["team"]:
            raise BadFileError("row_no_team", row=number, file=file)
        yield number, row


def _text(content: bytes, file: object) -> str:
    if b"\0" in content or content.startswith((b"PK\x03\x04", b"%PDF")):
        raise BadFileError("not_text", file=file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(content: bytes) -> str:
    """The sign between two fields: that which the first row has most of."""
    first = content.split(b"\n", 1)[0].decode("latin-1")
    return max(",;\t", key=first.count)
