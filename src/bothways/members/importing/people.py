"""Who is known already, and what the file wants each row's person to be."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from bothways.members.importing.cells import CellRefusedError, Value, value_of
from bothways.members.importing.columns import LABELS
from bothways.members.importing.reading import Row, Table


@dataclass(frozen=True)
class Known:
    """A person in the database, as plain values."""

    id: UUID
    number: str | None
    name: str
    email: str | None
    unit: str  # the path
    manager: UUID | None
    title: str = ""
    site: str = ""
    started_on: date | None = None
    language: str = ""
    leaves_on: date | None = None
    also: tuple[str, ...] = ()  # paths of further units
    matrix: tuple[UUID, ...] = ()  # further leaders
    interim: UUID | None = None  # who stands in for the manager
    interim_from: date | None = None
    interim_until: date | None = None
    is_here: bool = True


@dataclass(frozen=True)
class Problem:
    """Why a row is refused: the cell, and a sentence."""

    column: str
    reason: str

    @property
    def label(self) -> str:
        """The column in words."""
        return str(LABELS[self.column])


@dataclass
class Wanted:
    """One row as values; grows a person (`id`, `known`) and perhaps problems on its way."""

    row: Row
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    known: Known | None = None
    id: UUID | None = None
    leader: UUID | None = None

    def refuse(self, column: str, reason: str) -> None:
        """Note why this row can't be taken."""
        self.problems.append(Problem(column, reason))

    def text(self, column: str) -> str:
        """Return the value as text: of the file if it has the column, else as it is known."""
        value = self.values.get(column)
        if column not in self.values and self.known is not None:
            value = getattr(self.known, column)
        return str(value or "")

    @property
    def name(self) -> str:
        """The person's name, as well as it can be said."""
        return self.text("name") or self.text("email") or self.text("number")


def read_rows(table: Table) -> list[Wanted]:
    """Return the rows with their cells as values, and a problem for each cell that is none."""
    return [_read_row(row, table) for row in table.rows]


def _read_row(row: Row, table: Table) -> Wanted:
    wanted = Wanted(row)
    for column in LABELS:
        if column not in table.columns:
            continue
        if column in row.faults:
            wanted.refuse(column, row.faults[column])
            continue
        try:
            text = row.cells.get(column, "")
            wanted.values[column] = value_of(column, text, days=table.days)
        except CellRefusedError as refusal:
            wanted.refuse(column, str(refusal))
    return wanted
