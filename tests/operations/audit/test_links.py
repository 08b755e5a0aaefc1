"""A ballot among people, or a person among ballots, is found in whatever spelling."""

import base64
import json
import sqlite3
from pathlib import Path

import pytest

from bothways.operations.audit import Look
from bothways.pure.ballots import leaf
from tests.operations.audit.conftest import House

Envelopes = list[object]


def a_ballot(audited: House) -> object:
    """Return one of the sealed ballots in the open box."""
    found: list[object] = []

    def take(look: Look) -> None:
        found.extend(envelope for _round, envelope in look.ballots)

    audited.inside(take)
    assert len(found) == 20
    return found[7]


def plant(audited: House, text: str) -> None:
    audited.sql("UPDATE surveys_round SET title = %s WHERE state = 'released'", text[:120])


@pytest.mark.sqlite
@pytest.mark.parametrize("part", ["key", "prefix", "credential", "signature", "sealed"])
def test_each_part_of_a_ballot_is_found_among_people(audited: House, part: str) -> None:
    value = getattr(a_ballot(audited), part)
    audited.sql("UPDATE members_knownheaders SET days = ''")
    audited.sql(
        "INSERT INTO members_knownheaders (shape, columns, days) VALUES (%s, %s, '')",
        "x",
        json.dumps({"a": base64.urlsafe_b64encode(value).decode()}),
    )

    found = audited.finds("links")

    assert "ballot-outside-its-box" in found
    assert found <= {"ballot-outside-its-box", "looks-like-a-ballot", "ballot-in-a-file"}


@pytest.mark.sqlite
@pytest.mark.parametrize("spelled", [bytes.hex, lambda raw: raw.hex().upper()])
def test_a_key_in_hex_is_found(audited: House, spelled: object) -> None:
    plant(audited, f"{spelled(a_ballot(audited).key)}")  # type: ignore[operator,attr-defined]

    assert "ballot-outside-its-box" in audited.finds("links")


def test_a_leaf_that_is_not_published_is_found(audited: House) -> None:
    plant(audited, leaf(a_ballot(audited)).hex())  # type: ignore[arg-type]

    report = audited.report("links")

    words = [one.found for one in report.violations if one.code == "ballot-outside-its-box"]
    assert words == ["The column title of surveys_round holds a leaf that is not published yet."]


@pytest.mark.sqlite
def test_a_key_inside_other_base64_is_found(audited: House) -> None:
    raw = b"\x01" + a_ballot(audited).key + b"and more of the same"  # type: ignore[attr-defined]

    plant(audited, base64.b64encode(raw).decode())

    assert "ballot-outside-its-box" in audited.finds("links")


def test_a_key_of_the_round_among_people_is_found(audited: House) -> None:
    (seal,) = audited.boxes("SELECT seal_key FROM ballotbox_box WHERE seal_key IS NOT NULL")[0]
    plant(audited, base64.b64encode(bytes(seal)).decode())

    assert "ballot-outside-its-box" in audited.finds("links")


def test_the_manifest_s_public_keys_are_no_finding(audited: House) -> None:
    assert audited.finds("links") == set()


@pytest.mark.sqlite
def test_what_looks_like_a_credential_of_a_counted_round_is_found(audited: House) -> None:
    audited.sql(
        "INSERT INTO members_knownheaders (shape, columns, days) VALUES (%s, %s, '')",
        "x",
        json.dumps({"a": base64.b64encode(bytes(range(256)) + bytes(128)).decode()}),
    )

    assert audited.finds("links") == {"looks-like-a-ballot"}


@pytest.mark.parametrize("column", ["id", "name", "email"])
def test_a_person_among_the_ballots_is_found(audited: House, column: str) -> None:
    ((who,),) = audited.sql(f"SELECT {column} FROM people_person WHERE name = 'Jo Marsh'")
    audited.boxes(
        "UPDATE ballotbox_blockkey SET n_parts = 1, block = %s WHERE id LIKE '%%/b1'", f"{who}"
    )

    assert audited.finds("links") == {"person-among-ballots"}


def test_the_bytes_of_a_person_s_id_are_found(audited: House) -> None:
    ((who,),) = audited.sql("SELECT id FROM people_person WHERE name = 'Jo Marsh'")
    raw = bytes.fromhex(str(who).replace("-", ""))
    audited.boxes("UPDATE ballotbox_box SET manifest_hash = %s", raw + raw)

    assert audited.finds("links") == {"person-among-ballots"}


@pytest.mark.sqlite
def test_a_ballot_that_only_the_log_remembers_is_found(audited: House) -> None:
    key = a_ballot(audited).key  # type: ignore[attr-defined]
    writer = sqlite3.connect(audited.folder / "bothways.sqlite3", isolation_level=None)
    writer.execute("PRAGMA secure_delete=ON")
    writer.execute("INSERT INTO members_attempt VALUES (?, 1, 1)", [key.hex()])
    writer.execute("DELETE FROM members_attempt")

    report = audited.report("links")

    writer.close()
    assert {one.code for one in report.violations} == {"ballot-in-a-file"}
    assert report.violations[0].where.endswith("bothways.sqlite3-wal")


@pytest.mark.sqlite
@pytest.mark.parametrize("name", ["notes.txt", "deep/down.bin"])
def test_a_ballot_in_a_file_beside_is_found(audited: House, name: str) -> None:
    path: Path = audited.folder / name
    path.parent.mkdir(exist_ok=True)
    sealed = a_ballot(audited).sealed  # type: ignore[attr-defined]
    path.write_bytes(b"before" + sealed + b"after")

    report = audited.report("links")

    assert {one.code for one in report.violations} == {"ballot-in-a-file"}
    assert report.violations[0].where.endswith(name)
