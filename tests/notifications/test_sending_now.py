"""What is sent at once is in no outbox, and a silent mail server is said."""

import socket

import pytest
from django.core import mail
from pytest_django import Settings

from bothways.notifications.actions import reach_mail_server, send_now
from bothways.notifications.errors import MailServerError
from bothways.notifications.models import Message


def test_a_message_sent_now_leaves_nothing_in_the_outbox() -> None:
    send_now("sign-in.code", address="jo@millrace.example", language="en", code="123456")

    assert mail.outbox[0].to == ["jo@millrace.example"]
    assert "123456" in mail.outbox[0].body
    assert not Message.objects.exists()


def test_a_language_that_nobody_chose_is_english() -> None:
    send_now("sign-in.code", address="jo@millrace.example", language="", code="123456")

    assert "is your code" in mail.outbox[0].subject


def test_a_mail_server_that_is_not_there_is_a_refusal_with_a_sentence(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = taken.getsockname()

        with pytest.raises(MailServerError, match="did not answer"):
            send_now("sign-in.code", address="jo@millrace.example", language="", code="1")
        with pytest.raises(MailServerError):
            reach_mail_server()


def test_knocking_sends_nothing() -> None:
    reach_mail_server()

    assert mail.outbox == []
