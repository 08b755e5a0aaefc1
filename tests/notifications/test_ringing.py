"""Who is rung, when, how often, and when an address is forgotten."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from pytest_django import Settings

from bothways.notifications.actions import tell
from bothways.notifications.errors import UnknownPushServiceError
from bothways.notifications.jobs import ring_due_browsers
from bothways.notifications.models import Message, PushAddress
from bothways.notifications.ringing import (
    MOST_TRIES,
    forget_browser,
    is_rung,
    keep_address,
    ring_browser,
    ring_due,
)
from bothways.people.models import Person
from tests.cast import Cast
from tests.notifications.push_server import PushServer

PROMISE = {"who": "Ruben Dahl", "text": "A quieter hall", "due": "Friday", "link": "/promises/"}


@pytest.fixture
def phone(push_service: PushServer, employee: Person) -> PushAddress:
    """The employee's phone, which wishes to be rung."""
    keep_address(push_service.address("jo"), by=employee, browser="jo's phone")
    return PushAddress.objects.get()


def test_what_is_told_rings_the_phones_of_those_it_is_told_to(
    firm: Cast, phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    keep_address(push_service.address("tariq"), by=firm.colleague, browser="tariq's phone")

    tell("commitment.made", to=[firm.employee], at=now, **PROMISE)

    assert ring_due_browsers(now) == "1 rung, 0 not reached"
    assert [ring.path for ring in push_service.rings] == ["/push/jo"]


def test_nothing_of_what_is_told_is_in_the_ring(
    firm: Cast, phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    tell("commitment.made", to=[firm.employee], at=now, **PROMISE)
    ring_due(at=now)

    (ring,) = push_service.rings
    sent = f"{ring.path} {ring.headers} {ring.body!r} {ring.claims()}"
    for secret in ("quieter", "Ruben", "commitment", firm.employee.name, str(firm.employee.pk)):
        assert secret not in sent


def test_who_has_no_mail_address_is_rung_too(
    firm: Cast, phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    Person.objects.filter(pk=firm.employee.pk).update(email=None)
    firm.employee.refresh_from_db()

    tell("commitment.made", to=[firm.employee], at=now, **PROMISE)

    assert ring_due(at=now) == (1, 0)
    assert not Message.objects.exists()


def test_much_that_is_new_rings_once(
    firm: Cast, phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    for _time in range(5):
        tell("commitment.made", to=[firm.employee], at=now, **PROMISE)

    ring_due(at=now)
    ring_due(at=now + timedelta(hours=1))

    assert len(push_service.rings) == 1


def test_a_code_to_sign_in_rings_nobody(
    firm: Cast, phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    tell("sign-in.code", to=[firm.employee], at=now, code="123456")

    assert ring_due(at=now) == (0, 0)


def test_who_has_left_is_rung_no_more(
    firm: Cast, phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    ring_browser("jo's phone", at=now)
    Person.objects.filter(pk=firm.employee.pk).update(left_on=now.date())

    ring_due(at=now)

    assert push_service.rings == []
    assert not PushAddress.objects.exists()


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(
    phone: PushAddress, push_service: PushServer, now: datetime, status: int
) -> None:
    push_service.status = status
    ring_browser("jo's phone", at=now)

    assert ring_due(at=now) == (0, 1)
    assert not PushAddress.objects.exists()


def test_a_service_in_trouble_is_tried_again_later_and_then_left(
    phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    push_service.status = 503
    ring_browser("jo's phone", at=now)
    assert ring_due(at=now) == (0, 1)
    assert ring_due(at=now + timedelta(seconds=30)) == (0, 0)

    for day in range(1, 10):
        ring_due(at=now + timedelta(days=day))

    assert len(push_service.rings) == MOST_TRIES
    assert not PushAddress.objects.exists()


def test_after_trouble_the_ring_comes_through(
    phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    push_service.status = 503
    ring_browser("jo's phone", at=now)
    ring_due(at=now)
    push_service.status = 201

    assert ring_due(at=now + timedelta(minutes=2)) == (1, 0)

    phone.refresh_from_db()
    assert (phone.due_at, phone.n_tries) == (None, 0)


def test_a_worker_that_is_killed_while_it_rings_rings_again_later_and_not_at_once(
    phone: PushAddress, push_service: PushServer, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_endpoint: str) -> None:
        raise SystemExit

    ring_browser("jo's phone", at=now)
    with monkeypatch.context() as patched:
        patched.setattr("bothways.notifications.push.ring", killed)
        with pytest.raises(SystemExit):
            ring_due(at=now)

    assert ring_due(at=now) == (0, 0)
    assert ring_due(at=now + timedelta(minutes=2)) == (1, 0)


def test_a_service_that_does_not_answer_holds_nobody_back_and_its_address_is_in_no_log(
    phone: PushAddress,
    push_service: PushServer,
    settings: Settings,
    now: datetime,
    written: StringIO,
) -> None:
    settings.PUSH_HOSTS = ["127.0.0.1:9"]
    PushAddress.objects.update(endpoint="http://127.0.0.1:9/push/secret")
    ring_browser("jo's phone", at=now)

    assert ring_due(at=now) == (0, 1)

    assert "did not answer" in written.getvalue()
    assert "secret" not in written.getvalue()


def test_an_address_is_one_browsers(
    firm: Cast, phone: PushAddress, push_service: PushServer
) -> None:
    keep_address(push_service.address("jo"), by=firm.colleague, browser="the same, signed in anew")

    assert PushAddress.objects.get().person == firm.colleague


def test_a_browser_that_is_forgotten_is_not_rung(
    phone: PushAddress, push_service: PushServer, now: datetime
) -> None:
    assert is_rung("jo's phone")
    assert forget_browser("jo's phone")
    assert not forget_browser("jo's phone")

    ring_browser("jo's phone", at=now)

    assert ring_due(at=now) == (0, 0)
    assert not is_rung("jo's phone")


def test_an_address_of_no_push_service_is_refused(
    firm: Cast, push_service: PushServer, settings: Settings
) -> None:
    for endpoint in ("https://intranet.millrace.example/", "", "x" * 2000):
        with pytest.raises(UnknownPushServiceError, match="does not know"):
            keep_address(endpoint, by=firm.employee, browser="b")
    settings.PUSH = False
    with pytest.raises(UnknownPushServiceError):
        keep_address(push_service.address("jo"), by=firm.employee, browser="b")


def test_where_it_is_off_nobody_is_rung(
    firm: Cast, phone: PushAddress, push_service: PushServer, settings: Settings, now: datetime
) -> None:
    ring_browser("jo's phone", at=now)
    settings.PUSH = False

    assert ring_due_browsers(now) == ""
    assert push_service.rings == []
