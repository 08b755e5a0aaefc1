"""What the pages ask about promises."""

from datetime import timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from bothways.commitments import queries
from bothways.commitments.actions import (
    break_commitment,
    give_word,
    keep_commitment,
    move_commitment,
    take_back_end,
)
from bothways.commitments.models import Commitment, Origin
from bothways.commitments.queries import SayDo
from bothways.people.models import Person
from tests.cast import ASSEMBLY, Cast
from tests.commitments.conftest import DUE, days_after
from tests.factories import TODAY, at_nine, make_promise, make_unit


def texts(promises: object) -> list[str]:
    """What the promises say, in order."""
    return [str(promise) for promise in promises]  # type: ignore[attr-defined]


def a_year_of_promises(firm: Cast) -> None:
    """One of each: kept, kept late, broken, moved, past its day with a word, silent, waiting."""
    by, at = firm.manager, at_nine
    kept = make_promise(by, "kept", due_on=DUE)
    keep_commitment(kept, by=by, words="Done.", at=at(days_after(9)))
    late = make_promise(by, "late", due_on=DUE)
    keep_commitment(late, by=by, words="Done at last.", at=at(days_after(12)))
    broken = make_promise(by, "broken", due_on=DUE)
    break_commitment(broken, by=by, words="No money.", at=at(DUE))
    moved = make_promise(by, "moved", due_on=DUE)
    move_commitment(moved, by=by, to=days_after(30), words="Not in time.", at=at(days_after(8)))
    spoken = make_promise(by, "past its day", due_on=DUE)
    give_word(spoken, by=by, words="On Monday.", at=at(days_after(11)))
    make_promise(by, "silent", due_on=DUE)
    make_promise(by, "waiting", due_on=days_after(60))


def test_say_do_counts_each_promise_once(firm: Cast) -> None:
    a_year_of_promises(firm)

    said = queries.say_do(since=TODAY, on=days_after(12))

    assert said == SayDo(kept=2, n_late=1, moved=1, overdue=1, silent=1, broken=1, waiting=1)
    assert said.due == 6


def test_on_its_day_nothing_is_late(firm: Cast) -> None:
    make_promise(firm.manager, due_on=DUE)

    assert queries.say_do(since=TODAY, on=DUE) == SayDo(waiting=1)
    assert queries.say_do(since=TODAY, on=days_after(11)) == SayDo(silent=1)


def test_moved_counts_as_due_once_its_first_day_has_passed(firm: Cast) -> None:
    promise = make_promise(firm.manager, due_on=DUE)
    move_commitment(promise, by=firm.manager, to=days_after(30), words="Later.", at=at_nine(TODAY))

    assert queries.say_do(since=TODAY, on=DUE).due == 0
    assert queries.say_do(since=TODAY, on=days_after(11)) == SayDo(moved=1)


def test_what_ended_before_is_not_counted_and_silence_does_not_grow_old(firm: Cast) -> None:
    a_year_of_promises(firm)

    said = queries.say_do(since=days_after(200), on=days_after(300))

    assert (said.kept, said.broken) == (0, 0)
    assert said.silent == 4  # moved, spoken of once and waiting are silent by now, too


def test_between_two_people_is_not_counted(firm: Cast) -> None:
    make_promise(firm.employee, to=firm.manager, due_on=DUE)

    assert queries.say_do(since=TODAY, on=days_after(20)) == SayDo()


def test_say_do_asks_the_database_once(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_year_of_promises(firm)

    with django_assert_num_queries(1):
        queries.say_do(since=TODAY, on=DUE)


def test_the_list_puts_first_what_needs_a_word(firm: Cast) -> None:
    a_year_of_promises(firm)

    shown = queries.listed(firm.employee, show="all", on=days_after(12))

    expected = ["past its day", "silent", "moved", "waiting", "late", "broken", "kept"]
    assert sorted(texts(shown)[:2]) == expected[:2]
    assert texts(shown)[2:] == expected[2:]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("open", {"past its day", "silent", "moved", "waiting"}),
        ("silent", {"silent"}),
        ("kept", {"kept", "late"}),
        ("broken", {"broken"}),
        ("mine", set()),
        ("no such word", {"kept", "late", "broken", "moved", "past its day", "silent", "waiting"}),
    ],
)
def test_the_list_can_be_narrowed_in_words(firm: Cast, show: str, expected: set[str]) -> None:
    a_year_of_promises(firm)

    assert set(texts(queries.listed(firm.employee, show=show, on=days_after(12)))) == expected


def test_mine_and_to_me(firm: Cast) -> None:
    make_promise(firm.employee, "mine", to=firm.manager)
    make_promise(firm.manager, "to my team", to=make_unit(ASSEMBLY))
    make_promise(firm.other_manager, "to others", to=firm.other_employee.unit)

    assert texts(queries.listed(firm.employee, show="mine", on=TODAY)) == ["mine"]
    assert texts(queries.listed(firm.employee, show="to-me", on=TODAY)) == ["to my team"]


def test_what_is_between_two_people_is_in_no_other_list(firm: Cast) -> None:
    make_promise(firm.employee, "between us", to=firm.manager)

    who_sees = {
        person.name
        for person in firm.people()
        if queries.listed(person, show="all", on=TODAY).exists()
    }

    assert who_sees == {"Jo Marsh", "Ruben Dahl"}


def test_promised_to_somebody_is_what_is_open_or_ended_of_late(firm: Cast) -> None:
    a_year_of_promises(firm)

    now = texts(queries.promised_to(firm.employee, on=days_after(12)))
    later = texts(queries.promised_to(firm.employee, on=days_after(60)))

    assert len(now) == 7
    assert set(later) == {"past its day", "silent", "moved", "waiting"}
    assert texts(queries.promised_to(firm.manager, on=days_after(12))) == []


def test_open_by_somebody_is_what_they_owe(firm: Cast) -> None:
    a_year_of_promises(firm)

    owed = texts(queries.open_by(firm.manager))

    assert set(owed) == {"past its day", "silent", "moved", "waiting"}
    assert texts(queries.open_by(firm.employee)) == []


def test_answers_are_found_by_round_and_question(firm: Cast) -> None:
    one, other = uuid4(), uuid4()
    first = make_promise(firm.owner, "first", origin=Origin(one, "U-TRU1", "31 of 46 agree."))
    origin = Origin(one, "U-TRU1", "31 of 46 agree.")
    second = make_promise(firm.manager, "second", origin=origin, made_on=days_after(1))
    make_promise(firm.owner, "third", origin=Origin(other, "U-SAF1", "12 of 21 agree."))
    make_promise(firm.owner, "of my own accord")

    assert queries.answers_to([one]) == {(one, "U-TRU1"): [first, second]}
    assert len(queries.answers_to([one, other])) == 2
    assert queries.answers_to([]) == {}


def test_an_answer_between_two_people_is_not_shown_as_one(firm: Cast) -> None:
    origin = Origin(uuid4(), "U-TRU1", "31 of 46 agree.")
    make_promise(firm.manager, to=firm.employee, origin=origin)

    assert queries.answers_to([origin.round_id]) == {}


def test_a_leavers_open_promise_stays_in_sight(promise: Commitment, firm: Cast) -> None:
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)

    shown = queries.listed(firm.employee, show="silent", on=DUE + timedelta(days=3))

    assert [found.made_by.is_active for found in shown] == [False]


@pytest.mark.parametrize(("first", "last", "found"), [(0, 5, 1), (5, 9, 1), (6, 9, 0), (0, 4, 0)])
def test_what_ended_is_found_from_the_first_to_the_last_day(
    firm: Cast, first: int, last: int, found: int
) -> None:
    promise = make_promise(firm.manager)
    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(days_after(5)))

    ended = queries.ended_since(days_after(first), until=days_after(last))

    assert ended.count() == found


def test_what_was_opened_again_has_not_ended(firm: Cast) -> None:
    promise = make_promise(firm.manager)
    keep_commitment(promise, by=firm.manager, words="Done.", at=at_nine(TODAY))
    take_back_end(promise, by=firm.manager, words="One is missing.", at=at_nine(TODAY))

    assert not queries.ended_since(TODAY, until=TODAY).exists()


def test_who_would_hear_it_is_who_is_here_without_the_author(firm: Cast) -> None:
    assembly = make_unit(ASSEMBLY)

    assert firm.manager not in queries.audience_for(assembly, firm.manager)
    assert len(queries.audience_for(assembly, firm.manager)) == 11
    assert len(queries.audience_for(assembly, firm.owner)) == 12
    assert queries.audience_for(firm.leaver, firm.owner) == []
    assert queries.audience_for(firm.owner, firm.owner) == []
    assert len(queries.audience_for(None, firm.owner)) == 30


def test_whoever_took_it_on_is_not_told_of_what_they_say_themselves(firm: Cast) -> None:
    promise = make_promise(firm.manager, to=make_unit(ASSEMBLY))
    assert firm.employee in queries.those_it_was_made_to(promise)

    promise.made_by = firm.employee

    assert firm.employee not in queries.those_it_was_made_to(promise)
    assert not promise.is_made_to(firm.employee)
    assert promise.is_made_to(firm.colleague)


def test_the_history_of_a_promise_is_read_at_once_with_every_name(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    promise = make_promise(firm.manager)
    for number in range(5):
        words = f"Word {number}."
        give_word(promise, by=firm.manager, words=words, at=at_nine(days_after(number)))

    with django_assert_num_queries(1):
        said = queries.history_of(promise)
        assert queries.first_author(promise, said) == firm.manager

    assert [change.words for change in said] == [f"Word {number}." for number in range(5)]


def test_a_round_nobody_knows_has_no_results_and_no_figure(firm: Cast) -> None:
    nowhere = uuid4()

    assert queries.results_of(nowhere) == []
    assert queries.origin_of(nowhere, "U-TRU1") is None
    assert queries.asked_in(nowhere, "U-TRU1") is None
    assert queries.answers_to([nowhere]) == queries.answers_to([]) == {}


def test_a_figure_that_is_gone_stays_as_it_was_read_that_day(firm: Cast) -> None:
    origin = Origin(uuid4(), "U-TRU1", "31 of 46 agree.")

    assert queries.figure_of(make_promise(firm.owner, origin=origin)) == "31 of 46 agree."
    assert queries.figure_of(make_promise(firm.owner, "Nothing prompted it.")) == ""


def test_the_list_has_the_open_by_their_day_and_then_the_ended_by_their_end(firm: Cast) -> None:
    for number, due in enumerate((9, 3, 6)):
        make_promise(firm.manager, f"open {due}", due_on=days_after(due))
        done = make_promise(firm.manager, f"ended {number}", due_on=days_after(20))
        keep_commitment(done, by=firm.manager, words="Done.", at=at_nine(days_after(number)))

    found = texts(queries.listed(firm.employee, show="all", on=days_after(5)))

    assert found == ["open 3", "open 6", "open 9", "ended 2", "ended 1", "ended 0"]
