"""A session that holds an address, a browser, a moment or anything more is found."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.core import signing
from pytest_django import Settings

from tests.operations.audit.conftest import House


def put(audited: House, row: str) -> None:
    audited.sql("UPDATE members_session SET session_data = %s", row)


def signed(**content: object) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode() + ":signature"


def test_a_session_of_the_program_is_in_order(audited: House) -> None:
    assert audited.sql("SELECT count(*) FROM members_session") == [(1,)]
    assert audited.finds("sessions") == set()


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "content",
    [
        {"ip": "198.51.100.7"},
        {"agent": "Telltale/9.9"},
        {"short": "198.51.100.7"},
        {"kiosk": "Mozilla/5.0 (Linux)"},
        {"just-in": "2026-11-02T09:31:07"},
        {"short": 1793611867},
    ],
)
def test_a_session_that_says_more_is_found(audited: House, content: dict[str, object]) -> None:
    put(audited, signed(**content))

    assert audited.finds("sessions") == {"session-tells"}


@pytest.mark.sqlite
def test_a_session_that_nobody_can_read_is_found(audited: House) -> None:
    put(audited, "????:signature")

    assert audited.finds("sessions") == {"session-tells"}


def test_the_moment_that_a_signature_can_hold_is_found(audited: House) -> None:
    put(audited, signing.dumps({"short": True}))

    assert audited.finds("sessions") == {"session-with-a-moment"}


def test_an_end_that_is_no_midnight_is_found(audited: House) -> None:
    audited.sql("UPDATE members_session SET expire_date = '2026-12-02 09:31:07+00:00'")

    assert audited.finds("sessions") == {"session-with-a-moment"}


def test_a_cache_outside_is_found(audited: House, settings: Settings) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "x"}
    }

    assert audited.finds("sessions") == {"cache-outside"}
