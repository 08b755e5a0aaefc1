"""A backup comes back whole and compared, or nothing is changed at all."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from bothways.ballotbox.queries import holds_secrets
from bothways.commitments.models import Commitment
from bothways.firm.actions import choose_round, keep_words
from bothways.firm.queries import chosen_draft
from bothways.firm.ready import TRUST
from bothways.members.models import Session
from bothways.notifications.models import Message, PushAddress
from bothways.operations import archive, rows
from bothways.operations.actions.backing_up import back_up
from bothways.operations.actions.restoring import read_backup, restore, what_is_here
from bothways.operations.errors import (
    DamagedError,
    NewerBackupError,
    NotEmptyError,
    NotTheSameError,
    StillRunningError,
    WrongKeyError,
)
from bothways.operations.sealing import Key, new_key, seal, unseal
from bothways.operations.snapshot import main_in
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.record.queries import broken_entries
from bothways.results.models import Release
from bothways.search.queries import find
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.factories import NOW, make_promise
from tests.operations.word_given import counts, lead_a_full_life, pictures
from tests.rounds import NEWS, OPEN_FOR, counted, opened

Pair = tuple[Key, Key]
LATER = NOW + timedelta(days=30)


@pytest.fixture
def lived_in(house: Cast) -> Cast:
    """A firm with a counted round and a promise."""
    counted(house.owner, dict.fromkeys(Person.objects.here(), (5, 4, 2)), title="Autumn")
    make_promise(house.owner, "Gauges at every station.")
    return house


@contextmanager
def in_folder(folder: Path, settings: Settings) -> Iterator[None]:
    """Be the installation in this folder."""
    before = settings.DATA
    settings.DATA = folder
    with main_in(folder / "bothways.sqlite3"):
        yield
    settings.DATA = before


def changed(path: Path, keys: Pair, change: Any) -> Path:
    """Write beside a backup one whose lines were changed by whoever has the key."""
    lines = gzip.decompress(unseal(path.read_bytes(), keys[1])).splitlines()
    packed = gzip.compress(b"\n".join(change(lines)) + b"\n")
    other = path.with_name("changed.age")
    other.write_bytes(seal(packed, keys[0]))
    return other


def test_everything_comes_back_into_an_empty_installation(
    lived_in: Cast, keys: Pair, elsewhere: Path, settings: Settings, tmp_path: Path
) -> None:
    lead_a_full_life(lived_in)
    Client().force_login(lived_in.employee)
    address = "https://web.push.apple.com/jo"
    PushAddress.objects.create(person=lived_in.employee, browser="jo", endpoint=address)
    assert Session.objects.exists()
    there, shown = counts(), pictures()
    made = back_up(to=tmp_path, key=keys[0], at=LATER)
    before = rows.sums_of(rows.tables_at(rows.applied()))

    with in_folder(elsewhere, settings):
        done = restore(*read_backup(made.path, keys[1]), at=LATER, replace=False)

        after = rows.sums_of(rows.tables_at(rows.applied()))
        changed = {t for t in before if before[t] != after[t]}
        again = {
            "answers.agreement",
            "surveys.round",
            "surveys.roundquestion",
        }  # drafts get new ids
        not_rung = {"notifications.pushaddress"}
        no_second_mail = {"notifications.weeklymail"}
        assert changed - again == {"record.entry"} | not_rung | no_second_mail
        assert not PushAddress.objects.exists()
        assert not Session.objects.exists()
        assert (counts(), pictures()) == (there, shown)
        assert list(broken_entries()) == []
        assert Person.objects.get(email=lived_in.employee.email).name == "Jo Marsh"
        assert Release.objects.get().round.title == "Autumn"
        promise = Commitment.objects.get(text="Gauges at every station.")
        assert [hit.ref for hit in find("gauges")] == [str(promise.pk)]
        assert {hit.kind for hit in find("stool")} == {"promise", "decision"}
        assert Entry.objects.first().verb == "installation.restored"  # type: ignore[union-attr]
        Entry.objects.create(at=LATER, verb="goes.on")
    assert done.n_void == 0
    assert min(there.values()) > 0
    assert len(set(shown.values())) == 2
    assert (elsewhere / "secret").read_text() == "the old secret"


def test_a_round_that_was_open_is_void_everybody_is_told_and_no_box_is_left(
    house: Cast, keys: Pair, elsewhere: Path, settings: Settings, tmp_path: Path
) -> None:
    round_ = opened(house.owner, questions=[NEWS])
    cast_ballot(round_, house.employee, [5], at=round_.opens_at)
    made = back_up(to=tmp_path, key=keys[0], at=LATER)
    assert holds_secrets(round_.pk)

    with in_folder(elsewhere, settings):
        done = restore(*read_backup(made.path, keys[1]), at=LATER, replace=False)

        assert done.n_void == 1
        assert Round.objects.get().state == "void"
        assert Message.objects.filter(kind="round.voided").count() == 31
        assert Entry.objects.get(verb="round.voided").details["why"] == "restored"
        assert not holds_secrets(round_.pk)  # who fetched an envelope since can't fetch a second


def test_with_replace_the_older_state_comes_back_and_a_draft_announced_since_can_be_again(
    house: Cast, keys: Pair, settings: Settings, tmp_path: Path
) -> None:
    make_promise(house.owner, "Gauges at every station.")
    round_ = choose_round(TRUST, opens_at=NOW, closes_at=NOW + OPEN_FOR, by=house.owner, at=NOW)
    keep_words(round_, words="We ask.", contact="Edda")
    made = back_up(to=tmp_path, key=keys[0], at=NOW)
    announce_round(round_, by=house.owner, at=NOW)
    make_promise(house.owner, "Made after the backup.")
    Person.objects.filter(pk=house.employee.pk).update(name="Changed after")

    restore(*read_backup(made.path, keys[1]), at=LATER, replace=True)

    assert Commitment.objects.get().text == "Gauges at every station."
    assert Person.objects.get(pk=house.employee.pk).name == "Jo Marsh"
    again = Round.objects.get()
    assert again.pk != round_.pk
    assert again.questions.count() == len(TRUST.codes)
    assert again.announcement.words == "We ask."
    assert chosen_draft() == again
    announce_round(again, by=Person.objects.get(pk=house.owner.pk), at=NOW)
    assert holds_secrets(again.pk)


def test_an_installation_that_holds_a_firm_is_not_overwritten_by_chance(
    lived_in: Cast, keys: Pair, tmp_path: Path
) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=LATER)

    with pytest.raises(NotEmptyError, match="32 people"):
        restore(*read_backup(made.path, keys[1]), at=LATER, replace=False)

    assert not Entry.objects.filter(verb="installation.restored").exists()


def test_while_bothways_runs_nothing_is_touched(
    lived_in: Cast, keys: Pair, tmp_path: Path, settings: Settings
) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=LATER)
    with closing(sqlite3.connect(settings.DATA / "bothways.sqlite3")) as somebody:
        somebody.execute("SELECT count(*) FROM people_person").fetchone()

        with pytest.raises(StillRunningError, match="Stop the web"):
            restore(*read_backup(made.path, keys[1]), at=LATER, replace=True)

    assert what_is_here()["people"] == 32


def test_a_wrong_key_and_a_damaged_file_are_told_apart(
    lived_in: Cast, keys: Pair, tmp_path: Path
) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=LATER)
    cut = tmp_path / "cut.age"
    cut.write_bytes(made.path.read_bytes()[:-50])

    with pytest.raises(WrongKeyError):
        read_backup(made.path, Key(secret=new_key()[1]))
    with pytest.raises(DamagedError):
        read_backup(cut, keys[1])


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines[:5], *lines[6:]],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [line.replace(b"Jo Marsh", b"Jo Marsj") for line in lines],
        lambda lines: lines[1:],
        lambda lines: [b"[]"],
        lambda lines: [b"not json"],
    ],
    ids=["no end", "a row less", "two ends", "a letter", "no head", "no object", "no json"],
)
def test_whatever_is_missing_or_changed_inside_is_noticed_before_anything_is_written(
    house: Cast, keys: Pair, tmp_path: Path, change: Any
) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=LATER)

    with pytest.raises(DamagedError):
        read_backup(changed(made.path, keys, change), keys[1])


def test_a_backup_from_a_newer_version_is_refused_with_what_to_do(
    house: Cast, keys: Pair, tmp_path: Path
) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=LATER)

    def newer(lines: list[bytes]) -> list[bytes]:
        head = json.loads(lines[0])
        head["version"] = "9.9.9"
        head["migrations"].append(["people", "0999_from_the_future"])
        return [json.dumps(head).encode(), *lines[1:]]

    with pytest.raises(NewerBackupError, match=r"Install Bothways 9\.9\.9 or newer"):
        read_backup(changed(made.path, keys, newer), keys[1])


def test_a_format_that_is_not_known_yet_is_newer_too(
    house: Cast, keys: Pair, tmp_path: Path
) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=LATER)

    def newer(lines: list[bytes]) -> list[bytes]:
        head = {**json.loads(lines[0]), "format": archive.FORMAT + 1}
        return [json.dumps(head).encode(), b'{"something": "new"}']

    with pytest.raises(NewerBackupError):
        read_backup(changed(made.path, keys, newer), keys[1])


@pytest.mark.sqlite
def test_an_older_backup_is_brought_up_to_date(
    db: None, keys: Pair, tmp_path: Path, settings: Settings
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    with in_folder(old, settings):
        call_command("migrate", "surveys", "0001", database="default", verbosity=0)
        call_command("migrate", "people", "0001", database="default", verbosity=0)
        people = next(m for m in rows.tables_at(rows.applied()) if m.__name__ == "Person")
        units = next(m for m in rows.tables_at(rows.applied()) if m.__name__ == "Unit")
        with closing(sqlite3.connect(old / "bothways.sqlite3")) as database, database:
            database.execute(
                "INSERT INTO people_unit (id, name, path) VALUES (1, 'Millrace', 'Millrace')"
            )
        assert units.objects.count() == 1
        assert people.objects.count() == 0
        made = back_up(to=tmp_path, key=keys[0], at=NOW)

    with in_folder(new, settings):
        packed, checked = read_backup(made.path, keys[1])
        assert set(checked.head.migrations) < rows.known()
        restore(packed, checked, at=LATER, replace=False)

        assert {node for node in rows.known() if node[0] == "surveys"} <= set(rows.applied())
        call_command("migrate", database="default", check_unapplied=True, verbosity=0)


def test_what_does_not_come_back_the_same_is_not_kept(
    lived_in: Cast, keys: Pair, elsewhere: Path, settings: Settings, tmp_path: Path
) -> None:
    made = back_up(to=tmp_path, key=keys[0], at=LATER)
    packed, checked = read_backup(made.path, keys[1])
    checked.sums["people.person"][0] = 99

    with in_folder(elsewhere, settings):
        with pytest.raises(NotTheSameError, match=r"people\.person"):
            restore(packed, checked, at=LATER, replace=False)

        assert what_is_here() == {}
    assert not list(elsewhere.glob("restoring*"))
