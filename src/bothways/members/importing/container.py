"""What kind of file this is, and whether it is safe to open: looked at before any of it is read."""

import io
import zlib
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from bothways.members.importing.sheets import MOST_BYTES, FileRefusedError

MOST_INFLATED = 60_000_000
MOST_PARTS = 2_000
MOST_TAGS = 800_000  # of texts and styles; an element of four letters costs a hundred times that
MOST_TAGS_IN_A_ROW = 20_000  # of a sheet: some programs style 16,384 empty cells
AT_ONCE = 1 << 16
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
UNREADABLE = (  # what the library says of a damaged archive
    BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
)
DECLARES = (b"<!DOCTYPE", b"<!ENTITY")  # no spreadsheet has one; every bomb of entities does


def is_workbook(content: bytes) -> bool:
    """Say whether this is a spreadsheet that we read (True) or may be text (False).

    Raises FileRefusedError for a kind of file that we can't read, with what to do instead.
    """
    if len(content) > MOST_BYTES:
        raise FileRefusedError(_("This file is larger than 5 MB. Does it hold only people?"))
    if content.startswith(OLE):
        raise FileRefusedError(_why_not_ole(content))
    if not content.startswith(ZIP):
        return False
    with _opened(content) as archive:
        _refuse_other_kinds(archive)
        _refuse_bombs(archive)
    return True


def damaged() -> FileRefusedError:
    """Return the refusal of a spreadsheet that can't be opened."""
    return FileRefusedError(
        _(
            "This spreadsheet is damaged. Open it in your spreadsheet program, save it as XLSX "
            "again, then put that file in."
        )
    )


def _opened(content: bytes) -> ZipFile:
    try:
        return ZipFile(io.BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise damaged() from error


def _why_not_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _(
            "This spreadsheet is protected by a password. Open it, take the password off, save "
            "it, then put that file in."
        )
    return _(
        "This is a spreadsheet in the old format (.xls). Open it, save it as XLSX, then put that "
        "file in."
    )


def _refuse_other_kinds(archive: ZipFile) -> None:
    names = set(archive.namelist())
    if any(name.endswith(".iwa") for name in names) or "Index.zip" in names:
        raise FileRefusedError(
            _("This is a file of Numbers. Export it as Excel or CSV, then put that file in.")
        )
    if "content.xml" in names and "mimetype" in names:
        raise FileRefusedError(
            _("This is an OpenDocument file (.ods). Save it as XLSX or CSV, then put that file in.")
        )
    if "xl/workbook.bin" in names:
        raise FileRefusedError(
            _("This is a binary spreadsheet (.xlsb). Save it as XLSX, then put that file in.")
        )
    if not any(name.startswith("xl/") for name in names):
        raise FileRefusedError(
            _("This is not a spreadsheet. Save the list of people as XLSX or CSV.")
        )


def _refuse_bombs(archive: ZipFile) -> None:
    """Believe the directory first, and then what really comes out, piece by piece."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_INFLATED:
        raise _too_much()
    if any(part.flag_bits & 1 for part in parts):
        raise damaged()
    left = MOST_INFLATED
    try:
        for part in parts:
            left -= _weigh(archive, part.filename, left)
    except UNREADABLE as error:
        raise damaged() from error


def _weigh(archive: ZipFile, name: str, most: int) -> int:
    """Return how many bytes a part really has; text that declares types or entities is refused."""
    n_bytes, n_tags, tail = 0, 0, b""
    is_markup = name.endswith((".xml", ".rels"))
    most_tags = MOST_TAGS_IN_A_ROW if "/worksheets/" in name else MOST_TAGS
    with archive.open(name) as part:
        while piece := part.read(AT_ONCE):
            n_bytes += len(piece)
            if n_bytes > most:
                raise _too_much()
            if is_markup and any(word in tail + piece for word in DECLARES):
                raise damaged()
            n_tags = _tags_of_the_last_row(piece, n_tags, most_tags)
            tail = piece[-len(DECLARES[0]) :]
    return n_bytes


def _tags_of_the_last_row(piece: bytes, before: int, most: int) -> int:
    """Count the tags row by row (a part without rows is one); return those of the row at the end.

    A row that is cut by the end of a piece may be counted with its neighbour.
    """
    for number, row in enumerate(piece.split(b"<row")):
        before = row.count(b"<") + (0 if number else before)
        if before > most:
            raise _too_much()
    return before


def _too_much() -> FileRefusedError:
    return FileRefusedError(
        _(
            "This spreadsheet holds far more than a list of people when it is opened. Copy the "
            "list into a new one, then put that in."
        )
    )
