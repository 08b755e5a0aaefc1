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
    """What its author does so many days after giving the word; `due` only when it is moved."""

    after: int
    verb: str  # word, moved, kept, broken or taken_back
    words: str
    due: int = 0


@dataclass(frozen=True)
class Story:
    """One promise. by, to: staff numbers; a unit's path or '' (everyone) may stand in `to`.

    value: what the firm stands for and this is done for, by its name.
    """

    ago: int
    by: str
    text: str
    due: int
    to: str = ""
    answers: tuple[int, str] | None = None
    value: str = ""
    then: tuple[Then, ...] = ()


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
