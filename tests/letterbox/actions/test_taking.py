"""The fixed hour: all that lies there is taken; what comes meanwhile stays."""

from bothways.letterbox.actions import put_letter, take_letters, wipe_letters
from bothways.letterbox.models import Tray
from bothways.letterbox.queries import MonthKey, holds_letters
from bothways.pure.mailbox import record_sizes, tray
from tests.letterbox.pen import a_letter

SMALL = record_sizes()[0]


def test_letters_are_taken_sorted_and_lie_there_until_they_are_wiped(month: MonthKey) -> None:
    records = [a_letter(str(number)).pack() for number in range(9)]
    for record in records:
        put_letter(record)

    assert take_letters() == {SMALL: sorted(records)}
    assert take_letters() == {SMALL: sorted(records)}
    wipe_letters(take_letters())

    assert take_letters() == {}
    assert not holds_letters()
    assert Tray.objects.filter(size=SMALL).count() == tray.SMALLEST


def test_a_letter_that_came_meanwhile_is_not_wiped(month: MonthKey) -> None:
    early, late = a_letter("early").pack(), a_letter("late").pack()
    put_letter(early)
    taken = take_letters()
    put_letter(late)

    wipe_letters(taken)
    wipe_letters(taken)

    assert take_letters() == {SMALL: [late]}


def test_wiping_nothing_changes_nothing(month: MonthKey) -> None:
    before = list(Tray.objects.order_by("id").values_list("id", "records"))

    wipe_letters({})

    assert list(Tray.objects.order_by("id").values_list("id", "records")) == before
