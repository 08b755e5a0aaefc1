"""Codes as words: read back in every language, and a slip of the pen is found."""

import hashlib
import json
import secrets

import pytest

from bothways.pure.ballots import ShapeError
from bothways.pure.mailbox import code_in, code_words, with_checksum
from bothways.pure.mailbox.codes import BEGINS, folded
from tests.pure.mailbox.lists import LISTS

CODE = bytes(range(16))
SUMS = {  # codes on paper are written in these lists: they never change
    "de": "5f29124adf650c8d1237232a98bd66792fc58fed17380595024ddc36bcf706db",
    "en": "7fa4834899ee724cf55e343f0380682a8c59d521a95736c9e567fe8e47aa4c5a",
    "es": "fc7d5b65f46a929eed610d1f09243550e3f398409ee4feaeb5d0dddfc2522478",
}


def sum_of(language: str) -> str:
    return hashlib.sha256(json.dumps(LISTS[language]).encode()).hexdigest()


@pytest.mark.parametrize("language", sorted(SUMS))
def test_a_list_is_what_it_was_when_the_first_code_was_written(language: str) -> None:
    assert sum_of(language) == SUMS[language]


@pytest.mark.parametrize("language", sorted(SUMS))
def test_a_list_has_512_words_that_differ_in_their_first_four_letters(language: str) -> None:
    words = [folded(word) for word in LISTS[language]]

    assert len(words) == 512
    assert len({word[:BEGINS] for word in words}) == 512
    assert words == sorted(words)
    assert all(word.isalpha() and 3 <= len(word) <= 9 for word in words)


@pytest.mark.parametrize("language", sorted(SUMS))
def test_a_code_is_read_back_from_its_words(language: str) -> None:
    for _ in range(20):
        code = secrets.token_bytes(16)

        words = code_words(code, LISTS[language])

        assert len(words) == 16
        assert code_in(" ".join(words), LISTS) == code


def test_capitals_accents_commas_numbers_and_endings_are_forgiven() -> None:
    words = code_words(CODE, LISTS["es"])
    typed = "\n".join(f"{n}. {word.upper()}," for n, word in enumerate(words, 1))

    assert code_in(typed, LISTS) == CODE
    assert code_in(folded(typed), LISTS) == CODE
    english = code_words(CODE, LISTS["en"])
    english[4] = english[4] + "s"
    assert code_in(" ".join(english), LISTS) == CODE


def test_too_few_words_a_strange_word_and_two_words_exchanged_are_refused() -> None:
    words = code_words(CODE, LISTS["de"])

    with pytest.raises(ShapeError, match="sixteen words"):
        code_in(" ".join(words[1:]), LISTS)
    with pytest.raises(ShapeError, match="none of the lists"):
        code_in(" ".join(["Quastenflosser", *words[1:]]), LISTS)
    with pytest.raises(ShapeError, match="not these in this order"):
        code_in(" ".join([words[1], words[0], *words[2:]]), LISTS)


def test_one_wrong_word_is_hardly_ever_taken() -> None:
    words = code_words(CODE, LISTS["en"])
    taken = 0
    for other in LISTS["en"]:
        try:
            taken += code_in(" ".join([*words[:7], other, *words[8:]]), LISTS) != CODE
        except ShapeError:
            continue

    assert taken == 0


def test_words_of_two_languages_are_no_code() -> None:
    german, english = (code_words(CODE, LISTS[language]) for language in ("de", "en"))

    with pytest.raises(ShapeError):
        code_in(" ".join([*german[:8], *english[8:]]), LISTS)


def test_a_code_of_another_length_is_refused() -> None:
    with pytest.raises(ShapeError, match="16 bytes"):
        with_checksum(bytes(15))
