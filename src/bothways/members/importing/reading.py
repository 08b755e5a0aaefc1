"""A file as it comes, whatever program wrote it, as a table of text."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bothways.members.importing.columns import LABELS, column_of
from bothways.people.errors import RefusedError

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000


class FileRefusedError(RefusedError):
    """The file cannot be read as a list of people; the sentence says why and what to do."""


@dataclass(frozen=True)
class Row:
    """One row of the file. `number` counts as a spreadsheet does: the header is row 1."""

    number: int
    cells: dict[str, str]  # column -> text, for the columns that the file has


@dataclass(frozen=True)
class Table:
    """The file's rows, which columns it has, and the headers that nobody reads."""

    columns: frozenset[str]
    rows: tuple[Row, ...]
    unread: tuple[str, ...] = ()


def read_table(content: bytes) -> Table:
    """Return the table in a file with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.

    Raises FileRefusedError: too large, no text, no people, a column that is missing or twice there.
    """
    text = _text_of(content)
    records = _records_of(text)
    if not records or not any(records[0]):
        raise FileRefusedError(_("This file is empty. Its first row must name the columns."))
    meaning = [column_of(header) for header in records[0]]
    _refuse_wrong_headers(records[0], meaning)
    rows = tuple(
        Row(number, _cells_of(record, meaning))
        for number, record in enumerate(records[1:], start=2)
        if any(cell.strip() for cell in record)
    )
    if not rows:
        raise FileRefusedError(_("This file has a first row and nobody under it."))
    if len(rows) > MOST_ROWS:
        raise FileRefusedError(
            _("This file has %(n)d rows. At most %(most)d fit; cut it into parts.")
            % {"n": len(rows), "most": MOST_ROWS}
        )
    unread = [head for head, column in zip(records[0], meaning, strict=True) if not column and head]
    has_name_in_two = {"first_name", "last_name"} <= set(meaning)
    columns = {column for column in meaning if column in LABELS}
    return Table(
        columns=frozenset(columns | ({"name"} if has_name_in_two else set())),
        rows=rows,
        unread=tuple(unread),
    )


def _text_of(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise FileRefusedError(_("This file is larger than 5 MB. Does it hold only people?"))
    if content.startswith(b"PK\x03\x04"):
        raise FileRefusedError(
            _("This is a spreadsheet. Open it and save it as CSV, then put that file in.")
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileRefusedError(_("This file is not text. Save the list of people as CSV."))


def _records_of(text: str) -> list[list[str]]:
    header = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise FileRefusedError(
            _("Row %(row)d can't be read: a cell is too long, or its quotes don't close.")
            % {"row": reader.line_num}
        ) from error


def _refuse_wrong_headers(headers: list[str], meaning: list[str | None]) -> None:
    for column, label in LABELS.items():
        twice = [head for head, found in zip(headers, meaning, strict=True) if found == column]
        if len(twice) > 1:
            raise FileRefusedError(
                _("The columns %(heads)s both mean: %(column)s. Keep one of them.")
                % {"heads": ", ".join(f"'{head}'" for head in twice), "column": label}
            )
    has = set(meaning)
    has_name = "name" in has or {"first_name", "last_name"} <= has
    missing = [] if has_name else [str(LABELS["name"])]
    missing += [] if "unit" in has else [str(LABELS["unit"])]
    if not has & {"number", "email"}:
        missing.append(_("number or e-mail"))
    if missing:
        raise FileRefusedError(
            _("A column is missing: %(missing)s. The first row must name it.")
            % {"missing": ", ".join(missing)}
        )


def _cells_of(record: list[str], meaning: list[str | None]) -> dict[str, str]:
    cells = {column: "" for column in meaning if column}
    for column, cell in zip(meaning, record, strict=False):
        if column:
            cells[column] = cell.strip()
    first, last = cells.pop("first_name", ""), cells.pop("last_name", "")
    if "name" not in cells:
        cells["name"] = f"{first} {last}".strip()
    return cells
