"""A session row tells whose it is and the night it ends, and nothing more."""

from datetime import datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone

from bothways.members.models import Session
from bothways.people.models import Person
from tests.conftest import ClientOf


def test_a_session_leads_to_its_person(employee: Person, client_of: ClientOf) -> None:
    client_of(employee)

    assert Session.objects.get().person == employee


def test_a_session_ends_at_a_midnight_the_same_for_all_of_a_day(
    employee: Person, colleague: Person, client_of: ClientOf
) -> None:
    client_of(employee)
    client_of(colleague)

    ends = {row.expire_date for row in Session.objects.all()}
    assert len(ends) == 1
    assert {(end.hour, end.minute, end.second, end.microsecond) for end in ends} == {(0, 0, 0, 0)}


def test_using_a_session_on_a_later_day_does_not_show_in_its_row(
    employee: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(employee)
    before = Session.objects.get().expire_date
    later = timezone.now() + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)

    session = client.session
    session["anything"] = "new"
    session.save()
    client.get("/me/")

    assert Session.objects.get().expire_date == before


def test_a_row_holds_no_machine_no_browser_and_no_moment(
    employee: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)
    client.get("/me/", REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Telltale/9.9")

    row = Session.objects.get()
    told = f"{row.session_key} {row.expire_date} {row.get_decoded()}"
    assert "203.0.113.77" not in told
    assert "Telltale" not in told
    assert {field.name for field in Session._meta.fields} == {
        "session_key",
        "session_data",
        "expire_date",
        "person",
        "kiosk",
    }
    moments = [value for value in row.get_decoded().values() if _is_a_moment_of_today(value)]
    assert moments == []


def _is_a_moment_of_today(value: object) -> bool:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return moment < timezone.now() + timedelta(days=2)


def test_the_cookie_is_for_the_server_alone(employee: Person, client_of: ClientOf) -> None:
    client = client_of(employee)

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] or settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_whoever_has_left_is_not_found_behind_an_old_session(
    employee: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)
    Person.objects.filter(pk=employee.pk).update(left_on=timezone.localdate())

    assert client.get("/me/").status_code == 302


def test_a_visit_without_signing_in_makes_no_session(firm: object) -> None:
    Client().get("/sign-in/")

    assert not Session.objects.exists()


def test_a_row_is_signed_without_the_moment_of_its_writing(
    employee: Person, client_of: ClientOf
) -> None:
    client_of(employee)

    row = Session.objects.get()
    assert len(signing.dumps({"a": 1}).split(":")) == 3  # Django's own has a moment in the middle
    assert len(row.session_data.split(":")) == 2
    assert row.get_decoded()["_auth_user_id"] == str(employee.pk)


def test_a_row_that_was_altered_or_signed_otherwise_opens_nothing(
    employee: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)
    good = Session.objects.get().session_data

    for bad in (good[:-1], f"x{good}", signing.dumps({"_auth_user_id": str(employee.pk)}), ""):
        Session.objects.update(session_data=bad)
        assert Session.objects.get().get_decoded() == {}

    Session.objects.update(session_data=good)
    assert client.get("/me/").status_code == 200


def test_sessions_of_before_stay_and_lose_their_moment(
    employee: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)
    module = import_module("bothways.members.migrations.0006_sessions_without_a_moment")
    editor = SimpleNamespace(connection=connection)

    module.again(apps, editor)
    assert len(Session.objects.get().session_data.split(":")) == 3
    Session.objects.create(session_key="x", session_data="broken", expire_date=timezone.now())
    module.without(apps, editor)

    assert len(Session.objects.get().session_data.split(":")) == 2
    assert client.get("/me/").status_code == 200
