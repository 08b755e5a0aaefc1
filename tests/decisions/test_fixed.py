"""What was said about a decision is not changed in silence, by the program or past it."""

import pytest
from django.db import DatabaseError, connection, transaction

from bothways.decisions.actions import answer_question, ask_about, correct
from bothways.decisions.models import Answer, Correction, Decision, Question, Version
from bothways.operations.actions.erasing import erase
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_decision

pytestmark = pytest.mark.both


@pytest.fixture
def spoken_of(firm: Cast, decision: Decision) -> Decision:
    """A decision with a correction, a question and its answer."""
    correct(decision, by=firm.manager, was="30 presses", now="13", words="Misread.", at=NOW)
    asked = ask_about(decision, by=firm.employee, words="Why not with Jo Marsh?", at=NOW)
    answer_question(asked, by=firm.manager, words="Jo Marsh has the day shift.", at=NOW)
    return decision


def test_no_part_of_the_program_changes_or_deletes_what_was_said(spoken_of: Decision) -> None:
    for model in (Version, Correction, Question, Answer):
        row = model.objects.get()
        for attempt in (row.save, row.delete, model.objects.all().delete):
            with pytest.raises(TypeError):
                attempt()
        with pytest.raises(TypeError):
            model.objects.update(said_on=TODAY)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decisions_version SET reasons = 'It was always so.'",
        "UPDATE decisions_version SET number = 2",
        "DELETE FROM decisions_version",
        "UPDATE decisions_correction SET was = 'nothing'",
        "DELETE FROM decisions_correction",
        "UPDATE decisions_question SET text = 'Thank you.'",
        "DELETE FROM decisions_answer",
        "UPDATE decisions_answer SET text = 'Other words.', n_erased = n_erased",
    ],
)
def test_the_database_refuses_it_too(spoken_of: Decision, sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="stays as it is"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_a_name_that_the_law_takes_out_leaves_its_mark(firm: Cast, spoken_of: Decision) -> None:
    erase(firm.employee, by=firm.owner, on=TODAY, at=NOW)

    question, answer = Question.objects.get(), Answer.objects.get()
    assert "Jo Marsh" not in question.text + answer.text
    assert (question.n_erased, answer.n_erased) == (1, 1)
    assert question.by.name == "A person who was erased"


def test_a_decision_of_somebody_who_was_erased_stays_and_its_proof_holds(firm: Cast) -> None:
    decision = make_decision(firm.employee, "Does Jo Marsh keep the keys?")

    erase(firm.employee, by=firm.owner, on=TODAY, at=NOW)

    decision.refresh_from_db()
    assert decision.question == "Does A person who was erased keep the keys?"
    version = decision.versions.get()
    assert version.n_erased == 1
    assert version.wording() == decision.wording()
