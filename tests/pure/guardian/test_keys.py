"""The key itself: what is derived from it, its file, and all that is no key."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bothways.pure import agefile
from bothways.pure.guardian.agefile import close_file
from bothways.pure.guardian.errors import NoKeyError, WrongPassphraseError
from bothways.pure.guardian.keyfile import close_key, new_identity, open_key
from bothways.pure.guardian.keys import SIGNS, Identity, fingerprint, read_identity, secret_bytes

PASSPHRASE = "four words that nobody says"
# An identity for tests alone, with what other programs must derive from it.
SECRET = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"


def recipient_bytes(recipient: str) -> bytes:
    number = 0
    payload = recipient.removeprefix("age1")[:-6]
    for sign in payload:
        number = number << 5 | SIGNS.index(sign)
    return (number >> (5 * len(payload) - 256)).to_bytes(32, "big")


def test_the_secret_bytes_are_those_whose_public_half_age_names() -> None:
    for _ in range(20):
        identity = new_identity("Edda Falk")
        private = X25519PrivateKey.from_private_bytes(secret_bytes(identity.secret))

        assert private.public_key().public_bytes_raw() == recipient_bytes(identity.recipient)


def test_the_same_secret_gives_the_same_key_everywhere() -> None:
    identity = read_identity(SECRET)

    assert secret_bytes(SECRET) == b"B" * 32
    assert identity.recipient.startswith("age1")
    assert identity.public.hex() == EXPECTED_PUBLIC
    told = b"bothways-guardian-v1\x00" + identity.public + identity.recipient.encode()
    assert identity.fingerprint.replace(" ", "") == hashlib.sha256(told).hexdigest()[:20]


EXPECTED_PUBLIC = "0efaf03311bd4a93c9db5464a8a0184dd532691f20e7f168ac7ba2d31b6d813e"


def test_a_fingerprint_stands_in_five_groups_of_four() -> None:
    assert [len(part) for part in fingerprint(bytes(32), "age1x").split()] == [4] * 5


def test_a_key_typed_from_paper_may_have_spaces_and_small_letters() -> None:
    in_groups = " ".join(SECRET.lower()[i : i + 6] for i in range(0, len(SECRET), 6))

    assert read_identity(f"  {in_groups}\n").secret == SECRET


@pytest.mark.parametrize(
    "text", ["", "AGE-SECRET-KEY-1", "age1abc", SECRET[:-1], SECRET[:-1] + "Q", "x" * 80, "ä" * 74]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NoKeyError):
        read_identity(text)


@pytest.mark.parametrize("text", ["", "age-secret-key-1bbbbbbb", "AGE-SECRET-KEY-1GFPYYSJ"])
def test_bytes_are_read_from_nothing_but_a_key(text: str) -> None:
    with pytest.raises(NoKeyError):
        secret_bytes(text)


@pytest.fixture(scope="module")
def file() -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agefile, "LOG_N", 8)  # its real work is tested with the file itself
        return close_key(Identity(SECRET, "Edda Falk"), PASSPHRASE)


def test_a_key_file_opens_with_its_passphrase_and_is_an_ordinary_age_file(file: str) -> None:
    identity = open_key(file, PASSPHRASE)

    assert (identity.secret, identity.name) == (SECRET, "Edda Falk")
    assert file.startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert "SECRET" not in file


def test_a_wrong_passphrase_says_that_it_is_wrong(file: str) -> None:
    with pytest.raises(WrongPassphraseError, match="does not open"):
        open_key(file, PASSPHRASE + " ")


@pytest.mark.parametrize("spoil", [lambda f: f[:200], lambda f: "", lambda f: f[:300] + f[310:]])
def test_a_damaged_key_file_says_that_it_is_damaged(file: str, spoil: object) -> None:
    with pytest.raises(NoKeyError):
        open_key(spoil(file), PASSPHRASE)  # type: ignore[operator]


def test_a_key_file_that_lost_its_line_ends_on_the_way_still_opens(file: str) -> None:
    assert open_key(file.replace("\n", "\r\n"), PASSPHRASE).secret == SECRET
    assert open_key(file.replace("\n", ""), PASSPHRASE).secret == SECRET


def test_another_age_file_is_no_key_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agefile, "LOG_N", 8)
    other = close_file(b'{"kind":"a letter"}', PASSPHRASE)
    with pytest.raises(NoKeyError, match="no second key in it"):
        open_key(other, PASSPHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(NoKeyError, match="at least 12"):
        close_key(Identity(SECRET), "elevensigns")


def test_two_keys_are_never_the_same() -> None:
    assert new_identity("a").secret != new_identity("a").secret
