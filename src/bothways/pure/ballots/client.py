"""The ballot client in Python: the same protocol as the browser's, step by step.

new_wallet -> ask for the signature of wallet.blinded -> with_credential -> fill_in (again and
again until closing; the highest counter counts). Every step gives a new wallet to be kept.

Where the round has a guardian, the wallet holds a slip too: three messages are signed, and the
guardian's stamp may come later than the company's two.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure.ballots import rfc9474
from bothways.pure.ballots.answers import ballot_size, encode_answers, encode_cover
from bothways.pure.ballots.credentials import (
    guardian_message_for,
    message_for,
    signing_public_key,
)
from bothways.pure.ballots.envelope import Envelope, signed_part
from bothways.pure.ballots.errors import ShapeError
from bothways.pure.ballots.manifest import Manifest
from bothways.pure.ballots.receipts import leaf, receipt_holds
from bothways.pure.ballots.rfc9474 import Draw
from bothways.pure.ballots.seal import inner_info, seal, seal_info
from bothways.pure.ballots.slips import sign_slip, slip_message
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes, to_text
from bothways.pure.canonical import canonical_json


@dataclass(frozen=True)
class Wallet:
    """One person's secrets for one round; kept on their own device and nowhere else."""

    manifest_hash: bytes
    block: str
    seed: bytes
    prefix: bytes
    inverse: bytes
    blinded: bytes
    credential: bytes = b""
    counter: int = 0
    slip: "SlipSecret | None" = None  # and all below: where the round has a guardian
    guardian_inverse: bytes = b""
    guardian_blinded: bytes = b""
    stamp: bytes = b""

    @property
    def is_stamped(self) -> bool:
        """Everybody who must has signed."""
        if self.slip is None:
            return bool(self.credential)
        return bool(self.credential and self.slip.credential and self.stamp)

    @property
    def one_time_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def key(self) -> bytes:
        """The public half of the one-time key, raw (32 bytes)."""
        return self.one_time_key.public_key().public_bytes_raw()

    def to_text(self) -> str:
        """Return the wallet as text, to be kept before the signature is asked for."""
        secret = {name: to_text(getattr(self, name)) for name in BYTE_FIELDS}
        slip = (
            {name: to_text(getattr(self.slip, name)) for name in SLIP_FIELDS} if self.slip else None
        )
        told = {"block": self.block, "counter": self.counter, "slip": slip}
        return canonical_json({**told, **secret})

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return a kept wallet. Raises MalformedError or ShapeError."""
        fields: dict[str, Any] = read_object(text.encode())
        try:
            slip = SlipSecret(**_bytes_of(fields["slip"], SLIP_FIELDS)) if fields["slip"] else None
            return cls(
                block=fields["block"],
                counter=fields["counter"],
                slip=slip,
                **_bytes_of(fields, BYTE_FIELDS),
            )
        except (KeyError, TypeError):
            raise ShapeError("this is no wallet") from None


@dataclass(frozen=True)
class SlipSecret:
    """The secrets of the slip: a one-time key that nobody can tie to the envelope's."""

    seed: bytes
    prefix: bytes
    inverse: bytes
    blinded: bytes
    credential: bytes = b""

    @property
    def key(self) -> bytes:
        """The public half, raw (32 bytes)."""
        return _public_half(self.seed)


SLIP_FIELDS = ("seed", "prefix", "inverse", "blinded", "credential")
BYTE_FIELDS = (
    "manifest_hash",
    "seed",
    "prefix",
    "inverse",
    "blinded",
    "credential",
    "guardian_inverse",
    "guardian_blinded",
    "stamp",
)


def _bytes_of(fields: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: to_bytes(fields[name], len(fields[name]) * 3 // 4, name) for name in names}


def _public_half(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def new_wallet(manifest: Manifest, block: str, *, draw: Draw) -> Wallet:
    """Return a wallet with a fresh one-time key and its blinded message.

    draw: gives so many random bytes. Raises ShapeError if the manifest has no such block.
    """
    if block not in manifest.block_keys:
        raise ShapeError("the manifest has no such block")
    seed, prefix = draw(32), draw(rfc9474.PREFIX_LENGTH)
    message = message_for(manifest.hash, block, _public_half(seed))
    blinded, inverse = _blinded(manifest.block_keys[block], message, prefix, draw)
    wallet = Wallet(
        manifest_hash=manifest.hash,
        block=block,
        seed=seed,
        prefix=prefix,
        inverse=inverse,
        blinded=blinded,
    )
    return _with_second_key(wallet, manifest, draw) if manifest.guardian else wallet


def _with_second_key(wallet: Wallet, manifest: Manifest, draw: Draw) -> Wallet:
    """Return the wallet with what the guardian is to stamp, and with a slip."""
    message = guardian_message_for(manifest.hash, wallet.block, wallet.key)
    der = _guardian_key(manifest, wallet.block)
    blinded, inverse = _blinded(der, message, wallet.prefix, draw)
    seed, prefix = draw(32), draw(rfc9474.PREFIX_LENGTH)
    message = slip_message(manifest.hash, _public_half(seed))
    slip_blinded, slip_inverse = _blinded(manifest.slips_key, message, prefix, draw)
    slip = SlipSecret(seed, prefix, slip_inverse, slip_blinded)
    return replace(wallet, slip=slip, guardian_inverse=inverse, guardian_blinded=blinded)


def _blinded(der: bytes, message: bytes, prefix: bytes, draw: Draw) -> tuple[bytes, bytes]:
    """Return (the blinded message, what undoes the blinding)."""
    public = signing_public_key(der)
    salt, r = draw(rfc9474.SALT_LENGTH), rfc9474.draw_blinding(public, draw)
    blinded, inverse = rfc9474.blind(public, rfc9474.prepare(message, prefix), salt=salt, r=r)
    return blinded, inverse.to_bytes(public.size, "big")


def _guardian_key(manifest: Manifest, block: str) -> bytes:
    if manifest.guardian is None:
        raise ShapeError("this round has no guardian")
    return manifest.guardian.block_keys[block]


def with_credential(
    wallet: Wallet, manifest: Manifest, blind_signature: bytes, *, slip_signature: bytes = b""
) -> Wallet:
    """Return the wallet with its credential. Raises ForgedError if the signer cheated.

    slip_signature: the company's second one, where the round has a guardian.
    """
    message = message_for(manifest.hash, wallet.block, wallet.key)
    der = manifest.block_keys[wallet.block]
    credential = _finalized(der, message, wallet.prefix, blind_signature, wallet.inverse)
    if wallet.slip:
        message = slip_message(manifest.hash, wallet.slip.key)
        slip = wallet.slip
        stamped = _finalized(manifest.slips_key, message, slip.prefix, slip_signature, slip.inverse)
        wallet = replace(wallet, slip=replace(slip, credential=stamped))
    return replace(wallet, credential=credential)


def with_stamp(wallet: Wallet, manifest: Manifest, blind_signature: bytes) -> Wallet:
    """Return the wallet with the guardian's stamp. Raises ForgedError if the guardian cheated."""
    message = guardian_message_for(manifest.hash, wallet.block, wallet.key)
    der = _guardian_key(manifest, wallet.block)
    stamp = _finalized(der, message, wallet.prefix, blind_signature, wallet.guardian_inverse)
    return replace(wallet, stamp=stamp)


def _finalized(
    der: bytes, message: bytes, prefix: bytes, blind_signature: bytes, inverse: bytes
) -> bytes:
    prepared = rfc9474.prepare(message, prefix)
    public = signing_public_key(der)
    return rfc9474.finalize(public, prepared, blind_signature, int.from_bytes(inverse, "big"))


def fill_in(
    wallet: Wallet, manifest: Manifest, answers: Sequence[int | None]
) -> tuple[Wallet, Envelope]:
    """Return (the wallet with its counter raised, the sealed ballot).

    Keep the wallet before sending the ballot. answers: one per question of the manifest.
    """
    if len(answers) != len(manifest.questions) or not wallet.is_stamped:
        raise ShapeError("a ballot needs its stamps and one answer per question, or none")
    wallet = replace(wallet, counter=wallet.counter + 1)
    plain = encode_answers(answers)
    return wallet, envelope_of(wallet, manifest, plain)


def cover(wallet: Wallet, manifest: Manifest) -> tuple[Wallet, Envelope]:
    """Return (the wallet with its counter raised, a sealed ballot without an answer).

    Raises ShapeError if something was sealed with this wallet before: a cover comes first, so that
    it never takes the place of an answer.
    """
    if wallet.counter or not wallet.credential:
        raise ShapeError("a cover needs a credential, and that nothing was sealed with it yet")
    wallet = replace(wallet, counter=1)
    return wallet, envelope_of(wallet, manifest, encode_cover(len(manifest.questions)))


def envelope_of(wallet: Wallet, manifest: Manifest, plain: bytes) -> Envelope:
    """Return the plain text sealed and signed with the wallet's counter as it is."""
    if len(plain) != ballot_size(len(manifest.questions)):
        raise ShapeError("the plain text is not as long as the round's ballots")
    info = seal_info(manifest.hash, wallet.block, wallet.key, wallet.counter)
    if manifest.guardian:
        sealed = seal(_inner(wallet, manifest, plain), to=manifest.guardian.seal, info=info)
    else:
        sealed = seal(plain, to=manifest.seal_key, info=info)
    told = signed_part(manifest.hash, wallet.block, wallet.counter, sealed)
    return Envelope(
        block=wallet.block,
        key=wallet.key,
        prefix=wallet.prefix,
        credential=wallet.credential,
        counter=wallet.counter,
        sealed=sealed,
        signature=wallet.one_time_key.sign(told),
        stamp=wallet.stamp,
    )


def _inner(wallet: Wallet, manifest: Manifest, plain: bytes) -> bytes:
    """Return the slip, sealed to the company."""
    if wallet.slip is None:
        raise ShapeError("this wallet has no slip")
    slip = sign_slip(
        wallet.slip.seed,
        plain,
        manifest_hash=manifest.hash,
        prefix=wallet.slip.prefix,
        credential=wallet.slip.credential,
    )
    return seal(slip.pack(), to=manifest.seal_key, info=inner_info(manifest.hash))


def was_taken(manifest: Manifest, envelope: Envelope, answer: dict[str, str]) -> bool:
    """Return whether the box's answer is a valid receipt for this very ballot."""
    mine = leaf(envelope)
    return (
        answer["leaf"] == mine.hex()
        and answer["closes"] == manifest.closes_at
        and receipt_holds(
            manifest.receipt_key,
            to_bytes(answer["receipt"], 64, "receipt"),
            leaf_hash=mine,
            manifest_hash=manifest.hash,
            closes=manifest.closes_at,
        )
    )
