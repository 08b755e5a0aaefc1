"""The signer's side of RFC 9474: a raw RSA private operation, done by OpenSSL.

pyca/cryptography refuses raw RSA on purpose, and Python's pow() takes a time that depends on the
number. OpenSSL's EVP_PKEY_decrypt without padding is the same operation with blinding and in
constant time. Its answer is checked (s^e = m), so a fault can't give the key away.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from bothways.pure.ballots import libcrypto, rfc9474_vector
from bothways.pure.ballots.errors import ShapeError, SigningUnavailableError
from bothways.pure.ballots.rfc9474 import E, PublicKey


def sign_blinded(private_der: bytes, blinded: bytes) -> bytes:
    """Return the blind signature of a blinded message (RFC 9474, section 4.3).

    private_der: the RSA private key in DER (PKCS #8 or PKCS #1); blinded: as long as the modulus.
    Raises ShapeError if the message does not fit the key, and SigningUnavailableError if no
    OpenSSL on this machine passes the RFC's own vector.
    """
    key = load_der_private_key(private_der, None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ShapeError("this is no RSA private key")
    public = PublicKey(key.public_key().public_numbers().n)
    return _checked(_proven(), private_der, public, blinded)


@cache
def _proven() -> ctypes.CDLL:
    """Return a libcrypto that has just signed the RFC's vector rightly."""
    library = libcrypto.load()
    vector = rfc9474_vector
    der = vector_private_key()
    signature = _checked(library, der, PublicKey(vector.P * vector.Q), vector.BLINDED_MESSAGE)
    if signature != vector.BLIND_SIGNATURE:
        raise SigningUnavailableError("This machine's OpenSSL fails the test of RFC 9474.")
    return library


def vector_private_key() -> bytes:
    """Return the private key of RFC 9474's vectors, in DER."""
    p, q = rfc9474_vector.P, rfc9474_vector.Q
    d = pow(E, -1, (p - 1) * (q - 1))
    numbers = rsa.RSAPrivateNumbers(
        p=p,
        q=q,
        d=d,
        dmp1=rsa.rsa_crt_dmp1(d, p),
        dmq1=rsa.rsa_crt_dmq1(d, q),
        iqmp=rsa.rsa_crt_iqmp(p, q),
        public_numbers=rsa.RSAPublicNumbers(E, p * q),
    )
    key = numbers.private_key(unsafe_skip_rsa_key_validation=True)
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _checked(library: ctypes.CDLL, der: bytes, public: PublicKey, blinded: bytes) -> bytes:
    m = int.from_bytes(blinded, "big")
    if len(blinded) != public.size or not 1 < m < public.n - 1:
        raise ShapeError("the blinded message does not fit the key")
    signature = _decrypted(library, der, blinded, public.size)
    if pow(int.from_bytes(signature, "big"), E, public.n) != m:
        raise SigningUnavailableError("OpenSSL gave a wrong signature; nothing was handed out.")
    return signature


def _decrypted(library: ctypes.CDLL, der: bytes, message: bytes, size: int) -> bytes:
    room = ctypes.create_string_buffer(size)
    length = ctypes.c_size_t(size)
    with _context(library, der) as context:
        done = (
            library.EVP_PKEY_decrypt_init(context) == 1
            and library.EVP_PKEY_CTX_ctrl_str(context, b"rsa_padding_mode", b"none") == 1
            and library.EVP_PKEY_decrypt(context, room, length, message, len(message)) == 1
        )
    if not done or length.value != size:
        library.ERR_clear_error()
        raise SigningUnavailableError("OpenSSL refused to sign with this key.")
    return room.raw


@contextmanager
def _context(library: ctypes.CDLL, der: bytes) -> Iterator[int]:
    start = ctypes.c_char_p(der)
    key = library.d2i_AutoPrivateKey(None, ctypes.byref(start), len(der))
    context = library.EVP_PKEY_CTX_new(key, None) if key else None
    try:
        if not context:
            library.ERR_clear_error()
            raise SigningUnavailableError("OpenSSL can't read the signing key.")
        yield context
    finally:
        library.EVP_PKEY_CTX_free(context)
        library.EVP_PKEY_free(key)
