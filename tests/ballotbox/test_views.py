"""The slot of the box, through the real middleware: codes, sentences, and no trace."""

import json
import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from bothways.ballotbox.actions import stop_signing
from bothways.ballotbox.models import Bundle
from bothways.pure.ballots.client import was_taken
from tests.ballotbox.booth import Booth, announce, body_of


@pytest.fixture
def open_now(db: None) -> Booth:
    now = timezone.now()
    return announce({"b1": 4}, opens=now - timedelta(hours=1), closes=now + timedelta(hours=1))


def post(booth: Booth, body: bytes, **headers: str):
    return Client().post(
        f"/box/{booth.round_id.hex}", body, content_type="application/json", headers=headers
    )


def said(response) -> tuple[int, str]:
    answer = response.json()
    assert set(answer) == {"error", "say"}
    assert answer["say"].endswith(".")
    return response.status_code, answer["error"]


def test_a_ballot_gets_its_receipt(open_now: Booth) -> None:
    _, envelope = open_now.vote(open_now.wallet())

    response = post(open_now, body_of(envelope))

    assert response.status_code == 200
    assert set(response.json()) == {"leaf", "closes", "receipt"}
    assert was_taken(open_now.manifest, envelope, response.json())
    assert response["Cache-Control"] == "no-store"


def test_no_answer_sets_a_cookie(open_now: Booth) -> None:
    _, envelope = open_now.vote(open_now.wallet())

    for response in (post(open_now, body_of(envelope)), post(open_now, b"{")):
        assert not response.cookies
        assert "Set-Cookie" not in response.headers
        assert "Vary" not in response.headers


def test_a_request_with_a_cookie_is_refused_and_its_ballot_not_taken(open_now: Booth) -> None:
    _, envelope = open_now.vote(open_now.wallet())

    response = post(open_now, body_of(envelope), cookie="sessionid=rosa")

    assert said(response) == (400, "cookie")
    assert not any(any(bytes(row.records)) for row in Bundle.objects.all())


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options", "patch"])
def test_other_methods_are_refused(open_now: Booth, method: str) -> None:
    response = getattr(Client(), method)(f"/box/{open_now.round_id.hex}")

    assert response.status_code == 405
    assert response["Allow"] == "POST"


@pytest.mark.parametrize(
    "place",
    ["", "x", "0" * 31, "0" * 33, "A" * 32, "0" * 32, "0" * 32 + "/", "../etc/passwd", "%00"],
)
def test_a_box_that_is_not_there_is_unknown(db: None, place: str) -> None:
    response = Client().post(f"/box/{place}", b"{}", content_type="application/json")

    assert said(response) == (404, "unknown")


def test_malformed_json_is_refused(open_now: Booth) -> None:
    assert said(post(open_now, b'{"v":1,')) == (400, "malformed")
    assert said(post(open_now, b"")) == (400, "malformed")


def test_another_content_type_is_refused(open_now: Booth) -> None:
    _, envelope = open_now.vote(open_now.wallet())
    address = f"/box/{open_now.round_id.hex}"

    for kind in ("text/html", "application/x-www-form-urlencoded"):
        response = Client().post(address, body_of(envelope), content_type=kind)
        assert said(response) == (400, "malformed")


def test_plain_text_is_taken_so_that_no_browser_asks_before_it_sends(open_now: Booth) -> None:
    _, envelope = open_now.vote(open_now.wallet())
    address = f"/box/{open_now.round_id.hex}"

    response = Client().post(address, body_of(envelope), content_type="text/plain;charset=UTF-8")

    assert response.status_code == 200


def test_another_shape_is_refused(open_now: Booth) -> None:
    assert said(post(open_now, b'{"v":1}')) == (400, "shape")


def test_16_kb_is_too_long_and_is_not_even_parsed(open_now: Booth) -> None:
    assert said(post(open_now, b" " * 16 * 1024)) == (413, "long")
    assert said(post(open_now, b"{" * 3_000_000)) == (413, "long")
    assert said(post(open_now, b" " * (16 * 1024 - 1))) == (400, "malformed")


def test_a_forged_ballot_is_refused(open_now: Booth) -> None:
    _, envelope = open_now.vote(open_now.wallet())
    fields = envelope.to_fields() | {"credential": "A" * 512}

    assert said(post(open_now, json.dumps(fields).encode())) == (403, "forged")


def test_an_older_ballot_is_refused_and_the_same_again_is_not(open_now: Booth) -> None:
    wallet, first = open_now.vote(open_now.wallet())
    _, second = open_now.vote(wallet)
    receipt = post(open_now, body_of(second)).json()

    assert said(post(open_now, body_of(first))) == (409, "older")
    again = post(open_now, body_of(second))
    assert (again.status_code, again.json()) == (200, receipt)


def test_a_late_ballot_is_refused(open_now: Booth) -> None:
    _, envelope = open_now.vote(open_now.wallet())
    stop_signing(open_now.round_id)

    assert said(post(open_now, body_of(envelope))) == (410, "late")


def test_an_early_ballot_is_refused(db: None) -> None:
    now = timezone.now()
    booth = announce({"b1": 4}, opens=now + timedelta(hours=1), closes=now + timedelta(hours=2))
    _, envelope = booth.vote(booth.wallet())

    assert said(post(booth, body_of(envelope))) == (425, "early")


class Listener(logging.Handler):
    """Hears every logger there is."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.name} {record.getMessage()}")


@pytest.fixture
def listener():
    """Listen on the root and on Django's own loggers, which do not pass everything on."""
    ear = Listener()
    loggers = [logging.getLogger(name) for name in (None, "django", "django.request")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(ear)
        logger.setLevel(logging.DEBUG)
    yield ear
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(ear)
        logger.setLevel(level)


def test_the_listener_hears_what_django_logs_of_other_pages(owner, listener: Listener) -> None:
    Client().get("/no-such-page-anywhere/")

    assert [line for line in listener.heard if "no-such-page" in line]


def test_nothing_is_logged_of_a_ballot_whatever_becomes_of_it(
    open_now: Booth, listener: Listener, settings
) -> None:
    settings.DEBUG = False
    _, envelope = open_now.vote(open_now.wallet())
    for body in (body_of(envelope), b"{", b"{}", b" " * 20_000):
        post(open_now, body)
    post(open_now, body_of(envelope), cookie="sessionid=rosa")
    Client().get(f"/box/{open_now.round_id.hex}")
    Client().post(f"/box/{uuid4().hex}", b"{}", content_type="application/json")

    assert listener.heard == []


def test_a_fault_of_our_own_is_answered_and_not_logged(open_now: Booth, listener: Listener) -> None:
    _, envelope = open_now.vote(open_now.wallet())
    Bundle.objects.all().delete()

    response = post(open_now, body_of(envelope))

    assert said(response) == (500, "broken")
    assert listener.heard == []
