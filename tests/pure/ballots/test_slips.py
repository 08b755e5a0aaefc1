"""Rounds with two keyholders: two stamps, two seals, and a slip that neither can make alone."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bothways.pure.ballots import (
    Envelope,
    ForgedError,
    ShapeError,
    canonical_json,
    encode_answers,
    encode_cover,
    inner_info,
    leaf,
    open_sealed,
    open_slips,
    read_manifest,
    record_size,
    seal,
    sign_blinded,
    unpack,
)
from bothways.pure.ballots.client import (
    Wallet,
    cover,
    envelope_of,
    fill_in,
    new_wallet,
    with_stamp,
)
from bothways.pure.ballots.slips import Slip, Unsealed, read_slip, sign_slip
from tests.pure.ballots.conftest import Parties


def opened(parties: Parties, *groups: list[bytes]) -> Unsealed:
    return open_slips(
        [((f"b{place}",), slips) for place, slips in enumerate(groups, start=1)],
        private=parties.employer.seal,
        slips_key=parties.manifest.slips_key,
        manifest_hash=parties.manifest.hash,
        n_questions=3,
    )


def peeled(parties: Parties, answers: list[int | None], block: str = "b1") -> bytes:
    return parties.peel(fill_in(parties.wallet(block), parties.manifest, answers)[1])


def check(parties: Parties, envelope: Envelope) -> None:
    guardian = parties.manifest.guardian
    assert guardian is not None
    envelope.check(
        manifest_hash=parties.manifest.hash,
        public_der=parties.manifest.block_keys[envelope.block],
        guardian_der=guardian.block_keys[envelope.block],
    )


def test_from_three_stamps_to_the_answers(parties: Parties) -> None:
    _, envelope = fill_in(parties.wallet("b2"), parties.manifest, [5, None, 1])

    check(parties, envelope)
    told = opened(parties, [], [parties.peel(envelope)])

    assert told == Unsealed(((("b1",), ()), (("b2",), ((5, None, 1),))), 0)


def test_it_travels_and_lies_in_the_box_with_both_stamps(parties: Parties) -> None:
    _, envelope = fill_in(parties.wallet(), parties.manifest, [5, 4, 1])
    size = parties.manifest.inner_size

    body = json.dumps(envelope.to_fields()).encode()
    record = envelope.pack()

    assert Envelope.from_json(body, size=size, n_stamps=2) == envelope
    assert len(record) == record_size(size, 2)
    assert unpack(record, "b1", 2) == envelope
    with pytest.raises(ShapeError, match="exactly these parts"):
        Envelope.from_json(body, size=size)


def test_every_ballot_is_equally_long(parties: Parties) -> None:
    wallet = parties.wallet()

    sealed = [
        fill_in(wallet, parties.manifest, answers)[1].sealed
        for answers in ([1, 1, 1], [None, None, None], [5, 5, 5])
    ] + [cover(wallet, parties.manifest)[1].sealed]

    assert {len(one) for one in sealed} == {parties.manifest.inner_size + 48}


def test_a_wallet_is_kept_as_text_at_every_step(parties: Parties) -> None:
    fresh = new_wallet(parties.manifest, "b1", draw=secrets.token_bytes)

    for wallet in (fresh, parties.half_stamped(fresh), parties.wallet()):
        assert Wallet.from_text(wallet.to_text()) == wallet


def test_nothing_is_sealed_before_the_second_stamp_is_there(parties: Parties) -> None:
    half = parties.half_stamped(new_wallet(parties.manifest, "b1", draw=secrets.token_bytes))

    with pytest.raises(ShapeError, match="stamps"):
        fill_in(half, parties.manifest, [1, 1, 1])


@pytest.mark.parametrize("signer", ["other block", "company"])
def test_a_false_second_stamp_is_found_out_on_the_device(parties: Parties, signer: str) -> None:
    half = parties.half_stamped(new_wallet(parties.manifest, "b1", draw=secrets.token_bytes))
    private = parties.guardian_signing["b2"] if signer == "other block" else parties.slips

    with pytest.raises((ForgedError, ShapeError)):
        with_stamp(half, parties.manifest, sign_blinded(private, half.guardian_blinded))


def test_a_false_slip_stamp_is_found_out_on_the_device(parties: Parties) -> None:
    wallet = new_wallet(parties.manifest, "b1", draw=secrets.token_bytes)
    assert wallet.slip is not None

    with pytest.raises((ForgedError, ShapeError)):
        parties.half_stamped(replace(wallet, slip=replace(wallet.slip, seed=b"x" * 32)))


def test_with_the_companys_keys_alone_no_ballot_can_be_stuffed(parties: Parties) -> None:
    wallet = parties.half_stamped(new_wallet(parties.manifest, "b1", draw=secrets.token_bytes))
    forged = replace(wallet, stamp=secrets.token_bytes(384))

    _, envelope = fill_in(forged, parties.manifest, [1, 1, 1])

    with pytest.raises(ForgedError, match="credential"):
        check(parties, envelope)


def test_a_ballot_without_the_second_stamp_does_not_pass(parties: Parties) -> None:
    _, envelope = fill_in(parties.wallet(), parties.manifest, [1, 1, 1])

    with pytest.raises(ForgedError, match="stamp is missing"):
        check(parties, replace(envelope, stamp=b""))


def test_the_stamp_of_another_block_does_not_pass(parties: Parties) -> None:
    _, envelope = fill_in(parties.wallet("b1"), parties.manifest, [1, 1, 1])
    _, other = fill_in(parties.wallet("b2"), parties.manifest, [1, 1, 1])

    with pytest.raises(ForgedError):
        check(parties, replace(envelope, stamp=other.stamp))


def test_the_company_alone_opens_nothing(parties: Parties) -> None:
    _, envelope = fill_in(parties.wallet(), parties.manifest, [1, 1, 1])

    with pytest.raises(ForgedError):
        open_sealed(
            envelope.sealed, private=parties.employer.seal, info=inner_info(parties.manifest.hash)
        )


def test_the_guardian_alone_reads_no_answer(parties: Parties) -> None:
    inner = peeled(parties, [1, 1, 1])

    with pytest.raises(ForgedError):
        open_sealed(inner, private=parties.guardian_seal, info=inner_info(parties.manifest.hash))


def test_nothing_on_a_slip_is_on_the_envelope_it_came_in(parties: Parties) -> None:
    wallet, envelope = fill_in(parties.wallet(), parties.manifest, [1, 1, 1])
    inside = slip_in(parties, parties.peel(envelope))

    outside = envelope.pack() + wallet.blinded + wallet.guardian_blinded
    parts = (inside.key, inside.prefix, inside.credential, inside.signature)

    assert not any(part in outside for part in parts)
    assert not any(part in inside.pack() for part in (envelope.key, envelope.prefix))


def slip_in(parties: Parties, inner: bytes) -> Slip:
    info = inner_info(parties.manifest.hash)
    data = open_sealed(inner, private=parties.employer.seal, info=info)
    return read_slip(data, size=parties.manifest.size)


def sealed_slip(parties: Parties, slip: Slip) -> bytes:
    info = inner_info(parties.manifest.hash)
    return seal(slip.pack(), to=parties.manifest.seal_key, info=info)


def test_the_guardian_can_not_put_a_slip_of_their_own_in(parties: Parties) -> None:
    forged = sign_slip(
        secrets.token_bytes(32),
        encode_answers([5, 5, 5]),
        manifest_hash=parties.manifest.hash,
        prefix=secrets.token_bytes(32),
        credential=secrets.token_bytes(384),
    )

    told = opened(parties, [peeled(parties, [1, 1, 1]), sealed_slip(parties, forged)])

    assert (told.piles[0][1], told.n_invalid) == (((1, 1, 1),), 1)


def test_the_answers_on_a_slip_can_not_be_exchanged(parties: Parties) -> None:
    slip = slip_in(parties, peeled(parties, [1, 1, 1]))

    exchanged = replace(slip, plain=encode_answers([5, 5, 5]))
    told = opened(parties, [sealed_slip(parties, exchanged)])

    assert (told.piles[0][1], told.n_invalid) == ((), 1)


def test_a_slip_put_in_twice_counts_not_even_once(parties: Parties) -> None:
    first, second = peeled(parties, [1, 1, 1]), peeled(parties, [2, 2, 2])

    told = opened(parties, [first, second, first])

    assert (told.piles[0][1], told.n_invalid) == (((2, 2, 2),), 2)


def test_a_slip_in_two_groups_counts_in_neither(parties: Parties) -> None:
    slip = peeled(parties, [1, 1, 1])

    told = opened(parties, [slip], [slip, peeled(parties, [3, 3, 3], "b2")])

    assert (told.piles, told.n_invalid) == (((("b1",), ()), (("b2",), ((3, 3, 3),))), 2)


def test_a_cover_is_neither_an_answer_nor_invalid(parties: Parties) -> None:
    _, envelope = cover(parties.wallet(), parties.manifest)

    told = opened(parties, [parties.peel(envelope), peeled(parties, [4, 4, 4])])

    assert (told.piles[0][1], told.n_invalid) == (((4, 4, 4),), 0)


def broken_slips(parties: Parties) -> Iterator[bytes]:
    yield b""
    yield secrets.token_bytes(parties.manifest.inner_size)
    yield peeled(parties, [1, 1, 1])[:-1]
    wallet = parties.wallet()
    plain = bytes([9]) + encode_cover(3)[1:]
    yield parties.peel(envelope_of(replace(wallet, counter=1), parties.manifest, plain))


def test_what_is_no_slip_is_counted_as_invalid_and_breaks_nothing(parties: Parties) -> None:
    told = opened(parties, [*broken_slips(parties), peeled(parties, [2, 3, 4])])

    assert (told.piles[0][1], told.n_invalid) == (((2, 3, 4),), 4)


def test_leaves_of_two_ballots_of_one_envelope_differ(parties: Parties) -> None:
    wallet, first = fill_in(parties.wallet(), parties.manifest, [1, 1, 1])
    _, second = fill_in(wallet, parties.manifest, [1, 1, 1])

    assert leaf(first) != leaf(second)


def manifest_with(parties: Parties, **changes: object) -> str:
    whole = json.loads(parties.manifest.text)
    whole["guardian"] |= changes
    return canonical_json(whole)


def test_rules_say_who_holds_the_second_key_and_where(parties: Parties) -> None:
    guardian = read_manifest(parties.manifest.text).guardian

    assert guardian is not None
    assert (guardian.name, guardian.where) == ("Rosa Falk", "apart")


@pytest.mark.parametrize("changes", [{"where": "somewhere"}, {"blocks": {}}, {"seal": "AA"}])
def test_rules_that_say_it_wrongly_are_refused(
    parties: Parties, changes: dict[str, object]
) -> None:
    with pytest.raises(ShapeError):
        read_manifest(manifest_with(parties, **changes))
