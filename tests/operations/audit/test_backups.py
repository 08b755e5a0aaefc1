"""A backup with ballots in it, one that is open, and copies that lie about are found."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from bothways.operations.archive import WHAT
from bothways.operations.sealing import Key, new_key, seal, unseal
from bothways.operations.sealing import Key as AgeKey
from bothways.pure.ballots import to_text
from tests.operations.audit.conftest import House
from tests.operations.audit.test_links import a_ballot

PHRASE = AgeKey(passphrase="a gauge at every station")


@pytest.fixture(scope="module")
def pair() -> tuple[Key, Key]:
    public, secret = new_key()
    return Key(public=public), Key(secret=secret)


def made(tmp_path: Path, pair: tuple[Key, Key], *tables: tuple[str, dict[str, object]]) -> Path:
    """A backup in Bothways' own form with these tables, one row each."""
    lines: list[object] = [{"what": WHAT, "tables": [name for name, _row in tables]}]
    for name, row in tables:
        lines += [{"table": name, "columns": list(row)}, list(row.values())]
    packed = gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode())
    path = tmp_path / "made.age"
    path.write_bytes(seal(packed, pair[0]))
    return path


def test_a_backup_of_people_alone_is_in_order(
    audited: House, tmp_path: Path, pair: tuple[Key, Key]
) -> None:
    path = made(tmp_path, pair, ("people.person", {"id": "1", "name": "Jo Marsh"}))

    assert audited.finds("backups", backup=path, key=pair[1]) == set()


@pytest.mark.parametrize("label", ["ballotbox.bundle", "keyholders.sparekey", "elsewhere.copy"])
def test_a_backup_with_a_table_of_ballots_is_found(
    audited: House, tmp_path: Path, pair: tuple[Key, Key], label: str
) -> None:
    path = made(tmp_path, pair, (label, {"id": "1"}))

    assert audited.finds("backups", backup=path, key=pair[1]) == {"ballots-in-a-backup"}


@pytest.mark.parametrize("label", ["members.session", "members.code", "notifications.message"])
def test_a_backup_with_sessions_codes_or_mails_is_found(
    audited: House, tmp_path: Path, pair: tuple[Key, Key], label: str
) -> None:
    path = made(tmp_path, pair, (label, {"id": "1"}))

    assert audited.finds("backups", backup=path, key=pair[1]) == {"too-much-in-a-backup"}


def test_a_ballot_in_an_innocent_table_of_a_backup_is_found(
    audited: House, tmp_path: Path, pair: tuple[Key, Key]
) -> None:
    credential = to_text(a_ballot(audited).credential)  # type: ignore[attr-defined]
    path = made(tmp_path, pair, ("firm.value", {"id": "1", "name": credential}))

    assert audited.finds("backups", backup=path, key=pair[1]) == {"ballots-in-a-backup"}


@pytest.mark.sqlite
def test_a_real_backup_is_in_order_and_opens_with_a_passphrase(
    audited: House, tmp_path: Path
) -> None:
    path = tmp_path / "b.age"
    path.write_bytes(seal(gzip.compress(b'{"what": "x"}\n'), PHRASE))
    assert unseal(path.read_bytes(), PHRASE)

    assert audited.finds("backups", backup=path, key=PHRASE) == set()


@pytest.mark.sqlite
def test_without_its_key_a_backup_is_not_looked_into_and_that_is_said(
    audited: House, tmp_path: Path, pair: tuple[Key, Key]
) -> None:
    path = made(tmp_path, pair, ("people.person", {"id": "1"}))

    report = audited.report("backups", backup=path)

    assert report.status == 2
    assert "--key" in report.unseen[0][1]
    wrong = audited.report("backups", backup=path, key=Key(secret=new_key()[1]))
    assert wrong.status == 2
    assert audited.report("backups", backup=tmp_path / "none").status == 2


@pytest.mark.sqlite
def test_a_copy_of_the_boxes_given_as_a_backup_is_found(audited: House, tmp_path: Path) -> None:
    copy = shutil.copy(audited.folder / "ballots.sqlite3", tmp_path / "backup.sqlite3")

    assert audited.finds("backups", backup=Path(copy)) == {
        "backup-not-closed",
        "ballots-in-a-backup",
    }


@pytest.mark.sqlite
def test_a_copy_of_the_boxes_that_lies_about_is_found(
    audited: House, tmp_path: Path, settings: Settings
) -> None:
    settings.BACKUP_TO = str(tmp_path / "backups")
    (tmp_path / "backups").mkdir()
    shutil.copy(audited.folder / "ballots.sqlite3", tmp_path / "backups" / "night.sqlite3")

    report = audited.report("backups")

    assert [one.code for one in report.violations] == ["copy-of-the-boxes"]
    assert report.violations[0].where.endswith("night.sqlite3")


def test_a_backup_that_is_only_called_closed_is_found(
    audited: House, tmp_path: Path, settings: Settings
) -> None:
    settings.BACKUP_TO = str(tmp_path)
    (tmp_path / "bothways-2026-11-02.age").write_bytes(b"SQLite format 4\x00")

    assert audited.finds("backups") == {"backup-not-closed"}


def test_a_dump_of_the_ballots_in_words_is_found(audited: House, tmp_path: Path) -> None:
    dump = tmp_path / "dump.sql"
    dump.write_text("CREATE TABLE public.ballotbox_bundle (id text);")

    assert "ballots-in-a-backup" in audited.finds("backups", backup=dump)
