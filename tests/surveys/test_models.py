"""What the database itself refuses about rounds."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from bothways.people.models import Person
from bothways.surveys.models import Entitlement, Round, RoundBlock, RoundQuestion
from tests.cast import Cast
from tests.factories import NOW
from tests.rounds import draft, opened
from tests.tampering import as_root


def refused(change: object, **fields: object) -> None:
    """Assert that the database does not take it."""
    with pytest.raises(IntegrityError), transaction.atomic():
        change(**fields)  # type: ignore[operator]


def refused_to_root(row: models.Model) -> None:
    """Assert that the table itself does not take it, whatever triggers and guards say."""
    with as_root(), pytest.raises(IntegrityError), transaction.atomic():
        models.Model.save_base(row, force_insert=True)


def test_a_round_is_called_by_its_title(owner: Person) -> None:
    round_ = draft(owner, title="Autumn")

    assert str(round_) == "Autumn"
    assert str(round_.questions.get(position=1)) == "I feel safe relying on my leader."


def test_a_box_opens_before_it_closes(db: None) -> None:
    refused(Round.objects.create, title="Backwards", opens_at=NOW, closes_at=NOW)


def test_there_is_one_open_round(owner: Person) -> None:
    opened(owner)
    later = NOW + timedelta(days=1)

    refused(
        Round.objects.create,
        title="Second",
        state="open",
        manifest="{}",
        opens_at=NOW,
        closes_at=later,
    )


@pytest.mark.parametrize(("state", "manifest"), [("draft", "{}"), ("open", ""), ("released", "")])
def test_rules_are_there_exactly_from_the_day_they_are_fixed(
    db: None, state: str, manifest: str
) -> None:
    refused(
        Round.objects.create,
        title="x",
        state=state,
        manifest=manifest,
        opens_at=NOW,
        closes_at=NOW + timedelta(days=1),
    )


def test_a_question_is_asked_once_a_round_and_has_its_own_place(owner: Person) -> None:
    round_ = draft(owner)
    words = {"round": round_, "construct": "TRU", "text": "Again."}

    refused(RoundQuestion.objects.create, position=9, code="U-TRU1", **words)
    refused(RoundQuestion.objects.create, position=1, code="U-TRU9", **words)


def test_a_person_has_one_envelope_a_round(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)

    refused_to_root(Entitlement(round=round_, person=firm.employee, block="b2"))


def test_a_block_has_one_code_a_round(owner: Person) -> None:
    round_ = opened(owner)
    block = round_.blocks.first()
    assert block is not None

    again = RoundBlock(round=round_, code=block.code, name="x", n_eligible=9)
    refused_to_root(again)
    assert str(block) == block.name


def test_a_right_to_an_envelope_is_called_by_its_block_and_by_no_name(
    owner: Person, firm: Cast
) -> None:
    round_ = opened(owner)
    right = Entitlement.objects.get(round=round_, person=firm.employee)

    assert str(right) == right.block
    assert firm.employee.name not in repr(right)


def test_the_slot_takes_answers_from_opening_until_closing(owner: Person) -> None:
    round_ = opened(owner)
    second = timedelta(seconds=1)

    assert not round_.takes_answers(round_.opens_at - second)
    assert round_.takes_answers(round_.opens_at)
    assert round_.takes_answers(round_.closes_at - second)
    assert not round_.takes_answers(round_.closes_at)


def test_a_draft_takes_no_answers_on_any_day(owner: Person) -> None:
    round_ = draft(owner)

    assert not round_.takes_answers(round_.opens_at)


def test_an_own_question_is_told_from_one_of_the_book() -> None:
    assert RoundQuestion(code="OWN-1f2e3d4c5b").is_own
    assert not RoundQuestion(code="U-TRU1").is_own
