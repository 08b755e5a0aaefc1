"""Messages leave once, wait while they must, and are forgotten in time."""

import re
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.utils import translation
from pytest_django import Settings

from bothways.notifications.actions import (
    LINK_AFTER_A_SENTENCE,
    MOST_TRIES,
    send_due,
    send_now,
    tell,
    wipe_old,
)
from bothways.notifications.catalogue import MESSAGES
from bothways.notifications.errors import MailServerError
from bothways.notifications.models import Message
from bothways.people.errors import RefusedError
from bothways.people.models import Person
from tests.cast import Cast
from tests.notifications.mail_server import MailServer

SENT, FAILED, WAITING = Message.State.SENT, Message.State.FAILED, Message.State.WAITING


def tell_released(*people: Person, at: datetime, title: str = "Autumn") -> int:
    fields = {"title": title, "n_answered": 9, "n_eligible": 12, "link": "/trust/"}
    return tell("round.released", to=people, at=at, **fields)


def test_a_message_leaves_to_the_persons_address(
    firm: Cast, post: MailServer, now: datetime
) -> None:
    tell_released(firm.employee, at=now)

    assert send_due(at=now) == (1, 0)

    assert post.recipients == [firm.employee.email]
    assert post.mails[0]["Subject"] == "Autumn: the result is there, the same for everyone"
    assert "9 of 12 answered." in post.mails[0].get_content()


def test_where_to_go_stands_on_a_line_of_its_own(
    firm: Cast, post: MailServer, now: datetime
) -> None:
    tell_released(firm.employee, at=now)
    send_due(at=now)

    lines = post.mails[0].get_content().splitlines()
    assert lines[:3] == ["9 of 12 answered.", "", "/trust/"]


@pytest.mark.parametrize("language", ["de", "en", "es"])
def test_no_link_is_glued_to_the_end_of_a_sentence_in_any_language(language: str) -> None:
    with translation.override(language):
        texts = [LINK_AFTER_A_SENTENCE.sub("\n\n{link}", str(m.body)) for m in MESSAGES.values()]

    assert [text for text in texts if re.search(r"[.?!] \{link\}", text)] == []
    assert len([text for text in texts if text.endswith("\n\n{link}")]) > 15


def test_a_message_leaves_once(firm: Cast, post: MailServer, now: datetime) -> None:
    tell_released(firm.employee, at=now)

    send_due(at=now)
    send_due(at=now + timedelta(days=1))

    assert len(post.mails) == 1
    assert Message.objects.get().state == SENT


def test_when_somebody_made_a_passkey_is_forgotten_with_the_mail_that_told_them(
    firm: Cast, post: MailServer, now: datetime
) -> None:
    tell("passkey.added", to=[firm.employee], at=now)

    assert send_due(at=now) == (1, 0)

    assert post.recipients == [firm.employee.email]
    assert not Message.objects.exists()


def test_each_gets_a_mail_of_their_own(firm: Cast, post: MailServer, now: datetime) -> None:
    tell_released(firm.employee, firm.manager, at=now)

    send_due(at=now)

    assert [mail["To"] for mail in post.mails] == post.recipients
    assert sorted(post.recipients) == sorted([firm.employee.email, firm.manager.email])


def test_leavers_and_people_without_an_address_are_told_nothing(firm: Cast, now: datetime) -> None:
    firm.colleague.email = None

    assert tell_released(firm.leaver, firm.colleague, firm.manager, at=now) == 1


def test_who_leaves_before_the_mail_does_gets_none(
    firm: Cast, post: MailServer, now: datetime
) -> None:
    tell_released(firm.employee, at=now)
    firm.employee.left_on = now.date()
    firm.employee.save()

    assert send_due(at=now) == (0, 1)

    assert post.mails == []
    assert Message.objects.get().state == FAILED


def test_nothing_is_lost_while_the_mail_server_is_away(
    firm: Cast, no_post: None, now: datetime
) -> None:
    tell_released(firm.employee, firm.manager, at=now)

    with pytest.raises(OSError, match="refused"):
        send_due(at=now)

    assert list(Message.objects.values_list("state", "n_tries")) == [(WAITING, 0)] * 2


def test_a_refused_mail_holds_up_nobody_else(firm: Cast, post: MailServer, now: datetime) -> None:
    post.refuses = {str(firm.employee.email)}
    tell_released(firm.employee, firm.manager, at=now)

    assert send_due(at=now) == (1, 1)

    assert post.recipients == [firm.manager.email]


def test_a_refused_mail_is_tried_later_and_later_and_then_given_up(
    firm: Cast, post: MailServer, now: datetime
) -> None:
    post.refuses = {str(firm.employee.email)}
    tell_released(firm.employee, at=now)
    message = Message.objects.get()
    waits = []

    while message.state == WAITING:
        tried_at = message.next_try_at
        send_due(at=tried_at)
        message.refresh_from_db()
        waits.append((message.next_try_at - tried_at) / timedelta(minutes=1))

    assert message.state == FAILED
    assert message.n_tries == MOST_TRIES
    assert waits == [1, 3, 9, 27, 81, 243, 729, 2187]


def test_a_refused_mail_waits_for_its_moment(firm: Cast, post: MailServer, now: datetime) -> None:
    post.refuses = {str(firm.employee.email)}
    tell_released(firm.employee, at=now)
    send_due(at=now)
    post.refuses = set()

    assert send_due(at=now + timedelta(seconds=59)) == (0, 0)
    assert send_due(at=now + timedelta(seconds=60)) == (1, 0)


def test_a_subject_is_one_line_whatever_the_title_says(
    firm: Cast, post: MailServer, now: datetime
) -> None:
    tell_released(firm.employee, at=now, title="Autumn\r\nBcc: everyone@example.com")

    send_due(at=now)

    assert post.recipients == [firm.employee.email]
    assert post.mails[0]["Bcc"] is None


def test_braces_in_a_text_are_only_braces(firm: Cast, post: MailServer, now: datetime) -> None:
    tell_released(firm.employee, at=now, title="{link.__class__}")

    send_due(at=now)

    assert post.mails[0]["Subject"].startswith("{link.__class__}:")


def test_a_code_leaves_at_once_and_is_kept_nowhere(db: None, post: MailServer) -> None:
    send_now("sign-in.code", address="jo@millrace.example", language="en", code="418 022")

    assert post.recipients == ["jo@millrace.example"]
    assert "418 022" in post.mails[0].get_content()
    assert not Message.objects.exists()


def test_a_code_that_does_not_leave_is_refused_with_a_sentence(no_post: None) -> None:
    with pytest.raises(MailServerError, match="did not answer"):
        send_now("sign-in.code", address="jo@millrace.example", language="en", code="418 022")

    assert issubclass(MailServerError, RefusedError)


def test_without_a_mail_server_a_code_is_refused_at_once(
    settings: Settings, post: MailServer
) -> None:
    settings.MAIL_LEAVES = False

    with pytest.raises(MailServerError):
        send_now("sign-in.code", address="jo@millrace.example", language="en", code="418 022")

    assert post.mails == []


def test_a_code_that_the_server_refuses_is_refused(post: MailServer) -> None:
    post.refuses = {"jo@millrace.example"}

    with pytest.raises(MailServerError):
        send_now("sign-in.code", address="jo@millrace.example", language="en", code="418 022")


def test_a_failure_writes_no_address_and_no_code_into_the_log(
    post: MailServer, written: StringIO
) -> None:
    post.refuses = {"jo@millrace.example"}

    with pytest.raises(MailServerError):
        send_now("sign-in.code", address="jo@millrace.example", language="en", code="418022")

    assert "a mail did not leave" in written.getvalue()
    assert "millrace" not in written.getvalue()
    assert "418022" not in written.getvalue()


def test_messages_that_ended_are_deleted_after_30_days(firm: Cast, now: datetime) -> None:
    tell_released(firm.employee, firm.manager, firm.owner, at=now)
    sent, failed, waiting = Message.objects.all()
    Message.objects.filter(pk=sent.pk).update(state=SENT)
    Message.objects.filter(pk=failed.pk).update(state=FAILED)

    assert wipe_old(at=now + timedelta(days=30)) == 0
    assert wipe_old(at=now + timedelta(days=30, seconds=1)) == 2
    assert Message.objects.get() == waiting
