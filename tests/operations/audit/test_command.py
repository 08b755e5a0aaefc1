"""`bothways audit`, as somebody with a right to read types it, says what is and writes nothing."""

import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bothways.operations.audit import KINDS
from tests import postgres
from tests.architecture.source import ROOT
from tests.operations.audit.conftest import House


def said(
    audited: House, *words: str, before: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOTHWAYS_")}
    env = {
        **kept,
        **postgres.databases_of(audited.source or audited.folder),
        "BOTHWAYS_DATA": str(audited.folder),
        "BOTHWAYS_BASE_URL": "https://trust.example.org",
        "BOTHWAYS_HTTPS": "true",
        "PYTHONPATH": str(ROOT / "src"),
    }
    program = [*before, sys.executable, "-m", "bothways", "audit", *words]
    return subprocess.run(program, env=env, capture_output=True, text=True, check=False)


def everything(folder: Path) -> dict[str, tuple[str, int]]:
    """Return each file's bytes and moment of its last change, the folder's own names with it."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_clean_firm_exits_with_zero_and_no_byte_changes(audited: House) -> None:
    before = everything(audited.folder)

    done = said(audited)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 violations" in done.stdout
    assert "-> " in done.stdout
    assert everything(audited.folder) == before


@pytest.mark.sqlite
def test_while_the_server_writes_it_reads_along_and_no_byte_changes(audited: House) -> None:
    writer = sqlite3.connect(audited.folder / "bothways.sqlite3", isolation_level=None)
    writer.execute("INSERT INTO members_attempt VALUES ('x', 1, 1)")
    writer.execute("CREATE TABLE visits (who)")  # is in the log alone
    assert (audited.folder / "bothways.sqlite3-wal").stat().st_size > 0
    before = everything(audited.folder)

    done = said(audited)

    after = everything(audited.folder)
    writer.close()
    assert done.returncode == 1
    assert "unknown-table" in done.stdout
    assert after == before


@pytest.mark.sqlite
@pytest.mark.skipif(
    not shutil.which("setpriv") or os.geteuid() != 0, reason="nobody here can give up rights"
)
def test_somebody_who_may_only_read_can_audit(audited: House) -> None:
    for path in [*audited.folder.rglob("*"), audited.folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
        os.chown(path, 65534, 65534)
    (audited.folder / "secret").chmod(0o400)

    done = said(
        audited, before=["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "secret\n           This file could not be read. [file-not-read]" in done.stdout


@pytest.mark.sqlite
def test_a_violation_exits_with_one_and_says_what_it_means(audited: House) -> None:
    audited.boxes("ALTER TABLE ballotbox_bundle ADD COLUMN sent_at text")

    done = said(audited, "--json")

    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert report["status"] == 1
    (found,) = [one for one in report["findings"] if one["severity"] == "violation"]
    assert found["code"] == "unknown-column"
    assert found["where"] == "database of the boxes: ballotbox_bundle.sent_at"
    assert all(found[name].endswith(".") for name in ("found", "means", "to_do"))


@pytest.mark.sqlite
@pytest.mark.parametrize("has_a_file", [False, True])
def test_where_there_is_no_installation_none_is_made(tmp_path: Path, *, has_a_file: bool) -> None:
    nowhere = House(tmp_path / "nowhere", {})
    if has_a_file:
        nowhere.folder.mkdir()
        (nowhere.folder / "bothways.sqlite3").touch()
    before = everything(tmp_path)

    done = said(nowhere)

    assert done.returncode == 2
    assert "There is no installation" in done.stderr
    assert done.stdout == ""
    assert everything(tmp_path) == before
    assert nowhere.folder.exists() == has_a_file


def test_the_connections_of_an_audit_can_not_write(audited: House) -> None:
    def write(_look: object) -> list[str]:
        from django.db import DatabaseError, connections

        refused = []
        for alias in ("default", "ballots"):
            try:
                with connections[alias].cursor() as cursor:
                    cursor.execute("CREATE TABLE planted (x int)")
            except DatabaseError as error:
                refused.append(str(error))
        return refused

    refused = audited.inside(write)

    assert len(refused) == 2
    assert all("read" in words for words in refused)


def test_outside_of_it_the_command_refuses(audited: House) -> None:
    with pytest.raises(CommandError, match="nothing can be written"):
        call_command("audit")


def test_every_sort_of_finding_says_what_it_means_and_what_to_do() -> None:
    assert len(KINDS) > 50
    for kind in KINDS.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.code)
        assert kind.means.endswith("."), kind.code
        assert kind.to_do, kind.code


def test_every_sort_of_finding_is_planted_by_a_test() -> None:
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))

    assert [c for c in KINDS if f'"{c}"' not in tests and f"[{c}]" not in tests] == []


def test_the_paper_lists_every_sort_of_finding() -> None:
    paper = (ROOT / "docs/run/audit.md").read_text()

    assert [code for code in KINDS if f"`{code}`" not in paper] == []
