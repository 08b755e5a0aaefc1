"""What a file of SQLite and its journals remember of what was written before."""

import time
from collections.abc import Iterator
from pathlib import Path

from bothways.operations.audit import server
from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import DATABASES, file_of, is_sqlite

WRITE_AHEAD = violation(
    "ballots-with-a-log",
    "A write-ahead log keeps every state of the box one after the other: the order in which "
    "ballots came, also after the count.",
    "Stop Bothways; open the file once with PRAGMA journal_mode=TRUNCATE; delete -wal and -shm.",
)
LEFT_JOURNAL = violation(
    "ballots-with-a-journal",
    "A journal that was not emptied holds the state of the box before the last ballot.",
    "Start Bothways once, so that it is emptied. If it stays, look at who else opens the file.",
)
FREED_PAGES = violation(
    "freed-pages-not-empty",
    "Pages of the file that are not in use any more still hold what was in them.",
    "Rewrite the file (VACUUM) with PRAGMA secure_delete=ON, as the program does after a count.",
)

HEADER = b"SQLite format 3\x00"
WAL_VERSION = 2
PATIENCE, PAUSE_SECONDS = 5, 0.2


def check(_look: Look) -> Iterator[Finding]:
    """Look at journals and freed pages of SQLite, and at the settings of PostgreSQL."""
    path = file_of("ballots")
    if path is not None:
        yield from _of_file(path)
    for alias in DATABASES:
        if not is_sqlite(alias):
            yield from server.check(alias)


def _of_file(path: Path) -> Iterator[Finding]:
    data = path.read_bytes()
    beside = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
    if data[18:20] != b"\x01\x01" and data.startswith(HEADER):
        yield WRITE_AHEAD.at(str(path), "The file is written with a log ahead of it.")
    for left in beside:
        if left.exists():
            yield WRITE_AHEAD.at(str(left), "Such a log, or its index, lies beside the file.")
    journal = path.with_name(path.name + "-journal")
    if _stays_full(journal):
        yield LEFT_JOURNAL.at(str(journal), "This journal is not empty.")
    if any(any(page) for page in freed_pages(data)):
        yield FREED_PAGES.at(str(path), "There are freed pages that hold bytes.")


def _stays_full(journal: Path) -> bool:
    """A journal is full while somebody writes, for moments."""
    for _ in range(PATIENCE):
        if not journal.exists() or not any(journal.read_bytes()):
            return False
        time.sleep(PAUSE_SECONDS)
    return True


def freed_pages(data: bytes) -> Iterator[bytes]:
    """Yield what lies in each page of the free list of a SQLite file, its own pointers left out.

    Source: the file format, sections 1.3 and 1.5 (sqlite.org/fileformat2.html).
    """
    if not data.startswith(HEADER):
        return
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    trunk = int.from_bytes(data[32:36], "big")
    seen: set[int] = set()
    while trunk and trunk not in seen:
        seen.add(trunk)
        page = data[(trunk - 1) * size : trunk * size]
        n_leaves = int.from_bytes(page[4:8], "big")
        for place in range(8, 8 + 4 * min(n_leaves, size // 4 - 2), 4):
            leaf = int.from_bytes(page[place : place + 4], "big")
            yield data[(leaf - 1) * size : leaf * size]
        yield page[8 + 4 * n_leaves :]
        trunk = int.from_bytes(page[:4], "big")
