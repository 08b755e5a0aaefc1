"""Clock, disk, permissions, and the files of this version."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from bothways.jobs.models import Schedule
from bothways.operations.doctor import machine
from bothways.operations.doctor.finding import State
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW


def test_a_clock_that_was_set_back_an_hour_is_found_by_what_was_done_last(in_order: Cast) -> None:
    Schedule.objects.update(last_run_at=timezone.now() + timedelta(hours=1))

    found = list(machine.clock(timezone.now()))

    assert [finding.state for finding in found] == [State.WRONG]
    assert "60 minutes behind" in found[0].words


def test_an_entry_of_tomorrow_tells_it_too(in_order: Cast) -> None:
    Entry.objects.create(at=timezone.now() + timedelta(days=1), verb="a.b")

    assert [finding.state for finding in machine.clock(timezone.now())] == [State.WRONG]


def test_a_disk_of_a_machine_with_another_clock_tells_it(
    in_order: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour_ago = timezone.now().timestamp() - 3600
    monkeypatch.setattr(machine, "_of_the_disk", lambda: hour_ago)

    found = list(machine.clock(timezone.now()))

    assert found[0].state is State.WRONG
    assert "60 minutes ahead" in found[0].words


def test_a_clock_in_order_says_the_time_and_leaves_nothing_behind(
    in_order: Cast, settings: Settings
) -> None:
    before = set(settings.DATA.iterdir())

    assert [finding.state for finding in machine.clock(timezone.now())] == [State.OK]
    assert machine.disk().state in {State.OK, State.SOON}
    assert set(settings.DATA.iterdir()) == before


def test_a_few_seconds_are_no_illness_and_a_minute_is_a_small_one() -> None:
    assert machine.off_by("Clock", 60, "another").state is State.SOON
    assert machine.off_by("Clock", -60, "another").state is State.SOON
    assert machine.off_by("Clock", 121, "another").state is State.WRONG


def test_a_full_disk_is_said(in_order: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = machine.shutil.disk_usage("/")
    for free, state in ((50 * 2**20, State.WRONG), (500 * 2**20, State.SOON), (2**40, State.OK)):
        monkeypatch.setattr(
            machine.shutil, "disk_usage", lambda _at, n=free: usage._replace(free=n)
        )
        assert machine.disk().state is state


def test_a_folder_that_can_not_be_written_is_said(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    (tmp_path / ".written").mkdir()

    found = machine.disk()

    assert found.state is State.WRONG
    assert "can't be written" in found.words


def test_a_secret_that_others_can_read_is_said(in_order: Cast, settings: Settings) -> None:
    assert machine.folder().state is State.OK
    (settings.DATA / "secret").chmod(0o644)

    found = machine.folder()

    assert found.state is State.WRONG
    assert str(settings.DATA / "secret") in found.words
    assert "chmod" in found.to_do


def test_the_ballot_client_is_the_one_that_was_built(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert machine._client().state is State.OK
    (tmp_path / "ballot.js").write_text("steal()")
    (tmp_path / "ballot.js.sha256").write_text("0" * 64)
    monkeypatch.setattr(
        machine.finders,
        "find",
        lambda name: str(tmp_path / os.path.basename(name)),  # noqa: PTH119
    )

    assert machine._client().state is State.WRONG
    monkeypatch.setattr(machine.finders, "find", lambda _name: None)
    assert "not there" in machine._client().words


def test_languages_that_were_not_compiled_are_named(settings: Settings, tmp_path: Path) -> None:
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    settings.LOCALE_PATHS = [tmp_path]
    assert "de" in machine._languages().words
    assert machine._languages().state is State.SOON

    (tmp_path / "de" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "de" / "LC_MESSAGES" / "django.mo").write_bytes(b"")

    assert machine._languages().state is State.OK


def test_a_firm_without_a_time_zone_is_told_so(settings: Settings) -> None:
    settings.TIME_ZONE = "UTC"
    assert [f.state for f in machine.files() if f.about == "Time zone"] == [State.SOON]

    settings.TIME_ZONE = "Europe/Madrid"
    assert [f.state for f in machine.files() if f.about == "Time zone"] == [State.OK]


def test_error_pages_that_show_too_much_are_wrong(settings: Settings) -> None:
    assert machine.version().state is State.OK
    settings.DEBUG = True
    assert machine.version().state is State.WRONG


def test_the_last_deed_is_that_of_a_job_or_of_the_record_whichever_is_later(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Schedule.objects.all().delete()
    newest = NOW + timedelta(days=900)
    Entry.objects.create(at=newest, verb="a.b")
    assert machine._last_deed() == newest
    later = newest + timedelta(minutes=1)
    Schedule.objects.create(name="one", due_at=NOW, last_run_at=later)
    Schedule.objects.create(name="never", due_at=NOW)

    with django_assert_num_queries(1):
        assert machine._last_deed() == later
