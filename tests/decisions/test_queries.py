"""Reads of decisions: what the list shows, in which order, at which price."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from bothways.decisions.actions import answer_question, ask_about, begin_draft, correct
from bothways.decisions.models import Decision
from bothways.decisions.queries import (
    answering,
    answers_to,
    drafts_of,
    listed,
    of,
    versions_of,
    with_everybody,
    with_names,
)
from bothways.record.prompted import Prompt
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision

LATER = TODAY + timedelta(days=120)


def questions(decisions: object) -> list[str]:
    """Return what was to be decided, in the order of the list."""
    return [decision.question for decision in decisions]  # type: ignore[attr-defined]


@pytest.fixture
def many(firm: Cast) -> dict[str, Decision]:
    """One decision of each kind, by a word."""
    plain = make_decision(firm.owner, "Plain?", outcome="yes", look_again_on=LATER)
    newer = make_decision(
        firm.owner, "Newer?", outcome="yes", recorded_on=TODAY + timedelta(days=1)
    )
    asked = make_decision(firm.manager, "Asked?", look_again_on=LATER)
    late = make_decision(firm.manager, "Late?", look_again_on=TODAY + timedelta(days=5))
    wrong = make_decision(firm.employee, "Wrong?", look_again_on=LATER)
    ask_about(asked, by=firm.employee, words="Why?", at=NOW)
    correct(wrong, by=firm.employee, was="30", now="13", words="Misread.", at=NOW)
    return {"plain": plain, "newer": newer, "asked": asked, "late": late, "wrong": wrong}


def test_what_needs_somebody_stands_first_then_the_newest(
    firm: Cast, many: dict[str, Decision]
) -> None:
    shown = listed(firm.employee, show="all", on=TODAY + timedelta(days=6))

    assert questions(shown)[:3] == ["Late?", "Asked?", "Newer?"]
    assert set(questions(shown)[3:]) == {"Plain?", "Wrong?"}


def test_the_longest_past_its_day_stands_before_the_others(firm: Cast) -> None:
    for days in (20, 10, 30):
        make_decision(firm.owner, f"In {days}?", look_again_on=TODAY + timedelta(days=days))

    shown = listed(firm.employee, show="all", on=TODAY + timedelta(days=40))

    assert questions(shown) == ["In 10?", "In 20?", "In 30?"]


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("no", {"Asked?", "Late?", "Wrong?"}),
        ("again", {"Late?"}),
        ("asked", {"Asked?"}),
        ("corrected", {"Wrong?"}),
        ("mine", {"Asked?", "Late?"}),
        ("all", {"Plain?", "Newer?", "Asked?", "Late?", "Wrong?"}),
        ("anything else", {"Plain?", "Newer?", "Asked?", "Late?", "Wrong?"}),
    ],
)
def test_each_filter_shows_what_it_says(
    firm: Cast, many: dict[str, Decision], show: str, shown: set[str]
) -> None:
    found = listed(firm.manager, show=show, on=TODAY + timedelta(days=6))

    assert set(questions(found)) == shown


def test_an_answered_question_is_open_no_more(firm: Cast, many: dict[str, Decision]) -> None:
    question = many["asked"].questions.get()

    answer_question(question, by=firm.manager, words="Because of the wiring.", at=NOW)

    assert not listed(firm.manager, show="asked", on=TODAY).exists()


def test_mine_is_what_i_decided_or_wrote_down_once_each(firm: Cast) -> None:
    both = make_decision(firm.manager, "Both?")
    decided = make_decision(firm.owner, "Decided?", deciders=[firm.manager, firm.owner])
    written = make_decision(firm.manager, "Written?", deciders=[firm.owner])
    make_decision(firm.owner, "Neither?")

    assert set(of(firm.manager)) == {both, decided, written}
    assert of(firm.manager).count() == 3


def test_a_page_of_the_list_asks_twice_however_many_decided(
    firm: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        make_decision(firm.owner, f"{number}?", deciders=[firm.owner, firm.manager])

    with django_assert_num_queries(2):
        named = with_names(listed(firm.employee, show="all", on=TODAY)[:30])

    assert [names for _decision, names in named] == ["Sanne Weir, Ruben Dahl"] * 5


def test_of_long_texts_only_the_beginning_of_the_reasons_comes_along(firm: Cast) -> None:
    make_decision(firm.owner, reasons=f"{WHY} " * 20, context="Long " * 200)

    shown = listed(firm.employee, show="all", on=TODAY).get()

    assert len(vars(shown)["excerpt"]) == 161
    assert shown.get_deferred_fields() >= {"reasons", "context", "options"}


def test_everybody_of_one_decision_is_fetched_at_once(
    firm: Cast, decision: Decision, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fresh = with_everybody(Decision.objects.get(pk=decision.pk))

    with django_assert_num_queries(0):
        assert fresh.may_be_written_by(firm.manager)
        assert [decider.person for decider in fresh.deciders.all()] == [firm.manager]


def test_answers_are_found_by_round_and_question(firm: Cast) -> None:
    round_id, other = uuid4(), uuid4()
    for code, of_round in (("U-TRU1", round_id), ("U-TRU2", round_id), ("U-TRU1", other)):
        prompt = Prompt("result", f"{of_round}/{code}", "12 of 46 agreed")
        make_decision(firm.owner, f"{code} of {of_round}?", prompt=prompt)
    make_decision(firm.owner, "Of a meeting?", prompt=Prompt("meeting", f"{round_id}/1", "Talk"))

    assert set(answering(round_id)) == {"U-TRU1", "U-TRU2"}
    assert len(answers_to([round_id, other])) == 3
    assert answers_to([]) == {}


def test_two_decisions_can_answer_one_question_the_older_first(firm: Cast) -> None:
    round_id = uuid4()
    prompt = Prompt("result", f"{round_id}/U-TRU1", "12 of 46 agreed")
    newer = make_decision(firm.owner, "B?", prompt=prompt, recorded_on=date(2026, 11, 9))
    older = make_decision(firm.owner, "A?", prompt=prompt, recorded_on=date(2026, 11, 3))

    assert answering(round_id) == {"U-TRU1": [older, newer]}


def test_a_draft_that_two_write_is_listed_once_for_each(firm: Cast) -> None:
    begin_draft(by=firm.owner, typed={}, writers=[firm.manager, firm.people_lead], at=NOW)

    assert len(drafts_of(firm.owner)) == len(drafts_of(firm.people_lead)) == 1


def test_versions_come_in_their_order(firm: Cast, decision: Decision) -> None:
    assert [version.number for version in versions_of(decision)] == [1]
