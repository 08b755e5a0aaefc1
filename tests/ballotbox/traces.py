"""What somebody with every byte of the disk could find out about the order of arrival."""

import sqlite3
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

PROBE = 12


class Traces:
    """All files of a folder, searched for pieces of ballots whose order of arrival is known."""

    def __init__(self, folder: Path) -> None:
        self.files = {
            path.name: path.read_bytes()
            for path in sorted(folder.iterdir())
            if path.is_file() and ".sqlite3" in path.name
        }
        self.databases = [folder / name for name in self.files if name.endswith(".sqlite3")]

    def times_found(self, ballot: bytes) -> int:
        """Return how often a ballot lies on the disk, older copies and free pages included.

        Probes of 12 bytes all through it, so that a page's end in the middle hides nothing.
        """
        whole = self.files.values()
        return max(sum(data.count(probe) for data in whole) for probe in _probes(ballot))

    def orders(self, ballots: Sequence[bytes]) -> dict[str, list[int]]:
        """Return every order of the ballots that can be read from the disk, by how."""
        found = {"copies": self._by_copies(ballots), "place": self._by_place(ballots)}
        for path in self.databases:
            found |= self._by_rowid(path, ballots)
        return found

    def _by_copies(self, ballots: Sequence[bytes]) -> list[int]:
        """What came first is in most of the older versions that lie around."""
        times = [self.times_found(ballot) for ballot in ballots]
        if len(set(times)) == 1:
            return []
        return sorted(range(len(ballots)), key=lambda n: -times[n])

    def _by_place(self, ballots: Sequence[bytes]) -> list[int]:
        """Where the first copy of each lies, as in a log that is written from end to end."""
        whole = b"".join(self.files.values())
        # a probe that is not found counts as lying after everything
        first = [min(whole.find(probe) % (2**63) for probe in _probes(one)) for one in ballots]
        return sorted(range(len(ballots)), key=lambda n: first[n])

    def _by_rowid(self, path: Path, ballots: Sequence[bytes]) -> dict[str, list[int]]:
        """A table with a rowid gives its rows in the order in which they were written."""
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            tables = database.execute("PRAGMA table_list").fetchall()
            found = {}
            for _, table, kind, _, without_rowid, *_ in tables:
                if kind != "table" or without_rowid:
                    continue
                rows = database.execute(f'SELECT rowid, * FROM "{table}" ORDER BY rowid')
                order = [_ballot_in(row, ballots) for row in rows]
                found[f"rowid of {table}"] = [number for number in order if number is not None]
        return found


def _probes(ballot: bytes) -> list[bytes]:
    return [ballot[at : at + PROBE] for at in range(0, len(ballot) - PROBE, PROBE)]


def _ballot_in(row: tuple[object, ...], ballots: Sequence[bytes]) -> int | None:
    held = b"".join(value for value in row if isinstance(value, bytes))
    return next((n for n, ballot in enumerate(ballots) if ballot[:PROBE] in held), None)


def agreement(order: Sequence[int]) -> float:
    """Return how far an order tells 0, 1, 2, ...: 1 wholly (or wholly backwards), 0.5 nothing."""
    if len(order) < 2:
        return 0.5
    pairs = list(combinations(order, 2))
    rising = sum(one < other for one, other in pairs) / len(pairs)
    return max(rising, 1 - rising)
