"""A box with two keyholders: what it takes, what the company alone can't do, what comes back."""

import secrets
from dataclasses import dataclass, replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from bothways.ballotbox import actions as box
from bothways.ballotbox.errors import (
    ForgedRefusal,
    LateRefusal,
    ShapeRefusal,
    StillOpenError,
)
from bothways.ballotbox.models import BlockKey, Box, Peeled
from bothways.ballotbox.queries import holds_secrets
from bothways.pure.ballots import Envelope, open_sealed, seal_info, sign_blinded
from bothways.pure.ballots.client import Wallet, fill_in, new_wallet, with_credential, with_stamp
from tests.ballotbox.booth import NOON, Booth, announce, body_of

pytestmark = pytest.mark.django_db(databases=["ballots"])


@dataclass(frozen=True)
class Second:
    """The guardian's private keys for one round."""

    signing: dict[str, bytes]
    seal: bytes

    def stamp(self, booth: Booth, wallet: Wallet) -> Wallet:
        signed = sign_blinded(self.signing[wallet.block], wallet.guardian_blinded)
        return with_stamp(wallet, booth.manifest, signed)

    def peel(self, booth: Booth, envelope: Envelope) -> bytes:
        info = seal_info(booth.manifest.hash, envelope.block, envelope.key, envelope.counter)
        return open_sealed(envelope.sealed, private=self.seal, info=info)


def two_keys() -> tuple[Booth, Second]:
    pairs = {block: box.new_pair() for block in ("b1", "b2")}
    seal = X25519PrivateKey.generate()
    second = Second(
        {
            block: pair.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            for block, pair in pairs.items()
        },
        seal.private_bytes_raw(),
    )
    publics = {
        block: pair.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for block, pair in pairs.items()
    }
    return announce(
        {"b1": 9, "b2": 9}, second=(seal.public_key().public_bytes_raw(), publics)
    ), second


def half_stamped(booth: Booth, block: str = "b1") -> Wallet:
    wallet = new_wallet(booth.manifest, block, draw=secrets.token_bytes)
    assert wallet.slip is not None
    return with_credential(
        wallet,
        booth.manifest,
        box.sign_blinded(booth.round_id, block, wallet.blinded),
        slip_signature=box.sign_slip(booth.round_id, wallet.slip.blinded),
    )


def test_a_ballot_with_both_stamps_is_taken_and_its_slip_comes_back_peeled() -> None:
    booth, second = two_keys()
    wallet, envelope = fill_in(
        second.stamp(booth, half_stamped(booth)), booth.manifest, (4, None, 2)
    )
    booth.put(envelope)
    box.stop_signing(booth.round_id)

    found = box.take_ballots(booth.round_id)
    box.keep_peeled(booth.round_id, [(("b1", "b2"), [second.peel(booth, found["b1"][0])])])
    told = box.open_peeled(booth.round_id, n_questions=3, slips_key=booth.manifest.slips_key)

    assert found == {"b1": [envelope], "b2": []}
    assert told.piles == ((("b1", "b2"), ((4, None, 2),)),)
    assert wallet.counter == 1


def test_the_last_ballot_of_an_envelope_counts() -> None:
    booth, second = two_keys()
    wallet, first = fill_in(second.stamp(booth, half_stamped(booth)), booth.manifest, (1, 1, 1))
    _, last = fill_in(wallet, booth.manifest, (5, 5, 5))

    booth.put(first)
    booth.put(last)
    box.stop_signing(booth.round_id)

    assert box.take_ballots(booth.round_id)["b1"] == [last]


def test_with_the_companys_keys_alone_nothing_can_be_put_in() -> None:
    booth, _ = two_keys()
    mine = replace(half_stamped(booth), stamp=secrets.token_bytes(384))
    _, envelope = fill_in(mine, booth.manifest, (1, 1, 1))

    with pytest.raises(ForgedRefusal):
        booth.put(envelope)
    with pytest.raises(ShapeRefusal):
        booth.put(replace(envelope, stamp=b""))


def test_a_record_written_past_the_slot_without_the_second_stamp_is_not_counted() -> None:
    booth, second = two_keys()
    _, envelope = fill_in(second.stamp(booth, half_stamped(booth)), booth.manifest, (1, 1, 1))
    booth.put(envelope)
    BlockKey.objects.filter(block="b1").update(guardian_key=None)
    box.stop_signing(booth.round_id)

    assert box.take_ballots(booth.round_id)["b1"] == []


def test_a_ballot_of_one_key_is_not_taken_and_a_round_of_one_key_takes_no_second() -> None:
    booth, second = two_keys()
    one_key = announce({"b1": 9})
    _, single = one_key.vote(one_key.wallet())
    _, double = fill_in(second.stamp(booth, half_stamped(booth)), booth.manifest, (1, 1, 1))

    with pytest.raises(ShapeRefusal):
        box.put_ballot(booth.round_id, body_of(single), at=NOON)
    with pytest.raises(ShapeRefusal):
        box.put_ballot(one_key.round_id, body_of(double), at=NOON)


def test_the_key_of_the_inner_seal_is_given_out_when_the_slips_are_peeled_and_not_before() -> None:
    booth, _ = two_keys()
    with pytest.raises(StillOpenError):
        box.seal_private(booth.round_id)

    box.stop_signing(booth.round_id)
    with pytest.raises(LateRefusal):
        box.seal_private(booth.round_id)

    box.keep_peeled(booth.round_id, [])
    public = X25519PrivateKey.from_private_bytes(box.seal_private(booth.round_id)).public_key()
    assert public.public_bytes_raw() == booth.manifest.seal_key


def test_slips_are_stamped_until_the_box_closes_and_only_where_there_are_any() -> None:
    booth, _ = two_keys()
    with pytest.raises(LateRefusal):
        box.sign_slip(announce({"b1": 9}).round_id, (7).to_bytes(384, "big"))

    box.stop_signing(booth.round_id)

    with pytest.raises(LateRefusal):
        box.sign_slip(booth.round_id, (7).to_bytes(384, "big"))
    assert Box.objects.get(pk=booth.round_id.hex).slips_key is None


def test_nothing_is_kept_peeled_while_the_box_is_open() -> None:
    booth, _ = two_keys()

    with pytest.raises(StillOpenError):
        box.keep_peeled(booth.round_id, [])


def test_what_was_peeled_is_destroyed_with_the_ballots() -> None:
    booth, _ = two_keys()
    box.stop_signing(booth.round_id)
    box.keep_peeled(booth.round_id, [(("b1",), [b"x" * 700])])

    box.destroy(booth.round_id)

    assert not Peeled.objects.exists()
    assert not holds_secrets(booth.round_id)
    with pytest.raises(LateRefusal):
        box.seal_private(booth.round_id)
