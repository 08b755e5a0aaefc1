"""After a whole round nothing on the disk leads from a ballot to a person.

Each test that finds nothing first puts there what it looks for, and sees that it is found.
"""

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import blank
from tests.architecture import scanner

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.slow  # a whole round is held first
OF_A_BALLOT = ("key", "prefix", "credential", "seed")


@dataclass(frozen=True)
class Held:
    """A round that was held: its folder during and after, and the voters' secrets in order."""

    during: Path
    after: Path
    voters: list[dict[str, str]]
    true: dict[str, int]
    said: str

    def secrets(self, *kinds: str) -> list[str]:
        return [voter[kind] for voter in self.voters for kind in kinds]

    @property
    def names(self) -> list[str]:
        return self.secrets("person", "name", "email")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    folder = tmp_path_factory.mktemp("held")
    blank.lay_out(folder / "data")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOTHWAYS_")}
    env = {
        **kept,
        "BOTHWAYS_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    program = [sys.executable, str(ROOT / "tests/architecture/whole_round.py")]
    done = subprocess.run(program, env=env, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    (folder / "after" / "said.log").write_text(done.stderr)
    return Held(folder / "during", folder / "after", told["voters"], told["true"], done.stderr)


def planted(folder: Path, tmp_path: Path, sql: str, *values: object) -> Path:
    """A copy of the installation's main database with one more table in it."""
    target = tmp_path / "planted.sqlite3"
    target.write_bytes((folder / "bothways.sqlite3").read_bytes())
    connection = sqlite3.connect(target)
    connection.executescript("PRAGMA journal_mode=DELETE; CREATE TABLE naive (a, b);")
    connection.execute(sql, values)
    connection.commit()
    connection.close()
    return tmp_path


def test_everybody_s_ballot_was_really_in_the_box(held: Held) -> None:
    assert len(held.voters) == 31
    for key in held.secrets("key"):
        assert scanner.holders(held.during, bytes.fromhex(key)) == {"ballots.sqlite3"}


def test_a_planted_link_is_found(held: Held, tmp_path: Path) -> None:
    voter = held.voters[0]
    folder = planted(
        held.after, tmp_path, "INSERT INTO naive VALUES (?, ?)", voter["person"], voter["key"]
    )

    assert scanner.links(folder, held.names, held.secrets(*OF_A_BALLOT)) == ["naive"]


@pytest.mark.parametrize("when", ["during", "after"])
def test_no_row_tells_of_a_person_and_of_a_ballot(held: Held, when: str) -> None:
    folder = getattr(held, when)

    assert scanner.links(folder, held.names, held.secrets(*OF_A_BALLOT)) == []


def test_while_the_box_is_open_ballots_lie_in_their_own_file_and_people_in_the_other(
    held: Held,
) -> None:
    in_ballots = (held.during / "ballots.sqlite3").read_bytes()

    assert scanner.kept(held.during, held.secrets("key", "prefix", "credential")) == {
        "ballots.sqlite3"
    }
    assert scanner.kept(held.during, held.secrets("seed", "blinded")) == set()
    assert not any(name.encode() in in_ballots for name in held.names)


def test_after_the_count_no_byte_of_any_ballot_is_left_anywhere(held: Held) -> None:
    names = {path.name for path in scanner.files(held.after)}
    assert {"bothways.sqlite3", "ballots.sqlite3", "backup.sqlite3", "said.log"} <= names

    assert scanner.kept(held.after, held.secrets(*OF_A_BALLOT, "blinded")) == set()


def test_a_naive_table_gives_the_order_away(held: Held, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "naive.sqlite3")
    connection.execute("CREATE TABLE ballot (id INTEGER PRIMARY KEY, key BLOB)")
    for key in held.secrets("key"):
        connection.execute("INSERT INTO ballot (key) VALUES (?)", [bytes.fromhex(key)])
    connection.commit()
    data = (tmp_path / "naive.sqlite3").read_bytes()

    order = scanner.in_order(data, held.secrets("key"))

    assert order in (0.0, 1.0)


def test_a_write_ahead_log_gives_the_order_away(held: Held, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "wal.sqlite3", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE box (id TEXT PRIMARY KEY, keys BLOB) WITHOUT ROWID")
    connection.execute("INSERT INTO box VALUES ('b1', x'')")
    together: list[bytes] = []
    for key in held.secrets("key"):
        together = sorted([*together, bytes.fromhex(key)])
        connection.execute("UPDATE box SET keys = ?", [b"".join(together)])
    data = (tmp_path / "wal.sqlite3-wal").read_bytes()

    assert scanner.in_order(data, held.secrets("key")) > 0.9


def test_the_box_keeps_no_order_of_arrival(held: Held) -> None:
    data = (held.during / "ballots.sqlite3").read_bytes()
    per_block: dict[bytes, list[str]] = {}
    for _table, row in scanner.rows(held.during / "ballots.sqlite3"):
        records = row.get("records")
        if isinstance(records, bytes):
            inside = [key for key in held.secrets("key") if bytes.fromhex(key) in records]
            per_block[records] = inside

    assert sum(map(len, per_block.values())) == 31
    for arrived in per_block.values():
        by_place = sorted(arrived, key=lambda key: data.find(bytes.fromhex(key)))
        assert by_place == sorted(arrived), "ballots lie in the order of their keys, no other"
    assert not (held.during / "ballots.sqlite3-wal").exists()


def test_a_stored_exact_count_is_found(held: Held, tmp_path: Path) -> None:
    exact = json.dumps({"question": "U-PSY1", "agree": held.true["U-PSY1"]})
    folder = planted(held.after, tmp_path, "INSERT INTO naive VALUES (?, ?)", "x", exact)

    assert "naive" in scanner.exact_figures(folder, {"U-PSY1": held.true["U-PSY1"]})


def test_where_all_agree_nothing_stored_says_so(held: Held) -> None:
    assert held.true["U-PSY1"] == 31

    assert scanner.exact_figures(held.after, {"U-PSY1": 31}) == []


def test_the_outbox_and_the_record_tell_nothing_of_a_ballot(held: Held) -> None:
    told = [
        json.dumps(row, default=str)
        for table, row in scanner.rows(held.after / "bothways.sqlite3")
        if table in ("notifications_message", "record_entry")
    ]

    assert len(told) > 31
    assert not any(key in text for key in held.secrets("key") for text in told)
    assert held.said == ""


def test_who_was_handed_an_envelope_is_kept_without_a_moment(held: Held) -> None:
    assert scanner.moments(held.during, "surveys_round")
    assert scanner.moments(held.during, "surveys_entitlement") == []
    assert scanner.moments(held.during, "ballotbox_bundle") == []
