"""What kind of word it is, who says later whether it was kept, and what prompted it."""

import pytest
from django.db import IntegrityError, transaction

from bothways.commitments import errors
from bothways.commitments.models import Commitment
from bothways.record.prompted import Prompt
from tests.cast import ASSEMBLY, DISPATCH, Cast
from tests.factories import make_promise, make_unit

Confirm, Kind = Commitment.Confirm, Commitment.Kind


def test_employees_promise_to_leaders_as_leaders_do_to_them(firm: Cast) -> None:
    up = make_promise(firm.employee, to=firm.manager)
    across = make_promise(firm.employee, to=make_unit(ASSEMBLY))

    assert up.audience.get().person == firm.manager
    assert across.audience.filter(person=firm.manager).exists()


def test_a_word_is_a_promise_unless_it_is_called_something_else(firm: Cast) -> None:
    assert make_promise(firm.owner).kind == Kind.PROMISE
    assert make_promise(firm.owner, "We pay it back.", kind=Kind.AMENDS).kind == Kind.AMENDS


def test_to_one_person_it_is_that_person_who_says_whether_it_was_kept(firm: Cast) -> None:
    for asked in (Confirm.NOT, Confirm.SECRETLY):
        promise = make_promise(firm.owner, f"{asked}", to=firm.manager, confirm=asked)

        assert promise.confirm == Confirm.BY_NAME


def test_the_database_too_knows_that_two_people_have_no_secret_vote(firm: Cast) -> None:
    promise = make_promise(firm.owner, to=firm.manager)

    with pytest.raises(IntegrityError, match="as_it_was_made"), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(confirm=Confirm.SECRETLY)


def test_a_group_is_asked_secretly_where_it_is_large_enough(firm: Cast) -> None:
    promise = make_promise(firm.manager, to=make_unit(ASSEMBLY), confirm=Confirm.SECRETLY)

    assert promise.confirm == Confirm.SECRETLY


def test_a_team_too_small_is_not_asked_secretly_and_hears_of_the_honest_way(firm: Cast) -> None:
    with pytest.raises(errors.TooFewToAskSecretlyError) as refused:
        make_promise(firm.other_manager, to=make_unit(DISPATCH), confirm=Confirm.SECRETLY)

    assert str(refused.value) == (
        "Only 3 people would be asked, and it takes 10 before nobody can be picked out. "
        "Ask them openly, by name, or sit down and talk."
    )
    make_promise(firm.other_manager, to=make_unit(DISPATCH), confirm=Confirm.BY_NAME)


def test_what_prompted_a_word_is_kept_with_it(firm: Cast) -> None:
    prompt = Prompt("meeting", "", "Stand-up on Monday")

    promise = make_promise(firm.owner, kind=Kind.ACTION, prompt=prompt)

    promise.refresh_from_db()
    assert promise.prompt == prompt
    assert make_promise(firm.owner, "Nothing prompted this.").prompt is None


def test_half_a_prompt_is_none(firm: Cast) -> None:
    promise = make_promise(firm.owner)

    with pytest.raises(IntegrityError, match="prompted_whole"), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(prompt_kind="meeting")
