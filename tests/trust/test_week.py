"""This week: what is most pressing first, a few things after it, and what was put off apart."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bothways.commitments.actions import keep_commitment
from bothways.commitments.models import Commitment
from bothways.notifications.weekly import Line
from bothways.notifications.wishes import put_off
from bothways.people.models import Person
from bothways.trust.week import MOST_THINGS, OwnWeek, week_of
from tests.cast import Cast
from tests.factories import TODAY, at_nine, make_promise

PAST_ITS_DAY = TODAY + timedelta(days=11)


def promises(by: Person, how_many: int) -> list[Commitment]:
    """Promises of one person; the first was due first."""
    return [
        make_promise(by, f"Rack {n} stands.", due_on=TODAY + timedelta(days=3 + n))
        for n in range(how_many)
    ]


def keys(lines: Sequence[Line]) -> list[str]:
    return [line.key for line in lines]


def own(first: Line | None = None, needs: Sequence[Line] = (), **fields: list[Line]) -> OwnWeek:
    names = ("folded", "waiting", "promised", "answered", "new")
    plain: dict[str, list[Line]] = {name: [] for name in names}
    return OwnWeek(first=first, needs=list(needs), later=[], **{**plain, **fields})


def line(key: str, minutes: int = 0) -> Line:
    return Line(key, key, minutes=minutes)


def test_a_week_without_anything_has_nothing_to_do_and_takes_no_time() -> None:
    assert (own().to_do, own().n_things, own().minutes) == ([], 0, 0)
    assert not own().names_a_round


def test_what_is_folded_away_is_counted_and_takes_its_time_too() -> None:
    week = own(line("a", 3), [line("b", 1)], folded=[line("c", 5)], new=[line("d", 60)])

    assert keys(week.to_do) == ["a", "b", "c"]
    assert (week.n_things, week.minutes) == (3, 9)


@pytest.mark.parametrize(
    ("week", "names"),
    [
        (own(line("round:1")), True),
        (own(line("promise:1"), folded=[line("round:1")]), True),
        (own(new=[line("round:1")]), True),
        (own(line("promise:1"), new=[line("result:1")]), False),
        (own(promised=[line("round:1")]), False),
    ],
)
def test_a_round_is_named_where_it_is_to_do_or_new(week: OwnWeek, names: bool) -> None:
    assert week.names_a_round is names


@pytest.mark.parametrize(("n", "after_it", "folded"), [(1, 0, 0), (5, 4, 0), (6, 4, 1), (8, 4, 3)])
def test_one_thing_stands_first_four_after_it_and_the_rest_one_press_away(
    firm: Cast, n: int, after_it: int, folded: int
) -> None:
    promises(firm.employee, n)

    week = week_of(firm.employee, on=PAST_ITS_DAY)

    assert week.first is not None
    assert (len(week.needs), len(week.folded)) == (after_it, folded)
    assert week.n_things == n
    assert 1 + len(week.needs) <= MOST_THINGS
    assert len(set(keys(week.to_do))) == n, "each thing once"


def test_what_comes_after_ten_folded_things_is_counted_and_moves_up(firm: Cast) -> None:
    given = promises(firm.employee, 17)
    on = given[-1].due_on

    before = week_of(firm.employee, on=on)
    keep_commitment(given[0], by=firm.employee, words="It stands.", at=at_nine(TODAY))
    after = week_of(firm.employee, on=on)

    assert (len(before.folded), len(before.waiting), before.n_more) == (10, 2, 12)
    assert before.n_things == 17
    assert before.minutes == 17
    assert keys(after.folded)[-1] == keys(before.waiting)[0]


def test_what_has_waited_longest_stands_first(firm: Cast) -> None:
    oldest, *_others = promises(firm.employee, 3)

    week = week_of(firm.employee, on=PAST_ITS_DAY)

    assert week.first is not None
    assert week.first.key == f"promise:{oldest.pk}"


def test_what_was_put_off_stands_apart_with_its_day_and_the_next_moves_up(firm: Cast) -> None:
    oldest, second = promises(firm.employee, 2)
    until = PAST_ITS_DAY + timedelta(days=3)
    put_off(f"promise:{oldest.pk}", by=firm.employee, until=until)

    week = week_of(firm.employee, on=PAST_ITS_DAY)

    assert keys(week.to_do) == [f"promise:{second.pk}"]
    assert [(one.key, one.until) for one in week.later] == [(f"promise:{oldest.pk}", until)]


@pytest.mark.parametrize(("later", "is_back"), [(0, False), (2, False), (3, True), (9, True)])
def test_what_was_put_off_is_back_on_its_day(firm: Cast, later: int, is_back: bool) -> None:
    [promise] = promises(firm.employee, 1)
    until = PAST_ITS_DAY + timedelta(days=3)
    put_off(f"promise:{promise.pk}", by=firm.employee, until=until)

    week = week_of(firm.employee, on=PAST_ITS_DAY + timedelta(days=later))

    assert (keys(week.to_do) == [f"promise:{promise.pk}"]) is is_back
    assert bool(week.later) is not is_back


def test_what_one_person_puts_off_stays_with_another(firm: Cast) -> None:
    [mine] = promises(firm.employee, 1)
    [theirs] = promises(firm.colleague, 1)
    for promise in (mine, theirs):
        put_off(f"promise:{promise.pk}", by=firm.employee, until=date(2027, 1, 1))

    assert week_of(firm.employee, on=PAST_ITS_DAY).to_do == []
    assert keys(week_of(firm.colleague, on=PAST_ITS_DAY).to_do) == [f"promise:{theirs.pk}"]


def test_a_word_that_was_kept_needs_nothing_more(firm: Cast) -> None:
    first, second = promises(firm.employee, 2)
    then = at_nine(TODAY + timedelta(days=2))
    keep_commitment(first, by=firm.employee, words="It stands.", at=then)

    week = week_of(firm.employee, on=PAST_ITS_DAY)

    assert keys(week.to_do) == [f"promise:{second.pk}"]


def test_the_word_of_somebody_else_is_nothing_for_me_to_do(firm: Cast) -> None:
    promises(firm.manager, 2)

    assert week_of(firm.employee, on=PAST_ITS_DAY).to_do == []
    assert week_of(firm.manager, on=PAST_ITS_DAY).n_things == 2
