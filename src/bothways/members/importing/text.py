"""A text file with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252."""

import csv
import io

from django.utils.translation import gettext as _

from bothways.members.importing.sheets import FileRefusedError, Line, Sheet


def read_text(content: bytes) -> Sheet:
    """Return the one sheet of a text file. Raises FileRefusedError."""
    text = _text_of(content)
    lines = text.splitlines()
    header = next((line for line in lines if line.strip(" ,;\t")), "")
    delimiter = max(",;\t|", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        records = enumerate(reader, start=1)
        found = [Line(number, tuple(cell.strip() for cell in row)) for number, row in records]
    except csv.Error as error:
        raise FileRefusedError(
            _("Row %(row)d can't be read: a cell is too long, or its quotes don't close.")
            % {"row": reader.line_num}
        ) from error
    return Sheet("", tuple(line for line in found if not line.is_blank))


def _text_of(content: bytes) -> str:
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
    raise FileRefusedError(
        _("This file is not text and not a spreadsheet. Save the list of people as XLSX or CSV.")
    )
