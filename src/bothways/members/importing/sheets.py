"""What a file holds, whatever program wrote it: sheets of lines of text."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bothways.people.errors import RefusedError

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_SHEETS = 50


class FileRefusedError(RefusedError):
    """The file cannot be read as a list of people; the sentence says why and what to do."""


@dataclass(frozen=True)
class Line:
    """One line of a sheet. `number` counts as a spreadsheet does; `faults`: place -> why."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Nothing is written here, and nothing went wrong here."""
        return not any(self.cells) and not self.faults


@dataclass(frozen=True)
class Sheet:
    """One sheet; a text file is one without a name.

    is_hidden: the spreadsheet does not show it. n_hidden: lines with text that it does not show.
    from_1904: its days as bare numbers count from 1904 (True), 1900 (False), or there are none.
    """

    name: str
    lines: tuple[Line, ...]
    is_hidden: bool = False
    n_hidden: int = 0
    from_1904: bool | None = None


def packed(sheets: Iterable[Sheet]) -> bytes:
    """Return sheets as they are kept until somebody confirms them: read once, not a file again."""
    told = [
        [
            sheet.name,
            sheet.is_hidden,
            sheet.n_hidden,
            sheet.from_1904,
            [[line.number, line.cells, line.faults] for line in sheet.lines],
        ]
        for sheet in sheets
    ]
    return zlib.compress(json.dumps(told).encode(), level=1)


def unpacked(kept: bytes) -> list[Sheet]:
    """Return the sheets that were packed."""
    return [
        Sheet(
            name,
            tuple(
                Line(number, tuple(cells), {int(place): why for place, why in faults.items()})
                for number, cells, faults in lines
            ),
            is_hidden=is_hidden,
            n_hidden=n_hidden,
            from_1904=from_1904,
        )
        for name, is_hidden, n_hidden, from_1904, lines in json.loads(zlib.decompress(kept))
    ]
