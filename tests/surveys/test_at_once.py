"""Two who announce, answer or change at the same moment, on a database that lets both write."""

import secrets

import pytest

from bothways.ballotbox.queries import box_of, rules_hash
from bothways.people.models import Person, Role
from bothways.pure.ballots import manifest_hash
from bothways.surveys.actions import Blinded, announce_round, change_round, hand_out_envelope
from bothways.surveys.errors import EnvelopeGoneError, FrozenError
from bothways.surveys.models import Entitlement, Round
from tests.at_once import both
from tests.cast import make_firm
from tests.factories import NOW
from tests.rounds import SAFETY, draft, opened

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, databases="__all__"),
]


def owner() -> Person:
    make_firm()
    return Person.objects.get(roles__kind=Role.Kind.OWNER)


def test_of_two_who_announce_a_round_one_does_and_its_box_has_the_keys_of_its_rules() -> None:
    by = owner()
    round_ = draft(by)

    def announce() -> None:
        announce_round(Round.objects.get(pk=round_.pk), by=by, at=NOW)

    said = both(announce, announce)

    fixed = Round.objects.get()
    assert said.count(None) == 1
    assert fixed.state == Round.State.OPEN
    assert manifest_hash(fixed.manifest) == rules_hash(fixed.pk)
    assert box_of(fixed.pk).opens_at == NOW


def test_a_draft_is_changed_before_it_is_announced_or_not_at_all() -> None:
    by = owner()
    round_ = draft(by)

    def change() -> None:
        change_round(
            Round.objects.get(pk=round_.pk),
            by=by,
            at=NOW,
            title="Another",
            kind="pulse",
            questions=[SAFETY],
            opens_at=NOW,
            closes_at=round_.closes_at,
        )

    said = both(change, lambda: announce_round(Round.objects.get(pk=round_.pk), by=by, at=NOW))

    assert said[1] is None
    assert said[0] is None or isinstance(said[0], FrozenError)
    if said[0] is not None:
        assert Round.objects.get().title == "November pulse"


def test_two_devices_of_one_person_get_one_envelope() -> None:
    by = owner()
    round_ = opened(by)

    def ask() -> None:
        hand_out_envelope(round_, by, blinded=Blinded(b"\x00" + secrets.token_bytes(383)), at=NOW)

    said = both(ask, ask)

    assert [type(error) for error in said if error] == [EnvelopeGoneError]
    assert Entitlement.objects.exclude(blinded_digest="").count() == 1
