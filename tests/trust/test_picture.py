"""The trust page's picture, made from releases alone."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bothways.people.models import Person
from bothways.trust.counted import Counted
from bothways.trust.history import history_of
from bothways.trust.picture import Picture, Section, group_sections, hides_about_leader
from bothways.trust.queries import counted_rounds, view_of
from tests.cast import Cast
from tests.trust.counted import CLOSED, QUESTIONS, make_counted, mixed

A_QUARTER = timedelta(days=91)


@pytest.fixture
def counted(firm: Cast) -> Counted:
    """26 asked, 22 answered: 12 of 22 agree, 6 of 11 in each group."""
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})
    return counted_rounds()[0]


def test_questions_stand_by_construct_in_the_order_asked(counted: Counted) -> None:
    sections = Picture(counted, []).sections

    assert [section.name for section in sections] == [
        "Trust in my leader",
        "Safety to speak up",
        "Communication",
    ]


def test_the_page_opens_with_trust_in_leaders(counted: Counted) -> None:
    lead = Picture(counted, []).lead

    assert lead is not None
    assert lead.asked.code == "U-TRU1"
    assert lead.figure.words == "12 of 22"
    assert lead.figure.asked == 26


def test_a_question_asked_before_in_the_same_words_says_what_changed(firm: Cast) -> None:
    make_counted(firm, {"b1": mixed(2, 9), "b2": mixed(2, 9)}, closed=CLOSED - A_QUARTER)
    make_counted(firm, {"b1": mixed(8, 3), "b2": mixed(8, 3)})
    newest, *older = counted_rounds()

    line = Picture(newest, older).sections[0].lines[0]

    assert line.change == "Clearly up"
    assert line.since == CLOSED - A_QUARTER


def test_a_changed_wording_begins_a_new_line(firm: Cast) -> None:
    before = QUESTIONS | {"U-TRU1": ("TRU", "I trust my leader.", True)}
    make_counted(
        firm, {"b1": mixed(2, 9), "b2": mixed(2, 9)}, closed=CLOSED - A_QUARTER, questions=before
    )
    make_counted(firm, {"b1": mixed(8, 3), "b2": mixed(8, 3)})
    newest, *older = counted_rounds()

    line = Picture(newest, older).sections[0].lines[0]

    assert line.change == "Asked in other words before"
    assert len(history_of(newest, "U-TRU1", [newest, *older]).moments) == 1


def test_a_history_runs_from_the_oldest_to_the_newest(firm: Cast) -> None:
    for quarter in range(3):
        make_counted(
            firm,
            {"b1": mixed(5 + quarter, 6 - quarter), "b2": mixed(6, 5)},
            closed=CLOSED - (2 - quarter) * A_QUARTER,
        )
    rounds = counted_rounds()

    history = history_of(rounds[0], "U-PSY1", rounds)

    assert [moment.figure.words for moment in history.moments] == [
        "11 of 22",
        "12 of 22",
        "13 of 22",
    ]


def test_a_round_without_a_figure_leaves_a_gap_in_the_chart(firm: Cast) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)}, closed=CLOSED - A_QUARTER)
    make_counted(firm, {"b1": [(4, None, None)] * 8})
    rounds = counted_rounds()
    history = history_of(rounds[0], "U-PSY1", rounds)

    assert len(history.moments) == 2
    assert history.last.is_too_few
    assert len(history.points) == 1
    assert history.rows[-1][1] == "too few to tell"


def test_a_group_has_the_wider_figures_beside_its_own(
    counted: Counted, people_lead: Person
) -> None:
    seen = view_of(people_lead, counted).cells

    lines = [line for section in group_sections(counted, seen, "b1") for line in section.lines]

    assert [line.asked.code for line in lines] == ["U-PSY1", "U-COM1"]
    assert lines[0].figure.words == "6 of 11"
    assert [(name, wider.words) for name, wider in lines[0].beside] == [
        ("", "12 of 22"),
        ("Operations", "12 of 22"),
    ]


def test_an_employee_has_one_group_and_the_people_lead_all(
    counted: Counted, employee: Person, people_lead: Person
) -> None:
    assert view_of(employee, counted).groups == {"b1": "Assembly"}
    assert set(view_of(people_lead, counted).groups) == {"b1", "b2"}


def test_questions_about_a_leader_are_hidden_from_all_but_that_leader(
    counted: Counted, employee: Person, manager: Person
) -> None:
    assert hides_about_leader(counted, view_of(employee, counted).cells, "b1")
    assert not hides_about_leader(counted, view_of(manager, counted).cells, "b1")


def test_groups_that_were_counted_together_are_named_and_stay_ones_own(
    firm: Cast, employee: Person, other_employee: Person
) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(3, 2)})
    counted = counted_rounds()[0]
    view = view_of(employee, counted)

    section = group_sections(counted, view.cells, "b1")[0]

    assert section.together == "Assembly + Dispatch and Stores"
    assert view.groups == {"b1": "Assembly"}
    assert view_of(other_employee, counted).groups == {"b2": "Dispatch and Stores"}


def section(n: int) -> Section:
    """A section of so many questions; what they say does not matter here."""
    lines: list[Any] = [SimpleNamespace(key=f"q0-{place}") for place in range(n)]
    return Section("TRU", "Trust in my leader", tuple(lines))


@pytest.mark.parametrize(("n", "first", "rest"), [(1, 1, 0), (2, 2, 0), (3, 1, 2), (9, 1, 8)])
def test_two_questions_are_both_in_view_and_of_more_the_first(
    n: int, first: int, rest: int
) -> None:
    one = section(n)

    assert (len(one.first), len(one.rest)) == (first, rest)
    assert (*one.first, *one.rest) == one.lines


def test_the_chart_of_a_score_has_a_name_of_its_own_on_the_page() -> None:
    assert section(3).score_key == "q0-0-score"


def test_a_pulse_has_no_score_no_spread_and_nothing_from_another_round(counted: Counted) -> None:
    picture = Picture(counted, [])

    assert [one.score for one in picture.sections] == [None] * 3
    assert not picture.has_full
    assert not picture.asks_other_rounds
    assert picture.together is None


def test_no_two_lines_of_a_page_have_one_key(counted: Counted) -> None:
    keys = [line.key for one in Picture(counted, []).sections for line in one.lines]
    beside = [line.key for one in Picture(counted, [], side="d").sections for line in one.lines]

    assert len({*keys, *beside}) == 6


def test_what_was_never_asked_has_no_first_question(counted: Counted) -> None:
    picture = Picture(counted, [])

    assert picture.first_of("WLB") is None
    assert picture.top is None, "nothing was asked about those who run the firm"
