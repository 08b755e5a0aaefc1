"""Every refusal says what is so, and what to do."""

from datetime import UTC, datetime

import pytest

from bothways.operations import errors
from bothways.people.errors import RefusedError

SAID = [
    errors.CannotKeepError("/backup", "No space left on device"),
    errors.NoKeyError(),
    errors.WrongKeyError(),
    errors.DamagedError(),
    errors.NewerBackupError("0.9.0", "0.1.0"),
    errors.NotEmptyError("31 people"),
    errors.StillRunningError(),
    errors.NotTheSameError("people.person"),
    errors.NotTypedError(),
    errors.BoxInUseError("November pulse", datetime(2026, 11, 9, 8, tzinfo=UTC)),
    errors.NotUpToDateError(),
    errors.TakenError("postgresql://db.example/firm", 2),
    errors.TargetAwayError("postgresql://db.example/firm", "connection refused"),
    errors.UnfitError("people_person.name, key 7", "more than 120 letters"),
    errors.MovedOtherwiseError("people_person"),
    errors.LettersWaitError(),
]


def test_none_is_forgotten_here() -> None:
    kinds = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, RefusedError) and kind is not RefusedError
    }

    assert kinds == {type(error) for error in SAID}


@pytest.mark.parametrize("error", SAID, ids=lambda error: type(error).__name__)
def test_it_is_whole_sentences_and_no_place_is_left_open(error: RefusedError) -> None:
    words = str(error)

    assert words.endswith(".")
    assert "%(" not in words
    assert len(words) > 40


@pytest.mark.parametrize("error", SAID[1:4] + SAID[4:5] + SAID[6:], ids=lambda e: type(e).__name__)
def test_it_says_what_became_of_the_installation_or_what_to_give(error: RefusedError) -> None:
    assert any(word in str(error) for word in ("changed", "Give", "Nothing was moved"))


def test_a_full_disk_is_named_with_the_place_and_the_older_one_is_safe() -> None:
    words = str(SAID[0])

    assert "/backup" in words
    assert "No space left on device" in words
    assert "Nothing that was there before was touched." in words
