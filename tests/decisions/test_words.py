"""How a decision stands, in words."""

from datetime import date, timedelta

import pytest

from bothways.decisions.actions import answer_question, ask_about, change_decision, correct
from bothways.decisions.history import option_said, steps_of, typed_said
from bothways.decisions.models import Decision, Question
from bothways.decisions.queries import versions_of
from bothways.decisions.words import cut, in_a_row, outcome, row, standings, waits
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of


def said(decision: Decision, on: date) -> list[str]:
    return [one.words for one in standings(decision, on)]


@pytest.mark.parametrize(
    ("n_days", "words", "sign"),
    [
        (0, "Will be looked at again on 31 January 2027", ""),
        (90, "To be looked at again today", ""),
        (91, "Should have been looked at again on 31 January", "silent"),
    ],
)
def test_the_day_to_look_again_is_said_first_where_nothing_is_owed(
    decision: Decision, n_days: int, words: str, sign: str
) -> None:
    first = standings(decision, TODAY + timedelta(days=n_days))[0]

    assert (first.words, first.sign) == (words, sign)


def test_what_is_owed_answered_and_corrected_is_said(firm: Cast, decision: Decision) -> None:
    first = ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    ask_about(decision, by=firm.colleague, words="How?", at=NOW)
    assert "2 answers are owed" in said(decision, TODAY)

    answer_question(first, by=firm.manager, words="The wiring.", at=NOW)
    correct(decision, by=firm.manager, was="Both.", now="One.", words="Misread.", at=NOW)
    decision.refresh_from_db()

    assert said(decision, TODAY) == [
        "One answer is owed",
        "Will be looked at again on 31 January 2027",
        "1 of 2 questions answered",
        "Corrected",
    ]
    silent = "One answer is owed, silent for 11 days"
    assert said(decision, TODAY + timedelta(days=11))[0] == silent  # as a list shows it
    too_late = said(decision, TODAY + timedelta(days=91))
    assert too_late[0] == "Should have been looked at again on 31 January"


def test_what_was_replaced_says_since_when_and_nothing_of_looking_again(
    firm: Cast, decision: Decision
) -> None:
    make_decision(firm.manager, "And in May?", replaces=decision)
    decision.refresh_from_db()

    assert said(decision, TODAY + timedelta(days=500)) == ["Replaced on 2 November 2026"]


@pytest.mark.parametrize(
    ("n_days", "words", "sign"),
    [
        (0, "An answer is owed since today", "open"),
        (1, "An answer is owed since yesterday", "open"),
        (10, "An answer is owed for 10 days", "open"),
        (11, "Silent for 11 days", "silent"),
    ],
)
def test_a_question_says_for_how_long_it_has_waited(
    firm: Cast, decision: Decision, n_days: int, words: str, sign: str
) -> None:
    question: Question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    how = waits(question, TODAY + timedelta(days=n_days))

    assert (how.words, how.sign) == (words, sign)


@pytest.mark.parametrize(
    ("kind", "word"), [("yes", "Yes, we will"), ("no", "No, we won't"), ("other", "Decided")]
)
def test_the_outcome_is_said_in_a_word_or_two(kind: str, word: str) -> None:
    assert outcome(Decision(outcome=kind)) == word


def test_those_who_have_left_are_named_as_such(firm: Cast) -> None:
    decision = make_decision(firm.owner, deciders=[firm.owner, firm.manager])
    Person.objects.filter(pk=firm.manager.pk).update(left_on=TODAY)

    found = Decision.objects.get(pk=decision.pk)
    assert in_a_row(found.deciders.all()) == "Sanne Weir, Ruben Dahl (has left)"


def test_a_version_shows_what_changed_in_it_and_all_of_its_words(
    manager: Person, decision: Decision
) -> None:
    told = tell_of(outcome="yes", options=[{"text": "A press", "for": "Fast", "against": ""}])
    change_decision(decision, by=manager, told=told, why="A course.", version=1, at=NOW)

    newest, first = steps_of(versions_of(decision))

    assert [str(field.title) for field in newest.changed] == [
        "The outcome",
        "What else was weighed",
    ]
    assert newest.is_newest
    assert not first.is_newest
    assert first.changed == []
    assert [field.text for field in first.whole][:3] == [
        "Do we run a third shift?",
        "No, we won't",
        WHY,
    ]


def test_an_option_is_one_line() -> None:
    plain = {"text": "A press", "for": "", "against": ""}

    assert option_said(plain) == "A press"
    assert option_said(plain | {"for": "Fast", "against": "Dear"}) == (
        "A press · For it: Fast · Against it: Dear"
    )


def test_a_draft_is_read_out_field_by_field() -> None:
    typed = {"question": "Do we?", "outcome": "no", "option_0_text": "A press", "reasons": ""}

    assert typed_said(typed) == [
        ("What was to be decided", "Do we?"),
        ("The outcome", "No, we won't"),
        ("What else was weighed", "A press"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Short.", "Short."),
        ("x" * 100, "x" * 100),
        ("x" * 101, "x" * 99 + "…"),
        ("word " * 30, "word " * 18 + "word word…"),
        ("", ""),
    ],
)
def test_long_words_are_cut_at_the_end_of_a_word(words: str, said: str) -> None:
    assert cut(words, 100) == said


def test_a_row_says_what_is_needed_first_and_how_the_words_begin(decision: Decision) -> None:
    plain = row(decision, "Ruben Dahl", TODAY + timedelta(days=91))

    assert plain.first is not None
    assert plain.first.words == "Should have been looked at again on 31 January"
    assert (plain.second, plain.outcome) == ("", "No, we won't")
    assert plain.excerpt == WHY
    assert plain.by == "Ruben Dahl, on 2 November 2026"


def test_a_row_shows_what_was_decided_rather_than_why(firm: Cast) -> None:
    decision = make_decision(firm.owner, "Lights?", outcome="other", decided="Half of them.")

    assert row(decision, "Sanne Weir", TODAY).excerpt == "Half of them."
