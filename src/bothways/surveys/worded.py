"""Which wording of a question a reader sees: their language's, else the one it was written in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language


def worded(text: str, texts: Mapping[str, str]) -> str:
    """Return the wording in the language in use; `text` as it was written where there is none."""
    return texts.get(get_language() or "", text)


def worded_in(written_in: str, texts: Mapping[str, str]) -> str:
    """Return the language of what worded() returns."""
    language = get_language() or ""
    return language if language in texts else written_in


def question_words(question: Mapping[str, Any]) -> str:
    """Return what a question of a manifest says to the reader; older rules have one language."""
    return worded(question["text"], question.get("texts", {}))


def question_language(question: Mapping[str, Any]) -> str:
    """Return the language of what question_words() returns."""
    return worded_in(question.get("language", "en"), question.get("texts", {}))
