"""A release as rows of a table, for spreadsheets."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bothways.pure.disclosure import Cell, Released
from bothways.surveys.worded import question_words

HEAD = (
    gettext_lazy("level"),
    gettext_lazy("group"),
    gettext_lazy("question"),
    gettext_lazy("text"),
    gettext_lazy("answered"),
    gettext_lazy("at or above"),
    gettext_lazy("at least"),
    gettext_lazy("at most"),
)
AFTER_A_SEPARATOR = re.compile(r"([;|\t]\s*)(?=[=+\-@])")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(released: Released, rules: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Yield the head and one row per figure and threshold; no row says more than the release."""
    texts = {question["id"]: question_words(question) for question in rules["questions"]}
    yield tuple(str(name) for name in HEAD)
    for cell in released.cells:
        start = (cell.level, tame(cell.name), tame(cell.question), tame(texts[cell.question]))
        yield from _figures(cell, start)


def _figures(cell: Cell, start: tuple[str, ...]) -> Iterator[tuple[str | int, ...]]:
    if cell.n is None:
        yield (*start, _("%(n)s or fewer") % {"n": cell.n_max}, "", "", "")
        return
    for threshold, (low, high) in sorted(cell.ge.items()):
        yield (*start, cell.n, threshold, low, high)


def tame(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, also one that splits at semicolons."""
    text = AFTER_A_SEPARATOR.sub(r"\1'", text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
