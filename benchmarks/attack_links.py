"""What root finds of who answered what and when, in every byte that was copied on an attack day."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.attack_firm import Held
from benchmarks.attack_later import say
from benchmarks.installation import on_postgres

TELLS = 0.75  # share of pairs in order; 40 things in an order of chance reach it once in 10,000
Bytes = dict[str, bytes]


def copied(data: Path) -> Bytes:
    """Every byte: the folder of the installation, and on PostgreSQL the server's own."""
    folders = [data]
    if on_postgres():
        from django.db import connections

        for alias in ("default", "ballots"):
            with connections[alias].cursor() as cursor:
                cursor.execute("CHECKPOINT")
                cursor.execute("SHOW data_directory")
                server = Path(cursor.fetchone()[0])
        folders.append(server)
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): path.read_bytes() for path in files if "static" not in path.parts}


def is_log(path: str) -> bool:
    return "pg_wal" in path


def link(name: str, held: Held, files: Bytes) -> None:
    say(f"{name}: rows that tell of a person and a ballot", n_links(held), goal=0)
    sizes = {len(envelope.sealed) for envelope in held.envelopes.values()}
    say(f"{name}: sizes of ballots, covers among them", len(sizes), goal=1)
    envelopes = list(held.envelopes.values())
    for where, told in places(envelopes, files):
        if on_postgres():
            say(f"{name}: arrival order, {where} (said in SECURITY.md)", told, unit="of pairs")
        else:
            say(f"{name}: arrival order by {where}", told, unit="of pairs", goal=TELLS)
    rows = rows_in_order(held)
    say(f"{name}: arrival order by the rows of envelopes", in_order(rows, held.arrived), goal=TELLS)
    say(f"{name}: fetching order by the rows of envelopes", in_order(rows, held.drawn))


def in_order(found: Sequence[Any], true: Sequence[Any]) -> float:
    """Return how far one order tells another: 1 wholly, or backwards; 0.5 nothing."""
    from tests.ballotbox.traces import agreement

    place = {thing: number for number, thing in enumerate(true)}
    return agreement([place[thing] for thing in found if thing in place])


def places(envelopes: list[Any], files: Bytes) -> Iterator[tuple[str, float]]:
    """Where the keys of ballots lie: first and last place of each, and how often."""
    logs = b"".join(data for path, data in files.items() if is_log(path))
    others = b"".join(data for path, data in files.items() if not is_log(path))
    for where, data in (("files", others), ("the log", logs)):
        found = [one for one in envelopes if one.key in data]
        if not found:
            continue
        first = sorted(found, key=lambda one: data.find(one.key))
        last = sorted(found, key=lambda one: data.rfind(one.key))
        often = sorted(found, key=lambda one: (-data.count(one.key), one.key))
        orders = [in_order_of(order, envelopes) for order in (first, last, often)]
        yield f"place and number of copies in {where}", max(orders)


def in_order_of(found: list[Any], true: list[Any]) -> float:
    return in_order([one.key for one in found], [one.key for one in true])


def rows_in_order(held: Held) -> list[Any]:
    """The people of a round's envelopes in the order in which the database wrote the rows."""
    from django.db import connection

    order = "xmin::text::bigint, ctid" if on_postgres() else "rowid"
    sql = f"SELECT person_id FROM surveys_entitlement WHERE round_id = %s ORDER BY {order}"
    pk = str(held.round.pk) if on_postgres() else held.round.pk.hex
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk])
        ids = [str(row[0]).replace("-", "") for row in cursor.fetchall()]
    by_id = {person.pk.hex: person for person in held.drawn}
    return [by_id[pk] for pk in ids if pk in by_id]


def n_links(held: Held) -> int:
    """Return how many rows of any table hold something of a person and something of a ballot."""
    from tests.architecture.scanner import spellings

    people = [word for one in held.drawn for word in (one.pk.hex, str(one.pk), one.name, one.email)]
    parts = [
        getattr(one, part).hex()
        for one in held.envelopes.values()
        for part in ("key", "prefix", "credential", "signature", "stamp")
        if getattr(one, part)
    ]
    parts += [wallet.seed.hex() for wallet in held.wallets.values()]
    needles = [spelling for part in parts for spelling in spellings(part)]
    n = 0
    for row in every_row():
        raw = b"\0".join(row)
        n += any(word.encode() in raw for word in people) and any(one in raw for one in needles)
    return n


def every_row() -> Iterator[list[bytes]]:
    from bothways.operations.audit.reading import rows, tables

    for alias in ("default", "ballots"):
        for table in tables(alias):
            for row in rows(alias, table):
                yield [as_bytes(value) for value in row.values()]


def as_bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
