"""A round's keys: made once, used to stamp envelopes, gone at closing."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.db import IntegrityError, transaction

from bothways.ballotbox.errors import InUseError, LateRefusal, ShapeRefusal, UnknownRefusal
from bothways.ballotbox.models import BlockKey, Box, Bundle, block_id
from bothways.ballotbox.queries import BALLOTS, block_key, box_of
from bothways.pure import ballots
from bothways.pure.ballots import KEY_BITS, ShapeError

AT_ONCE = 2


@dataclass(frozen=True)
class PublicKeys:
    """What the manifest tells of a round's keys; slips: empty where there is no guardian."""

    seal: bytes
    receipt: bytes
    blocks: Mapping[str, bytes]
    slips: bytes = b""


def new_pair() -> RSAPrivateKey:
    """Return a fresh key pair of the one length that the protocol knows."""
    return generate_private_key(public_exponent=65537, key_size=KEY_BITS)


def make_pairs(n: int) -> list[RSAPrivateKey]:
    """Return so many fresh key pairs (0.2 s of CPU each) and keep nothing."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda _: new_pair(), range(n)))


def make_keys(
    round_id: UUID,
    blocks: Sequence[str],
    *,
    pair_from: Callable[[], RSAPrivateKey] = new_pair,
    with_slips: bool = False,
) -> PublicKeys:
    """Make and keep a round's private keys, and return the public ones for the manifest.

    One RSA-3072 pair per block, X25519 for the seal, Ed25519 for receipts (0.2 s of CPU a
    block). May be said again until a ballot is in the box: the newer keys replace the older.
    pair_from: where pairs come from, if they were made earlier; with_slips: make one more pair,
    which stamps the slips of a round with a guardian.
    Raises InUseError once a ballot is in the box or the box was shut.
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        pairs = list(pool.map(lambda _: pair_from(), blocks))
    seal, receipt = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    slips = pair_from() if with_slips else None
    box = Box(
        round=round_id.hex,
        seal_key=seal.private_bytes_raw(),
        slips_key=_private(slips) if slips else None,
        receipt_key=receipt.private_bytes_raw(),
    )
    rows = [_row(round_id, block, pair) for block, pair in zip(blocks, pairs, strict=True)]
    try:
        with transaction.atomic(using=BALLOTS):
            _clear_unused(round_id)
            box.save(force_insert=True)
            BlockKey.objects.bulk_create(rows)
    except IntegrityError:
        raise InUseError from None  # somebody else made keys at the same moment
    return PublicKeys(
        seal=seal.public_key().public_bytes_raw(),
        receipt=receipt.public_key().public_bytes_raw(),
        blocks={row.block: bytes(row.public_key) for row in rows},
        slips=_public(slips) if slips else b"",
    )


def _row(round_id: UUID, block: str, pair: RSAPrivateKey) -> BlockKey:
    return BlockKey(
        id=block_id(round_id.hex, block),
        round=round_id.hex,
        block=block,
        public_key=_public(pair),
        signing_key=_private(pair),
    )


def _public(pair: RSAPrivateKey) -> bytes:
    return pair.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def _private(pair: RSAPrivateKey) -> bytes:
    return pair.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _clear_unused(round_id: UUID) -> None:
    box = Box.objects.select_for_update().filter(pk=round_id.hex).first()
    bundles = Bundle.objects.filter(round=round_id.hex)
    if box and (box.shut or any(any(bytes(bundle.records)) for bundle in bundles)):
        raise InUseError
    for rows in (Box, BlockKey, Bundle):
        rows.objects.filter(round=round_id.hex).delete()


def sign_blinded(round_id: UUID, block: str, blinded: bytes) -> bytes:
    """Return the block's blind signature on a blinded one-time key (384 bytes).

    Who may have one, and that nobody gets two, is the caller's to see to; nothing is stored.
    Raises UnknownRefusal, LateRefusal after signing has stopped, or ShapeRefusal.
    """
    keys = block_key(round_id, block)
    if keys is None:
        raise LateRefusal if Box.objects.filter(pk=round_id.hex).exists() else UnknownRefusal
    return _signed(keys.signing_key, blinded)


def sign_slip(round_id: UUID, blinded: bytes) -> bytes:
    """Return the company's blind signature on the one-time key of a slip (384 bytes).

    Who may have one is the caller's to see to. Raises UnknownRefusal, LateRefusal after signing
    has stopped or where the round has no slips, or ShapeRefusal.
    """
    return _signed(box_of(round_id).slips_key, blinded)


def _signed(signing_key: bytes | memoryview | None, blinded: bytes) -> bytes:
    if signing_key is None:
        raise LateRefusal
    try:
        return ballots.sign_blinded(bytes(signing_key), blinded)
    except ShapeError:
        raise ShapeRefusal from None


@transaction.atomic(using=BALLOTS)
def stop_signing(round_id: UUID) -> None:
    """Shut the round's box and destroy its signing keys; said twice, it changes nothing.

    After this no ballot is taken, not even one that was on its way, so that counting can begin.
    """
    Box.objects.filter(pk=round_id.hex).update(shut=True, slips_key=None)
    BlockKey.objects.filter(round=round_id.hex).update(signing_key=None)
