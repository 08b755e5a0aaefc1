"""A file under a passphrase, as any age program reads and writes it.

The library that makes our other age files measures the machine's speed and derives the strength of
the passphrase from it: a busy moment makes a weak file, and a busy machine refuses a good one. So
the one kind of file that a person's passphrase guards is made here, always equally strong.
Source: age-encryption.org/v1, sections 'header', 'payload' and 'scrypt recipient stanza'.
"""

import binascii
import re
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from bothways.pure.guardian.errors import NoKeyError, WrongPassphraseError

LOG_N = 18
"""Work of the passphrase: 2^18 takes about a second and 256 MB, as the browser's library does."""

MOST_LOG_N = 20
"""Above it a file is refused: somebody made it to keep the machine busy."""

LONGEST = 4096
_VERSION = b"age-encryption.org/v1\n"
_BEGIN, _END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
_HEADER = re.compile(
    rb"(age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n"
    rb"([A-Za-z0-9+/]{43})\n---) ([A-Za-z0-9+/]{43})\n",
)
_LAST_CHUNK = bytes(11) + b"\x01"
_NO_NONCE = bytes(12)


def close_file(plain: bytes, passphrase: str) -> str:
    """Return the armored file that holds `plain`, at most 4,096 bytes.

    Raises ValueError for a longer one: it would take more than one chunk, which no key does.
    """
    if len(plain) > LONGEST:
        raise ValueError(f"a file under a passphrase holds at most {LONGEST} bytes")
    file_key, salt, nonce = (AESGCM.generate_key(128) for _ in range(3))
    wrapped = ChaCha20Poly1305(_stretch(passphrase, salt, LOG_N)).encrypt(_NO_NONCE, file_key, None)
    head = b"%b-> scrypt %b %d\n%b\n---" % (_VERSION, _bare(salt), LOG_N, _bare(wrapped))
    payload = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    sealed = payload.encrypt(_LAST_CHUNK, plain, None)
    return _armor(b"%b %b\n%b%b" % (head, _bare(_mac(file_key, head)), nonce, sealed))


def open_file(text: str, passphrase: str) -> bytes:
    """Return what is in an armored file.

    Raises WrongPassphraseError where the passphrase does not fit, NoKeyError for anything that is
    no file under a passphrase, was damaged, or asks for more than 2^20 of work.
    """
    file = _unarmor(text)
    found = _HEADER.match(file)
    if not found:
        raise NoKeyError("This is no key file, or it was damaged.")
    head, salt, work, wrapped, mac = found.groups()
    if int(work) > MOST_LOG_N:
        raise NoKeyError("This file was made to take very long to open. It is no key of ours.")
    file_key = _unwrap(_full(wrapped), _stretch(passphrase, _full(salt), int(work)))
    if not bytes_eq(_mac(file_key, head), _full(mac)):
        raise NoKeyError("This is no key file, or it was damaged.")
    nonce, sealed = file[found.end() : found.end() + 16], file[found.end() + 16 :]
    try:
        return ChaCha20Poly1305(_derive(file_key, nonce, b"payload")).decrypt(
            _LAST_CHUNK, sealed, None
        )
    except InvalidTag:
        raise NoKeyError("This is no key file, or it was damaged.") from None


def _unwrap(wrapped: bytes, key: bytes) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(_NO_NONCE, wrapped, None)
    except InvalidTag:
        raise WrongPassphraseError("This passphrase does not open the key file.") from None


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


def _armor(file: bytes) -> str:
    text = b64encode(file).decode("ascii")
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join([_BEGIN, *lines, _END, ""])


def _unarmor(text: str) -> bytes:
    text = text.strip()
    if not (text.startswith(_BEGIN) and text.endswith(_END)) or len(text) > 4 * LONGEST:
        return b""
    body = "".join(text.removeprefix(_BEGIN).removesuffix(_END).split())
    try:
        return b64decode(body, validate=True)
    except binascii.Error:
        return b""
