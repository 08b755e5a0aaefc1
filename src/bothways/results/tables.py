"""A release as rows of a table, for spreadsheets."""

import re
from collections.abc import Iterator
from typing import Any

from bothways.pure.disclosure import Cell, Released

HEAD = ("level", "group", "question", "text", "answered", "at or above", "at least", "at most")
AFTER_A_SEPARATOR = re.compile(r"([;|\t]\s*)(?=[=+\-@])")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def rows(released: Released, rules: dict[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Yield the head and one row per figure and threshold; no row says more than the release."""
    texts = {question["id"]: question["text"] for question in rules["questions"]}
    yield HEAD
    for cell in released.cells:
        start = (cell.level, tame(cell.name), tame(cell.question), tame(texts[cell.question]))
        yield from _figures(cell, start)


def _figures(cell: Cell, start: tuple[str, ...]) -> Iterator[tuple[str | int, ...]]:
    if cell.n is None:
        yield (*start, f"{cell.n_max} or fewer", "", "", "")
        return
    for threshold, (low, high) in sorted(cell.ge.items()):
        yield (*start, cell.n, threshold, low, high)


def tame(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, also one that splits at semicolons."""
    text = AFTER_A_SEPARATOR.sub(r"\1'", text)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
