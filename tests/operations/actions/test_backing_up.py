"""A backup holds all of the firm and nothing of a ballot, and never spoils an older one."""

import gzip
import json
import os
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connections
from pytest_django import Settings

from bothways.ballotbox.models import BlockKey, Box
from bothways.operations import rows
from bothways.operations.actions.backing_up import back_up, last_backup
from bothways.operations.actions.restoring import read_backup
from bothways.operations.errors import CannotKeepError, NoKeyError
from bothways.operations.sealing import Key, unseal
from bothways.people.models import Person
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.factories import NOW, make_promise
from tests.rounds import opened

Pair = tuple[Key, Key]
MOUNT, UNMOUNT = "/bin/mount", "/bin/umount"


def inside(path: Path, opens: Key) -> bytes:
    return gzip.decompress(unseal(path.read_bytes(), opens))


def test_everybody_and_every_promise_is_in_it(house: Cast, keys: Pair, tmp_path: Path) -> None:
    make_promise(house.owner, "Gauges at every station.")

    made = back_up(to=tmp_path, key=keys[0], at=NOW)

    _packed, checked = read_backup(made.path, keys[1])
    assert made.path.name == "bothways-2026-11-02-090000.age"
    assert made.n_people == checked.count("people.person") == Person.objects.count()
    assert checked.count("commitments.commitment") == 1
    assert checked.head.firm == "Millrace"
    assert checked.files == {"secret": b"the old secret"}
    assert "Gauges at every station." in inside(made.path, keys[1]).decode()


def test_nothing_of_an_open_box_is_in_it(house: Cast, keys: Pair, tmp_path: Path) -> None:
    round_ = opened(house.owner)
    cast_ballot(round_, house.employee, [5, 1, 3], at=round_.opens_at)

    made = back_up(to=tmp_path, key=keys[0], at=NOW)

    said = inside(made.path, keys[1])
    assert b"ballotbox" not in said.replace(b'["ballotbox", "0', b"")
    secrets = [
        bytes(Box.objects.get().seal_key or b""),
        bytes(Box.objects.get().receipt_key or b""),
    ]
    secrets += [bytes(key.signing_key or b"") for key in BlockKey.objects.all()]
    import base64

    for secret in secrets:
        assert len(secret) >= 32
        assert secret not in said
        assert base64.b64encode(secret) not in said
        assert secret.hex().encode() not in said


def test_what_signs_somebody_in_is_not_in_it(house: Cast, keys: Pair, tmp_path: Path) -> None:
    tables = {model._meta.label_lower for model in rows.tables_at(rows.applied())}

    secret_words = ("session", "code", "attempt", "challenge", "draft", "message")
    named_so = {t for t in tables if t.partition(".")[2].endswith(secret_words)}
    assert named_so == {"decisions.draft"}  # what somebody is still writing, and signs nobody in
    assert {"people.person", "surveys.round", "surveys.entitlement", "record.entry"} <= tables


def test_every_table_is_either_in_it_or_left_out_by_name() -> None:
    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    rooms = {label.partition(".")[0] for label in labels}

    assert set(rows.LEFT_OUT) <= labels | rooms
    assert not any(
        label.startswith("ballotbox") and rows.is_kept(apps.get_model(label)) for label in labels
    )


def test_nobody_else_can_read_the_file_and_nothing_lies_beside_it(
    house: Cast, keys: Pair, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    made = back_up(to=folder, key=keys[0], at=NOW)

    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [made.path]


def test_only_the_newest_dated_ones_stay(house: Cast, keys: Pair, tmp_path: Path) -> None:
    (tmp_path / "bothways-notes.age").write_text("somebody's own")
    for days in range(4):
        back_up(to=tmp_path, key=keys[0], at=NOW + timedelta(days=days), keep=2)

    names = sorted(path.name for path in tmp_path.glob("*.age"))
    assert names == [
        "bothways-2026-11-04-090000.age",
        "bothways-2026-11-05-090000.age",
        "bothways-notes.age",
    ]


def test_without_a_key_nothing_is_written(house: Cast, tmp_path: Path) -> None:
    with pytest.raises(NoKeyError):
        back_up(to=tmp_path / "here.age", key=Key(), at=NOW)

    assert not (tmp_path / "here.age").exists()


def test_a_folder_that_is_not_there_is_said(house: Cast, keys: Pair, tmp_path: Path) -> None:
    with pytest.raises(CannotKeepError, match="not-mounted"):
        back_up(to=tmp_path / "not-mounted" / "b.age", key=keys[0], at=NOW)


def test_others_write_while_it_reads_and_it_sees_one_moment(
    house: Cast, keys: Pair, tmp_path: Path, settings: Settings
) -> None:
    import sqlite3

    from bothways.operations.snapshot import one_moment

    path = settings.DATA / "bothways.sqlite3"
    n_before = Person.objects.count()
    with one_moment():
        assert Person.objects.count() == n_before
        with sqlite3.connect(path, timeout=0) as other:
            other.execute("UPDATE people_person SET title = 'changed meanwhile'")
        other.close()
        assert not Person.objects.filter(title="changed meanwhile").exists()
    assert Person.objects.filter(title="changed meanwhile").count() == n_before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB, which only root can make."""
    import subprocess

    folder = tmp_path / "small"
    folder.mkdir()
    words = [MOUNT, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(words, check=False).returncode
    ):
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run([UNMOUNT, str(folder)], check=True)


def test_a_full_disk_leaves_the_older_backup_and_nothing_half_done(
    house: Cast, keys: Pair, small_disk: Path
) -> None:
    older = back_up(to=small_disk / "b.age", key=keys[0], at=NOW)
    before = older.path.read_bytes()
    (small_disk / "filler").write_bytes(b"x" * (64 * 1024 - len(before) - 4096))

    with pytest.raises(CannotKeepError, match="No space left"):
        back_up(to=older.path, key=keys[0], at=NOW)

    assert older.path.read_bytes() == before
    assert sorted(path.name for path in small_disk.iterdir()) == ["b.age", "filler"]


def test_when_the_last_one_was_made_is_remembered(house: Cast, keys: Pair, tmp_path: Path) -> None:
    assert last_backup() is None

    made = back_up(to=tmp_path, key=keys[0], at=NOW)

    said = last_backup()
    assert said is not None
    assert (said["at"], said["path"]) == (NOW.isoformat(), str(made.path))


def test_its_first_line_says_what_it_is(house: Cast, keys: Pair, tmp_path: Path) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=NOW)

    head = json.loads(inside(made.path, keys[1]).partition(b"\n")[0])
    assert head["what"] == "a backup of Bothways"
    assert ["surveys", "0001_rounds"] in head["migrations"]
    assert connections["default"].vendor == "sqlite"
