"""Spare keys: made ahead by the second key, wrapped to itself, kept where rounds are announced."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from bothways.pure.ballots import KEY_BITS, BallotError, canonical_json, read_object, to_text
from bothways.pure.ballots.credentials import signing_public_key
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.reading import from_text64, text_in

ARMOR = "-----BEGIN AGE ENCRYPTED FILE-----\n"
LONGEST_WRAPPED = 8000
SEAL_LENGTH = 32

Kind = Literal["block", "seal"]
Pair = Callable[[], RSAPrivateKey]


@dataclass(frozen=True)
class Spare:
    """One key pair: its public half in the open, its private half for the second key alone."""

    kind: Kind
    public: bytes
    wrapped: str

    def to_fields(self) -> dict[str, str]:
        """Return the object that travels."""
        return {"kind": self.kind, "public": to_text(self.public), "wrapped": self.wrapped}


def new_pair() -> RSAPrivateKey:
    """Return a fresh key pair that stamps the envelopes of one block."""
    return generate_private_key(public_exponent=65537, key_size=KEY_BITS)


def spare_block_key(recipient: str, *, pair: Pair = new_pair) -> Spare:
    """Return a stamping key (0.2 s of CPU), wrapped to an age recipient."""
    private = pair()
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Spare("block", public, _wrap("block", der, recipient))


def spare_seal_key(recipient: str) -> Spare:
    """Return a sealing key, wrapped to an age recipient."""
    private = X25519PrivateKey.generate()
    wrapped = _wrap("seal", private.private_bytes_raw(), recipient)
    return Spare("seal", private.public_key().public_bytes_raw(), wrapped)


def unwrap(wrapped: str, kind: Kind, identity: Identity, *, public: bytes) -> bytes:
    """Return the private key in a wrapped one: PKCS #8 in DER, or 32 raw bytes for a seal.

    public: what the round's manifest names. Raises DistrustError if this is another key.
    """
    import pyrage

    try:
        own = pyrage.x25519.Identity.from_str(identity.secret)
        fields = read_object(bytes(pyrage.decrypt(wrapped.encode(), [own])))
    except (pyrage.DecryptError, BallotError):
        raise DistrustError("A key of this round was not made by this second key.") from None
    private = from_text64(fields.get("private"), "private")
    if fields.get("kind") != kind or _public_of(private, kind) != public:
        raise DistrustError("A key of this round is not the one that its rules name.")
    return private


def _wrap(kind: Kind, private: bytes, recipient: str) -> str:
    import pyrage

    plain = canonical_json({"kind": kind, "private": to_text(private)})
    to = [pyrage.x25519.Recipient.from_str(recipient)]
    return bytes(pyrage.encrypt(plain.encode(), to, True)).decode("ascii")  # noqa: FBT003


def _public_of(private: bytes, kind: Kind) -> bytes:
    try:
        if kind == "seal":
            return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
        key = load_der_private_key(private, None)
    except ValueError:
        return b""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def read_spare(fields: Mapping[str, Any]) -> Spare:
    """Return a spare key as it came. Raises DistrustError unless it can serve a round."""
    kind, public = fields.get("kind"), from_text64(fields.get("public"), "public")
    wrapped = text_in(fields, "wrapped")
    if len(wrapped) > LONGEST_WRAPPED or not wrapped.startswith(ARMOR):
        raise DistrustError("A spare key is not wrapped.")
    if kind == "seal" and len(public) == SEAL_LENGTH:
        return Spare("seal", public, wrapped)
    if kind == "block" and _is_stamping_key(public):
        return Spare("block", public, wrapped)
    raise DistrustError("A spare key is of another kind or length.")


def _is_stamping_key(der: bytes) -> bool:
    try:
        return signing_public_key(der).bits == KEY_BITS
    except BallotError:
        return False
