"""What letters put into a week: the same for everybody, whether they wrote or not."""

from datetime import date, timedelta

import pytest

from bothways.mailbox.models import Desk, Packet, Reader
from bothways.mailbox.weekly import letters_came_out
from bothways.notifications.weekly import NEEDS_ME, NEW, lines_for
from tests.cast import Cast

pytestmark = pytest.mark.both
ON = date(2026, 11, 23)
DAYS = (ON, ON + timedelta(days=4))


def a_packet(hour: str) -> None:
    Packet.objects.create(id=f"{hour}/4/0", hour=hour, size=4, records=b"abcd")


def test_that_letters_came_out_stands_in_everybodys_week_once_and_alike(firm: Cast) -> None:
    assert letters_came_out([firm.employee], ON) == {}
    for hour in ("2026-11-02T13", "2026-11-19T13", "2026-11-20T07"):
        a_packet(hour)

    weeks = lines_for([firm.employee, firm.people_lead], ON)

    (line,) = (one for one in weeks[firm.employee.pk][NEW] if one.key.startswith("letters:"))
    assert line == next(one for one in weeks[firm.people_lead.pk][NEW] if one.key == line.key)
    assert (line.since, line.link) == (date(2026, 11, 20), "/mailbox/")
    assert "at 7 and at 13" in str(line.more)


def test_after_a_week_it_is_no_news_any_more(firm: Cast) -> None:
    a_packet("2026-11-20T07")

    assert letters_came_out([firm.employee], ON + timedelta(days=3))
    assert letters_came_out([firm.employee], ON + timedelta(days=4)) == {}


def test_whoever_reads_at_a_desk_is_asked_for_a_key_and_then_led_to_the_letters(firm: Cast) -> None:
    desk = Desk.objects.create(name="To the representative")
    reader = Reader.objects.create(desk=desk, person=firm.representative, since=ON)
    a_packet("2026-11-20T07")

    weeks = lines_for([firm.representative, firm.employee], ON)

    (line,) = (
        one for one in weeks[firm.representative.pk][NEEDS_ME] if one.key.startswith("reader:")
    )
    assert (line.link, line.more) == (f"/mailbox/desks/{desk.pk}/", "To the representative")
    assert not [
        one
        for section in weeks[firm.employee.pk].values()
        for one in section
        if "/desks/" in one.link
    ]

    Reader.objects.filter(pk=reader.pk).update(seal_public="s" * 43, sign_public="t" * 43)
    later = {day: lines_for([firm.representative], day)[firm.representative.pk] for day in DAYS}

    assert not [one for one in later[ON][NEEDS_ME] if one.link == line.link]
    assert [one.since for one in later[ON][NEW] if one.link == line.link] == [date(2026, 11, 20)]
    assert not [one for one in later[DAYS[1]][NEW] if one.link == line.link]

    Reader.objects.filter(pk=reader.pk).update(until=ON)
    week = lines_for([firm.representative], ON)[firm.representative.pk]
    assert not [one for section in week.values() for one in section if one.link == line.link]
