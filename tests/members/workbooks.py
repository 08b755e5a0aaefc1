"""Spreadsheets for tests: honest ones through openpyxl, hostile ones byte by byte."""

import io
import re
from collections.abc import Callable, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEAD = ["number", "name", "email", "unit"]
IDA = ["1", "Ida Krog", "ida@firm.example", "Firm/Ops"]
SHEET = "xl/worksheets/sheet1.xml"
Touch = Callable[[Worksheet], None]


def saved(book: Workbook) -> bytes:
    """Return a workbook as its file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(*rows: Sequence[Any], touch: Touch | None = None, title: str = "People") -> bytes:
    """Return a file of one sheet with these rows; `touch` may do more to the sheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    if touch:
        touch(sheet)
    return saved(book)


def sheets(**lists: list[list[Any]]) -> bytes:
    """Return a file with a sheet per keyword."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in lists.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return saved(book)


def with_part(content: bytes, name: str, new: bytes | Callable[[bytes], bytes]) -> bytes:
    """Return the file with one of its parts put in anew, or changed by a function."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in old.namelist():
            if part != name:
                target.writestr(part, old.read(part))
        target.writestr(name, new if isinstance(new, bytes) else new(old.read(name)))
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    """Return a zip file; '__' in a keyword is '/', '_dot_' is '.'."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def said_smaller(content: bytes, name: str) -> bytes:
    """Return a file whose directory says that a part is 10 bytes long."""
    changed = bytearray(content)
    for match in re.finditer(re.escape(name.encode()), content):
        for offset, signature in ((30, b"PK\x03\x04"), (46, b"PK\x01\x02")):
            at = match.start() - offset
            if content[at : at + 4] == signature:
                size = at + (22 if offset == 30 else 24)
                changed[size : size + 4] = (10).to_bytes(4, "little")
    return bytes(changed)
