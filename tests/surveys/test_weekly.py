"""What a round puts into the week of those who are asked: the same, whoever has answered."""

from datetime import date, timedelta

from django.utils import timezone

from bothways.notifications.weekly import NEEDS_ME, NEW, Line, lines_for
from bothways.people.models import Person
from bothways.surveys.models import Entitlement, Round
from tests.cast import Cast
from tests.rounds import opened
from tests.tampering import tamper


def lines(section: str, person: Person, on: date) -> list[Line]:
    return [
        line
        for line in lines_for([person], on)[person.pk][section]
        if line.key.startswith("round:")
    ]


def test_an_open_box_needs_everybody_who_is_asked_until_it_closes(firm: Cast) -> None:
    round_ = opened(firm.owner)
    opens_on, closes_on = (timezone.localdate(at) for at in (round_.opens_at, round_.closes_at))

    (line,) = lines(NEEDS_ME, firm.employee, opens_on)

    assert str(line.words) == "November pulse"
    assert str(line.more).startswith("3 questions. The box closes on Monday 9 November at")
    assert "nobody knows who has" in str(line.by)
    assert line.link == f"/rounds/{round_.pk}/answer/"
    assert lines(NEEDS_ME, firm.employee, closes_on) == []


def test_who_is_not_asked_has_nothing_to_answer(firm: Cast) -> None:
    round_ = opened(firm.owner)
    on = timezone.localdate(round_.opens_at)
    tamper(Entitlement.objects.filter(person=firm.employee), person=firm.leaver)

    assert lines(NEEDS_ME, firm.employee, on) == []


def test_the_line_is_the_same_after_an_envelope_was_drawn_and_can_not_be_put_off(
    firm: Cast,
) -> None:
    round_ = opened(firm.owner)
    on = timezone.localdate(round_.opens_at)
    before = lines(NEEDS_ME, firm.employee, on)[0]
    tamper(Entitlement.objects.filter(person=firm.employee), blinded_digest="d" * 64)
    after = lines(NEEDS_ME, firm.employee, on)[0]

    assert not after.may_wait
    assert (str(after.words), str(after.more), after.link) == (
        str(before.words),
        str(before.more),
        before.link,
    )


def test_an_announced_box_is_news_for_those_who_will_be_asked(firm: Cast) -> None:
    round_ = opened(firm.owner)
    on = timezone.localdate(round_.opens_at) - timedelta(days=2)

    (line,) = lines(NEW, firm.employee, on)

    assert str(line.words) == (
        "“November pulse” is announced. Its box opens on Monday 2 November, and its rules are "
        "fixed."
    )
    assert line.link == f"/rounds/{round_.pk}/"
    assert lines(NEEDS_ME, firm.employee, on) == []


def test_a_void_round_is_news_for_everybody_for_a_fortnight(firm: Cast) -> None:
    round_ = opened(firm.owner)
    on = timezone.localdate(round_.closes_at)
    tamper(Round.objects.filter(pk=round_.pk), state=Round.State.VOID, voided_at=round_.closes_at)

    (line,) = lines(NEW, firm.employee, on + timedelta(days=1))

    assert "is void. Its box was not counted" in str(line.words)
    assert lines(NEW, firm.employee, on + timedelta(days=16)) == []
