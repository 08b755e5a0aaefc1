"""Whose a device is decides how long one stays signed in there."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core import signing
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.timezone import localdate
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.members.devices import BEGAN, OWN, SHORT_SECONDS, is_own, own_page
from bothways.members.models import Session
from bothways.members.queries import own_sessions
from bothways.people.models import Person


@pytest.fixture
def hours_later(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A number of seconds by which the clock of signatures is ahead."""
    ahead = [0.0]
    real = time.time
    monkeypatch.setattr(signing.time, "time", lambda: real() + ahead[0])
    return ahead


def signed_in(person: Person, *, own: bool, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/sign-in/", {"address": person.email})
    said = StringIO()
    call_command("sign_in_code", str(person.email), stdout=said)
    code = next(word for word in said.getvalue().split() if word.strip(".").isdigit())
    answer = client.post("/sign-in/code/", {"code": code, **({"own": "on"} if own else {})})
    assert answer.status_code == 302
    return client


def test_on_a_device_of_ones_own_the_session_lasts_thirty_days(employee: Person) -> None:
    client = signed_in(employee, own=True)

    cookie = client.cookies["sessionid"]
    assert int(cookie["max-age"]) > 60 * 60 * 24 * 29
    assert client.cookies[OWN].value


def test_on_any_other_device_the_session_ends_with_the_browser(employee: Person) -> None:
    client = signed_in(employee, own=False)

    for name in ("sessionid", BEGAN):
        assert client.cookies[name]["max-age"] == ""
        assert client.cookies[name]["expires"] == ""
    assert OWN not in client.cookies


def test_on_any_other_device_it_ends_after_four_hours_at_the_latest(
    employee: Person, hours_later: list[float]
) -> None:
    client = signed_in(employee, own=False)

    hours_later[0] = SHORT_SECONDS - 60
    assert client.get("/me/").status_code == 200
    hours_later[0] = SHORT_SECONDS + 60
    assert client.get("/me/").status_code == 302
    assert not Session.objects.filter(person=employee).exists()


@pytest.mark.parametrize("written", ["", "made up", "a:b:c"])
def test_whoever_writes_the_beginning_themselves_is_signed_out(
    employee: Person, written: str
) -> None:
    client = signed_in(employee, own=False)
    client.cookies[BEGAN] = written

    assert client.get("/me/").status_code == 302


def test_the_beginning_of_another_session_does_not_count(
    employee: Person, colleague: Person
) -> None:
    client, other = signed_in(employee, own=False), signed_in(colleague, own=False)
    client.cookies[BEGAN] = other.cookies[BEGAN].value

    assert client.get("/me/").status_code == 302


def test_a_short_session_tells_its_day_and_no_hour(employee: Person) -> None:
    client = signed_in(employee, own=False)

    row = Session.objects.get(person=employee)
    assert (row.expire_date.hour, row.expire_date.minute, row.expire_date.second) == (0, 0, 0)
    assert own_sessions(employee, this=client.session.session_key)[0].since_on == localdate()


def test_a_device_is_known_again_at_the_next_sign_in_of_its_person_alone(
    employee: Person, colleague: Person
) -> None:
    client = signed_in(employee, own=True)
    client.post("/sign-out/")

    client.post("/sign-in/", {"address": employee.email})
    assert "checked" in client.get("/sign-in/code/").content.decode()
    client.post("/sign-in/", {"address": colleague.email})
    assert "checked" not in client.get("/sign-in/code/").content.decode()


def test_a_device_has_one_owner_at_most(employee: Person, colleague: Person) -> None:
    client = signed_in(employee, own=True)
    client.post("/sign-out/")
    signed_in(colleague, own=True, client=client)
    client.post("/sign-out/")

    client.post("/sign-in/", {"address": employee.email})

    assert "checked" not in client.get("/sign-in/code/").content.decode()


def test_the_cookie_that_marks_a_device_holds_no_name(employee: Person) -> None:
    client = signed_in(employee, own=True)

    mark = client.cookies[OWN].value
    for telling in (str(employee.pk), employee.pk.hex, employee.name, str(employee.email)):
        assert telling not in mark
    assert client.cookies[OWN]["httponly"]


def test_mine_can_be_changed_on_ones_own_page_both_ways(
    employee: Person, hours_later: list[float]
) -> None:
    client = signed_in(employee, own=True)
    assert "yours alone" in client.get("/me/").content.decode()

    client.post("/me/device/", {"own": "no", "next": "/me/"})
    assert "It is not marked as yours" in client.get("/me/").content.decode()
    assert client.cookies["sessionid"]["max-age"] == ""

    client.post("/me/device/", {"own": "yes", "next": "/me/"})
    hours_later[0] = timedelta(days=2).total_seconds()
    assert "yours alone" in client.get("/me/").content.decode()
    assert int(client.cookies["sessionid"]["max-age"]) > 60 * 60 * 24 * 29


def request_to(path: str = "/", **cookies: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return request


@settings(max_examples=30)
@given(st.one_of(st.text(max_size=20), st.text("/\\.:@ahtps\t", max_size=12)))
def test_wherever_somebody_wants_to_go_they_stay_here(wanted: str) -> None:
    page = own_page(request_to(), wanted, "/me/")

    assert page in {wanted, "/me/"}
    assert page.startswith("/")
    assert not page.startswith(("//", "/\\"))


@pytest.mark.parametrize("wanted", ["/", "/promises/", "/search/?q=a%20b", "/people/?page=2#top"])
def test_an_address_of_ours_is_kept_as_it_is(wanted: str) -> None:
    assert own_page(request_to(), wanted) == wanted


@pytest.mark.parametrize(
    "trap",
    ["", "me", "javascript:alert(1)", "http://testserver.evil.example/", "/\\evil.example"],
)
def test_any_other_address_leads_home(trap: str) -> None:
    assert own_page(request_to(), trap) == "/"


@pytest.mark.parametrize("mark", ["", "x", "ä" * 32, "0" * 32])
def test_a_mark_that_somebody_made_up_makes_no_device_their_own(
    employee: Person, mark: str
) -> None:
    assert not is_own(request_to(**{OWN: mark}), employee)
