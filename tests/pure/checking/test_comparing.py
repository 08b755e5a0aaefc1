"""Two copies of one record: whatever became of an entry is said once, with its number today."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.checking.comparing import compare
from bothways.pure.checking.findings import Finding, Verdict
from tests.pure.checking.records import Entry, entries, entry, erase, put_down, record

OLD = entries(9)


def found(now: list[Entry], before: list[Entry] = OLD) -> list[Finding]:
    return compare("spring.json", record(now), record(before))


def coded(now: list[Entry], before: list[Entry] = OLD) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.code, one.entries) for one in found(now, before)]


def says(now: list[Entry], before: list[Entry] = OLD) -> str:
    return " / ".join(one.says for one in found(now, before))


@pytest.mark.parametrize("n_more", [0, 1, 5])
def test_a_record_that_only_grew_holds_in_one_sentence(n_more: int) -> None:
    grown = [*OLD, *(entry(number) for number in range(20, 20 + n_more))]

    assert found(grown) == [
        Finding(
            "older", Verdict.HOLDS, "spring.json: all its 9 entries stand where they stood.", ()
        )
    ]


def test_an_entry_that_the_law_emptied_still_stands_where_it_stood() -> None:
    emptied = list(OLD)
    erase(emptied, 4)

    assert [one.code for one in found(emptied)] == ["older"]


def test_an_entry_that_was_moved_is_said_with_both_numbers_and_the_others_with_none() -> None:
    moved = [*OLD[:2], *OLD[3:8], OLD[2], OLD[8]]

    assert coded(moved) == [("older.moved", (8,))]
    assert says(moved) == "Entry 3 of spring.json was moved: it is number 8 now."


def test_an_entry_that_was_moved_to_the_front_is_the_only_one_that_moved() -> None:
    moved = [OLD[8], *OLD[:8]]

    assert coded(moved) == [("older.moved", (1,))]
    assert says(moved) == "Entry 9 of spring.json was moved: it is number 1 now."


def test_a_record_turned_round_moved_all_but_one() -> None:
    assert [code for code, _ in coded(OLD[::-1])] == ["older.moved"] * 8


def test_what_was_written_over_is_said_with_the_words_of_before_and_of_now() -> None:
    text = OLD[3]["entry"]["text"].replace("thing 3", "nothing")
    rewritten = [*OLD[:3], put_down(text, b"\x01" * 32), *OLD[4:]]

    assert coded(rewritten) == [("older.changed", (4,))]
    assert says(rewritten) == (
        "Entry 4 was changed. In spring.json it says: thing.done of 2026-03-02 "
        '{"words":"thing 3"}. Now: thing.done of 2026-03-02 {"words":"nothing"}.'
    )


def test_what_was_taken_out_is_said_with_its_old_number_and_what_it_said() -> None:
    without = [*OLD[:3], *OLD[4:]]

    assert coded(without) == [("older.taken", (4,))]
    assert says(without) == (
        'Entry 4 of spring.json was taken out: thing.done of 2026-03-02 {"words":"thing 3"}.'
    )


def test_what_was_put_in_between_is_said_with_its_new_number() -> None:
    more = [*OLD[:3], entry(77), *OLD[3:]]

    assert coded(more) == [("older.put_in", (4,))]
    assert "Entry 4 was put in since spring.json" in says(more)


def test_what_came_behind_the_last_known_entry_is_no_change_even_where_others_were_taken() -> None:
    later = [*OLD[:3], *OLD[4:], entry(30), entry(31)]

    assert coded(later) == [("older.taken", (4,))]


def test_a_record_of_which_nothing_is_left_lost_every_entry() -> None:
    others = [entry(number) for number in range(50, 53)]

    assert coded(others, OLD[:3]) == [
        ("older.taken", (1,)),
        ("older.taken", (2,)),
        ("older.taken", (3,)),
    ]


def test_a_whole_record_written_over_at_the_same_moments_is_changed_not_taken_out() -> None:
    again = [put_down(one["entry"]["text"], b"\x02" * 32) for one in OLD[:3]]

    assert coded(again, OLD[:3]) == [
        ("older.changed", (1,)),
        ("older.changed", (2,)),
        ("older.changed", (3,)),
    ]


def test_one_of_each_kind_is_told_apart_in_one_go() -> None:
    text = OLD[1]["entry"]["text"].replace("thing 1", "else")
    now = [OLD[0], put_down(text, b"\x03" * 32), OLD[4], OLD[2], entry(80), OLD[5], *OLD[7:]]

    assert dict(coded(now)) == {
        "older.moved": (4,),
        "older.changed": (2,),
        "older.taken": (7,),
        "older.put_in": (5,),
    }


@settings(max_examples=25)
@given(st.permutations(range(7)))
def test_however_they_were_shuffled_only_moves_are_named_and_each_at_its_place_now(
    order: list[int],
) -> None:
    now = [OLD[at] for at in order]

    told = coded(now, OLD[:7])

    if order == sorted(order):
        assert told == [("older", ())]
        return
    assert {code for code, _ in told} == {"older.moved"}
    moved = {number - 1 for _code, (number,) in told}
    left = [at for place, at in enumerate(order) if place not in moved]
    assert left == sorted(left)  # without the moved ones the rest stands in its old order


@settings(max_examples=25)
@given(st.sets(st.integers(0, 8), min_size=1, max_size=9))
def test_whatever_is_taken_out_exactly_that_is_named(gone: set[int]) -> None:
    left = [one for at, one in enumerate(OLD) if at not in gone]
    told = coded([*left, entry(90)])

    assert told == [("older.taken", (at + 1,)) for at in sorted(gone)]


@settings(max_examples=25)
@given(st.data())
def test_whatever_is_put_in_between_exactly_that_is_named(data: Any) -> None:
    places = data.draw(st.lists(st.integers(0, 8), min_size=1, max_size=4, unique=True))
    now: list[Entry] = []
    expected = []
    for at, one in enumerate(OLD):
        if at in places:
            now.append(entry(100 + at))
            expected.append(("older.put_in", (len(now),)))
        now.append(one)

    assert coded(now) == expected
