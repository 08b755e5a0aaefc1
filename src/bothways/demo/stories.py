"""The stories that the demo tells, read from data/: people, and the year of promises."""

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Somebody:
    """One person of the firm; days count back from the day the demo is made."""

    number: str
    name: str
    email: str
    unit: str
    manager: str
    title: str
    site: str
    started: str
    joined_days_ago: int | None
    left_days_ago: int | None


@dataclass(frozen=True)
class Then:
    """What happens so many days after the word was given; `due` only when it is moved.

    by: who says it, if not its author. to: who takes it on. picture: a file in data/.
    """

    after: int
    verb: str  # word, moved, kept, broken, taken_back, shown, handed; confirmed, contested, replied
    words: str = ""
    due: int = 0
    by: str = ""
    to: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Story:
    """One promise. by, to: staff numbers; a unit's path or '' (everyone) may stand in `to`.

    value: what the firm stands for and this is done for, by its name. kind, confirm: words of
    Commitment's own lists. because: what prompted it, as 'decision:NAME', 'promise:NAME' (both
    by their name here) or 'meeting:WORDS'.
    """

    ago: int
    by: str
    text: str
    due: int
    to: str = ""
    answers: tuple[int, str] | None = None
    value: str = ""
    name: str = ""
    kind: str = ""
    confirm: str = "not"
    because: str = ""
    then: tuple[Then, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Later:
    """What came of a decision so many days after it was taken."""

    after: int
    verb: str  # asked, answered, changed, stands or corrected
    by: str
    words: str = ""
    outcome: str = ""
    decided: str = ""
    reasons: str = ""
    why: str = ""
    was: str = ""
    now: str = ""
    thanks: str = ""  # who saw that it was wrong
    named: bool = False  # and wishes to be named
    again: int = 0


@dataclass(frozen=True, kw_only=True)
class Decided:
    """One decision. by, deciders: staff numbers; again: the days until it is looked at again."""

    name: str
    ago: int
    by: str
    question: str
    outcome: str  # yes, no or other
    reasons: str
    again: int
    decided: str = ""
    context: str = ""
    who_was_heard: str = ""
    uncertain: str = ""
    would_change_our_mind: str = ""
    value: str = ""
    deciders: tuple[str, ...] = ()
    answers: tuple[int, str] | None = None
    options: tuple[dict[str, str], ...] = ()
    then: tuple[Later, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Came:
    """What came of an idea or a question so many days after it was said."""

    after: int
    verb: str  # looked, handed, will, kept, wont, answered, added, merged, hidden or vote
    by: str
    words: str = ""
    to: str = ""
    deputy: str = ""
    into: str = ""
    due: int = 0
    again: int = 0


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One idea or question. by: a staff number, 'paper:' with who typed it in, '' for no name."""

    name: str
    kind: str
    ago: int
    by: str
    title: str
    text: str = ""
    of: str = ""
    supports: tuple[str, ...] = ()
    then: tuple[Came, ...] = ()


def everybody() -> list[Somebody]:
    """Return all who ever worked at Millrace while it had Bothways."""
    with (DATA / "people.csv").open(encoding="utf-8", newline="") as file:
        return [_somebody(row) for row in csv.DictReader(file)]


def promises() -> list[Story]:
    """Return the year of promises, in the order in which they were given."""
    with (DATA / "promises.toml").open("rb") as file:
        rows = tomllib.load(file)["promise"]
    return [
        Story(
            **row
            | {
                "answers": tuple(row["answers"]) if "answers" in row else None,
                "then": tuple(Then(**then) for then in row.get("then", [])),
            }
        )
        for row in rows
    ]


def decisions() -> list[Decided]:
    """Return what was decided, in the order of the file."""
    with (DATA / "decisions.toml").open("rb") as file:
        rows = tomllib.load(file)["decision"]
    return [
        Decided(
            **row
            | {name: tuple(row[name]) for name in ("deciders", "answers", "options") if name in row}
            | {"then": tuple(Later(**later) for later in row.get("then", []))}
        )
        for row in rows
    ]


def voices() -> list[Spoken]:
    """Return the ideas and questions, in the order of the file."""
    with (DATA / "voices.toml").open("rb") as file:
        rows = tomllib.load(file)["voice"]
    return [
        Spoken(
            **row
            | {
                "supports": tuple(row.get("supports", [])),
                "then": tuple(Came(**came) for came in row.get("then", [])),
            }
        )
        for row in rows
    ]


def _somebody(row: dict[str, str]) -> Somebody:
    return Somebody(
        number=row["number"],
        name=row["name"],
        email=_address(row["name"]) if row["email"] else "",
        unit=row["unit"],
        manager=row["manager"],
        title=row["title"],
        site=row["site"],
        started=row["started"],
        joined_days_ago=_days(row["joined_days_ago"]),
        left_days_ago=_days(row["left_days_ago"]),
    )


def _address(name: str) -> str:
    """'Emil Ström' is emil.strom@millrace.example."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{plain.replace(' ', '.')}@millrace.example"


def _days(cell: str) -> int | None:
    return int(cell) if cell else None
