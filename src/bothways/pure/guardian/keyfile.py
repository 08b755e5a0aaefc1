"""The key file: an ordinary age file with a passphrase, that any age program opens too."""

from bothways.pure.ballots import BallotError, canonical_json, read_object
from bothways.pure.guardian.agefile import close_file, open_file
from bothways.pure.guardian.errors import NoKeyError
from bothways.pure.guardian.keys import Identity, read_identity

KIND = "bothways-guardian-key"
NAME = "bothways-second-key.age"
SHORTEST_PASSPHRASE = 12


def new_identity(name: str) -> Identity:
    """Return a fresh key for whoever is called `name`; chance is drawn inside age."""
    from pyrage import x25519

    return Identity(str(x25519.Identity.generate()), name)


def close_key(identity: Identity, passphrase: str) -> str:
    """Return the armored key file. Raises NoKeyError for a passphrase under 12 characters."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise NoKeyError(f"A passphrase has at least {SHORTEST_PASSPHRASE} characters.")
    plain = canonical_json(
        {"v": 1, "kind": KIND, "identity": identity.secret, "name": identity.name}
    )
    return close_file(plain.encode(), passphrase)


def open_key(file: str, passphrase: str) -> Identity:
    """Return the key in a key file.

    Raises WrongPassphraseError where the passphrase does not fit and NoKeyError for a file that
    is no key file, or was damaged.
    """
    plain = open_file(file, passphrase)
    try:
        fields = read_object(plain)
    except BallotError:
        fields = {}
    if fields.get("kind") != KIND:
        raise NoKeyError("This file opens, but there is no second key in it.")
    return read_identity(str(fields.get("identity")), str(fields.get("name", "")))
