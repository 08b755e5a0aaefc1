"""A setting that breaks what the pages say is found."""

import pytest
from pytest_django import Settings

from tests.operations.audit.conftest import House

pytestmark = pytest.mark.sqlite  # nothing of it lies in a database


def test_settings_of_a_real_installation_are_in_order(audited: House) -> None:
    assert audited.finds("settings") == set()
    assert audited.notices("settings") == set()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DEBUG", True, "debug-on"),
        ("MODE", "demo", "demo-mode"),
        ("BALLOT_DELAY_SECONDS", 0, "no-delay"),
        ("BASE_URL", "http://trust.example.org", "no-https"),
        ("SESSION_COOKIE_SECURE", False, "no-https"),
        ("ADMINS", [("Root", "root@example.org")], "errors-sent-away"),
        ("INSTALLED_APPS", ["sentry_sdk.integrations.django"], "errors-sent-away"),
    ],
)
def test_each_wrong_setting_is_found(
    audited: House, settings: Settings, name: str, value: object, code: str
) -> None:
    from bothways.operations.audit import configuration

    if name == "INSTALLED_APPS":  # Django would load it
        found = configuration.trackers_in(value)  # type: ignore[arg-type]
        assert found == value
        return
    setattr(settings, name, value)

    assert audited.finds("settings") == {code}


def test_ballots_in_the_database_of_people_are_found(
    audited: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = audited.url("default")
    monkeypatch.setattr(House, "url", lambda _house, _alias: people)

    assert audited.finds("settings") == {"databases-not-apart"}


def test_an_address_of_this_machine_alone_is_said(audited: House, settings: Settings) -> None:
    settings.BASE_URL = "http://127.0.0.1:8000"

    assert audited.notices("settings") == {"page-address-of-this-machine"}
