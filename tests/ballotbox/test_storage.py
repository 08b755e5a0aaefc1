"""The disk does not remember in which order ballots came, not even in free pages and journals.

The scanner is first shown to catch what would remember it: a naive table, a write-ahead log, and
a bundle that grows.
"""

import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bothways.pure.ballots import Envelope, bundle
from bothways.pure.ballots.text64 import to_bytes
from tests.ballotbox.process import Process
from tests.ballotbox.traces import Traces, agreement

pytestmark = pytest.mark.sqlite
N = 20
CAUGHT = 0.95
CHANCE = 0.75


def some_records(n: int = N) -> list[bytes]:
    """Return records in an order that their keys do not tell."""
    records = [
        Envelope(
            block="b1",
            key=secrets.token_bytes(32),
            prefix=secrets.token_bytes(32),
            credential=secrets.token_bytes(384),
            counter=1,
            sealed=secrets.token_bytes(112),
            signature=secrets.token_bytes(64),
        ).pack()
        for _ in range(n)
    ]
    return mixed(sorted(records))


def mixed(in_order_of_keys: Sequence[Any]) -> list[Any]:
    """Return an order that agrees with the order of keys for half of all pairs, as by chance."""
    odd, even = list(in_order_of_keys[1::2]), list(in_order_of_keys[::2])
    return [one for pair in zip(odd, reversed(even), strict=True) for one in pair]


def database(folder: Path, *pragmas: str) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / "naive.sqlite3", isolation_level=None)
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def test_the_order_that_the_tests_use_is_not_the_order_of_keys() -> None:
    assert agreement(mixed(range(N))) < 0.6
    assert agreement(range(N)) == 1
    assert agreement(list(reversed(range(N)))) == 1


def test_a_naive_table_is_caught_even_with_random_keys(tmp_path: Path) -> None:
    naive = database(tmp_path, "journal_mode=TRUNCATE", "secure_delete=ON")
    naive.execute("CREATE TABLE ballot (id TEXT PRIMARY KEY, body BLOB)")
    records = some_records()
    for record in records:
        naive.execute("INSERT INTO ballot VALUES (?, ?)", [secrets.token_hex(16), record])
    naive.close()

    orders = Traces(tmp_path).orders([record[1:] for record in records])

    assert orders["rowid of ballot"] == list(range(N))


def test_a_write_ahead_log_is_caught_even_around_a_shuffled_bundle(tmp_path: Path) -> None:
    naive = database(tmp_path, "journal_mode=WAL")
    naive.execute("CREATE TABLE bundle (id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")
    records, whole = some_records(), bundle.empty_bundle(N, 64)
    naive.execute("INSERT INTO bundle VALUES ('b1', ?)", [whole])
    for record in records:
        whole = bundle.put(whole, record)
        naive.execute("UPDATE bundle SET body = ?", [whole])

    orders = Traces(tmp_path).orders([record[1:] for record in records])
    naive.close()

    assert agreement(orders["copies"]) >= CAUGHT
    assert orders["place"] == list(range(N))


def test_free_pages_of_a_bundle_that_grows_are_caught(tmp_path: Path) -> None:
    naive = database(tmp_path, "journal_mode=TRUNCATE", "secure_delete=OFF")
    naive.execute("CREATE TABLE bundle (id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")
    naive.execute("CREATE TABLE other (id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")
    records: list[bytes] = []
    arriving = some_records()
    naive.execute("INSERT INTO bundle VALUES ('b1', x'')")
    for n, record in enumerate(arriving):
        records.append(record)
        naive.execute("UPDATE bundle SET body = ?", [b"".join(sorted(records))])
        naive.execute("INSERT INTO other VALUES (?, zeroblob(9000))", [str(n)])
    naive.close()

    times = [Traces(tmp_path).times_found(record[1:]) for record in arriving]

    assert max(times) > 1


def test_a_journal_that_is_kept_is_caught(tmp_path: Path) -> None:
    naive = database(tmp_path, "journal_mode=PERSIST", "secure_delete=ON")
    naive.execute("CREATE TABLE bundle (id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")
    records, whole = some_records(4), bundle.empty_bundle(4, 64)
    naive.execute("INSERT INTO bundle VALUES ('b1', ?)", [whole])
    for record in records:
        whole = bundle.put(whole, record)
        naive.execute("UPDATE bundle SET body = ?", [whole])

    times = [Traces(tmp_path).times_found(record[1:]) for record in records]
    naive.close()

    assert times == [2, 2, 2, 1]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Process]:
    with Process(tmp_path) as process:
        process.ask("announce", {"b1": N + 4})
        yield process


def piece(told: dict[str, str]) -> bytes:
    """Return what of a ballot lies in a row: from its key to its credential."""
    parts = (("key", 32), ("prefix", 32), ("credential", 384))
    return b"".join(to_bytes(told[name], length, name) for name, length in parts)


def sealed(told: dict[str, str]) -> bytes:
    return to_bytes(told["sealed"], 112, "sealed")


def test_the_settings_are_those_that_forget(station: Process) -> None:
    assert station.ask("pragma", "journal_mode") == "truncate"
    assert station.ask("pragma", "secure_delete") == 1
    assert station.ask("pragma", "synchronous") == 2
    assert station.ask("pragma", "page_size") == 4096


def test_the_order_of_arrival_can_not_be_found_on_the_disk(
    station: Process, tmp_path: Path
) -> None:
    told = station.ask("prepare", N, 1)
    arrival = mixed(sorted(range(N), key=lambda n: piece(told[n])))
    for number in arrival:
        assert station.ask("put", number)[0] == 200

    while_running = Traces(tmp_path)
    in_order = [piece(told[number]) for number in arrival]

    assert [while_running.times_found(ballot) for ballot in in_order] == [1] * N
    for how, order in while_running.orders(in_order).items():
        assert agreement(order) < CHANCE, how
    assert while_running.files["ballots.sqlite3-journal"] == b""


def test_a_replaced_ballot_is_nowhere_any_more(station: Process, tmp_path: Path) -> None:
    told = station.ask("prepare", 4, 2)
    for number in range(8):
        assert station.ask("put", number)[0] == 200

    traces = Traces(tmp_path)

    assert [traces.times_found(sealed(told[n])) for n in range(0, 8, 2)] == [0] * 4
    assert [traces.times_found(sealed(told[n])) for n in range(1, 8, 2)] == [1] * 4


def test_the_file_does_not_grow_with_the_ballots(station: Process, tmp_path: Path) -> None:
    station.ask("prepare", N, 1)
    before = (tmp_path / "ballots.sqlite3").stat().st_size
    for number in range(N):
        station.ask("put", number)

    assert (tmp_path / "ballots.sqlite3").stat().st_size == before


def test_after_the_count_neither_ballots_nor_private_keys_are_anywhere(
    station: Process, tmp_path: Path
) -> None:
    told = station.ask("prepare", 5, 1)
    for number in range(5):
        station.ask("put", number)
    with sqlite3.connect(tmp_path / "ballots.sqlite3") as reading:
        secret = [
            *reading.execute("SELECT seal_key, receipt_key FROM ballotbox_box").fetchone(),
            reading.execute("SELECT signing_key FROM ballotbox_blockkey").fetchone()[0][-400:],
        ]
    reading.close()
    assert [Traces(tmp_path).times_found(key) for key in secret] == [1, 1, 1]
    station.ask("shut")
    assert Traces(tmp_path).times_found(secret[2]) == 0

    station.ask("destroy")

    traces = Traces(tmp_path)
    assert [traces.times_found(key) for key in secret] == [0, 0, 0]
    assert [traces.times_found(piece(one)) for one in told] == [0] * 5
    assert [traces.times_found(sealed(one)) for one in told] == [0] * 5
    assert empty_pages(tmp_path) == 0  # rewritten: no page is left that once held a ballot


def empty_pages(folder: Path) -> int:
    """Return how many pages of the ballots' file are free."""
    reading = sqlite3.connect(folder / "ballots.sqlite3")
    n_free: int = reading.execute("PRAGMA freelist_count").fetchone()[0]
    reading.close()
    return n_free
