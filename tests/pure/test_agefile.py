"""A file of any length under a passphrase: as age programs write it, always equally strong."""

import pyrage
import pytest

from bothways.pure import agefile
from bothways.pure.agefile import (
    CHUNK,
    NoAgeFileError,
    OtherPassphraseError,
    TooMuchWorkError,
    close,
    open_,
)

WORDS = "seven calm words that nobody else knows"
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]


@pytest.fixture(autouse=True)
def little_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the passphrase take a thousandth of its work: that is not what is tested here."""
    monkeypatch.setattr(agefile, "LOG_N", 8)


def some(length: int) -> bytes:
    return (b"all of Millrace " * (length // 16 + 1))[:length]


@pytest.mark.parametrize("length", SIZES)
def test_it_opens_what_it_closed_and_so_does_another_age_program(length: int) -> None:
    file = close(some(length), WORDS)

    assert open_(file, WORDS, most_work=8) == some(length)
    assert bytes(pyrage.passphrase.decrypt(file, WORDS)) == some(length)


def test_it_opens_what_another_age_program_closed_however_hard_it_worked() -> None:
    file = bytes(pyrage.passphrase.encrypt(some(CHUNK + 1), WORDS))  # it decides how hard: seconds

    assert open_(file, WORDS, most_work=24) == some(CHUNK + 1)


def test_another_passphrase_does_not_open_it() -> None:
    with pytest.raises(OtherPassphraseError):
        open_(close(b"", WORDS), WORDS + ".", most_work=8)


def test_more_work_than_allowed_is_refused_before_it_is_done() -> None:
    with pytest.raises(TooMuchWorkError):
        open_(close(b"", WORDS), WORDS, most_work=7)


def test_a_file_cut_at_the_end_of_a_chunk_is_found_to_be_cut() -> None:
    file = close(some(3 * CHUNK), WORDS)
    begins = len(file) - 3 * (CHUNK + 16)

    for chunks in range(3):
        with pytest.raises(NoAgeFileError):
            open_(file[: begins + chunks * (CHUNK + 16)], WORDS, most_work=8)


def test_chunks_that_changed_places_are_found() -> None:
    file = close(bytes(3 * CHUNK), WORDS)
    begins, whole = len(file) - 3 * (CHUNK + 16), CHUNK + 16
    first, second = file[begins : begins + whole], file[begins + whole : begins + 2 * whole]

    with pytest.raises(NoAgeFileError):
        open_(file[:begins] + second + first + file[begins + 2 * whole :], WORDS, most_work=8)
