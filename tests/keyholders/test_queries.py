"""Who counts as a second party, and what is in stock."""

from uuid import uuid4

from bothways.keyholders.queries import (
    confirmation_of,
    keyholder_by,
    keyholder_of,
    keys_of,
    second_party,
    stock,
    why_not_independent,
)
from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.keeper import keeper_in_office
from tests.rounds import opened


def test_a_keeper_who_leads_people_is_no_second_party_from_that_moment(firm: Cast) -> None:
    """The job that ends the office runs some minutes later; no round is announced in between."""
    keeper_in_office(firm.representative)
    assert second_party() is not None

    Person.objects.filter(pk=firm.dispatcher.pk).update(manager=firm.representative)

    assert second_party() is None
    assert why_not_independent(firm.representative) == "leads"
    assert opened(firm.owner).rules["guardian"] is None


def test_somebody_who_is_not_there_is_no_second_party(firm: Cast) -> None:
    assert why_not_independent(None) == "left"
    assert why_not_independent(firm.leaver) == "left"
    assert why_not_independent(firm.employee) == "no_role"
    assert why_not_independent(firm.owner) == "no_role"
    assert second_party() is None


def test_the_key_in_a_rounds_rules_leads_to_its_keeper(firm: Cast) -> None:
    keeper = keeper_in_office(firm.representative)
    with_two, holder = opened(firm.owner), keys_of(firm.representative)[0]

    assert keyholder_of(with_two.rules) == holder
    assert keyholder_by(holder.sign_public) == holder
    assert keyholder_of({"guardian": None}) is None
    assert keyholder_of({}) is None
    assert holder.fingerprint == keeper.identity.fingerprint
    assert Round.objects.get().rules["guardian"]["name"] == "Edda Falk"


def test_who_never_kept_a_key_has_none(firm: Cast) -> None:
    assert keys_of(firm.employee) == []
    assert keyholder_by("nobody") is None
    assert confirmation_of(uuid4()) is None


def test_the_stock_counts_what_no_round_has_yet(firm: Cast) -> None:
    keeper_in_office(firm.representative)
    holder = keys_of(firm.representative)[0]
    before = stock(holder)

    round_ = opened(firm.owner)

    n_blocks = len(round_.rules["blocks"])
    assert stock(holder) == {"block": before["block"] - n_blocks, "seal": before["seal"] - 1}
