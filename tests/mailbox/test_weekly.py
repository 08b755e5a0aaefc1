"""What letters put into a week: the same for everybody, whether they wrote or not."""

from datetime import date, timedelta

import pytest

from bothways.mailbox.models import Packet
from bothways.mailbox.weekly import letters_came_out
from bothways.notifications.weekly import NEW, lines_for
from tests.cast import Cast

pytestmark = pytest.mark.both
ON = date(2026, 11, 23)


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
