"""What a round needs of the second key before its box opens."""

import pytest

from bothways.keyholders.models import Confirmation, SpareKey
from bothways.people.models import Person
from bothways.pure.ballots import to_text
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.models import Round
from bothways.surveys.voting import draw_envelope, fetch_stamp
from tests.cast import Cast
from tests.factories import NOW
from tests.guardian.handing_in import hand_in, only, said, verbs
from tests.keeper import Keeper, keeper_in_office
from tests.rounds import opened


def test_a_round_that_nobody_confirmed_gets_no_stamps(firm: Cast, keeper: Keeper) -> None:
    keeper.says_yes = False
    round_ = opened(firm.owner)
    at = round_.opens_at
    wallet = draw_envelope(round_, firm.employee, at=at)

    assert [one["kind"] for one in keeper.serve(at)] == ["spare"]

    assert Confirmation.objects.count() == 0
    assert not fetch_stamp(round_, firm.employee, wallet, at=at).is_stamped


def test_what_was_confirmed_must_be_what_stands_there(firm: Cast, keeper: Keeper) -> None:
    round_ = opened(firm.owner)
    answer = only(keeper, "confirm", NOW)
    Person.objects.filter(pk=firm.employee.pk).update(name="Somebody Else")

    assert "load the page again" in said(keeper, answer).lower()
    assert "confirm" in said(keeper, {**answer, "rules": "00" * 32}).lower()
    Person.objects.filter(pk=firm.employee.pk).update(name="Jo Marsh")
    assert "not signed" in said(keeper, {**answer, "signature": to_text(bytes(64))})
    assert hand_in(keeper, [answer])[0]["taken"]
    assert verbs(round_).count("round.confirmed") == 1


def test_without_enough_spare_keys_nothing_is_announced(firm: Cast, keeper: Keeper) -> None:
    SpareKey.objects.filter(kind="block").delete()

    with pytest.raises(CannotOpenError, match="Ask Edda Falk"):
        opened(firm.owner)

    assert Round.objects.get().state == Round.State.DRAFT


def test_without_a_second_key_a_round_runs_with_one(firm: Cast) -> None:
    round_ = opened(firm.owner)

    assert round_.rules["guardian"] is None
    assert round_.rules["v"] == 1


def test_a_second_key_on_the_companys_own_server_is_named_so_in_the_rules(firm: Cast) -> None:
    keeper_in_office(firm.representative, where="same_host")

    assert opened(firm.owner).rules["guardian"]["where"] == "same_host"
