"""Encrypting a backup in the age format (age-encryption.org/v1), to a key or with a passphrase."""

import re
from dataclasses import dataclass
from pathlib import Path

from bothways.operations.errors import DamagedError, NoKeyError, WrongKeyError
from bothways.pure import agefile

SHORTEST_PASSPHRASE = 12
MOST_WORK = 22  # log2 of scrypt's N: what other age programs make on a fast machine, 4 GB
BEGINS = b"age-encryption.org/v1\n"
PUBLIC_STANZA = b"\n-> X25519 "
PUBLIC = re.compile(r"age1[0-9a-z]{58}")
SECRET = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")


@dataclass(frozen=True)
class Key:
    """One of: a public key to close with, a secret key to open with, a passphrase for both."""

    public: str = ""
    secret: str = ""
    passphrase: str = ""


def new_key() -> tuple[str, str]:
    """Return (public, secret): the one closes backups, only the other opens them."""
    from pyrage import x25519

    secret = x25519.Identity.generate()
    return str(secret.to_public()), str(secret)


def secret_in(path: Path) -> str:
    """Return the secret key that a key file holds. Raises NoKeyError if it holds none."""
    found = SECRET.search(path.read_text(encoding="utf-8", errors="replace"))
    if not found:
        raise NoKeyError
    return found[0]


def seal(plain: bytes, key: Key) -> bytes:
    """Return the encrypted file. Raises NoKeyError without a usable key or passphrase."""
    import pyrage

    if PUBLIC.fullmatch(key.public):
        try:
            return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(key.public)]))
        except pyrage.RecipientError:
            raise NoKeyError from None
    if len(key.passphrase) < SHORTEST_PASSPHRASE:
        raise NoKeyError
    return agefile.close(plain, key.passphrase)


def unseal(sealed: bytes, key: Key) -> bytes:
    """Return what was encrypted.

    Raises DamagedError for what is no such file, WrongKeyError where the key does not fit.
    """
    if not sealed.startswith(BEGINS):
        raise DamagedError
    if not key.secret:
        return _opened_with(sealed, key.passphrase)
    import pyrage

    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(key.secret)]))
    except pyrage.IdentityError:
        raise NoKeyError from None
    except pyrage.DecryptError as error:
        raise (WrongKeyError if _is_about_the_key(str(error)) else DamagedError) from None


def _opened_with(sealed: bytes, passphrase: str) -> bytes:
    if PUBLIC_STANZA in sealed[:200]:
        raise WrongKeyError
    try:
        return agefile.open_(sealed, passphrase, most_work=MOST_WORK)
    except agefile.OtherPassphraseError:
        raise WrongKeyError from None
    except agefile.AgeFileError:
        raise DamagedError from None


def needs_passphrase(sealed: bytes) -> bool:
    """Say whether the file was closed with a passphrase and not to a key."""
    return sealed[len(BEGINS) :].startswith(b"-> scrypt ")


def _is_about_the_key(words: str) -> bool:
    return any(said in words.lower() for said in ("no matching keys", "decryption failed"))
