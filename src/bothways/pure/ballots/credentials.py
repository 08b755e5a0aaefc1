"""A credential: a blind signature on a one-time key, for one round and block.

The company signs one; where a round has a guardian, the guardian signs another of the same key.
"""

from bothways.pure.ballots import rfc9474
from bothways.pure.ballots.binding import CREDENTIAL, GUARDIAN_CREDENTIAL, bound_to
from bothways.pure.ballots.errors import ForgedError, ShapeError

KEY_BITS = 3072
CREDENTIAL_LENGTH = KEY_BITS // 8
KEY_LENGTH = 32


def message_for(manifest_hash: bytes, block: str, key: bytes) -> bytes:
    """Return the message that gets signed blindly: this key may vote in this round and block.

    key: a raw Ed25519 public key of 32 bytes, made for this one ballot.
    """
    return bound_to(CREDENTIAL, manifest_hash, block) + _one_time(key)


def guardian_message_for(manifest_hash: bytes, block: str, key: bytes) -> bytes:
    """Return the message that the guardian signs blindly for the same one-time key."""
    return bound_to(GUARDIAN_CREDENTIAL, manifest_hash, block) + _one_time(key)


def _one_time(key: bytes) -> bytes:
    if len(key) != KEY_LENGTH:
        raise ShapeError("a one-time key has 32 bytes")
    return key


def signing_public_key(der: bytes) -> rfc9474.PublicKey:
    """Return a block's public signing key. Raises ShapeError unless it is RSA of 3072 bits."""
    public = rfc9474.read_public_key(der)
    if public.bits != KEY_BITS:
        raise ShapeError(f"a block's key has {KEY_BITS} bits")
    return public


def check_credential(
    public_der: bytes, message: bytes, *, prefix: bytes, credential: bytes
) -> None:
    """Raise ForgedError unless the credential is the block's signature on the message."""
    public = signing_public_key(public_der)
    if not rfc9474.verify(public, rfc9474.prepare(message, prefix), credential):
        raise ForgedError("the credential is not of this round and block")
