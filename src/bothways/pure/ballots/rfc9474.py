"""RSA blind signatures (RFC 9474): the client's and the verifier's side.

Names follow the RFC. All chance is passed in; the signer's side is in rsa_raw.py.
"""

import hashlib
import math
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from bothways.pure.ballots.errors import ForgedError, ShapeError

Draw = Callable[[int], bytes]

HASH = hashlib.sha384
HASH_LENGTH = 48
PREFIX_LENGTH = 32
SALT_LENGTH = 48
E = 65537


@dataclass(frozen=True)
class PublicKey:
    """An RSA public key with e = 65537."""

    n: int

    @property
    def bits(self) -> int:
        return self.n.bit_length()

    @property
    def size(self) -> int:
        return (self.bits + 7) // 8


def read_public_key(der: bytes) -> PublicKey:
    """Return the RSA key in a DER SubjectPublicKeyInfo. Raises ShapeError for any other key."""
    try:
        key = load_der_public_key(der)
    except ValueError:
        raise ShapeError("this is no public key") from None
    if not isinstance(key, rsa.RSAPublicKey) or key.public_numbers().e != E:
        raise ShapeError("this is no RSA key with the exponent 65537")
    return PublicKey(key.public_numbers().n)


def prepare(message: bytes, prefix: bytes) -> bytes:
    """Return prefix || message (section 4.1).

    prefix: 32 random bytes for the randomized variants, empty for the deterministic ones.
    """
    if len(prefix) not in (0, PREFIX_LENGTH):
        raise ShapeError("the prefix has 32 bytes, or none")
    return prefix + message


def encode(prepared: bytes, salt: bytes, bits: int) -> bytes:
    """Return EMSA-PSS-ENCODE with SHA-384 and MGF1 (RFC 8017, section 9.1.1).

    bits: one less than the length of the modulus in bits.
    """
    length = (bits + 7) // 8
    n_zeros = length - len(salt) - HASH_LENGTH - 2
    if n_zeros < 0:
        raise ShapeError("the key is too short for this salt")
    digest = HASH(bytes(8) + HASH(prepared).digest() + salt).digest()
    block = bytes(n_zeros) + b"\x01" + salt
    masked = bytearray(a ^ b for a, b in zip(block, _mgf1(digest, len(block)), strict=True))
    masked[0] &= 0xFF >> (8 * length - bits)
    return bytes(masked) + digest + b"\xbc"


def _mgf1(seed: bytes, length: int) -> bytes:
    n_blocks = -(-length // HASH_LENGTH)
    blocks = (HASH(seed + i.to_bytes(4, "big")).digest() for i in range(n_blocks))
    return b"".join(blocks)[:length]


def draw_blinding(public: PublicKey, draw: Draw) -> int:
    """Return a uniform number from 1 to n - 1, by drawing until one fits."""
    spare = 8 * public.size - public.bits
    while True:
        r = int.from_bytes(draw(public.size), "big") >> spare
        if 0 < r < public.n:
            return r


def blind(public: PublicKey, prepared: bytes, *, salt: bytes, r: int) -> tuple[bytes, int]:
    """Return (the blinded message, the inverse of r) (section 4.2).

    r: from `draw_blinding`, kept secret and used once; salt: fresh random bytes.
    Raises ShapeError if the message or r is not coprime to the modulus.
    """
    m = int.from_bytes(encode(prepared, salt, public.bits - 1), "big")
    if math.gcd(m, public.n) != 1 or math.gcd(r, public.n) != 1:
        raise ShapeError("the message can't be blinded with this key")
    blinded = m * pow(r, E, public.n) % public.n
    return blinded.to_bytes(public.size, "big"), pow(r, -1, public.n)


def finalize(
    public: PublicKey,
    prepared: bytes,
    blind_signature: bytes,
    inverse: int,
    *,
    salt_length: int = SALT_LENGTH,
) -> bytes:
    """Return the signature of the prepared message (section 4.4).

    Raises ForgedError if what the signer sent does not give a valid one.
    """
    if len(blind_signature) != public.size:
        raise ShapeError("the blind signature is of another length than the key")
    s = int.from_bytes(blind_signature, "big") * inverse % public.n
    signature = s.to_bytes(public.size, "big")
    if not verify(public, prepared, signature, salt_length=salt_length):
        raise ForgedError("the signer's answer is no signature of this message")
    return signature


def verify(
    public: PublicKey, prepared: bytes, signature: bytes, *, salt_length: int = SALT_LENGTH
) -> bool:
    """Return whether the signature of the prepared message holds (section 4.5)."""
    scheme = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=salt_length)
    key = rsa.RSAPublicNumbers(E, public.n).public_key()
    try:
        key.verify(signature, prepared, scheme, hashes.SHA384())
    except InvalidSignature:
        return False
    return True
