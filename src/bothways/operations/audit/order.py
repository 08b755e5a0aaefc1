"""In which order do things lie, and what does that order tell?"""

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

from bothways.operations.audit.finding import Finding, notice, violation
from bothways.operations.audit.look import BUNDLE, Look, n_stamps
from bothways.operations.audit.reading import DATABASES, Row, asked, file_of, is_sqlite, rows
from bothways.pure.ballots import BallotError, Envelope, bundle, record_size
from bothways.pure.ballots.credentials import CREDENTIAL_LENGTH
from bothways.surveys.models import Round

MADE_OTHERWISE = "Treat the round as one that was not anonymous, and find out what wrote it."

UNSORTED = violation(
    "bundle-not-sorted",
    "Ballots must lie in the order of their random keys. Another order is one of arrival.",
    MADE_OTHERWISE,
)
NOT_PADDED = violation(
    "bundle-not-padded",
    "A bundle is as long as if everybody had answered. Another length tells how many did, and "
    "what follows the last ballot must be empty.",
    MADE_OTHERWISE,
)
STRAY_BUNDLE = violation(
    "bundle-of-no-round",
    "There are ballots of a round or a group that the rules don't know.",
    "Find out where they come from; they could be a copy.",
)
OLD_VERSION = violation(
    "old-version-of-a-ballot",
    "The file holds an earlier state of the box besides the one of now. Two states tell which "
    "ballot came between them.",
    "Look at who opens the file without secure_delete, and rewrite it (VACUUM).",
)
NOT_GENUINE = violation(
    "ballot-not-genuine",
    "A ballot in the box has no credential or signature that holds: it was put there past the "
    "program.",
    "It is not counted. Find out who has written into the box.",
)
MORE_THAN_HANDED_OUT = violation(
    "more-ballots-than-envelopes",
    "A group's box holds more ballots than envelopes were handed out in it: somebody stamps "
    "envelopes of their own.",
    "Don't trust this round's figures.",
)
ENVELOPE_TELLS = violation(
    "envelope-with-more",
    "Of an envelope one digest is kept and no more. This row holds something else, which could be "
    "a moment.",
    "Find out what wrote it.",
)
MADE_ONE_BY_ONE = violation(
    "envelopes-made-one-by-one",
    "The rows of envelopes are made for everybody at once. Here there are rows only of those who "
    "fetched one, so their order is that of fetching.",
    MADE_OTHERWISE,
)
ORDER_OF_FETCHING = notice(
    "order-of-fetching",
    "Whoever reads the raw database can find in which order envelopes were fetched, and sign-ins "
    "and mails began. That order says nothing of the ballots', which are kept in none.",
    "Announce rounds some days before the box opens, so that fetching says nothing of answering.",
)
OLD_ROWS = notice(
    "old-rows-while-open",
    "While a box is open PostgreSQL keeps earlier states of it, and so the order in which ballots "
    "came, until it clears them away. After the count the tables are written anew.",
    "Keep copies of the machine, and replicas, away from others while a box is open.",
)
OLD_ROWS_AFTER = violation(
    "old-rows-after-the-count",
    "No box is open, and the file of the ballots' table is not empty: what was cleared away can "
    "still be read from it.",
    "Let the worker run: it writes the tables anew. Else: VACUUM FULL ballotbox_bundle",
)

DIGEST = re.compile(r"([0-9a-f]{64})?")


def check(look: Look) -> Iterator[Finding]:
    """Look at bundles, envelopes, and what a reader of raw files could put in order."""
    rules = {round_.pk.hex: round_ for round_ in Round.objects.exclude(manifest="")}
    for row in look.bundles:
        yield from _bundle(row, look.boxes.get(row["round"]), rules.get(row["round"]))
    yield from _old_versions(look)
    yield from _genuine(look, rules)
    yield from _envelopes(look, rules)
    yield ORDER_OF_FETCHING.at(DATABASES["default"], _order_words())
    if not is_sqlite("ballots"):
        yield from _files_of_postgres(look)


def _bundle(row: Row, box: Row | None, round_: Round | None) -> Iterator[Finding]:
    where = f"{DATABASES['ballots']}: {BUNDLE} {row['id']}"
    blocks = {b["id"]: b for b in round_.rules["blocks"]} if round_ else {}
    if box is None or not box["size"] or row["block"] not in blocks:
        yield STRAY_BUNDLE.at(where, "This bundle belongs to no announced round and group.")
        return
    stamps, records = n_stamps(box), bytes(row["records"])
    step = record_size(box["size"], stamps)
    _parts, room = bundle.parts_for(blocks[row["block"]]["eligible"], box["size"], stamps)
    filled = [r for r in bundle.filled(records, box["size"], stamps) if len(r) == step]
    if len(records) != room * step or any(records[len(filled) * step :]):
        yield NOT_PADDED.at(where, "This bundle is not filled up with emptiness to its capacity.")
    keys = [record[bundle.KEY] for record in filled]
    if any(one >= other for one, other in pairwise(keys)):
        yield UNSORTED.at(where, "The ballots of this bundle are not sorted by their keys.")


def _old_versions(look: Look) -> Iterator[Finding]:
    path = file_of("ballots")
    if path is None:
        return
    data = path.read_bytes()
    if any(data.count(envelope.key) > 1 for _round, envelope in look.ballots):
        yield OLD_VERSION.at(str(path), "A ballot's key lies in the file more than once.")


def _genuine(look: Look, rules: dict[str, Round]) -> Iterator[Finding]:
    keys = {(row["round"], row["block"]): row for row in look.block_keys}
    for round_, envelope in look.ballots:
        row = keys.get((round_, envelope.block))
        if row is None or round_ not in rules or not _holds(envelope, rules[round_], row):
            where = f"{DATABASES['ballots']}: round {round_}, group {envelope.block}"
            yield NOT_GENUINE.at(where, "A ballot in this box was never stamped for it.")
            return


def _holds(envelope: Envelope, round_: Round, keys: Row) -> bool:
    try:
        envelope.check(
            manifest_hash=bytes.fromhex(round_.manifest_hash),
            public_der=bytes(keys["public_key"]),
            guardian_der=bytes(keys.get("guardian_key") or b""),
        )
    except (BallotError, ValueError):
        return False
    return True


def _envelopes(look: Look, rules: dict[str, Round]) -> Iterator[Finding]:
    where = f"{DATABASES['default']}: surveys_entitlement"
    n_ballots = Counter((round_, envelope.block) for round_, envelope in look.ballots)
    n_rows: Counter[tuple[str, str]] = Counter()
    n_fetched: Counter[tuple[str, str]] = Counter()
    for row in rows("default", "surveys_entitlement"):
        group = (_hex(row["round_id"]), str(row["block"]))
        n_rows[group] += 1
        n_fetched[group] += bool(row["blinded_digest"])
        if _tells_more(row, rules.get(group[0])):
            yield ENVELOPE_TELLS.at(where, "A row of envelopes holds more than person and digest.")
    if any(n_ballots[group] > n_fetched[group] for group in n_ballots):
        yield MORE_THAN_HANDED_OUT.at(
            DATABASES["ballots"], "A box holds more ballots than envelopes were handed out."
        )
    for round_ in rules.values():
        asked_for = {(round_.pk.hex, b["id"]): b["eligible"] for b in round_.rules["blocks"]}
        if round_.state == Round.State.OPEN and any(
            n_rows[group] == n_fetched[group] < n for group, n in asked_for.items()
        ):
            yield MADE_ONE_BY_ONE.at(where, f"“{round_.title}” has rows only of who fetched one.")


def _tells_more(row: Row, round_: Round | None) -> bool:
    blocks = {b["id"] for b in round_.rules["blocks"]} if round_ else {row["block"]}
    return (
        not _is_blind(row, round_)
        or not DIGEST.fullmatch(str(row["blinded_digest"]))
        or row["block"] not in blocks
        or uuid.UUID(_hex(row["id"])).version != 4
        or any(isinstance(value, datetime) for value in row.values())
    )


def _is_blind(row: Row, round_: Round | None) -> bool:
    """What is for the second key is there where there is one, and as long as a signature."""
    there = [bytes(row[name]) for name in ("for_guardian", "stamp") if row.get(name)]
    has_guardian = round_ is not None and bool(round_.rules["guardian"])
    return not there or (has_guardian and {len(one) for one in there} == {CREDENTIAL_LENGTH})


def _hex(value: Any) -> str:
    return value.hex if isinstance(value, uuid.UUID) else str(value).replace("-", "")


def _order_words() -> str:
    if is_sqlite("default"):
        return "SQLite's pages keep traces of the order in which rows were written."
    return (
        "PostgreSQL numbers writing transactions (xmin) and places rows (ctid) as they are written."
    )


SIZES = """
    SELECT pg_relation_size(c.oid) + CASE WHEN c.reltoastrelid = 0 THEN 0
    ELSE pg_relation_size(c.reltoastrelid) END FROM pg_class c WHERE c.relname = %s
"""


def _files_of_postgres(look: Look) -> Iterator[Finding]:
    where = f"{DATABASES['ballots']}: {BUNDLE}"
    if look.bundles:
        yield OLD_ROWS.at(where, "A box is announced or open.")
    elif any(size for (size,) in asked("ballots", SIZES, [BUNDLE])):
        yield OLD_ROWS_AFTER.at(where, "The table has no rows, and its file has bytes.")
