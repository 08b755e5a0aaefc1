"""The ballot client in Python: the same protocol as the browser's, step by step.

new_wallet -> ask for the signature of wallet.blinded -> with_credential -> fill_in (again and
again until closing; the highest counter counts). Every step gives a new wallet to be kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure.ballots import rfc9474
from bothways.pure.ballots.answers import ballot_size, encode_answers, encode_cover
from bothways.pure.ballots.credentials import message_for, signing_public_key
from bothways.pure.ballots.envelope import Envelope, signed_part
from bothways.pure.ballots.errors import ShapeError
from bothways.pure.ballots.manifest import Manifest, canonical_json
from bothways.pure.ballots.receipts import leaf, receipt_holds
from bothways.pure.ballots.rfc9474 import Draw
from bothways.pure.ballots.seal import seal, seal_info
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes, to_text


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

    @property
    def one_time_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def key(self) -> bytes:
        """The public half of the one-time key, raw (32 bytes)."""
        return self.one_time_key.public_key().public_bytes_raw()

    def to_text(self) -> str:
        """Return the wallet as text, to be kept before the signature is asked for."""
        secret = {name: to_text(value) for name, value in self._bytes().items()}
        return canonical_json({"block": self.block, "counter": self.counter, **secret})

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return a kept wallet. Raises MalformedError or ShapeError."""
        fields: dict[str, Any] = read_object(text.encode())
        try:
            return cls(
                block=fields["block"],
                counter=fields["counter"],
                **{
                    name: to_bytes(fields[name], len(fields[name]) * 3 // 4, name)
                    for name in BYTE_FIELDS
                },
            )
        except (KeyError, TypeError):
            raise ShapeError("this is no wallet") from None

    def _bytes(self) -> dict[str, bytes]:
        return {name: getattr(self, name) for name in BYTE_FIELDS}


BYTE_FIELDS = ("manifest_hash", "seed", "prefix", "inverse", "blinded", "credential")


def new_wallet(manifest: Manifest, block: str, *, draw: Draw) -> Wallet:
    """Return a wallet with a fresh one-time key and its blinded message.

    draw: gives so many random bytes. Raises ShapeError if the manifest has no such block.
    """
    if block not in manifest.block_keys:
        raise ShapeError("the manifest has no such block")
    public = signing_public_key(manifest.block_keys[block])
    seed, prefix, salt = draw(32), draw(rfc9474.PREFIX_LENGTH), draw(rfc9474.SALT_LENGTH)
    key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    prepared = rfc9474.prepare(message_for(manifest.hash, block, key), prefix)
    r = rfc9474.draw_blinding(public, draw)
    blinded, inverse = rfc9474.blind(public, prepared, salt=salt, r=r)
    return Wallet(
        manifest_hash=manifest.hash,
        block=block,
        seed=seed,
        prefix=prefix,
        inverse=inverse.to_bytes(public.size, "big"),
        blinded=blinded,
    )


def with_credential(wallet: Wallet, manifest: Manifest, blind_signature: bytes) -> Wallet:
    """Return the wallet with its credential. Raises ForgedError if the signer cheated."""
    public = signing_public_key(manifest.block_keys[wallet.block])
    message = message_for(manifest.hash, wallet.block, wallet.key)
    credential = rfc9474.finalize(
        public,
        rfc9474.prepare(message, wallet.prefix),
        blind_signature,
        int.from_bytes(wallet.inverse, "big"),
    )
    return replace(wallet, credential=credential)


def fill_in(
    wallet: Wallet, manifest: Manifest, answers: Sequence[int | None]
) -> tuple[Wallet, Envelope]:
    """Return (the wallet with its counter raised, the sealed ballot).

    Keep the wallet before sending the ballot. answers: one per question of the manifest.
    """
    if len(answers) != len(manifest.questions) or not wallet.credential:
        raise ShapeError("a ballot needs a credential and one answer per question, or none")
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
    )


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
