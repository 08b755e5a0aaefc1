"""Mail that really leaves, to a mail server that is really there."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from bothways.config.mail import mail_settings
from tests.notifications.mail_server import MailServer, mail_server
from tests.notifications.push_server import PushServer, push_server


@pytest.fixture
def post(settings: Settings) -> Iterator[MailServer]:
    """A mail server, and settings that send there."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        for name, value in mail_settings(f"smtp://127.0.0.1:{server.port}").items():
            setattr(settings, name, value)
        yield server


@pytest.fixture
def no_post(settings: Settings) -> None:
    """Settings that send to where nothing listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    for name, value in mail_settings("smtp://127.0.0.1:9").items():
        setattr(settings, name, value)


@pytest.fixture
def push_service(settings: Settings) -> Iterator[PushServer]:
    """A push service, and settings that know it."""
    with push_server() as server:
        settings.PUSH_HOSTS = [f"127.0.0.1:{server.port}"]
        yield server
