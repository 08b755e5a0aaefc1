"""Whoever keeps a mail to everyone keeps the mark of the record."""

from datetime import datetime

import pytest

from bothways.notifications.actions import tell
from bothways.notifications.catalogue import MESSAGES
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.record.models import Head
from bothways.record.queries import newest_head
from tests.record.done import done

FIELDS = {
    "title": "Autumn", "n_answered": 9, "n_eligible": 10, "link": "here", "text": "why",
    "waiting": "2 questions", "closes": "soon", "lines": "all",
}  # fmt: skip
TO_EVERYONE = [
    "week.mail",
    "round.announced",
    "round.opened",
    "round.reminder",
    "round.released",
    "round.voided",
]


def newest() -> Head:
    head = newest_head()
    assert head is not None
    return head


@pytest.mark.parametrize("kind", TO_EVERYONE)
def test_every_mail_to_everyone_ends_with_the_mark(
    kind: str, employee: Person, now: datetime
) -> None:
    done(3, at=now)

    tell(kind, to=[employee], at=now, **FIELDS)

    last = Message.objects.get().body.splitlines()[-1]
    assert f" 3 {newest().root_hex}. " in last
    assert "/record/check/ " in last
    assert "2 November 2026, 09:00" in last


def test_no_other_mail_carries_it() -> None:
    assert [kind for kind, mail in MESSAGES.items() if mail.marked] == TO_EVERYONE


def test_it_is_written_in_the_receivers_own_language(employee: Person, now: datetime) -> None:
    done(1, at=now)
    employee.language = "de"
    employee.save()

    tell("round.released", to=[employee], at=now, **FIELDS)

    last = Message.objects.get().body.splitlines()[-1]
    assert "Protokoll" in last
    assert newest().root_hex in last


def test_a_mail_names_the_head_that_holds_what_it_tells_of(employee: Person, now: datetime) -> None:
    done(2, at=now)
    tell("round.opened", to=[employee], at=now, **FIELDS)
    done(1, at=now)

    tell("round.released", to=[employee], at=now, **FIELDS)

    body = Message.objects.get(kind="round.released").body
    assert f" 3 {newest().root_hex}." in body


def test_where_nothing_was_ever_done_there_is_no_mark(employee: Person, now: datetime) -> None:
    tell("round.released", to=[employee], at=now, **FIELDS)

    assert "Mark of the record" not in Message.objects.get().body
