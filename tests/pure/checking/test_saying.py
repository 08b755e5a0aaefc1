"""How a check speaks of entries: by the numbers that people count with, and never without end."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.checking.findings import Finding, Verdict, wrong
from bothways.pure.checking.record_files import Place
from bothways.pure.checking.saying import LONGEST, MOST, entries, many, short


def place(text: str | None, position: int = 0) -> Place:
    return Place(position, b"", text, b"", "")


def told(**said: object) -> Place:
    return place(json.dumps(said))


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([3], "Entry 3 is"),
        ([1234], "Entry 1,234 is"),
        ([3, 4], "Entries 3 to 4 are"),
        ([9, 5, 6, 3, 7, 8], "Entries 3, 5 to 9 are"),
        ([1, 3], "Entries 1, 3 are"),
        (range(998, 1002), "Entries 998 to 1,001 are"),
    ],
)
def test_entries_are_named_in_rows_and_one_alone_in_the_singular(
    numbers: list[int], said: str
) -> None:
    assert entries(numbers) == said


def test_twenty_rows_of_entries_are_named_and_the_rest_is_others() -> None:
    whole = entries(range(1, 2 * MOST, 2))
    more = entries(range(1, 2 * MOST + 2, 2))

    assert whole.endswith("37, 39 are")
    assert more.endswith("37, 39, and others are")


@settings(max_examples=30)
@given(st.sets(st.integers(1, 60), min_size=1, max_size=15))
def test_the_rows_name_every_entry_and_no_other(numbers: set[int]) -> None:
    rows = entries(numbers).split(" ", 1)[1].rsplit(" ", 1)[0].split(", ")

    named: list[int] = []
    for row in rows:
        first, _to, last = row.partition(" to ")
        named.extend(range(int(first), int(last or first) + 1))
    assert named == sorted(numbers)


@pytest.mark.parametrize(
    ("n", "last"),
    [(0, None), (1, "Odd 1."), (20, "Odd 20."), (21, "And 1 more of this kind.")],
)
def test_up_to_twenty_findings_are_said_and_then_how_many_more(n: int, last: str | None) -> None:
    found = list(many(range(1, n + 1), lambda one: wrong("odd", f"Odd {one}.", one)))

    assert len(found) == min(n, MOST + 1)
    assert (found[-1].says if found else None) == last
    assert {one.code for one in found} <= {"odd"}


def test_how_many_more_there_are_is_counted_with_a_comma_and_names_no_entry() -> None:
    found = list(many(range(2021), lambda one: wrong("odd", f"Odd {one}.", one)))

    assert found[-1] == Finding("odd", Verdict.BROKEN, "And 2,001 more of this kind.", ())


def test_an_entry_is_said_by_its_verb_its_day_and_its_details_on_one_line() -> None:
    entry = told(verb="round.opened", at="2026-03-02T08:00:00Z", details={"words": "a\nb", "n": 2})

    assert short(entry) == 'round.opened of 2026-03-02 {"n":2,"words":"a\\nb"}'


@pytest.mark.parametrize(
    "text", [None, "", "null", "[]", "3", "{", "[" * 5000, "{}", '{"verb":""}']
)
def test_an_entry_without_a_verb_says_nothing_that_can_be_read(text: str | None) -> None:
    assert short(place(text)) == "nothing that can be read"


def test_details_that_have_no_one_form_are_three_dots() -> None:
    assert short(told(verb="thing.done", at="2026-03-02", details={"n": 0.5})).endswith(" {...}")


@pytest.mark.parametrize("details", [None, [], "x", 3])
def test_details_that_are_no_table_are_none(details: object) -> None:
    assert short(told(verb="thing.done", details=details)) == "thing.done of  {}"


@settings(max_examples=30)
@given(st.text(max_size=400), st.text(max_size=400))
def test_however_long_an_entry_is_what_is_said_of_it_stays_short(verb: str, words: str) -> None:
    said = short(told(verb=verb, details={"words": words}))

    assert len(said) <= LONGEST + len("...")
    assert said.endswith("...") or len(said) <= LONGEST
    assert verb[:LONGEST] in said or not verb


def test_an_entry_is_counted_from_one() -> None:
    assert place("{}", 0).number == 1
    assert place("{}", 19_999).number == 20_000
