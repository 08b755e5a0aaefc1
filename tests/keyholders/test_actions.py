"""Who may hold the second key, how it changes hands, and the keys that it lends."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from bothways.keyholders.actions import (
    destroy_keys,
    end_office_of_the_dependent,
    found_on_the_same_host,
    leave_office,
    lend_keys,
    store_spares,
    take_office,
)
from bothways.keyholders.errors import (
    HeldByOtherError,
    KeyUsedError,
    NoProofError,
    NotKeyholderError,
    NotRepresentativeError,
    SpareRefusedError,
    TooFewSpareKeysError,
)
from bothways.keyholders.jobs import look_after_the_key
from bothways.keyholders.models import Keyholder, SpareKey
from bothways.keyholders.queries import keyholder, rounds_lent_to, stock, wrapped_keys
from bothways.members.actions.people import end_membership
from bothways.members.actions.roles import give_role, take_role
from bothways.members.errors import LeadsPeopleError, TwoSidesError
from bothways.notifications.models import Message
from bothways.people.models import Person, Role
from bothways.pure.guardian.documents import ceremony
from bothways.pure.guardian.keyfile import new_identity
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.wrapping import spare_block_key, spare_seal_key
from bothways.record.models import Entry
from tests.cast import Cast
from tests.factories import NOW
from tests.keeper import Keeper, keeper_in_office

REPRESENTATIVE = Role.Kind.REPRESENTATIVE


def take(person: Person, identity: Identity | None = None, **changed: Any) -> Keyholder:
    document = ceremony(identity or new_identity(person.name))
    return take_office({**document, **changed}, by=person, where="apart", at=NOW)


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("id")]


def spares(holder: Keyholder, n_blocks: int, n_seals: int) -> list[dict[str, str]]:
    keys = [spare_seal_key(holder.recipient) for _ in range(n_seals)]
    keys += [spare_block_key(holder.recipient) for _ in range(n_blocks)]
    return [key.to_fields() for key in keys]


def test_the_representative_takes_the_second_key_and_it_is_on_the_record(
    representative: Person,
) -> None:
    identity = new_identity("Edda Falk")

    holder = take(representative, identity)

    assert keyholder() == holder
    assert (holder.name, holder.fingerprint) == ("Edda Falk", identity.fingerprint)
    entry = Entry.objects.get(verb="key.taken")
    assert entry.details == {
        "name": "Edda Falk",
        "fingerprint": identity.fingerprint,
        "where": "apart",
    }


def test_nothing_secret_of_the_key_is_in_the_database(representative: Person) -> None:
    keeper = keeper_in_office(representative)
    secret = keeper.identity.secret

    for model in (Keyholder, SpareKey):
        for row in model.objects.values():
            assert secret not in str(row)
            assert "PRIVATE" not in str(row)


@pytest.mark.parametrize("who", ["employee", "owner", "people_lead", "manager"])
def test_nobody_but_the_representative_takes_it(firm: Cast, who: str) -> None:
    with pytest.raises(NotRepresentativeError):
        take(getattr(firm, who))

    assert keyholder() is None


def test_a_representative_who_leads_people_by_now_is_refused(firm: Cast) -> None:
    Person.objects.filter(pk=firm.dispatcher.pk).update(manager=firm.representative)

    with pytest.raises(LeadsPeopleError):
        take(firm.representative)


def test_a_representative_who_owns_as_well_is_refused(representative: Person) -> None:
    Role.objects.create(person=representative, kind=Role.Kind.OWNER)  # past the action's own rule

    with pytest.raises(TwoSidesError):
        take(representative)


@pytest.mark.parametrize(
    "changed",
    [{"name": ""}, {"name": "x" * 200}, {"name": "Other"}, {"recipient": "age1x"}, {"v": 9}],
)
def test_a_public_half_without_proof_is_refused(
    representative: Person, changed: dict[str, Any]
) -> None:
    with pytest.raises(NoProofError):
        take(representative, **changed)


def test_a_signed_name_or_recipient_that_can_be_nobodys_is_refused(representative: Person) -> None:
    from bothways.pure.ballots import canonical_json, to_text
    from bothways.pure.guardian.documents import CEREMONY

    identity = new_identity("Edda Falk")
    for public in (
        {"v": 1, "name": "Edda", "sign": to_text(identity.public), "recipient": "age1nobody"},
        {"v": 1, "name": "   ", "sign": to_text(identity.public), "recipient": identity.recipient},
    ):
        signature = identity.sign(CEREMONY + canonical_json(public).encode())
        with pytest.raises(NoProofError):
            take(representative, **public, signature=to_text(signature))


def test_the_same_key_does_not_come_into_office_twice(representative: Person) -> None:
    identity = new_identity("Edda Falk")
    take(representative, identity)

    with pytest.raises(KeyUsedError):
        take(representative, identity)

    assert Keyholder.objects.filter(current=True).count() == 1


def test_a_new_key_of_the_same_person_takes_the_place_of_the_old(representative: Person) -> None:
    old = take(representative)
    new = take(representative)

    old.refresh_from_db()
    assert (old.current, new.current) == (False, True)
    assert old.until == NOW
    assert Message.objects.filter(kind="key.ended").count() == 0


def test_while_one_representative_keeps_it_another_one_does_not_get_it(firm: Cast) -> None:
    take(firm.representative)
    give_role(firm.employee, REPRESENTATIVE, by=firm.owner)

    with pytest.raises(HeldByOtherError, match="Edda Falk keeps"):
        take(firm.employee)


def test_a_new_representative_takes_over_and_the_old_one_is_told(firm: Cast) -> None:
    old = take(firm.representative)
    take_role(firm.representative, REPRESENTATIVE, by=firm.owner)
    give_role(firm.employee, REPRESENTATIVE, by=firm.owner)

    new = take(firm.employee)

    assert keyholder() == new
    old.refresh_from_db()
    assert not old.current
    assert Message.objects.get(kind="key.ended").to == firm.representative
    assert verbs()[-2:] == ["key.left", "key.taken"]


def test_who_keeps_it_can_give_it_up_and_nobody_else_can(firm: Cast) -> None:
    keeper_in_office(firm.representative)
    with pytest.raises(NotKeyholderError):
        leave_office(by=firm.owner, at=NOW)

    leave_office(by=firm.representative, at=NOW)

    assert keyholder() is None
    assert SpareKey.objects.count() == 0
    assert Entry.objects.get(verb="key.left").details["why"] == "given_up"


def loses_the_role(firm: Cast) -> None:
    take_role(firm.representative, REPRESENTATIVE, by=firm.owner)


def leaves(firm: Cast) -> None:
    end_membership(firm.representative, on=NOW.date() - timedelta(days=1), by=firm.owner)


def leads_somebody(firm: Cast) -> None:
    Person.objects.filter(pk=firm.dispatcher.pk).update(manager=firm.representative)


def becomes_owner(firm: Cast) -> None:
    Role.objects.create(person=firm.representative, kind=Role.Kind.OWNER)


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (loses_the_role, "no_role"),
        (leaves, "left"),
        (leads_somebody, "leads"),
        (becomes_owner, "two_sides"),
    ],
)
def test_the_office_ends_in_the_open_when_its_holder_is_no_second_party(
    firm: Cast, happens: Any, why: str
) -> None:
    take(firm.representative)
    assert look_after_the_key(NOW) == ""

    happens(firm)

    assert why in look_after_the_key(NOW)
    assert keyholder() is None
    assert Entry.objects.get(verb="key.left").details["why"] == why
    assert end_office_of_the_dependent(at=NOW) == ""


def test_that_the_key_lies_on_the_same_host_is_noted_once(representative: Person) -> None:
    holder = take(representative)

    found_on_the_same_host(holder, at=NOW)
    found_on_the_same_host(holder, at=NOW)

    holder.refresh_from_db()
    assert holder.where == "same_host"
    assert verbs().count("key.same_host") == 1


@pytest.fixture
def keeper(representative: Person) -> Keeper:
    return keeper_in_office(representative)


def test_a_round_is_lent_a_key_for_each_block_and_one_to_seal(keeper: Keeper) -> None:
    round_id, before = uuid4(), stock(keyholder())  # type: ignore[arg-type]

    told = lend_keys(round_id, ["b1", "b2"])

    assert told is not None
    assert told["name"] == "Edda Falk"
    assert set(told["blocks"]) == {"b1", "b2"} == set(wrapped_keys(round_id, "block"))
    assert list(wrapped_keys(round_id, "seal")) == [""]
    assert stock(keyholder()) == {"block": before["block"] - 2, "seal": before["seal"] - 1}  # type: ignore[arg-type]
    assert rounds_lent_to() == [round_id]


def test_no_key_is_lent_to_two_rounds(keeper: Keeper) -> None:
    first, second = lend_keys(uuid4(), ["b1", "b2"]), lend_keys(uuid4(), ["b1", "b2"])

    assert first is not None
    assert second is not None
    assert first["seal"] != second["seal"]
    assert not set(first["blocks"].values()) & set(second["blocks"].values())


def test_what_was_lent_is_destroyed_with_its_round(keeper: Keeper) -> None:
    round_id = uuid4()
    lend_keys(round_id, ["b1"])

    destroy_keys(round_id)
    destroy_keys(round_id)

    assert wrapped_keys(round_id, "block") == {}
    assert rounds_lent_to() == []


def test_without_a_holder_nothing_is_lent(firm: Cast) -> None:
    assert lend_keys(uuid4(), ["b1"]) is None


def test_where_spare_keys_are_missing_it_says_how_many_and_whom_to_ask(
    representative: Person,
) -> None:
    holder = take(representative)
    store_spares(holder, spares(holder, 1, 1))

    with pytest.raises(TooFewSpareKeysError, match=r"Ask Edda Falk .* make 2 more"):
        lend_keys(uuid4(), ["b1", "b2", "b3"])

    assert stock(holder) == {"block": 1, "seal": 1}


def test_the_same_spare_keys_again_change_nothing(representative: Person) -> None:
    holder = take(representative)
    keys = spares(holder, 1, 2)

    assert store_spares(holder, keys) == 3
    assert store_spares(holder, keys) == 0
    assert SpareKey.objects.count() == 3


def test_one_bad_spare_key_keeps_all_of_them_out(representative: Person) -> None:
    holder = take(representative)
    good = spares(holder, 0, 1)

    with pytest.raises(SpareRefusedError):
        store_spares(holder, [*good, {"kind": "seal", "public": "AAAA", "wrapped": "x"}])

    assert SpareKey.objects.count() == 0
