"""What was tried in vain is on the record, though the transaction in which it was is gone."""

import os
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pytest_django import Settings

from bothways import __main__
from bothways.jobs.actions import enrol_jobs, run_next_job
from bothways.jobs.registry import JOBS, job
from bothways.people.models import Person, Role
from bothways.record import attempts
from bothways.record.models import Entry
from bothways.surveys.errors import FrozenError
from bothways.surveys.models import Round
from tests import blank
from tests.factories import NOW, give, make_organisation, make_person

LATER = NOW.replace(month=12)
ROOT = Path(__file__).resolve().parent.parent.parent
OWN_PROGRAM = """
import django; django.setup()
from django.core.management import call_command
from django.db import transaction
from django.utils.timezone import now
from datetime import timedelta
from bothways.surveys.models import Round
call_command("migrate", verbosity=0)
at = now()
Round.objects.create(title="Autumn", state="open", manifest="{}", fixed_at=at, opens_at=at,
                     closes_at=at + timedelta(days=1))
with transaction.atomic():
    Round.objects.update(title="Another title")
"""


@pytest.fixture
def round_(transactional_db: None) -> Round:
    """A round whose rules are fixed, in a database where transactions end."""
    make_organisation()
    fields = {"opens_at": NOW, "closes_at": LATER, "fixed_at": NOW, "manifest": "{}"}
    return Round.objects.create(title="Autumn", state="open", **fields)


def tried() -> list[tuple[str, str | None]]:
    """What is on the record: which round, and who."""
    kept = Entry.objects.filter(verb="round.change_refused")
    return [(entry.details["title"], entry.by and entry.by.name) for entry in kept]


def test_what_a_page_tries_is_kept_with_who_opened_it(round_: Round, settings: Settings) -> None:
    owner = give(make_person("Sanne Weir"), Role.Kind.OWNER)
    settings.ROOT_URLCONF = "tests.record.urls"
    browser = Client(raise_request_exception=False)
    browser.force_login(owner)

    browser.get("/try/")

    assert tried() == [("Autumn", "Sanne Weir")]
    assert Round.objects.get().title == "Autumn"


def test_what_a_command_tries_is_kept_when_it_ends(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "from django.db import transaction; from bothways.surveys.models import Round\n"
        "with transaction.atomic(): Round.objects.all().delete()"
    )
    monkeypatch.setattr(sys, "argv", ["bothways", "shell", "-c", code])

    with pytest.raises(FrozenError):
        __main__.main()

    assert tried() == [("Autumn", None)]


def test_what_a_job_tries_is_kept_when_it_has_failed(round_: Round, now: datetime) -> None:
    others = dict(JOBS)
    JOBS.clear()

    def change_the_rules(now: datetime) -> str:
        """Try what no job may."""
        with transaction.atomic():
            Round.objects.update(closes_at=now)
        return ""

    change_the_rules.__module__ = "bothways.jobs.tests"
    job(every=timedelta(minutes=10))(change_the_rules)
    enrol_jobs(now=now)

    run_next_job(now=now)

    JOBS.clear()
    JOBS.update(others)
    assert tried() == [("Autumn", None)]


@pytest.mark.slow
@pytest.mark.sqlite
def test_what_a_program_of_somebody_s_own_tries_is_kept_when_it_ends(tmp_path: Path) -> None:
    env = {
        **{name: value for name, value in os.environ.items() if "BOTHWAYS" not in name},
        "BOTHWAYS_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }

    blank.lay_out(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", OWN_PROGRAM], env=env, capture_output=True, text=True, check=False
    )

    assert "FrozenError" in done.stderr
    database = sqlite3.connect(tmp_path / "bothways.sqlite3")
    assert database.execute("SELECT verb FROM record_entry").fetchall() == [
        ("round.change_refused",)
    ]
    assert database.execute("SELECT title FROM surveys_round").fetchone() == ("Autumn",)


def test_outside_a_transaction_and_after_one_that_is_kept_it_is_written_at_once(
    round_: Round,
) -> None:
    with pytest.raises(FrozenError):
        Round.objects.update(title="Another title")
    assert len(tried()) == 1

    with transaction.atomic(), pytest.raises(FrozenError):
        Round.objects.update(title="Another title")

    assert len(tried()) == 2


def test_what_could_not_be_written_waits_for_the_next(
    round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: object, **_kwargs: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(attempts, "note", away)
    with pytest.raises(FrozenError):
        Round.objects.update(title="Another title")
    assert tried() == []
    monkeypatch.undo()

    assert attempts.write_attempts() == 1
    assert tried() == [("Autumn", None)]


def test_who_acts_is_asked_only_inside(db: None) -> None:
    person = Person(name="Ada Quinn")

    with attempts.acting(lambda: person):
        inside = attempts.who_acts()

    assert (inside, attempts.who_acts()) == (person, None)
