"""The key file: an ordinary age file with a passphrase, that any age program opens too."""

from bothways.pure.ballots import BallotError, canonical_json, read_object
from bothways.pure.guardian.errors import NoKeyError, WrongPassphraseError
from bothways.pure.guardian.keys import Identity, read_identity

KIND = "bothways-guardian-key"
NAME = "bothways-second-key.age"
SHORTEST_PASSPHRASE = 12


def new_identity(name: str) -> Identity:
    """Return a fresh key for whoever is called `name`; chance is drawn inside age."""
    from pyrage import x25519

    return Identity(str(x25519.Identity.generate()), name)


def close_key(identity: Identity, passphrase: str) -> str:
    """Return the armored key file. Raises NoKeyError for a passphrase under 12 signs."""
    from pyrage import passphrase as age

    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise NoKeyError(f"A passphrase has at least {SHORTEST_PASSPHRASE} signs.")
    plain = canonical_json(
        {"v": 1, "kind": KIND, "identity": identity.secret, "name": identity.name}
    )
    return bytes(age.encrypt(plain.encode(), passphrase, True)).decode("ascii")  # noqa: FBT003


def open_key(file: str, passphrase: str) -> Identity:
    """Return the key in a key file.

    Raises WrongPassphraseError where the passphrase does not fit and NoKeyError for a file that
    is no key file, or was damaged.
    """
    import pyrage

    try:
        plain = bytes(pyrage.passphrase.decrypt(file.encode(), passphrase))
    except pyrage.DecryptError as error:
        if "decryption failed" in str(error).lower():
            raise WrongPassphraseError("This passphrase does not open the key file.") from None
        raise NoKeyError("This is no key file, or it was damaged.") from None
    try:
        fields = read_object(plain)
    except BallotError:
        fields = {}
    if fields.get("kind") != KIND:
        raise NoKeyError("This file opens, but there is no second key in it.")
    return read_identity(str(fields.get("identity")), str(fields.get("name", "")))
