"""A file as it comes, whatever program wrote it, as a table of text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bothways.members.importing.columns import DAYS, LABELS, OF_NAME, OF_UNIT
from bothways.members.importing.container import is_workbook
from bothways.members.importing.layout import Choice, Layout, Part, lay_out
from bothways.members.importing.sheets import MOST_ROWS, FileRefusedError, Line, Sheet
from bothways.members.importing.text import read_text
from bothways.members.importing.workbook import read_workbook, too_many_rows

SERIALS = range(10_000, 80_000)  # days from 1927 to 2119 as a spreadsheet counts them
EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


@dataclass(frozen=True)
class Row:
    """One row of the file. `number` counts as a spreadsheet does: the first line is row 1."""

    number: int
    cells: dict[str, str]  # column -> text, for the columns that the file has
    sheet: str = ""  # its name, where several are read
    faults: Mapping[str, str] = field(default_factory=dict)  # column -> why it can't be read

    @property
    def place(self) -> str:
        """Where it stands: '7', or '7 (Office)' where several sheets are read."""
        return f"{self.number} ({self.sheet})" if self.sheet else str(self.number)


@dataclass(frozen=True)
class Table:
    """The file's rows, which columns it has, the headers that nobody reads, and how days go."""

    columns: frozenset[str]
    rows: tuple[Row, ...]
    unread: tuple[str, ...] = ()
    days: str = ""
    n_hidden: int = 0


def sheets_of(content: bytes) -> list[Sheet]:
    """Return what the file holds. Raises FileRefusedError: too large, damaged, another kind."""
    return read_workbook(content) if is_workbook(content) else [read_text(content)]


def read_table(content: bytes, choice: Choice | None = None) -> Table:
    """Return the people's table in a file, read as `choice` says and as can be guessed.

    Raises FileRefusedError: as sheets_of; no people; a column that is missing or twice there.
    """
    return table_of(lay_out(sheets_of(content), choice))


def table_of(layout: Layout) -> Table:
    """Return the people's table. Raises FileRefusedError if something must be chosen first."""
    if layout.problems:
        raise FileRefusedError(layout.problems[0])
    several = len(layout.parts) > 1
    rows = [
        _row_of(line, part, layout, sheet=part.sheet.name if several else "")
        for part in layout.parts
        for line in part.lines
    ]
    if len(rows) > MOST_ROWS:
        raise too_many_rows(len(rows))
    return Table(
        columns=_columns_of(layout),
        rows=tuple(rows),
        unread=tuple(head.key for head in layout.heads if head.column is None),
        days=layout.days,
        n_hidden=sum(part.sheet.n_hidden for part in layout.parts),
    )


def _columns_of(layout: Layout) -> frozenset[str]:
    found = {column for column in layout.column_of.values() if column}
    if found & set(OF_NAME):
        found.add("name")
    if found & set(OF_UNIT) or layout.sheet_is_unit:
        found.add("unit")
    return frozenset(found & set(LABELS))


def _row_of(line: Line, part: Part, layout: Layout, *, sheet: str) -> Row:
    meaning = layout.column_of
    cells, faults = {}, {}
    for place, key in enumerate(part.keys):
        column = meaning.get(key)
        if column is None:
            continue
        text = line.cells[place] if place < len(line.cells) else ""
        if place in line.faults:
            faults[_whole(column)] = line.faults[place]
        if column in DAYS:
            text = _day_of_serial(text, part.sheet.from_1904)
        cells[column] = text
    _put_together(cells, part.sheet.name if layout.sheet_is_unit else "")
    return Row(line.number, cells, sheet, faults)


def _whole(column: str) -> str:
    """Return what a part is a part of: 'team' is of 'unit'."""
    if column in OF_NAME:
        return "name"
    return "unit" if column in OF_UNIT else column


def _put_together(cells: dict[str, str], sheet_name: str) -> None:
    """Make one name and one unit out of what the export cut into columns."""
    names = [cells.pop(column, "") for column in OF_NAME]
    if "name" not in cells:
        cells["name"] = " ".join(name for name in names if name)
    steps = [sheet_name.replace("/", "-"), *(cells.pop(column, "") for column in OF_UNIT)]
    path = [step for step in [*steps, cells.get("unit", "")] if step]
    if path or "unit" in cells:
        cells["unit"] = "/".join(path)


def _day_of_serial(text: str, from_1904: bool | None) -> str:  # noqa: FBT001 - a fact of the sheet
    """Return a day that the spreadsheet holds as a bare number: 45000 is 2023-03-15."""
    whole = text.partition(".")[0]
    if from_1904 is None or not whole.isascii() or not whole.isdigit():
        return text
    if len(whole) > 5 or int(whole) not in SERIALS:
        return text
    return (EPOCHS[from_1904] + timedelta(days=int(whole))).isoformat()
