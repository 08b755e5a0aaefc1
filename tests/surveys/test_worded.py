"""Everybody reads a question in their own language, or as it was written."""

import pytest
from django.utils import translation

from bothways.surveys.worded import question_language, question_words, worded, worded_in

TEXTS = {"en": "My work feels useful.", "de": "Meine Arbeit fühlt sich nützlich an."}
IN_THE_RULES = {"text": TEXTS["en"], "language": "en", "texts": TEXTS}


@pytest.mark.parametrize(("language", "shown"), [("de", "de"), ("en", "en"), ("es", "en")])
def test_the_readers_language_goes_first_and_the_first_wording_stands_in(
    language: str, shown: str
) -> None:
    with translation.override(language):
        assert worded(TEXTS["en"], TEXTS) == question_words(IN_THE_RULES) == TEXTS[shown]
        assert worded_in("en", TEXTS) == question_language(IN_THE_RULES) == shown


def test_rules_from_before_there_were_languages_say_what_they_said() -> None:
    with translation.override("de"):
        assert question_words({"text": "My work feels useful."}) == "My work feels useful."
        assert question_language({"text": "My work feels useful."}) == "en"


def test_a_question_that_was_written_in_german_says_so_to_others() -> None:
    with translation.override("es"):
        assert worded_in("de", {"de": "Die Kantine ist gut."}) == "de"
