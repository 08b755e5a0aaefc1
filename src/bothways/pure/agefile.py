"""A file under a passphrase, as any age program reads and writes it.

The library that makes our other age files measures the machine's speed and derives the strength of
the passphrase from it: a busy moment makes a weak file, and a busy or slower machine refuses a good
one. So what a person's passphrase guards is closed and opened here, always equally strong.
Source: age-encryption.org/v1, sections 'header', 'payload' and 'scrypt recipient stanza'.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

LOG_N = 18
"""Work of the passphrase: 2^18 takes about a second and 256 MB, as the browser's library does."""

CHUNK = 64 * 1024
"""Bytes of the plain text that are sealed at a time."""

_TAG = 16
_VERSION = b"age-encryption.org/v1\n"
_HEADER = re.compile(
    rb"(age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n---) ([A-Za-z0-9+/]{43})\n",
)
_NO_NONCE = bytes(12)


class AgeFileError(ValueError):
    """The file can't be opened with this passphrase."""


class NoAgeFileError(AgeFileError):
    """It is no file under a passphrase, or it was damaged or cut short."""


class OtherPassphraseError(AgeFileError):
    """It is whole as far as can be seen, and closed with another passphrase."""


class TooMuchWorkError(AgeFileError):
    """It asks for more work than the caller allows."""


def close(plain: bytes, passphrase: str) -> bytes:
    """Return the file that holds `plain`, of any length."""
    file_key, salt, nonce = (AESGCM.generate_key(128) for _ in range(3))
    wrapped = ChaCha20Poly1305(_stretch(passphrase, salt, LOG_N)).encrypt(_NO_NONCE, file_key, None)
    head = b"%b-> scrypt %b %d\n%b\n---" % (_VERSION, _bare(salt), LOG_N, _bare(wrapped))
    payload = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    sealed = [payload.encrypt(at, part, None) for at, part in _chunks(plain, CHUNK)]
    return b"%b %b\n%b%b" % (head, _bare(_mac(file_key, head)), nonce, b"".join(sealed))


def open_(file: bytes, passphrase: str, *, most_work: int) -> bytes:
    """Return what is in a file. most_work: the largest log2 of scrypt's N that is done.

    Raises NoAgeFileError, OtherPassphraseError, TooMuchWorkError.
    """
    found = _HEADER.match(file)
    if not found:
        raise NoAgeFileError
    head, salt, work, wrapped, mac = found.groups()
    if int(work) > most_work:
        raise TooMuchWorkError
    stretched = ChaCha20Poly1305(_stretch(passphrase, _full(salt), int(work)))
    try:
        file_key = stretched.decrypt(_NO_NONCE, _full(wrapped), None)
    except InvalidTag:
        raise OtherPassphraseError from None
    if not bytes_eq(_mac(file_key, head), _full(mac)):
        raise NoAgeFileError
    nonce, sealed = file[found.end() : found.end() + 16], file[found.end() + 16 :]
    payload = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    try:
        return b"".join(payload.decrypt(at, p, None) for at, p in _chunks(sealed, CHUNK + _TAG))
    except InvalidTag:
        raise NoAgeFileError from None


def _chunks(whole: bytes, length: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield (nonce, part): a count of 11 bytes, and a last byte that is 1 for the last part."""
    last = max(0, -(-len(whole) // length) - 1)
    for number in range(last + 1):
        nonce = number.to_bytes(11) + (b"\x01" if number == last else b"\x00")
        yield nonce, whole[number * length : (number + 1) * length]


def _stretch(passphrase: str, salt: bytes, log_n: int) -> bytes:
    labelled = b"age-encryption.org/v1/scrypt" + salt
    return Scrypt(salt=labelled, length=32, n=1 << log_n, r=8, p=1).derive(passphrase.encode())


def _derive(key: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=label).derive(key)


def _mac(file_key: bytes, head: bytes) -> bytes:
    made = HMAC(_derive(file_key, b"", b"header"), SHA256())
    made.update(head)
    return made.finalize()


def _bare(raw: bytes) -> bytes:
    """Base64 without padding, as the header has it."""
    return b64encode(raw).rstrip(b"=")


def _full(bare: bytes) -> bytes:
    return b64decode(bare + b"=" * (-len(bare) % 4))
