"""What cannot be said has a key for programs and a sentence for people."""

import re

import pytest

from bothways.pure.measurement.errors import SENTENCES, TooFewError


@pytest.mark.parametrize("reason", SENTENCES)
def test_each_reason_is_a_sentence_fit_to_be_shown(reason: str) -> None:
    error = TooFewError(reason)

    assert error.reason == reason
    assert re.fullmatch(r"[A-Z].{20,88}\.", str(error))
    assert isinstance(error, ValueError), "an answer that was never possible, not a crash"


def test_a_reason_without_a_sentence_cannot_be_given() -> None:
    with pytest.raises(KeyError):
        TooFewError("because")
