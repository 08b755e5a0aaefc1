"""The versions of a decision: what changed in each, field by field."""

from datetime import timedelta
from typing import Any

import pytest

from bothways.decisions.actions import change_decision, let_stand
from bothways.decisions.differences import ADDED, SAME, TAKEN
from bothways.decisions.history import TITLES, Step, said, steps_of
from bothways.decisions.models import Decision, Wording
from bothways.decisions.queries import versions_of
from bothways.people.models import Person
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of

LATER = TODAY + timedelta(days=200)


def after(decision: Decision, by: Person, **told: Any) -> Step:
    """Return the newest version after the words were changed to these."""
    words = tell_of(**({"question": decision.question} | told))
    change_decision(
        decision, by=by, told=words, why="It changed.", version=decision.version, at=NOW
    )
    return steps_of(versions_of(decision))[0]


def test_every_field_of_the_words_has_its_title() -> None:
    fields = {field.name for field in Wording._meta.local_fields}

    assert set(TITLES) == fields


@pytest.mark.parametrize(
    ("told", "title", "text"),
    [
        ({"question": "Do we run four?"}, "What was to be decided", "Do we run four?"),
        ({"outcome": "yes"}, "The outcome", "Yes, we will"),
        ({"decided": "Not before May."}, "What was decided", "Not before May."),
        ({"reasons": f"{WHY} Still."}, "The reasons", f"{WHY} Still."),
        ({"context": "Two orders."}, "What led to it", "Two orders."),
        ({"options": [{"text": "A press"}]}, "What else was weighed", "A press"),
        ({"who_was_heard": "Assembly"}, "Who was heard", "Assembly"),
        ({"uncertain": "The orders"}, "What is uncertain", "The orders"),
        ({"would_change_our_mind": "Six people"}, "What would change our mind", "Six people"),
        ({"look_again_on": LATER}, "Looked at again on", "21 May 2027"),
    ],
)
def test_each_field_that_changed_is_shown_alone(
    manager: Person, decision: Decision, told: dict[str, Any], title: str, text: str
) -> None:
    step = after(decision, manager, **told)

    assert [(str(field.title), field.text) for field in step.changed] == [(title, text)]


def test_what_changed_is_marked_word_by_word(manager: Person, decision: Decision) -> None:
    step = after(decision, manager, reasons=WHY.replace("spring", "summer"))

    (field,) = step.changed
    assert [part.text for part in field.parts if part.kind == TAKEN] == ["spring"]
    assert [part.text for part in field.parts if part.kind == ADDED] == ["summer"]
    assert field.parts[0].kind == SAME


def test_what_is_emptied_is_shown_as_taken_out(manager: Person) -> None:
    decision = make_decision(manager, context="Two orders.", uncertain="The orders.")

    step = after(decision, manager, uncertain="The orders.")

    (field,) = step.changed
    assert (str(field.title), field.text) == ("What led to it", "")
    assert [(part.kind, part.text) for part in field.parts] == [(TAKEN, "Two orders.")]


def test_each_version_is_compared_with_the_one_before_it(
    manager: Person, decision: Decision
) -> None:
    after(decision, manager, context="First.")
    after(decision, manager, context="Second.")

    newest, middle, first = steps_of(versions_of(decision))

    assert [step.version.number for step in (newest, middle, first)] == [3, 2, 1]
    assert [part.text for part in newest.changed[0].parts if part.kind == TAKEN] == ["First"]
    assert [field.text for field in middle.changed] == ["First."]
    assert first.changed == []
    assert [step.is_newest for step in (newest, middle, first)] == [True, False, False]


def test_looking_again_changes_its_day_and_nothing_else(
    manager: Person, decision: Decision
) -> None:
    let_stand(decision, by=manager, why="Still so.", look_again_on=LATER, version=1, at=NOW)

    newest = steps_of(versions_of(decision))[0]

    assert newest.version.kind == "stands"
    assert [str(field.title) for field in newest.changed] == ["Looked at again on"]


def test_whole_is_all_that_says_something_in_the_order_of_the_form(manager: Person) -> None:
    decision = make_decision(manager, context="Two orders.", who_was_heard="Assembly")

    (step,) = steps_of(versions_of(decision))

    assert [str(field.title) for field in step.whole] == [
        "What was to be decided",
        "The outcome",
        "The reasons",
        "What led to it",
        "Who was heard",
        "Decided on",
        "Looked at again on",
    ]


def test_a_day_that_is_not_there_is_no_words() -> None:
    assert said(Decision(look_again_on=None), "look_again_on") == ""
    assert said(Decision(options=[]), "options") == ""


def test_no_versions_are_no_steps() -> None:
    assert steps_of([]) == []
