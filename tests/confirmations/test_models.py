"""What the database itself refuses about confirmations, and how rows call themselves."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import Settings

from bothways.commitments.models import Change, Commitment
from bothways.confirmations.actions import answer_contest, judge
from bothways.confirmations.models import (
    AskedOpenly,
    Gathered,
    GatheredMonth,
    Judgement,
    Reply,
)
from bothways.operations.actions.erasing import erase, pseudonym
from bothways.surveys.models import Round
from tests.cast import ASSEMBLY, Cast
from tests.confirmations.made import BY_NAME, DECEMBER, SECRETLY, drafted, kept
from tests.factories import TODAY, at_nine, make_unit

TOMORROW = at_nine(TODAY + timedelta(days=1))


@pytest.fixture
def promise(firm: Cast) -> Commitment:
    return kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)


def refuses(row: Judgement | Reply | Gathered) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_contest_without_words_is_refused(firm: Cast, promise: Commitment) -> None:
    end = Change.objects.get(commitment=promise, kind="kept")

    refuses(
        Judgement(
            commitment=promise, end=end, person=firm.employee, says="contested", said_on=TODAY
        )
    )


def test_two_words_of_one_person_never_have_the_same_number(
    firm: Cast, promise: Commitment
) -> None:
    first = judge(promise, by=firm.employee, says="confirmed", at=TOMORROW)

    refuses(
        Judgement(
            commitment=promise,
            end=first.end,
            person=firm.employee,
            says="confirmed",
            said_on=TODAY,
        )
    )


def test_a_contest_has_one_answer_and_that_has_words(firm: Cast, promise: Commitment) -> None:
    contest = judge(promise, by=firm.employee, says="contested", words="No.", at=TOMORROW)
    refuses(Reply(judgement=contest, words="", said_on=TODAY))

    answer_contest(contest, by=firm.manager, words="On Monday.", at=TOMORROW)

    refuses(Reply(judgement=contest, words="Again.", said_on=TODAY))


def test_a_round_asks_nothing_twice(firm: Cast) -> None:
    kept(firm.owner, confirm=SECRETLY)
    other = kept(firm.owner, "Soup comes on Fridays.", confirm=BY_NAME)
    round_ = drafted()
    row = round_.gathered.get()

    refuses(Gathered(round=round_, code=row.code, commitment=other, asks="kept"))


def test_rows_call_themselves_by_what_they_say(firm: Cast, promise: Commitment) -> None:
    contest = judge(promise, by=firm.employee, says="contested", words="No.", at=TOMORROW)

    assert str(contest) == "I see it differently"
    assert str(Reply(judgement=contest, words="On Monday.", said_on=TODAY)) == "On Monday."
    assert str(AskedOpenly(commitment=promise, agreed_on=TODAY)) == str(promise.pk)
    assert str(Gathered(code="WORD-K-1")) == "WORD-K-1"
    assert str(GatheredMonth(first=DECEMBER)) == "2026-12"


def test_a_draft_that_goes_takes_its_ties_along_and_leaves_the_month(firm: Cast) -> None:
    kept(firm.owner, confirm=SECRETLY)
    round_ = drafted()

    Round.objects.get(pk=round_.pk).delete()

    assert not Gathered.objects.exists()
    assert GatheredMonth.objects.get().round is None


def test_who_is_erased_leaves_a_word_that_names_nobody(
    firm: Cast, promise: Commitment, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    words = "Ask Jo Marsh: two stations have none."
    judge(promise, by=firm.employee, says="contested", words=words, at=TOMORROW)

    erase(firm.employee, by=firm.owner, on=TODAY, at=TOMORROW)

    said = Judgement.objects.get()
    assert said.person.name == pseudonym()
    assert "Jo Marsh" not in said.words
    assert "two stations have none" in said.words
