"""Addresses that give mails back: at once or later, for good or for a while, true or forged."""

import io
from datetime import datetime
from email import message_from_string
from email.message import Message as Mail

import pytest
from django.core.management import call_command
from pytest_django import Settings

from bothways.members.actions import print_code, use_code
from bothways.notifications.actions import send_due, tell
from bothways.notifications.bounces import (
    dead_address_of,
    mark_unreachable,
    permanent_status,
    take_report,
)
from bothways.notifications.models import Message, Unreachable
from bothways.notifications.sending import mail_of
from bothways.notifications.tokens import bounce_token, read_bounce
from bothways.people.models import Person
from tests.factories import TODAY
from tests.notifications.mail_server import MailServer

FIELDS = {"title": "Autumn", "link": "/", "waiting": "", "closes": "soon"}
REPORT = """\
From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; somebody@else.example
Action: {action}
Status: {status}
--b--
"""


@pytest.fixture
def sent(
    employee: Person, post: MailServer, settings: Settings, now: datetime
) -> tuple[Message, str]:
    """A mail that left, and the return address it carried."""
    settings.BOUNCES_TO = "bounces@millrace.example"
    tell("round.opened", to=[employee], at=now, **FIELDS)
    message = Message.objects.get()
    return_to = mail_of(message).from_email
    assert send_due(at=now) == (1, 0)
    message.refresh_from_db()
    return message, return_to


def report(to: str, *, status: str = "5.1.1", action: str = "failed") -> Mail:
    return message_from_string(REPORT.format(to=to, status=status, action=action))


@pytest.mark.parametrize(
    ("code", "words", "status"),
    [
        (550, b"5.1.1 no such user", "5.1.1"),
        (550, b"5.2.1 disabled", "5.2.1"),
        (553, b"what is that", "553"),
        (550, "gone", "550"),
        (552, b"5.2.2 mailbox full", ""),
        (550, b"5.7.1 we do not like you", ""),
        (554, b"no", ""),
        (451, b"later", ""),
    ],
)
def test_only_an_address_that_is_gone_is_refused_for_good(
    code: int, words: bytes | str, status: str
) -> None:
    assert permanent_status(code, words) == status


def test_who_is_refused_for_good_at_the_door_gets_no_more(
    employee: Person, manager: Person, post: MailServer, now: datetime
) -> None:
    post.refuses, post.answer = {str(employee.email)}, "550 5.1.1 no such user"
    tell("round.opened", to=[employee, manager], at=now, **FIELDS)

    assert send_due(at=now) == (1, 1)

    dead = dead_address_of(employee)
    assert dead is not None
    assert (dead.status, dead.address) == ("5.1.1", employee.email)
    assert tell("round.reminder", to=[employee], at=now, **FIELDS) == 0


def test_who_is_refused_for_now_is_tried_again(
    employee: Person, post: MailServer, now: datetime
) -> None:
    post.refuses = {str(employee.email)}
    tell("round.opened", to=[employee], at=now, **FIELDS)

    send_due(at=now)

    assert Message.objects.get().state == Message.State.WAITING
    assert dead_address_of(employee) is None


def test_the_return_address_names_the_mail_and_the_sender_stays(
    sent: tuple[Message, str], post: MailServer
) -> None:
    message, return_to = sent

    assert return_to == f"bounces+{bounce_token(message.pk)}@millrace.example"
    assert len(return_to.partition("@")[0]) <= 64
    assert post.mails[0]["From"] == "bothways@localhost"
    assert post.senders == [return_to]


def test_a_report_that_comes_later_ends_the_mails(
    sent: tuple[Message, str], employee: Person
) -> None:
    assert take_report(report(sent[1]), on=TODAY)
    assert not take_report(report(sent[1]), on=TODAY)

    assert dead_address_of(employee) is not None
    assert Unreachable.objects.get().since_on == TODAY


@pytest.mark.parametrize(
    ("status", "action"),
    [("5.2.2", "failed"), ("4.4.1", "delayed"), ("2.0.0", "delivered"), ("5.7.1", "failed")],
)
def test_a_full_box_a_delay_and_a_delivery_end_nothing(
    sent: tuple[Message, str], status: str, action: str
) -> None:
    assert not take_report(report(sent[1], status=status, action=action), on=TODAY)


@pytest.mark.parametrize("to", ["bounces@millrace.example", "bounces+{forged}@x.example", ""])
def test_a_report_without_our_mark_is_believed_by_nobody(
    sent: tuple[Message, str], employee: Person, to: str
) -> None:
    token = bounce_token(sent[0].pk)
    forged = token[:-4] + ("aaaa" if not token.endswith("aaaa") else "bbbb")

    assert not take_report(report(to.format(forged=forged)), on=TODAY)
    assert dead_address_of(employee) is None


def test_a_report_on_an_address_that_is_no_longer_theirs_ends_nothing(
    sent: tuple[Message, str], employee: Person
) -> None:
    Person.objects.filter(pk=employee.pk).update(email="jo@new.example")

    assert not take_report(report(sent[1]), on=TODAY)


def test_a_mail_that_only_looks_like_a_report_ends_nothing(sent: tuple[Message, str]) -> None:
    plain = message_from_string(f"To: {sent[1]}\n\nAction: failed\nStatus: 5.1.1\n")

    assert not take_report(plain, on=TODAY)


@pytest.mark.parametrize("token", ["", "a", "a" * 42, "!" * 42, "ä" * 42, "a" * 500])
def test_what_is_no_token_is_read_as_none(token: str) -> None:
    assert read_bounce(token) is None


@pytest.mark.parametrize("by_header", [True, False])
def test_the_command_reads_a_report_from_a_mail_servers_pipe(
    sent: tuple[Message, str],
    employee: Person,
    monkeypatch: pytest.MonkeyPatch,
    by_header: bool,
) -> None:
    text = report(sent[1] if by_header else "someone@else.example").as_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
    said = io.StringIO()

    call_command("bounce", *([] if by_header else ["--to", sent[1]]), stdout=said)

    assert said.getvalue() == "No more mail goes to this address.\n"
    assert dead_address_of(employee) is not None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe no mail", b"x" * 2_000_001])
def test_the_command_ends_well_whatever_it_is_given(
    db: None, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    said = io.StringIO()

    call_command("bounce", stdout=said)

    assert said.getvalue().startswith("Ignored")


def test_a_code_that_arrived_shows_that_the_address_works_again(
    employee: Person, now: datetime
) -> None:
    mark_unreachable(employee, str(employee.email), status="5.1.1", on=TODAY)

    use_code(address=str(employee.email), code=print_code(employee, at=now), at=now)

    assert dead_address_of(employee) is None
