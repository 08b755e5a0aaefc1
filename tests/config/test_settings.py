"""The settings of a real installation, read in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[2]

TELL = """
import json, django
django.setup()
from django.conf import settings
from django.db import connections

def pragma(alias, name):
    with connections[alias].cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]

names = json.loads(input())
told = {name: getattr(settings, name, None) for name in names}
told["pragmas"] = {
    alias: {name: pragma(alias, name) for name in ("journal_mode", "secure_delete", "synchronous")}
    for alias in connections
}
told["modes"] = {alias: connections[alias].settings_dict["OPTIONS"]["transaction_mode"]
                 for alias in connections}
print(json.dumps(told, default=str))
"""
NAMES = [
    "ALLOWED_HOSTS", "BASE_URL", "DEBUG", "EMAIL_BACKEND", "EMAIL_HOST", "INSTALLED_APPS",
    "MAIL_LEAVES", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY", "SECRET_KEY", "TIME_ZONE", "PUSH", "PUSH_HOSTS",
    "BOX_URL", "CONTENT_SECURITY_POLICY",
]  # fmt: skip


def told(folder: Path, **more: str) -> dict[str, Any]:
    """Return the settings of an installation with these variables."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("BOTHWAYS_")}
    env |= {"BOTHWAYS_DATA": str(folder), "PYTHONPATH": str(ROOT / "src"), **more}
    words = [sys.executable, "-c", TELL]
    done = subprocess.run(
        words, env=env, input=json.dumps(NAMES), capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return told(tmp_path_factory.mktemp("plain"))


def test_without_any_variable_it_is_a_real_installation(plain: dict[str, Any]) -> None:
    assert "bothways.demo" not in plain["INSTALLED_APPS"]
    assert plain["DEBUG"] is False
    assert plain["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_people_are_written_ahead_and_ballots_are_not(plain: dict[str, Any]) -> None:
    assert plain["pragmas"]["default"]["journal_mode"] == "wal"
    assert plain["pragmas"]["ballots"]["journal_mode"] == "truncate"


def test_a_deleted_ballot_is_overwritten(plain: dict[str, Any]) -> None:
    assert plain["pragmas"]["ballots"]["secure_delete"] == 1


def test_what_was_acknowledged_survives_a_power_cut(plain: dict[str, Any]) -> None:
    assert {pragmas["synchronous"] for pragmas in plain["pragmas"].values()} == {2}  # FULL


def test_two_writers_wait_for_each_other_instead_of_failing(plain: dict[str, Any]) -> None:
    assert set(plain["modes"].values()) == {"IMMEDIATE"}


def test_without_a_mail_server_mail_waits(plain: dict[str, Any]) -> None:
    assert plain["MAIL_LEAVES"] is False


def test_with_a_mail_server_mail_leaves(tmp_path: Path) -> None:
    found = told(tmp_path, BOTHWAYS_MAIL_URL="smtps://mail.firm.example")

    assert found["MAIL_LEAVES"] is True
    assert found["EMAIL_HOST"] == "mail.firm.example"
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_the_demo_sends_nothing_even_with_a_mail_server(tmp_path: Path) -> None:
    found = told(tmp_path, BOTHWAYS_MODE="demo", BOTHWAYS_MAIL_URL="smtps://mail.firm.example")

    assert found["EMAIL_BACKEND"] == "bothways.notifications.caught.EmailBackend"
    assert "bothways.demo" in found["INSTALLED_APPS"]


def test_over_https_cookies_travel_no_other_way(plain: dict[str, Any], tmp_path: Path) -> None:
    found = told(tmp_path, BOTHWAYS_HTTPS="true")

    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert (plain[name], found[name]) == (False, True)
    assert found["SECURE_HSTS_SECONDS"] >= 60 * 60 * 24 * 365
    assert found["SESSION_COOKIE_HTTPONLY"] is True


def test_the_secret_stays_the_same_from_start_to_start(tmp_path: Path) -> None:
    first, second = told(tmp_path), told(tmp_path)

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert first["SECRET_KEY"] == (tmp_path / "secret").read_text()


def test_two_installations_have_two_secrets(plain: dict[str, Any], tmp_path: Path) -> None:
    assert told(tmp_path)["SECRET_KEY"] != plain["SECRET_KEY"]


def test_host_names_may_have_blanks_between_them(tmp_path: Path) -> None:
    found = told(tmp_path, BOTHWAYS_HOSTS="trust.firm.example, box.firm.example,")

    assert found["ALLOWED_HOSTS"] == ["trust.firm.example", "box.firm.example"]


def test_a_base_address_has_no_slash_at_its_end(tmp_path: Path) -> None:
    assert told(tmp_path, BOTHWAYS_BASE_URL="https://firm.example/")["BASE_URL"] == (
        "https://firm.example"
    )


def test_a_page_may_run_and_load_only_what_is_its_own(firm: Cast, client: Client) -> None:
    policy = client.get("/sign-in/")["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "*" not in policy
    for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
        assert part in policy


def test_a_page_tells_no_other_site_where_one_came_from(firm: Cast, client: Client) -> None:
    answer = client.get("/sign-in/")

    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_nothing_keeps_visitors_addresses_or_browsers(firm: Cast) -> None:
    nosy = ("axes", "usersessions", "silk", "debug_toolbar", "auditlog", "simple_history")

    assert [app for app in settings.INSTALLED_APPS if any(name in app for name in nosy)] == []


def test_no_request_holds_a_transaction_of_its_own() -> None:
    held = [alias for alias, one in settings.DATABASES.items() if one.get("ATOMIC_REQUESTS")]

    assert held == []


def test_phones_are_rung_over_https_alone_and_only_if_wished(tmp_path: Path) -> None:
    assert told(tmp_path)["PUSH"] is False
    assert told(tmp_path, BOTHWAYS_HTTPS="true")["PUSH"] is True
    assert told(tmp_path, BOTHWAYS_HTTPS="true", BOTHWAYS_PUSH="false")["PUSH"] is False


def test_the_list_of_push_services_can_be_another(tmp_path: Path) -> None:
    found = told(tmp_path, BOTHWAYS_PUSH_HOSTS="push.firm.example, *.push.apple.com")

    assert found["PUSH_HOSTS"] == ["push.firm.example", "*.push.apple.com"]


def test_pages_may_speak_to_the_box_at_its_own_address_and_to_nobody_else(
    plain: dict[str, Any], tmp_path: Path
) -> None:
    apart = told(tmp_path, BOTHWAYS_BOX_URL="https://box.firm/")

    may = [one["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["connect-src"] for one in (plain, apart)]

    assert may == [["'self'"], ["'self'", "https://box.firm"]]
