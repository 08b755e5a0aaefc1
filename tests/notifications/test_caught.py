"""In the demo every mail is caught and can be read."""

from datetime import datetime
from pathlib import Path

from pytest_django import Settings

from bothways.notifications.actions import send_now
from bothways.notifications.caught import caught_mail

CATCHES = "bothways.notifications.caught.EmailBackend"


def test_a_caught_mail_can_be_read_newest_first(data: Path, settings: Settings) -> None:
    settings.EMAIL_BACKEND = CATCHES

    for code in ("111 111", "222 222"):
        send_now("sign-in.code", address="jo@millrace.example", language="en", code=code)

    (newest_at, newest), (oldest_at, _) = caught_mail()
    assert newest["To"] == "jo@millrace.example"
    assert "222 222" in newest.get_content()
    assert datetime.now(tz=newest_at.tzinfo) >= newest_at >= oldest_at


def test_before_the_first_mail_there_is_none(data: Path) -> None:
    assert caught_mail() == []
