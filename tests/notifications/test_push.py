"""A ring holds nothing but that it rings, and goes nowhere but to a known push service."""

import time

import pytest
from pytest_django import Settings

from bothways.config.env import Env
from bothways.notifications import push
from bothways.notifications.push import Answer
from tests.notifications.push_server import PushServer


@pytest.fixture
def for_real(settings: Settings) -> None:
    """The list that an installation has, and its strictness."""
    settings.MODE = "run"
    settings.PUSH_HOSTS = Env.model_fields["push_hosts"].default.split(",")


def test_a_ring_has_no_body_and_names_nobody(push_service: PushServer) -> None:
    assert push.ring(push_service.address("jo")) is Answer.TAKEN

    (ring,) = push_service.rings
    assert ring.body == b""
    assert ring.path == "/push/jo"
    assert set(ring.headers) == {
        "host", "authorization", "ttl", "topic", "urgency", "content-length", "accept-encoding",
    }  # fmt: skip


def test_the_ring_is_signed_for_this_service_by_the_key_that_browsers_were_given(
    push_service: PushServer,
) -> None:
    push.ring(push_service.address("jo"))

    (ring,) = push_service.rings
    claims = ring.claims()
    assert claims["aud"] == f"http://127.0.0.1:{push_service.port}"
    assert claims["sub"] == "mailto:bothways@localhost"
    assert 0 < claims["exp"] - time.time() <= 24 * 60 * 60
    assert ring.key() == push.public_key()


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, Answer.TAKEN), (201, Answer.TAKEN), (202, Answer.TAKEN),
        (404, Answer.GONE), (410, Answer.GONE),
        (403, Answer.LATER), (429, Answer.LATER), (500, Answer.LATER),
    ],
)  # fmt: skip
def test_what_the_service_says_is_understood(
    push_service: PushServer, status: int, answer: Answer
) -> None:
    push_service.status = status

    assert push.ring(push_service.address("jo")) is answer


def test_a_redirect_is_not_followed(push_service: PushServer) -> None:
    push_service.status = 307

    assert push.ring(push_service.address("jo")) is Answer.LATER
    assert [ring.path for ring in push_service.rings] == ["/push/jo"]


def test_a_service_that_does_not_answer_is_said_to_be_silent(settings: Settings) -> None:
    settings.PUSH_HOSTS = ["127.0.0.1:9"]

    with pytest.raises(OSError, match="refused"):
        push.ring("http://127.0.0.1:9/push/jo")


@pytest.mark.usefixtures("for_real")
@pytest.mark.parametrize("host", ["a..push.apple.com", f"{'a' * 70}.push.apple.com"])
def test_a_name_that_no_machine_can_have_holds_up_nobody_else_s_ring(host: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011
        push.ring(f"https://{host}/abc")


def test_a_service_that_was_taken_off_the_list_is_rung_no_more(
    push_service: PushServer, settings: Settings
) -> None:
    settings.PUSH_HOSTS = []

    assert push.ring(push_service.address("jo")) is Answer.GONE
    assert push_service.rings == []


@pytest.mark.usefixtures("for_real")
@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
        "https://FCM.googleapis.com:443/abc",
    ],
)
def test_the_push_services_of_the_big_browsers_are_known(endpoint: str) -> None:
    assert push.is_known(endpoint)


@pytest.mark.usefixtures("for_real")
@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "abc",
        "http://fcm.googleapis.com/abc",
        "https://127.0.0.1/abc",
        "https://intranet.millrace.example/abc",
        "https://fcm.googleapis.com.evil.example/abc",
        "https://evil.example/fcm.googleapis.com",
        "https://evilpush.apple.com.evil.example/abc",
        "https://push.apple.com@127.0.0.1/abc",
        "https://fcm.googleapis.com@evil.example/abc",
        "https://somebody@fcm.googleapis.com/abc",
        "https://fcm.googleapis.com:8443/abc",
        "https://fcm.googleapis.com:port/abc",
        "https://fcm.googleapis.com/\u00e4",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/a\nb",
        "https://[::1]/abc",
        "https://[::1",
        "file:///etc/passwd",
    ],
)
def test_nobody_can_make_the_server_call_another_machine(endpoint: str) -> None:
    assert not push.is_known(endpoint)


def test_the_key_is_the_same_on_every_machine_and_another_in_every_installation(
    settings: Settings,
) -> None:
    def fresh() -> str:
        push._vapid.cache_clear()
        push.public_key.cache_clear()
        return push.public_key()

    ours = fresh()
    assert fresh() == ours

    settings.SECRET_KEY = "that of somebody else"
    theirs = fresh()

    push._vapid.cache_clear()
    push.public_key.cache_clear()
    assert theirs != ours
    assert len(ours) == 87  # 65 bytes: an uncompressed point
