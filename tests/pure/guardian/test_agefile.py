"""The file under a passphrase: any age program opens it, and it is always equally strong."""

from base64 import b64decode, b64encode

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure import agefile
from bothways.pure.agefile import LOG_N
from bothways.pure.guardian.agefile import LONGEST, close_file, open_file
from bothways.pure.guardian.errors import NoKeyError, WrongPassphraseError

WORDS = "seven calm words that nobody else knows"
PLAIN = b"what the passphrase guards"


@pytest.fixture(autouse=True)
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the passphrase take a thousandth of its work, where that is not what is tested."""
    monkeypatch.setattr(agefile, "LOG_N", 8)


def raw_of(file: str) -> bytes:
    return b64decode("".join(file.split("\n")[1:-2]))


def armored(raw: bytes) -> str:
    body = b64encode(raw).decode()
    return f"-----BEGIN AGE ENCRYPTED FILE-----\n{body}\n-----END AGE ENCRYPTED FILE-----\n"


def test_it_opens_with_its_passphrase_and_with_no_other() -> None:
    file = close_file(PLAIN, WORDS)

    assert open_file(file, WORDS) == PLAIN
    with pytest.raises(WrongPassphraseError, match="does not open"):
        open_file(file, WORDS + ".")


def test_another_age_program_opens_it() -> None:
    file = close_file(PLAIN, WORDS)

    assert bytes(pyrage.passphrase.decrypt(file.encode(), WORDS)) == PLAIN


def test_its_strength_is_the_same_whatever_the_machine_is_doing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(agefile, "LOG_N", LOG_N)

    assert raw_of(close_file(PLAIN, WORDS)).split(b"\n")[1].endswith(b" 18")


def test_two_files_of_the_same_share_nothing() -> None:
    one, other = (raw_of(close_file(PLAIN, WORDS)).split(b"\n") for _ in range(2))

    assert one[0] == other[0]
    assert one[1] != other[1]
    assert one[2] != other[2]
    assert one[3:] != other[3:]


@pytest.mark.parametrize("place", [30, 60, 100, 140, -1, -20])
def test_a_changed_byte_is_found(place: int) -> None:
    raw = bytearray(raw_of(close_file(PLAIN, WORDS)))
    raw[place] ^= 1

    with pytest.raises((NoKeyError, WrongPassphraseError)):
        open_file(armored(bytes(raw)), WORDS)


def test_a_file_cut_short_is_no_key_file() -> None:
    raw = raw_of(close_file(PLAIN, WORDS))

    for end in (0, 20, 100, len(raw) - 1, len(raw) - 30):
        with pytest.raises(NoKeyError):
            open_file(armored(raw[:end]), WORDS)


def test_a_file_that_asks_for_too_much_work_is_refused_before_the_work() -> None:
    raw = raw_of(close_file(PLAIN, WORDS)).replace(b" 8\n", b" 22\n", 1)

    with pytest.raises(NoKeyError, match="very long to open"):
        open_file(armored(raw), WORDS)


@settings(max_examples=60)
@given(st.one_of(st.text(max_size=300), st.binary(max_size=300).map(armored)))
def test_whatever_else_is_brought_is_no_key_file(text: str) -> None:
    with pytest.raises(NoKeyError, match="no key file"):
        open_file(text, WORDS)


def test_more_than_a_key_is_not_taken() -> None:
    with pytest.raises(ValueError, match="at most 4096"):
        close_file(bytes(LONGEST + 1), WORDS)

    assert open_file(close_file(bytes(LONGEST), WORDS), WORDS) == bytes(LONGEST)
