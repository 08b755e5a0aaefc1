"""Envelopes of a round with two keys: three messages go out, and the second stamp comes later."""

import json
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from bothways.people.models import Person
from bothways.pure.ballots import read_manifest, to_text
from bothways.pure.ballots.client import Wallet, new_wallet, with_credential, with_stamp
from bothways.results.actions import close_due_rounds
from bothways.surveys import actions
from bothways.surveys.actions import Blinded
from bothways.surveys.errors import BoxClosedError, EnvelopeGoneError, NotAskedError
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.queries import entitlement_of
from bothways.surveys.voting import fetch_stamp
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.keeper import Keeper, confirmed_round, keeper_in_office
from tests.rounds import opened

Body = dict[str, Any]
LENGTH = 384


@pytest.fixture
def keeper(representative: Person) -> Keeper:
    return keeper_in_office(representative)


@pytest.fixture
def round_(firm: Cast, keeper: Keeper) -> Round:
    """A round under two keys that is open at this very moment."""
    return confirmed_round(firm.owner, keeper, opens_at=timezone.now() - timedelta(hours=1))


def wallet_for(round_: Round, person: Person) -> Wallet:
    right = entitlement_of(person, round_)
    assert right is not None
    return new_wallet(read_manifest(round_.manifest), right.block, draw=secrets.token_bytes)


def blinded(wallet: Wallet) -> Blinded:
    assert wallet.slip is not None
    return Blinded(wallet.blinded, wallet.slip.blinded, wallet.guardian_blinded)


def body_of(asked: Blinded) -> Body:
    return {
        "blinded": to_text(asked.envelope),
        "slip": to_text(asked.slip),
        "guardian": to_text(asked.guardian),
    }


def ask(client_of: ClientOf, person: Person, round_: Round, body: object) -> tuple[int, Body]:
    answer = client_of(person).post(
        f"/rounds/{round_.pk}/envelope/", json.dumps(body), content_type="application/json"
    )
    return answer.status_code, answer.json()


def ask_within(round_: Round, person: Person, asked: Blinded) -> actions.Stamps:
    at = round_.opens_at + timedelta(hours=1)
    return actions.hand_out_envelope(round_, person, blinded=asked, at=at)


def test_the_companys_two_stamps_come_at_once_and_the_second_keys_later(
    round_: Round, keeper: Keeper, employee: Person, client_of: ClientOf
) -> None:
    wallet, rules = wallet_for(round_, employee), read_manifest(round_.manifest)
    body = body_of(blinded(wallet))

    status, first = ask(client_of, employee, round_, body)
    assert (status, set(first), first["stamp"]) == (200, {"signature", "slip", "stamp"}, None)
    keeper.serve(timezone.now())
    status, then = ask(client_of, employee, round_, body)

    assert status == 200
    assert (then["signature"], then["slip"]) == (first["signature"], first["slip"])
    credential, slip, stamp = (raw(then[name]) for name in ("signature", "slip", "stamp"))
    wallet = with_credential(wallet, rules, credential, slip_signature=slip)
    assert with_stamp(wallet, rules, stamp).is_stamped


def raw(text: str) -> bytes:
    from bothways.pure.ballots.text64 import to_bytes

    return to_bytes(text, LENGTH, "signature")


def test_once_the_stamp_is_there_it_stays_the_same(
    round_: Round, keeper: Keeper, employee: Person
) -> None:
    asked = blinded(wallet_for(round_, employee))
    ask_within(round_, employee, asked)
    keeper.serve(round_.opens_at)
    first = ask_within(round_, employee, asked)

    keeper.serve(round_.opens_at)
    right = entitlement_of(employee, round_)
    assert right is not None
    actions.keep_stamp(round_, right.pk.hex, b"\x01" * LENGTH)

    assert ask_within(round_, employee, asked) == first
    assert first.guardian


@pytest.mark.parametrize("part", ["envelope", "slip", "guardian"])
def test_another_message_of_the_three_is_another_device(
    round_: Round, employee: Person, part: str
) -> None:
    """Else one person could have two slips stamped, or two envelopes of the second key."""
    first, second = (blinded(wallet_for(round_, employee)) for _ in range(2))
    ask_within(round_, employee, first)

    with pytest.raises(EnvelopeGoneError, match="another device"):
        ask_within(round_, employee, replace(first, **{part: getattr(second, part)}))


def test_the_three_messages_in_another_order_are_another_request(
    round_: Round, employee: Person
) -> None:
    first = blinded(wallet_for(round_, employee))
    ask_within(round_, employee, first)

    with pytest.raises(EnvelopeGoneError):
        ask_within(round_, employee, Blinded(first.envelope, first.guardian, first.slip))


def test_another_device_is_told_so_and_what_the_first_one_asked_for_stays(
    round_: Round, employee: Person, client_of: ClientOf
) -> None:
    first, second = (blinded(wallet_for(round_, employee)) for _ in range(2))
    ask(client_of, employee, round_, body_of(first))

    status, answer = ask(client_of, employee, round_, body_of(second))

    assert (status, answer["error"]) == (409, "envelopegone")
    kept = Entitlement.objects.get(round=round_, person=employee)
    assert kept.blinded_digest == first.digest
    assert bytes(kept.for_guardian or b"") == first.guardian


def test_what_is_kept_is_the_digest_and_the_second_keys_message_alone(
    round_: Round, employee: Person
) -> None:
    """The slip's message is not kept: by it the company would know which slip is whose."""
    asked = blinded(wallet_for(round_, employee))
    stamps = ask_within(round_, employee, asked)

    row = Entitlement.objects.filter(round=round_, person=employee).values().get()
    kept = [bytes(value) for value in row.values() if isinstance(value, bytes | memoryview)]
    assert kept == [asked.guardian]
    for hidden in (asked.envelope, asked.slip, stamps.envelope, stamps.slip):
        assert hidden.hex() not in str(row)
        assert to_text(hidden) not in str(row)


GOOD = to_text((9).to_bytes(LENGTH, "big"))
BAD: dict[str, Body] = {
    "one message as in a round with one key": {"blinded": GOOD},
    "no slip": {"blinded": GOOD, "guardian": GOOD},
    "nothing for the second key": {"blinded": GOOD, "slip": GOOD},
    "no envelope": {"slip": GOOD, "guardian": GOOD},
    "an empty slip": {"blinded": GOOD, "slip": "", "guardian": GOOD},
    "an empty message for the second key": {"blinded": GOOD, "slip": GOOD, "guardian": ""},
    "a short slip": {"blinded": GOOD, "slip": "AAAA", "guardian": GOOD},
    "a short message for the second key": {"blinded": GOOD, "slip": GOOD, "guardian": "AAAA"},
    "a long message for the second key": {
        "blinded": GOOD,
        "slip": GOOD,
        "guardian": to_text(bytes(LENGTH + 1)),
    },
    "a number for a slip": {"blinded": GOOD, "slip": 9, "guardian": GOOD},
    "null for the second key": {"blinded": GOOD, "slip": GOOD, "guardian": None},
    "a list for the second key": {"blinded": GOOD, "slip": GOOD, "guardian": [GOOD]},
    "signs that are no base64url": {"blinded": GOOD, "slip": GOOD, "guardian": "+/" * 256},
    "a slip larger than the key": {
        "blinded": GOOD,
        "slip": to_text(b"\xff" * LENGTH),
        "guardian": GOOD,
    },
}


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in BAD.items()])
def test_what_is_no_request_of_three_is_refused_and_uses_up_no_right(
    round_: Round, employee: Person, client_of: ClientOf, body: Body
) -> None:
    status, answer = ask(client_of, employee, round_, body)

    assert (status, answer["error"]) == (400, "malformed")
    assert answer["say"].endswith(".")
    right = entitlement_of(employee, round_)
    assert right is not None
    assert (right.blinded_digest, right.for_guardian) == ("", None)


def test_a_round_with_one_key_takes_no_message_for_a_second(
    firm: Cast, employee: Person, client_of: ClientOf
) -> None:
    round_ = opened(firm.owner, opens_at=timezone.now() - timedelta(hours=1))

    status, answer = ask(
        client_of, employee, round_, {"blinded": GOOD, "slip": GOOD, "guardian": GOOD}
    )

    assert (status, answer["error"]) == (400, "malformed")
    right = entitlement_of(employee, round_)
    assert right is not None
    assert right.blinded_digest == ""


def test_who_is_not_asked_gets_nothing_and_nothing_is_asked_of_the_second_key(
    round_: Round, keeper: Keeper, leaver: Person, employee: Person
) -> None:
    with pytest.raises(NotAskedError):
        ask_within(round_, leaver, blinded(wallet_for(round_, employee)))

    assert keeper.work(round_.opens_at)["rounds"] == []


def test_after_closing_no_stamp_comes_any_more_though_it_was_asked_for(
    round_: Round, keeper: Keeper, employee: Person
) -> None:
    wallet = wallet_for(round_, employee)
    ask_within(round_, employee, blinded(wallet))
    waiting = keeper.do(keeper.work(round_.opens_at))
    close_due_rounds(round_.closes_at)
    round_.refresh_from_db()

    results = keeper.send(waiting, round_.closes_at)

    assert [one for one in results if one["kind"] == "stamps" and one["taken"]] == []
    assert not Entitlement.objects.exclude(stamp=None).exists()
    with pytest.raises(BoxClosedError):
        fetch_stamp(round_, employee, wallet, at=round_.closes_at)


def test_nobody_sees_on_the_page_whether_the_second_key_has_stamped(
    round_: Round, keeper: Keeper, firm: Cast, client_of: ClientOf
) -> None:
    """Who has drawn an envelope is not for colleagues, and so neither is who waits for a stamp."""
    page = f"/rounds/{round_.pk}/"
    before = main_part(client_of(firm.colleague).get(page).content.decode())
    ask_within(round_, firm.employee, blinded(wallet_for(round_, firm.employee)))
    keeper.serve(round_.opens_at)

    assert main_part(client_of(firm.colleague).get(page).content.decode()) == before


def main_part(page: str) -> str:
    import re

    body = page[page.index("<main") : page.index("</main>")]
    return re.sub(r'value="[^"]{64}"|data-csrf="[^"]*"', "", body)
