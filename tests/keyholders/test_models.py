"""What the database itself refuses about the second key, whoever writes."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from bothways.keyholders.actions import confirm, destroy_keys, lend_keys, refuse_too_few
from bothways.keyholders.errors import TooFewSpareKeysError
from bothways.keyholders.models import Confirmation, Keyholder, SpareKey
from bothways.keyholders.queries import (
    confirmation_of,
    keyholder,
    keys_of,
    rounds_lent_to,
    stock,
    wrapped_keys,
)
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW

Kind = SpareKey.Kind


def a_key(person: Person | None, **fields: Any) -> Keyholder:
    """Put a key past the ceremony, to see what the database says alone."""
    fields.setdefault("sign_public", uuid4().hex)
    return Keyholder.objects.create(
        person=person, **{"name": "Edda Falk", "recipient": "age1x", "since": NOW, **fields}
    )


def a_spare(holder: Keyholder, kind: str = Kind.BLOCK, **fields: Any) -> SpareKey:
    fields.setdefault("public", uuid4().hex)
    return SpareKey.objects.create(keyholder=holder, kind=kind, wrapped="w", **fields)


@pytest.fixture
def holder(representative: Person) -> Keyholder:
    """Edda Falk's key, with three spare keys to stamp and two to seal."""
    made = a_key(representative)
    for kind in (Kind.BLOCK, Kind.BLOCK, Kind.BLOCK, Kind.SEAL, Kind.SEAL):
        a_spare(made, kind)
    return made


def refuses(model: type[models.Model], **fields: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.create(**fields)


def test_two_keys_are_never_in_office_at_once(firm: Cast, holder: Keyholder) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_key(firm.employee)

    assert keyholder() == holder


def test_many_keys_may_have_been_in_office_before(firm: Cast, holder: Keyholder) -> None:
    old = [
        a_key(firm.representative, current=False, since=NOW - timedelta(days=days), until=NOW)
        for days in (30, 90)
    ]

    assert keys_of(firm.representative) == [holder, *old]
    assert keyholder() == holder


@pytest.mark.parametrize("fields", [{"current": True, "until": NOW}, {"current": False}])
def test_a_key_is_in_office_exactly_until_its_end(firm: Cast, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_key(firm.representative, **fields)


def test_the_same_public_half_is_there_once(firm: Cast, holder: Keyholder) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_key(firm.employee, sign_public=holder.sign_public, current=False, until=NOW)


def test_who_keeps_a_key_can_not_be_deleted_under_it(holder: Keyholder) -> None:
    assert holder.person is not None
    with pytest.raises(ProtectedError):
        holder.person.delete()


def test_a_round_has_one_key_for_each_block_and_one_to_seal(holder: Keyholder) -> None:
    round_id = uuid4().hex
    a_spare(holder, round=round_id, block="b1")
    a_spare(holder, Kind.SEAL, round=round_id)
    told = {"keyholder": holder, "wrapped": "w", "round": round_id}

    refuses(SpareKey, kind=Kind.BLOCK, public="another", block="b1", **told)
    refuses(SpareKey, kind=Kind.SEAL, public="another", **told)


def test_keys_that_no_round_has_may_be_as_many_as_there_are(holder: Keyholder) -> None:
    assert stock(holder) == {"block": 3, "seal": 2}


def test_a_spare_key_is_there_once_whoever_made_it(firm: Cast, holder: Keyholder) -> None:
    there = holder.spares.first()
    assert there is not None

    refuses(SpareKey, keyholder=holder, kind=Kind.SEAL, public=there.public, wrapped="w")


def test_two_rounds_never_get_the_same_key_and_the_stock_says_what_is_left(
    holder: Keyholder,
) -> None:
    one, other = uuid4(), uuid4()

    first, second = lend_keys(one, ["b1", "b2"]), lend_keys(other, ["b1"])

    assert first is not None
    assert second is not None
    lent = [first["seal"], second["seal"], *first["blocks"].values(), *second["blocks"].values()]
    assert len(set(lent)) == 5
    assert stock(holder) == {"block": 0, "seal": 0}
    assert set(rounds_lent_to()) == {one, other}


@pytest.mark.parametrize(
    ("n_blocks", "n_missing"),
    [(0, 0), (3, 0), (4, 1), (43, 40)],
)
def test_exactly_what_is_missing_is_asked_for(
    holder: Keyholder, n_blocks: int, n_missing: int
) -> None:
    if not n_missing:
        refuse_too_few(holder, n_blocks)
        return
    with pytest.raises(TooFewSpareKeysError) as refused:
        refuse_too_few(holder, n_blocks)

    assert refused.value.n_missing == n_missing


def test_without_one_to_seal_a_round_lacks_one_though_it_has_all_its_stamps(
    holder: Keyholder,
) -> None:
    SpareKey.objects.filter(kind=Kind.SEAL).delete()

    with pytest.raises(TooFewSpareKeysError, match="make 1 more"):
        lend_keys(uuid4(), ["b1"])

    assert stock(holder) == {"block": 3, "seal": 0}


def test_what_one_round_was_lent_is_destroyed_without_the_others(holder: Keyholder) -> None:
    one, other = uuid4(), uuid4()
    lend_keys(one, ["b1"])
    lend_keys(other, ["b1"])

    destroy_keys(one)

    assert rounds_lent_to() == [other]
    assert list(wrapped_keys(other, Kind.BLOCK)) == ["b1"]
    assert wrapped_keys(one, Kind.SEAL) == {}


def test_the_keyholder_s_word_for_a_round_is_given_once_and_never_written_over(
    holder: Keyholder,
) -> None:
    round_id = uuid4()
    first = {"rules": "r1", "people": "p1", "signature": "s1"}

    assert confirm(round_id, holder, at=NOW, **first)
    assert not confirm(round_id, holder, rules="r2", people="p2", signature="s2", at=NOW)

    kept = confirmation_of(round_id)
    assert kept is not None
    assert (kept.rules, kept.people, kept.signature) == ("r1", "p1", "s1")
    assert Confirmation.objects.count() == 1


def test_a_key_that_gave_its_word_stays_as_long_as_the_word(holder: Keyholder) -> None:
    confirm(uuid4(), holder, rules="r", people="p", signature="s", at=NOW)

    with pytest.raises(ProtectedError):
        holder.delete()


def test_rows_call_themselves_by_what_a_person_would_say(holder: Keyholder) -> None:
    assert str(holder) == "Edda Falk"
    assert str(SpareKey(kind=Kind.BLOCK, block="b1")) == "block b1"
    assert str(Confirmation(round="ab")) == "ab"
