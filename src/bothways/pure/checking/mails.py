"""The marks of the record in a mail that somebody kept, in whatever language it was sent."""

import re
from dataclasses import dataclass

WHOLE = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])")
IN_FOURS = re.compile(r"\b(?:[0-9a-fA-F]{4}\s){15}[0-9a-fA-F]{4}\b(?!\s[0-9a-fA-F]{4}\b)")
NUMBER = re.compile(r"[0-9]{1,15}")
BROKEN_LINE = re.compile(r"=\r?\n")  # as mails wrap long lines (quoted-printable)


@dataclass(frozen=True)
class Mark:
    """The number of entries, and the root over them, as a mail or a page said."""

    size: int
    root: bytes


def read_mark(text: str) -> Mark | None:
    """Return the mark in a line, a whole mail, or a size and a root; None if there is none.

    The root is 64 hexadecimal signs, with or without spaces; the size the last number before it.
    """
    found = WHOLE.search(text) or IN_FOURS.search(text)
    return _mark(text[: found.start()], found.group()) if found else None


def read_marks(text: str) -> list[Mark]:
    """Return every mark in the text of a mail, each once, in order."""
    whole = BROKEN_LINE.sub("", text)
    roots = sorted([*WHOLE.finditer(whole), *IN_FOURS.finditer(whole)], key=lambda one: one.start())
    marks, read = [], 0
    for root in roots:
        marks.append(_mark(whole[read : root.start()], root.group()))
        read = root.end()
    return list(dict.fromkeys(mark for mark in marks if mark))


def _mark(before: str, root: str) -> Mark | None:
    numbers = NUMBER.findall(before)
    if not numbers or int(numbers[-1]) == 0:
        return None
    return Mark(int(numbers[-1]), bytes.fromhex(re.sub(r"\s", "", root)))
