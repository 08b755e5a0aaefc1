"""Only the right key or passphrase opens a backup, and each failure has its own sentence."""

from pathlib import Path

import pytest

from bothways.operations.errors import DamagedError, NoKeyError, WrongKeyError
from bothways.operations.sealing import Key, needs_passphrase, new_key, seal, secret_in, unseal
from bothways.pure import agefile

PLAIN = b"all of Millrace" * 10_000
PHRASE = Key(passphrase="a gauge at every station")

Pair = tuple[Key, Key]


@pytest.fixture(autouse=True)
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase take a thousandth of its work: tests/pure/test_agefile.py looks at it."""
    monkeypatch.setattr(agefile, "LOG_N", 8)


def test_what_is_closed_to_a_key_opens_with_its_other_half_alone(keys: Pair) -> None:
    sealed = seal(PLAIN, keys[0])

    assert unseal(sealed, keys[1]) == PLAIN
    assert b"Millrace" not in sealed
    with pytest.raises(WrongKeyError, match="does not open"):
        unseal(sealed, Key(secret=new_key()[1]))


def test_a_passphrase_opens_what_it_closed_and_another_does_not() -> None:
    sealed = seal(PLAIN, PHRASE)

    assert needs_passphrase(sealed)
    assert unseal(sealed, PHRASE) == PLAIN
    with pytest.raises(WrongKeyError):
        unseal(sealed, Key(passphrase="a gauge at every statiom"))
    with pytest.raises(DamagedError):
        unseal(sealed[:-1], PHRASE)


def test_a_passphrase_does_not_open_what_was_closed_to_a_key(keys: Pair) -> None:
    sealed = seal(PLAIN, keys[0])

    assert not needs_passphrase(sealed)
    with pytest.raises(WrongKeyError):
        unseal(sealed, PHRASE)


@pytest.mark.parametrize("length", [0, 10, 60, 150, 70_000, -1])
def test_a_file_that_was_cut_short_is_said_to_be_damaged(keys: Pair, length: int) -> None:
    with pytest.raises(DamagedError, match="damaged"):
        unseal(seal(PLAIN, keys[0])[:length], keys[1])


@pytest.mark.parametrize("at", [300, 70_000, -3])
def test_one_changed_byte_is_noticed(keys: Pair, at: int) -> None:
    sealed = bytearray(seal(PLAIN, keys[0]))
    sealed[at] ^= 1

    with pytest.raises(DamagedError):
        unseal(bytes(sealed), keys[1])


@pytest.mark.parametrize("key", [Key(), Key(passphrase="short"), Key(public="age1nonsense")])
def test_nothing_is_kept_unencrypted_or_behind_a_short_passphrase(key: Key) -> None:
    with pytest.raises(NoKeyError, match="always encrypted"):
        seal(PLAIN, key)


def test_a_public_key_with_a_slip_is_refused() -> None:
    public = new_key()[0]
    slipped = public[:-1] + ("q" if public[-1] != "q" else "p")

    with pytest.raises(NoKeyError):
        seal(PLAIN, Key(public=slipped))


def test_a_key_file_may_hold_other_lines(tmp_path: Path) -> None:
    secret = new_key()[1]
    (tmp_path / "key").write_text(f"# put away on 2 November\n{secret}\n")
    (tmp_path / "none").write_text("nothing of the kind")

    assert secret_in(tmp_path / "key") == secret
    with pytest.raises(NoKeyError):
        secret_in(tmp_path / "none")
