"""Databases, worker, outbox, backups and boxes."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from bothways.ballotbox.models import Box
from bothways.jobs.models import Schedule
from bothways.notifications.actions import tell
from bothways.notifications.models import Message
from bothways.operations.actions.backing_up import back_up
from bothways.operations.doctor import stored
from bothways.operations.doctor.finding import Finding, State
from bothways.operations.sealing import Key
from bothways.search.models import Indexed
from tests.cast import Cast
from tests.factories import make_promise
from tests.rounds import opened

Pair = tuple[Key, Key]
RESULT = {"title": "Autumn", "n_answered": 9, "n_eligible": 10, "link": "here"}


def of(about: str, found: Iterable[Finding]) -> Finding:
    return next(finding for finding in found if finding.about == about)


def test_a_database_in_order_is_whole_and_of_this_version(in_order: Cast) -> None:
    found = list(stored.databases())

    assert of("Main database", found).words == "SQLite, whole."
    assert of("Tables", found).state is State.OK


def test_a_damaged_file_is_found(in_order: Cast, settings: Settings) -> None:
    path: Path = settings.DATA / "bothways.sqlite3"
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections["default"].close()
    content = bytearray(path.read_bytes())
    for page in range(4, len(content) // 4096):
        content[page * 4096 : page * 4096 + 40] = b"\xff" * 40
    path.write_bytes(bytes(content))

    found = of("Main database", [stored._database_or_why("default", "Main database")])

    assert found.state is State.WRONG
    assert "restore the last backup" in found.to_do


def test_tables_of_an_older_version_are_found(in_order: Cast) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0002_void_rounds'")

    found = of("Tables", stored.databases())

    assert found.state is State.WRONG
    assert "1 change" in found.words
    assert "upgrade" in found.to_do


def test_tables_of_a_newer_version_are_found(in_order: Cast) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('people', '0999_later', '2030-01-01')"
        )

    assert "newer" in of("Tables", stored.databases()).words


def test_a_write_ahead_log_under_the_boxes_would_be_found(
    in_order: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(stored.PRAGMAS, "default", {"journal_mode": {"truncate"}})

    found = of("Main database", stored.databases())

    assert found.state is State.WRONG
    assert "journal_mode" in found.words


def test_a_worker_that_sleeps_is_found(in_order: Cast) -> None:
    now = timezone.now()
    assert [f.state for f in stored.worker(now)] == [State.OK]

    assert [f.state for f in stored.worker(now + timedelta(minutes=3))] == [State.WRONG]
    Schedule.objects.all().delete()
    assert "never run" in next(iter(stored.worker(now))).words


def test_a_job_that_fails_again_and_again_is_named_with_its_error(in_order: Cast) -> None:
    Schedule.objects.filter(name="results.close_due_rounds").update(
        n_failures=3, last_error="OSError: disk"
    )

    found = of("Job", stored.worker(timezone.now()))

    assert "results.close_due_rounds failed 3 times in a row: OSError: disk" in found.words


def test_mails_that_do_not_leave_are_found(in_order: Cast, settings: Settings) -> None:
    now = timezone.now()
    tell("round.released", to=[in_order.employee], at=now - timedelta(hours=2), **RESULT)
    assert Message.objects.count() == 1

    assert "1 mail has waited" in stored.outbox(now).words
    Message.objects.update(state=Message.State.SENT)
    assert stored.outbox(now).state is State.OK
    settings.MAIL_LEAVES = False
    assert stored.outbox(now).state is State.SOON


def test_no_backup_an_old_one_and_one_that_is_gone_are_found(
    in_order: Cast, keys: Pair, tmp_path: Path
) -> None:
    now = timezone.now()
    assert "None was ever made" in stored.backup(now).words

    made = back_up(to=tmp_path, key=keys[0], at=now)

    assert stored.backup(now).state is State.OK
    assert stored.backup(now + timedelta(days=3)).state is State.SOON
    made.path.unlink()
    assert "not there any more" in stored.backup(now).words


def test_a_round_without_its_box_is_found_at_once(in_order: Cast) -> None:
    round_ = opened(in_order.owner)
    assert list(stored.boxes()) == []
    Box.objects.filter(pk=round_.pk.hex).delete()

    found = list(stored.boxes())

    assert found[0].state is State.WRONG
    assert "November pulse" in found[0].words


def test_a_search_that_is_out_of_step_is_found(in_order: Cast) -> None:
    assert of("Search", stored.search()).state is State.OK
    make_promise(in_order.manager)
    Indexed.objects.all().delete()

    found = of("Search", stored.search())

    assert found.state is State.SOON
    assert "1 things can't be found, 1 are found" in found.words
    assert "reindex" in found.to_do
