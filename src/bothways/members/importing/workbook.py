"""A spreadsheet (XLSX) as sheets of text. Nothing in it is calculated, followed or run."""

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import IO, Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from bothways.members.importing.container import damaged
from bothways.members.importing.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    FileRefusedError,
    Line,
    Sheet,
)

LONGEST = 2_000  # signs of a cell that we keep; what is cut is refused later, as too long
MOST_FILLED = 2 * MOST_ROWS * MOST_COLUMNS
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NO_VALUE = object()  # a formula of which the file does not keep what it came to
Cells = dict[int, object]


def read_workbook(content: bytes) -> list[Sheet]:
    """Return the sheets of a spreadsheet that passed container.is_workbook.

    Raises FileRefusedError: damaged, or with more lines or columns than any list of people.
    """
    import warnings

    from defusedxml.ElementTree import ParseError
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            with closing(book):
                return [_read_sheet(sheet, book) for sheet in book.worksheets[:MOST_SHEETS]]
    except FileRefusedError:
        raise
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        OSError,
        BadZipFile,
        ParseError,
        TypeError,
        ValueError,
    ) as error:
        raise damaged() from error


def _read_sheet(sheet: Any, book: Any) -> Sheet:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    zeros = _widths_of_zeros(book)
    rows: dict[int, Cells] = {}
    hidden: set[int] = set()
    areas: list[str] = []
    with sheet.parent._archive.open(sheet._worksheet_path) as source:
        for number, cells, is_hidden in _rows_of(source, sheet, areas):
            for place, value, style in cells:
                if value is not None and value != "":
                    shown = _with_zeros(value, zeros.get(style, 0))
                    rows.setdefault(number, {})[place] = shown
            if is_hidden and number in rows:
                hidden.add(number)
            if len(rows) > 2 * MOST_ROWS:
                raise too_many_rows(len(rows))
    _fill(rows, areas)
    lines = [_line_of(number, rows[number]) for number in sorted(rows)]
    return Sheet(
        sheet.title,
        tuple(line for line in lines if not line.is_blank),
        is_hidden=sheet.sheet_state != "visible",
        n_hidden=len(hidden),
        from_1904=book.epoch == CALENDAR_MAC_1904,
    )


def too_many_rows(how_many: int) -> FileRefusedError:
    """Return the refusal of a file with more rows than we take at once."""
    return FileRefusedError(
        _("This file has %(n)d rows. At most %(most)d fit; cut it into parts.")
        % {"n": how_many, "most": MOST_ROWS}
    )


def _rows_of(
    source: IO[bytes], sheet: Any, areas: list[str]
) -> Iterator[tuple[int, list[tuple[int, object, int]], bool]]:
    """Yield (number, cells, is hidden) of each row; the merged areas come last in the file."""
    from defusedxml.ElementTree import iterparse
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    parser = WorkSheetParser(
        source,
        sheet._shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )
    for _event, element in iterparse(source):
        if element.tag == f"{MAIN}row":
            bare = _formulas_without_value(element)
            number, cells = parser.parse_row(element)
            yield number, [_read(cell, bare) for cell in cells], element.get("hidden") == "1"
            element.clear()
        elif element.tag == f"{MAIN}mergeCell":
            areas.append(element.get("ref", ""))


def _formulas_without_value(row: Any) -> frozenset[str]:
    """Return the cells of which nothing can be said; texts written into cells become values."""
    bare = []
    for cell in row:
        if cell.get("t") == "inlineStr":
            value = cell.makeelement(f"{MAIN}v", {})
            cell.append(value)
            value.text = "".join(piece.text or "" for piece in cell.iter(f"{MAIN}t"))
            cell.set("t", "str")
        elif len(cell) and cell[0].tag == f"{MAIN}f" and not cell.findtext(f"{MAIN}v"):
            bare.append(cell.get("r", ""))
    return frozenset(bare)


def _read(cell: Mapping[str, Any], bare: frozenset[str]) -> tuple[int, object, int]:
    from openpyxl.utils import get_column_letter

    place, value = cell["column"] - 1, cell["value"]
    if place >= MOST_COLUMNS:
        if value in (None, ""):
            return place, None, 0
        raise FileRefusedError(
            _("This file has more than %(most)d columns. Copy those about people into a new one.")
            % {"most": MOST_COLUMNS}
        )
    if bare and f"{get_column_letter(place + 1)}{cell['row']}" in bare:
        value = NO_VALUE
    if isinstance(value, str):
        value = value[:LONGEST]
    return place, value, cell["style_id"]


def _widths_of_zeros(book: Any) -> dict[int, int]:
    """Return the styles that show 123 as 00123: style -> how many digits."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    widths = {}
    for number, style in enumerate(book._cell_styles):
        code = BUILTIN_FORMATS.get(style.numFmtId, "")
        own = style.numFmtId - 164  # a book's own formats are numbered from here
        if 0 <= own < len(book._number_formats):
            code = book._number_formats[own]
        if re.fullmatch(r"0{2,20}", code):
            widths[number] = len(code)
    return widths


def _with_zeros(value: object, width: int) -> object:
    if width and isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return f"{value:0{width}d}"
    return value


def _fill(rows: dict[int, Cells], areas: list[str]) -> None:
    """Put the first cell of each merged area into all of it, and nowhere else.

    Areas don't overlap in any real file; many that do would keep the server busy for hours.
    """
    from openpyxl.utils import range_boundaries

    left_over = MOST_FILLED
    for area in areas[: 2 * MOST_ROWS]:
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(area))
        value = rows.get(top, {}).get(left - 1)
        if value is None:
            continue
        numbers = range(top, min(bottom, top + 2 * MOST_ROWS) + 1)
        places = range(left - 1, min(right, MOST_COLUMNS))
        left_over -= len(numbers)
        for number in numbers:
            if left_over < 0:
                raise damaged()
            if number in rows:  # a row in which nothing else stands is no person
                left_over -= len(places)
                for place in places:
                    rows[number][place] = value


def _line_of(number: int, cells: Cells) -> Line:
    found = [""] * (max(cells, default=-1) + 1)
    faults = {}
    for place, value in cells.items():
        if value is NO_VALUE:
            faults[place] = _(
                "the cell holds a formula, and the file does not keep what it came to. Open the "
                "file in your spreadsheet program and save it again."
            )
        elif isinstance(value, str) and re.fullmatch(r"#[A-Z/0!?]{3,8}", value):
            faults[place] = _("the cell shows the error %(error)s. Mend its formula.") % {
                "error": value
            }
        else:
            found[place] = text_of(value)
    return Line(number, tuple(found), faults)


def text_of(value: object) -> str:
    """Return what a cell holds as a person would write it: 123.0 is '123', days are ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)[:LONGEST].strip()


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return repr(value)
