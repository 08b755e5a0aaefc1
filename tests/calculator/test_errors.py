"""Each sentence for a bad file: it can be filled, it says what to do, in every language."""

import re

import pytest
from django.utils import translation

from bothways.calculator.errors import SENTENCES, BadFileError
from bothways.calculator.sheets import ANSWERS

VALUES = {
    "file": ANSWERS, "column": "q1", "row": 7, "value": "nine", "team": "Assembly",
    "size": 4, "n": 6, "most": 500, "firm": "",
}  # fmt: skip
NEEDS_NO_ACT = {"nobody_answered", "no_rows"}


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_is_whole_in_each_language(key: str, language: str) -> None:
    with translation.override(language):
        said = str(BadFileError(key, **VALUES))

    assert "%(" not in said
    assert said.endswith(".")
    assert len(said.split()) < 40


@pytest.mark.parametrize("key", sorted(set(SENTENCES) - NEEDS_NO_ACT))
def test_a_sentence_says_what_is_so_and_then_what_to_do(key: str) -> None:
    said = str(BadFileError(key, **VALUES))

    assert len(re.findall(r"[.]( |$)", said)) >= 2, said


def test_the_name_of_the_file_follows_the_language_too() -> None:
    with translation.override("de"):
        said = str(BadFileError("no_rows", file=ANSWERS))

    assert "die Antworten" in said


def test_words_of_a_file_are_never_taken_for_places_to_fill() -> None:
    said = str(BadFileError("not_an_answer", row=2, column="q1", value="%(team)s %d %"))

    assert "‘%(team)s %d %’" in said
