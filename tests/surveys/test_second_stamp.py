"""The second stamp, fetched by nobody in particular; and an envelope that is asked for again."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from bothways.people.models import Person
from bothways.surveys.actions import Blinded, hand_out_envelope
from bothways.surveys.errors import EnvelopeGoneError
from bothways.surveys.models import Entitlement, Round
from tests.rounds import opened
from tests.tampering import tamper

MESSAGE = Blinded(b"\x01" * 384)


@pytest.fixture
def round_(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def ask(round_: Round, asked: object) -> tuple[int, object]:
    """Ask as a shared device does: without a session, a cookie or a token."""
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        f"/rounds/{round_.pk}/stamp/", {"asked": asked}, content_type="application/json"
    )
    assert not answer.cookies
    return answer.status_code, answer.json().get("stamp", answer.json().get("error"))


def test_the_stamp_is_given_to_whoever_knows_what_was_asked_for(
    employee: Person, round_: Round
) -> None:
    mine = Entitlement.objects.filter(round=round_, person=employee)
    mine.update(blinded_digest="a" * 64)

    assert ask(round_, "a" * 64) == (200, None)

    mine.update(stamp=b"\x02" * 384)
    assert ask(round_, "a" * 64) == (200, "AgIC" * 128)


@pytest.mark.parametrize("asked", ["", "b" * 64, None, ["a"], {"a": 1}, 7])
def test_nothing_is_given_for_what_was_never_asked_for(round_: Round, asked: object) -> None:
    assert ask(round_, asked) == (404, "unknown")


def test_what_a_form_of_another_site_can_send_is_not_read(
    employee: Person, round_: Round, client: Client
) -> None:
    Entitlement.objects.filter(round=round_, person=employee).update(blinded_digest="a" * 64)
    body = '{"asked": "' + "a" * 64 + '"}'

    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert (
            client.post(f"/rounds/{round_.pk}/stamp/", body, content_type=kind).status_code == 415
        )


def test_a_stamp_of_one_round_is_not_given_in_another(employee: Person, round_: Round) -> None:
    mine = Entitlement.objects.filter(person=employee)
    tamper(mine, blinded_digest="a" * 64, stamp=b"\x02")
    other = Round(pk=UUID(int=1))

    assert ask(other, "a" * 64) == (404, "unknown")


def test_only_what_was_asked_for_before_can_be_asked_for_again(
    employee: Person, round_: Round
) -> None:
    now = timezone.now()

    with pytest.raises(EnvelopeGoneError):
        hand_out_envelope(round_, employee, blinded=MESSAGE, at=now, again=True)
    assert not Entitlement.objects.exclude(blinded_digest="").exists()

    first = hand_out_envelope(round_, employee, blinded=MESSAGE, at=now)
    assert hand_out_envelope(round_, employee, blinded=MESSAGE, at=now, again=True) == first
    with pytest.raises(EnvelopeGoneError):
        hand_out_envelope(round_, employee, blinded=Blinded(b"\x03" * 384), at=now, again=True)
