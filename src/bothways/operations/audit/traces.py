"""Does anything mark one letter, or the thread of an idea without a name, where people are?

A letter that came out is public, and so is the key of an idea's thread. Beside a person or a moment
each of them tells who wrote, or when: so they lie in their own columns and nowhere else.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import islice

from bothways.operations.audit.finding import Finding, violation
from bothways.operations.audit.logs import content_of, logs_of
from bothways.operations.audit.look import PACKET, PIECE, Look
from bothways.operations.audit.needles import Needles, as_bytes, joined
from bothways.operations.audit.reading import DATABASES, Row, at_once, rows, tables
from bothways.pure.ballots import BallotError, to_bytes
from bothways.pure.mailbox import tray
from bothways.pure.mailbox.letters import mark_in
from bothways.pure.mailbox.stamps import HALF, SPENT_LENGTH

TRACE = violation(
    "trace-of-a-letter",
    "What marks one letter, its stamp, or the thread of an idea without a name, lies where it does "
    "not belong. Beside a person or a moment it tells who wrote, or when.",
    "Find out what wrote it there, stop that, and tell everybody: letters since then may be known.",
)

HEARD, VOICE, WAITING = "mailbox_heard", "voices_voice", "mailbox_boardanswer"
THREAD = ("thread", "seal", "replies")
MAY_HOLD = {
    (PACKET, "records"),
    (HEARD, "id"),
    (PIECE, "id"),
    (PIECE, "record"),
    *((table, column) for table in (HEARD, VOICE, WAITING) for column in THREAD),
}
KEYS = re.compile(rb"(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{43}|[0-9a-fA-F]{64})(?![A-Za-z0-9_-])")
KEY_LENGTH = 32
SHORTEST = 43  # signs of a key in base64url; in hex it has more


def check(look: Look) -> Iterator[Finding]:
    """Search every column of every table of people, and the logs that were named."""
    needles, spent = _of_letters(look), _spent(look)
    if not needles and not spent:
        return
    for table in tables("default"):
        yield from _in_table(table, needles, spent)
    for path in logs_of(look):
        for what in sorted(_found(content_of(path), needles, spent)):
            yield TRACE.at(str(path), f"The log holds {what}.")


def _of_letters(look: Look) -> Needles:
    needles = Needles()
    for row in look.packets:
        size, records = int(row["size"]), bytes(row["records"])
        for at in range(0, len(records), size):
            record = records[at : at + size]
            needles.add_secret("the hash of a letter", hashlib.sha256(record).digest())
            needles.add_secret("the mark of a letter", mark_in(record))
    for row in look.pieces():
        needles.add_secret("the id of a piece of an attachment", bytes.fromhex(str(row["id"])))
    for table in (HEARD, VOICE, WAITING):
        for row in rows("default", table) if table in tables("default") else ():
            _add_thread(needles, row)
    return needles


def _add_thread(needles: Needles, row: Row) -> None:
    for name in THREAD:
        told = str(row.get(name) or "")
        if len(told) < SHORTEST:
            continue
        needles.add("a key of a thread", told.encode())
        try:
            needles.add_secret("a key of a thread", to_bytes(told, KEY_LENGTH, name))
        except BallotError:  # `contents` says so
            continue


def _spent(look: Look) -> frozenset[bytes]:
    """Return what is kept of used stamps: the beginning of the hash of each one's key."""
    kept = (one for row in look.spent for one in tray.records(bytes(row["records"]), SPENT_LENGTH))
    return frozenset(one[:HALF] for one in kept)


def _in_table(table: str, needles: Needles, spent: frozenset[bytes]) -> Iterator[Finding]:
    """All rows at once, and one by one only where there is something that may not be there."""
    may = {column for name, column in MAY_HOLD if name == table}
    found, seen = rows("default", table), set[tuple[str, str]]()
    while some := list(islice(found, at_once(table))):
        columns = [column for column in some[0] if column not in may]
        whole = joined(row[column] for row in some for column in columns)
        if not _found(whole, needles, spent):
            continue
        seen |= {
            (column, what)
            for row in some
            for column in columns
            for what in _found(as_bytes(row[column]), needles, spent)
        }
    for column, what in sorted(seen):
        where = f"{DATABASES['default']}: {table}.{column}"
        yield TRACE.at(where, f"The column {column} of {table} holds {what}.")


def _found(data: bytes, needles: Needles, spent: frozenset[bytes]) -> set[str]:
    found = needles.found_deep(data)
    if spent and any(_hashed(told) in spent for told in KEYS.findall(data)):
        found.add("the key of a stamp that was used")
    return found


def _hashed(told: bytes) -> bytes:
    """Return what would be kept of a stamp with this key."""
    text = told.decode()
    try:
        raw = bytes.fromhex(text) if len(text) > SHORTEST else to_bytes(text, KEY_LENGTH, "key")
    except (BallotError, ValueError):
        return b""
    return hashlib.sha256(raw).digest()[:HALF]
