"""The outbox runs by itself, and says what it did."""

from datetime import datetime, timedelta

from pytest_django import Settings

from bothways.notifications.actions import tell
from bothways.notifications.jobs import send_due_messages, wipe_old_messages
from bothways.notifications.models import Message
from tests.cast import Cast
from tests.notifications.mail_server import MailServer
from tests.wishing import wish_at_once


def tell_promise(firm: Cast, at: datetime) -> None:
    fields = {"who": "Ruben Dahl", "text": "A quieter hall", "due": "Friday", "link": "/promises/"}
    wish_at_once("promised", [firm.employee, firm.colleague])
    tell("commitment.made", to=[firm.employee, firm.colleague], at=at, **fields)


def test_the_job_says_how_many_it_sent(firm: Cast, post: MailServer, now: datetime) -> None:
    tell_promise(firm, now)

    assert send_due_messages(now) == "2 sent, 0 refused"


def test_the_job_says_nothing_when_there_was_nothing(
    db: None, post: MailServer, now: datetime
) -> None:
    assert send_due_messages(now) == ""


def test_without_a_mail_server_messages_wait(firm: Cast, settings: Settings, now: datetime) -> None:
    settings.MAIL_LEAVES = False
    tell_promise(firm, now)

    assert send_due_messages(now) == ""
    assert Message.objects.filter(state=Message.State.WAITING, n_tries=0).count() == 2


def test_old_messages_are_deleted(firm: Cast, now: datetime) -> None:
    tell_promise(firm, now)
    Message.objects.update(state=Message.State.SENT)

    assert wipe_old_messages(now + timedelta(days=31)) == "2 deleted"
    assert wipe_old_messages(now + timedelta(days=31)) == ""
