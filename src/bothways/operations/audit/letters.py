"""Do letters on their way, stamps and packets tell an order, a moment or a name?"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from bothways.mailbox.models import Drawn, Epoch
from bothways.mailbox.proofs import OF_DESKS, OF_MONTHS
from bothways.operations.audit.finding import Finding, notice, violation
from bothways.operations.audit.look import DRAWN, MONTH, PACKET, PIECE, PLACE, SPENT, TRAY, Look
from bothways.operations.audit.reading import DATABASES, Row, is_sqlite, rows, tables
from bothways.people.models import Person
from bothways.pure.mailbox import BOOKS, HOURS, hour_mark, pieces, record_sizes, tray
from bothways.pure.mailbox.stamps import SPENT_LENGTH
from bothways.record.models import Entry

UNSORTED = violation(
    "letters-not-sorted",
    "Letters and used stamps must lie in the order of what is chance in them. Another order is one "
    "of arrival.",
    "Treat the letters of this half day as not anonymous, and find out what wrote them.",
)
NOT_PADDED = violation(
    "tray-not-padded",
    "A row of the tray is as long as if it were full. Another length tells how many letters came.",
    "Find out what wrote it.",
)
FINER = violation(
    "packet-finer-than-its-hour",
    "Letters come out at two fixed hours. This packet tells another moment, or lies in another "
    "order than that of chance.",
    "Find out what wrote it: no part of the program does.",
)
PLACE_TELLS = violation(
    "place-for-pieces-tells",
    "A place for a piece of an attachment is as long as a piece, and holds one or nothing. This "
    "one holds something else, or the rest of a piece that came out.",
    "Let the worker run past the next fixed hour. If this stays, find out what wrote it.",
)
STAMPS_STILL = violation(
    "stamps-of-a-month-that-is-over",
    "A month is over, and its key could still stamp letters, or what was kept of its stamps is "
    "still there.",
    "Let the worker run. If this stays, see what `doctor` says of its jobs.",
)
DRAWN_TELLS = violation(
    "stamps-with-more",
    "Of a person's stamps digests are kept and no more. This row holds something else.",
    "Find out what wrote it.",
)
DRAWN_ONE_BY_ONE = violation(
    "stamps-made-one-by-one",
    "The rows of those who may draw stamps are made for everybody at once. Here there are rows "
    "only of those who drew some, so their order is that of drawing.",
    "Find out what made them.",
)

NOT_AS_NOTED = violation(
    "letters-not-as-noted",
    "What comes out at a fixed hour is put on the record with its mark, and stays as it was. Here "
    "letters were altered, left out or added since.",
    "Tell everybody who writes or reads letters, and compare with a backup.",
)
KEY_UNNOTED = violation(
    "key-not-on-the-record",
    "A key that letters are sealed or stamped with must stand on the record, once for everybody, "
    "and a month has one. This one could have been made for one person.",
    "Let the worker run. If this stays, nobody should write until it is known who made the key.",
)

WHY_TWO = (
    "If the box's file was lost in that month, or did not come along to another database, that is "
    "why: compare the days on the record."
)

NOT_REWRITTEN = violation(
    "letters-not-rewritten",
    "Letters that came out, or stamps, were deleted, and the disk was not written anew since then: "
    "it still holds what was there.",
    "Let the worker run. If this stays, see what `doctor` says of its jobs.",
)
OLD_LETTERS = notice(
    "old-rows-of-letters",
    "While letters wait for the next fixed hour PostgreSQL keeps earlier states of their tables, "
    "and so the order in which they came. At the hour the tables are written anew.",
    "Keep copies of the machine, and replicas, away from others.",
)

HOUR = re.compile(r"\d{4}-\d\d-\d\dT(\d\d)")
DIGESTS = re.compile(rf"[0-9a-f]{{64}}( [0-9a-f]{{64}}){{{BOOKS - 1}}}")
GRACE = timedelta(days=8)
REMNANT = "letterbox_remnant"
OF_A_PIECE = {"id", "hour", "record"}
COLUMNS = {"id", "person_id", "month", "digests"}


def check(look: Look) -> Iterator[Finding]:
    """Look at trays, spent stamps, months, packets, and who drew."""
    for row in look.trays:
        yield from _row(f"{TRAY} {row['id']}", row, int(row["size"]))
    for row in look.spent:
        yield from _row(f"{SPENT} {row['id']}", row, SPENT_LENGTH)
    for row in look.packets:
        yield from _packet(row)
    for row in look.places():
        yield from _place(row)
    for row in look.pieces():
        yield from _piece(row)
    yield from _on_the_disk(look)
    yield from _months(look)
    yield from _noted_keys(look)
    yield from _noted_hours(look)
    yield from _drawn(look)


def _noted_keys(look: Look) -> Iterator[Finding]:
    """Each month's key and each desk's stands on the record, and no month has had two."""
    told = list(_noted(OF_MONTHS))
    for row in look.months:
        where = f"{DATABASES['ballots']}: {MONTH} {row['month']}"
        if {"month": row["month"], "key": row["id"]} not in told:
            yield KEY_UNNOTED.at(where, f"The record does not know the key of {row['month']}.")
    for month, n in Counter(str(one["month"]) for one in told).items():
        if n > 1:
            yield KEY_UNNOTED.at(f"the record: {month}", f"{month} has had {n} keys. {WHY_TWO}")
    of_desks = [(one.get("seal"), one.get("sign")) for one in _noted(*OF_DESKS)]
    for epoch in Epoch.objects.select_related("desk"):
        if (epoch.seal, epoch.sign) not in of_desks:
            where = f"{DATABASES['default']}: mailbox_epoch {epoch.pk}"
            yield KEY_UNNOTED.at(where, f"The record does not know key {epoch.number} of a desk.")


def _noted_hours(look: Look) -> Iterator[Finding]:
    """What lies in the packets of an hour is what the record says came out then."""
    out: dict[str, list[bytes]] = {}
    for row in look.packets:
        size, records = int(row["size"]), bytes(row["records"])
        letters = [records[at : at + size] for at in range(0, len(records), size)]
        out.setdefault(str(row["hour"]), []).extend(letters)
    noted = {str(one["hour"]): one["mark"] for one in _noted("letters.came_out")}
    for hour, letters in out.items():
        if noted.get(hour) != hour_mark(letters):
            where = f"{DATABASES['default']}: {PACKET} {hour}"
            yield NOT_AS_NOTED.at(where, "The letters of this hour are not those on the record.")


def _noted(*verbs: str) -> Iterator[dict[str, Any]]:
    yield from Entry.objects.filter(verb__in=verbs).values_list("details", flat=True)


def _on_the_disk(look: Look) -> Iterator[Finding]:
    where = DATABASES["ballots"]
    for row in rows("ballots", REMNANT) if REMNANT in tables("ballots") else ():
        yield NOT_REWRITTEN.at(f"{where}: letterbox_{row['id']}", "This table is owed to the disk.")
    waits = any(any(bytes(row["records"])) for row in look.trays)
    if waits and not is_sqlite("ballots"):
        yield OLD_LETTERS.at(f"{where}: {TRAY}", "Letters wait.")


def _row(name: str, row: Row, size: int) -> Iterator[Finding]:
    where, records = f"{DATABASES['ballots']}: {name}", bytes(row["records"])
    found = list(tray.records(records, size))
    if any(one >= other for one, other in pairwise(found)):
        yield UNSORTED.at(where, "What lies in this row is not sorted.")
    if len(records) != len(tray.empty_row(size)) or any(records[len(found) * size :]):
        yield NOT_PADDED.at(where, "This row is not filled up with emptiness to its room.")


def _packet(row: Row) -> Iterator[Finding]:
    where = f"{DATABASES['default']}: {PACKET} {row['id']}"
    size, records = int(row["size"]), bytes(row["records"])
    letters = [records[at : at + size] for at in range(0, len(records), size)]
    hour = HOUR.fullmatch(str(row["hour"]))
    is_fit = size in record_sizes() and hour is not None and int(hour.group(1)) in HOURS
    if not is_fit or any(one >= other for one, other in pairwise(letters)):
        yield FINER.at(where, "This packet is not as the fixed hours make it.")


def _place(row: Row) -> Iterator[Finding]:
    where, records = f"{DATABASES['ballots']}: {PLACE} {row['id']}", bytes(row["records"])
    is_empty = not any(records)
    if len(records) != pieces.PIECE or is_empty == bool(row["is_full"]):
        yield PLACE_TELLS.at(where, "This place is not as the slot leaves one.")


def _piece(row: Row) -> Iterator[Finding]:
    where, record = f"{DATABASES['default']}: {PIECE} {row['id']}", bytes(row["record"])
    hour = HOUR.fullmatch(str(row["hour"]))
    is_fit = len(record) == pieces.PIECE and pieces.id_in(record) == row["id"]
    if not is_fit or hour is None or int(hour.group(1)) not in HOURS or set(row) != OF_A_PIECE:
        yield FINER.at(where, "This piece of an attachment is not as the fixed hours make it.")


def _months(look: Look) -> Iterator[Finding]:
    now = localtime(look.now)
    for row in look.months:
        month, where = str(row["month"]), f"{DATABASES['ballots']}: {MONTH} {row['month']}"
        signs = row["signing_key"] and month < f"{now - timedelta(days=1):%Y-%m}"
        if signs or month < f"{now - GRACE:%Y-%m}":
            yield STAMPS_STILL.at(where, f"The stamps of {month} were not ended.")


def _drew(row: Row) -> bool:
    """Say whether this person drew a book; one who may read the secret key can tell."""
    person = UUID(str(row["person_id"]))
    told = Drawn(person_id=person, month=str(row["month"]), digests=str(row["digests"]))
    return len(told.not_drawn()) < BOOKS


def _drawn(look: Look) -> Iterator[Finding]:
    where, n_here = f"{DATABASES['default']}: {DRAWN}", Person.objects.here().count()
    by_month: dict[str, list[bool]] = {}
    for row in look.drawn:
        by_month.setdefault(str(row["month"]), []).append(_drew(row))
        if not DIGESTS.fullmatch(str(row["digests"])) or set(row) - COLUMNS:
            yield DRAWN_TELLS.at(where, "A row of stamps holds more than person and digests.")
    for month, drew in by_month.items():
        if len(drew) > 1 and all(drew) and len(drew) < n_here:
            yield DRAWN_ONE_BY_ONE.at(where, f"Of {month[:8]} only those who drew have rows.")
