"""What is inside a backup accounts for each of its lines."""

import gzip
import hashlib
import json
from typing import Any

import pytest

from bothways.operations import archive
from bothways.operations.errors import DamagedError
from bothways.people.models import Organisation, Person, Unit
from tests.cast import Cast

MODELS = [Organisation, Person, Unit]


def head() -> archive.Head:
    return archive.Head(
        format=archive.FORMAT,
        version="0.2.0",
        made_at="2026-11-02T09:00:00+00:00",
        firm="Millrace",
        migrations=[("people", "0001_people_and_units")],
        tables=[model._meta.label_lower for model in MODELS],
    )


@pytest.fixture
def packed(firm: Cast) -> bytes:
    return archive.pack(head(), MODELS, {"secret": b"\x00\xff not a text"})


def repacked(packed: bytes, change: Any) -> bytes:
    lines = gzip.decompress(packed).splitlines()
    return gzip.compress(b"\n".join(change(lines)) + b"\n")


def test_a_whole_one_says_what_it_holds(packed: bytes) -> None:
    checked = archive.check(packed)

    assert checked.head == head()
    assert checked.count("people.person") == 32
    assert checked.count("people.organisation") == 1
    assert checked.count("no.such") == 0
    assert checked.n_rows == 33 + checked.count("people.unit")
    assert checked.files == {"secret": b"\x00\xff not a text"}


def test_tables_come_out_with_their_columns_and_all_their_rows(packed: bytes) -> None:
    tables: dict[str, int] = {}
    for label, columns, some in archive.tables_in(packed):
        assert all(len(row) == len(columns) for row in some)
        tables[label] = tables.get(label, 0) + len(some)

    assert tables["people.person"] == 32
    assert set(tables) == {"people.organisation", "people.person", "people.unit"}


def test_the_same_firm_gives_the_same_bytes(firm: Cast) -> None:
    assert archive.pack(head(), MODELS, {}) == archive.pack(head(), MODELS, {})


def test_an_empty_firm_is_a_backup_too(db: None) -> None:
    checked = archive.check(archive.pack(head(), MODELS, {}))

    assert checked.n_rows == 0
    assert list(archive.tables_in(archive.pack(head(), MODELS, {}))) == []


@pytest.mark.parametrize("at", [20, 40, -1, -9])
def test_no_flipped_byte_passes(packed: bytes, at: int) -> None:
    flipped = bytearray(packed)
    flipped[at] ^= 0x55

    with pytest.raises(DamagedError):
        archive.check(bytes(flipped))


@pytest.mark.parametrize("length", [0, 1, 20, 200, -1])
def test_no_shorter_one_passes(packed: bytes, length: int) -> None:
    with pytest.raises(DamagedError):
        archive.check(packed[:length])


def test_a_table_that_is_gone_is_noticed(packed: bytes) -> None:
    def without_people(lines: list[bytes]) -> list[bytes]:
        starts = [n for n, line in enumerate(lines) if line.startswith(b'{"table"')]
        return lines[: starts[1]] + lines[starts[2] :]

    with pytest.raises(DamagedError):
        archive.check(repacked(packed, without_people))


def test_two_rows_that_changed_places_between_tables_are_noticed(packed: bytes) -> None:
    def moved(lines: list[bytes]) -> list[bytes]:
        row = next(n for n, line in enumerate(lines) if line.startswith(b"["))
        return [*lines[:row], *lines[row + 1 : -1], lines[row], lines[-1]]

    with pytest.raises(DamagedError):
        archive.check(repacked(packed, moved))


def test_a_changed_secret_is_noticed(packed: bytes) -> None:
    def other(lines: list[bytes]) -> list[bytes]:
        file = next(n for n, line in enumerate(lines) if line.startswith(b'{"file"'))
        value = {**json.loads(lines[file]), "content": "b3RoZXI="}
        return [*lines[:file], json.dumps(value).encode(), *lines[file + 1 :]]

    with pytest.raises(DamagedError):
        archive.check(repacked(packed, other))


@pytest.mark.parametrize("name", ["first-run-token", "./../../home", "/etc/cron", "a/../b", ""])
def test_a_file_that_no_backup_holds_is_refused_wherever_it_would_go(
    packed: bytes, name: str
) -> None:
    def more(lines: list[bytes]) -> list[bytes]:
        file = next(n for n, line in enumerate(lines) if line.startswith(b'{"file"'))
        end = json.loads(lines[-1])
        end["files"][name] = hashlib.sha256(b"x").hexdigest()
        strange = json.dumps({"file": name, "content": "eA=="}).encode()
        return [*lines[:file], strange, *lines[file:-1], json.dumps(end).encode()]

    with pytest.raises(DamagedError):
        archive.check(repacked(packed, more))


@pytest.mark.parametrize("what", [b"", b"{}", b"null", b'{"what": "something else"}'])
def test_something_else_is_no_backup(what: bytes) -> None:
    with pytest.raises(DamagedError):
        archive.check(gzip.compress(what))
