"""What was said, and what came back."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bothways.answers.queries import (
    DID,
    SILENT,
    WAITING,
    WILL,
    WONT,
    entries_of_rounds,
    entries_of_voices,
    owed_now,
)
from bothways.commitments.actions import break_commitment, keep_commitment, make_commitment
from bothways.record.prompted import Prompt
from bothways.surveys.models import Round
from tests.answers.conftest import AFTER, FAIR, GROWTH, held
from tests.answers.test_conditions import COUNTED, LONG, promised, refused
from tests.cast import Cast
from tests.factories import at_nine, make_decision


def states(on: object = COUNTED) -> dict[str, str]:
    return {entry.code: entry.state(on) for entry in entries_of_rounds()}  # type: ignore[arg-type]


def test_the_state_of_an_entry_is_that_of_its_answers(firm: Cast, asked: Round) -> None:
    assert states() == {"U-COM1": WAITING, "U-GRO1": WAITING}

    promise = promised(firm.manager, asked, "U-COM1")
    refused(firm.owner, asked, "U-GRO1")
    assert states() == {"U-COM1": WILL, "U-GRO1": WONT}
    assert states(LONG + timedelta(days=1)) == {"U-COM1": SILENT, "U-GRO1": WONT}

    keep_commitment(promise, by=firm.manager, words="It hangs there.", at=at_nine(COUNTED))
    assert states()["U-COM1"] == DID


def test_what_was_broken_is_not_hidden_by_what_was_kept(firm: Cast, asked: Round) -> None:
    kept, broken = promised(firm.manager, asked, "U-COM1"), promised(firm.owner, asked, "U-COM1")
    keep_commitment(kept, by=firm.manager, words="It hangs there.", at=at_nine(COUNTED))
    break_commitment(broken, by=firm.owner, words="It was too dear.", at=at_nine(COUNTED))

    assert states()["U-COM1"] == SILENT


def test_a_yes_without_a_promise_is_no_answer_yet(firm: Cast, asked: Round) -> None:
    prompt = Prompt("result", f"{asked.pk}/U-COM1", "Few hear early.")
    make_decision(firm.owner, "Do we say things earlier?", outcome="yes", prompt=prompt)

    assert states()["U-COM1"] == WAITING


def test_an_entry_says_how_long_it_waits(asked: Round) -> None:
    entry = next(one for one in entries_of_rounds() if one.code == "U-COM1")

    assert entry.days_waited(COUNTED + timedelta(days=12)) == 12
    assert entry.figure.startswith("at most")
    assert (entry.why, entry.round) == ("few", asked)


def test_an_answer_that_nothing_asked_for_stands_there_too(firm: Cast, asked: Round) -> None:
    promised(firm.manager, asked, "U-PSY1")

    found = next(entry for entry in entries_of_rounds() if entry.code == "U-PSY1")
    assert (found.why, found.state(COUNTED)) == ("", WILL)


def test_a_suggestion_that_promises_name_as_their_cause_is_one_entry(firm: Cast) -> None:
    idea = Prompt("suggestion", "7", "A bench at the gate.")
    for text in ("The bench comes.", "It gets a roof."):
        make_commitment(by=firm.owner, text=text, due_on=LONG, to=None, at=AFTER, prompt=idea)
    make_commitment(by=firm.owner, text="For you.", due_on=LONG, to=firm.employee, at=AFTER,
                    prompt=idea)  # fmt: skip

    (entry,) = entries_of_voices()

    assert entry.said == "A bench at the gate."
    assert {promise.text for promise in entry.promises} == {"The bench comes.", "It gets a roof."}
    assert entry.first_on == AFTER.date()


def test_only_the_last_round_is_owed_answers_now(firm: Cast, asked: Round) -> None:
    assert {entry.code for entry in owed_now(COUNTED)} == {"U-COM1", "U-GRO1"}
    held(firm, (FAIR, 5), title="Later", closed=AFTER)

    assert owed_now(AFTER.date()) == []


def test_the_queries_do_not_grow_with_the_rounds(firm: Cast, asked: Round) -> None:
    refused(firm.owner, asked, "U-GRO1")
    promised(firm.owner, asked, "U-COM1")
    entries_of_rounds()
    with CaptureQueriesContext(connection) as first:
        entries_of_rounds()
    held(firm, (FAIR, 1), title="Later", closed=AFTER)
    entries_of_rounds()
    with CaptureQueriesContext(connection) as second:
        found = entries_of_rounds()

    assert len(second) <= len(first)
    assert {entry.code for entry in found} == {FAIR.code, GROWTH.code, "U-COM1"}
