"""Does anything lead from a ballot to a person, or from a person to a ballot?"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bothways.operations.audit.finding import Finding, Kind, notice, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.needles import Needles, as_bytes, joined
from bothways.operations.audit.reading import (
    DATABASES,
    Row,
    at_once,
    file_of,
    files_in,
    is_readable,
    rows,
    tables,
)

BALLOT_OUTSIDE = violation(
    "ballot-outside-its-box",
    "Something of a sealed ballot, or a key of its round, lies where people's names lie. Whoever "
    "has both can put a ballot beside a person.",
    "Find out what wrote it there, stop that, and treat the round as one that was not anonymous.",
)
PERSON_AMONG_BALLOTS = violation(
    "person-among-ballots",
    "The database of the boxes must know nobody. Here it names somebody.",
    "Find out what wrote it there, stop that, and treat the round as one that was not anonymous.",
)
LOOKS_LIKE_A_BALLOT = violation(
    "looks-like-a-ballot",
    "A value as long as a credential, or as bytes that nobody can read, lies in a table of people. "
    "It may be of a ballot that is counted already.",
    "Find out what it is. No part of the program writes such a thing there.",
)
BALLOT_IN_A_FILE = violation(
    "ballot-in-a-file",
    "Something of a sealed ballot, or a key of its round, lies in a file beside the databases.",
    "Find out what wrote it there, and overwrite it.",
)

NOT_READ = notice(
    "file-not-read",
    "Whoever looks has no right to read this file, so nobody knows what is in it.",
    "Let somebody with that right look; `secret` is the one that may stay closed.",
)

CREDENTIAL_SHAPED = re.compile(r"[A-Za-z0-9+/_-]{500,}|[0-9a-fA-F]{700,}")
LONG_BYTES, LONG_TEXT = 300, 500
MAY_BE_LONG = {  # published, a person's own, or looked at by a check of its own
    "surveys_round.manifest",
    "surveys_entitlement.for_guardian",  # blinded: says nothing of what is stamped
    "surveys_entitlement.stamp",
    "results_sheet.leaves",
    "results_release.salts",
    "record_leaf.below",
    "keyholders_sparekey.public",
    "members_importdraft.content",
    "members_passkey.credential",
    "members_passkey.public_key",
    "members_session.session_data",
    "notifications_pushaddress.endpoint",
    "commitments_picture.content",  # made anew from what was sent, without anything beside it
    "mailbox_piece.record",  # a sealed piece of an attachment, likewise
    "mailbox_packet.records",  # sealed letters for everybody; `letters` looks at them
    "search_words_data.block",  # folded words, each compared with what it is of
}
MOST = 64 * 2**20


def check(look: Look) -> Iterator[Finding]:
    """Search every column of every table, and every file beside them."""
    for table in tables("default"):
        yield from _among_people(table, look.of_ballots)
    for table in tables("ballots"):
        yield from _among_ballots(table, look.of_people)
    yield from _in_raw_file(look)
    yield from _beside(look)


def _among_people(table: str, needles: Needles) -> Iterator[Finding]:
    """Something of a ballot that is there, or what has the shape of one, whoever's it was."""
    seen: set[tuple[str, str]] = set()
    shaped: set[str] = set()
    for some in _by_many(rows("default", table), at_once(table)):
        seen |= _seen(some, needles)
        shaped |= {
            column
            for column in some[0]
            if f"{table}.{column}" not in MAY_BE_LONG
            and any(is_shaped(row[column]) for row in some)
        }
    yield from _said("default", table, seen, BALLOT_OUTSIDE)
    for column in sorted(shaped):
        where = f"{DATABASES['default']}: {table}.{column}"
        yield LOOKS_LIKE_A_BALLOT.at(where, f"The column {column} of {table} holds such a value.")


def _among_ballots(table: str, needles: Needles) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for some in _by_many(rows("ballots", table), at_once(table)):
        seen |= _seen(some, needles)
    yield from _said("ballots", table, seen, PERSON_AMONG_BALLOTS)


def _by_many(found: Iterator[Row], most: int) -> Iterator[list[Row]]:
    while some := list(islice(found, most)):
        yield some


def _seen(some: list[Row], needles: Needles) -> set[tuple[str, str]]:
    """Return each column that holds one of these, and which: all rows at once, then one by one."""
    if not needles.found_deep(joined(value for row in some for value in row.values())):
        return set()
    return {
        (column, what)
        for row in some
        for column, value in row.items()
        for what in needles.found_deep(as_bytes(value))
    }


def _said(alias: str, table: str, seen: set[tuple[str, str]], kind: Kind) -> Iterator[Finding]:
    for column, what in sorted(seen):
        where = f"{DATABASES[alias]}: {table}.{column}"
        yield kind.at(where, f"The column {column} of {table} holds {what}.")


def is_shaped(value: object) -> bool:
    """Say whether a value is long enough, and of such signs, to be a credential or sealed bytes."""
    if isinstance(value, bytes | memoryview):
        return len(value) >= LONG_BYTES
    is_long = isinstance(value, str) and len(value) >= LONG_TEXT
    return is_long and bool(CREDENTIAL_SHAPED.search(str(value)))


def _in_raw_file(look: Look) -> Iterator[Finding]:
    """The bytes of the ballots' own file, freed pages and all."""
    path = file_of("ballots")
    if path is not None:
        for what in sorted(look.of_people.found_in(path.read_bytes())):
            yield PERSON_AMONG_BALLOTS.at(str(path), f"Somewhere in the file lies {what}.")


def _beside(look: Look) -> Iterator[Finding]:
    """Every other file of the data folder, the main database's own bytes and log included."""
    own = file_of("ballots")
    for path in files_in(look.data):
        if own and path.name.startswith(own.name):
            continue
        if not is_readable(path):
            yield NOT_READ.at(str(path), "This file could not be read.")
            continue
        for what in sorted(look.of_ballots.found_in(_read(path))):
            yield BALLOT_IN_A_FILE.at(str(path), f"The file holds {what}.")


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST)
