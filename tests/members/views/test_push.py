"""Notifications on this device: on, off, a test, and an end with the session."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from bothways.members.actions import end_membership
from bothways.members.models import Session
from bothways.notifications.models import PushAddress
from bothways.notifications.ringing import ring_due
from tests.cast import Cast
from tests.notifications.push_server import PushServer, push_server


@pytest.fixture
def push_service(settings: Settings) -> Iterator[PushServer]:
    with push_server() as server:
        settings.PUSH_HOSTS = [f"127.0.0.1:{server.port}"]
        yield server


@pytest.fixture
def phone(firm: Cast, push_service: PushServer) -> Client:
    """The employee's own phone, on which notifications are on."""
    client = Client()
    client.force_login(firm.employee)
    client.post("/me/device/", {"own": "yes"})
    answer = client.post("/me/push/on/", {"endpoint": push_service.address("jo")})
    assert answer["Location"] == "/me/#notifications"
    return client


def test_turned_on_the_page_says_so_and_offers_a_test(phone: Client, firm: Cast) -> None:
    page = phone.get("/me/").content.decode()

    assert "Send a test" in page
    assert PushAddress.objects.get().person == firm.employee


def test_the_test_rings_this_browser(phone: Client, push_service: PushServer) -> None:
    answer = phone.post("/me/push/test/", follow=True)

    assert "A test is on its way" in answer.content.decode()
    assert ring_due(at=timezone.now()) == (1, 0)
    assert [ring.path for ring in push_service.rings] == ["/push/jo"]


def test_turned_off_nothing_is_kept(phone: Client) -> None:
    phone.post("/me/push/off/")

    assert not PushAddress.objects.exists()
    assert "data-push-state" in phone.get("/me/").content.decode()


def test_signing_out_ends_it(phone: Client) -> None:
    phone.post("/sign-out/")

    assert not PushAddress.objects.exists()


def test_ending_the_session_from_elsewhere_ends_it(phone: Client, firm: Cast) -> None:
    other = Client()
    other.force_login(firm.employee)

    other.post("/me/sessions/end-others/")

    assert not PushAddress.objects.exists()


def test_a_session_that_is_over_ends_it(phone: Client) -> None:
    from bothways.members.actions import forget_what_is_over

    Session.objects.update(expire_date=timezone.now())
    forget_what_is_over(at=timezone.now())

    assert not PushAddress.objects.exists()


def test_leaving_the_firm_ends_it(phone: Client, firm: Cast) -> None:
    end_membership(firm.employee, by=firm.people_lead, on=date(2026, 11, 30))

    assert not PushAddress.objects.exists()


def test_a_device_that_is_not_ones_own_any_more_is_not_rung(phone: Client) -> None:
    phone.post("/me/device/", {"own": "no"})

    assert not PushAddress.objects.exists()


def test_on_a_shared_device_it_can_not_be_turned_on(firm: Cast, push_service: PushServer) -> None:
    client = Client()
    client.force_login(firm.employee)

    answer = client.post("/me/push/on/", {"endpoint": push_service.address("jo")})

    assert answer["Location"] == "/me/device/"
    assert not PushAddress.objects.exists()
    assert "data-push" not in client.get("/me/").content.decode()


def test_another_machine_can_not_be_given_as_an_address(phone: Client) -> None:
    answer = phone.post("/me/push/on/", {"endpoint": "https://intranet.millrace.example/"})

    assert answer.status_code == 422
    assert "does not know" in answer.content.decode()
    assert PushAddress.objects.count() == 1


def test_where_the_installation_rings_nobody_the_page_says_nothing_of_it(
    phone: Client, settings: Settings
) -> None:
    settings.PUSH = False

    assert "Notifications on this device" not in phone.get("/me/").content.decode()


def test_nobody_sees_or_ends_what_is_anothers(phone: Client, firm: Cast) -> None:
    other = Client()
    other.force_login(firm.colleague)

    other.post("/me/push/off/")
    other.post("/me/push/test/")

    assert PushAddress.objects.get(due_at=None).person == firm.employee
