"""No word that a person reads stands in a template or in Python past gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bothways.languages.extracting import PLACES, SOURCE
from tests.languages.pseudo import escaped

NAMES = ["Bothways", "English", "CSV", "PIN", "nbsp", "px"]
TAGS = re.compile(
    r"\{%\s*block page_class\s*%\}.*?endblock|\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}"
    r"|\{%\s*blocktranslate.*?endblocktranslate\s*%\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
SENTENCE = re.compile(r"[A-Z][^.?!]*(?: [^ ]+){2,}")
# Rooms and files whose sentences only go to whoever works on a terminal, or to a log.
TERMINAL = (
    "config/",
    "rehearsal/",
    "pure/",
    "demo/",
    "languages/",
    "operations/",
    "results/proving",
)
FOR_PAGES = ("errors", "forms", "views", "words", "explain", "notices", "catalogue")
TAKE_NO_TEXT = {"open_to_all", "ValueError", "TypeError", "LookupError", "warning", "info", "error"}


def templates() -> list[Path]:
    return sorted(SOURCE.rglob("templates/**/*.html"))


def test_no_template_says_a_word_past_gettext() -> None:
    found = {}
    for path in templates():
        html = TAGS.sub(" ", path.read_text(encoding="utf-8"))
        if left := escaped(html, NAMES):
            found[path.relative_to(SOURCE).as_posix()] = left

    assert found == {}, "put it into {% translate %} or {% blocktranslate %}"


def test_no_sentence_in_python_reaches_a_page_past_gettext() -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): left
        for path in sorted(SOURCE.rglob("*.py"))
        if _is_for_pages(path) and (left := list(_bare_sentences(path)))
    }

    assert found == {}, "put it into gettext (gettext_lazy where it is read at import time)"


def _is_for_pages(path: Path) -> bool:
    place = path.relative_to(SOURCE).as_posix()
    words = re.split(r"[/_.]", place)
    return not place.startswith(TERMINAL) and any(name in words for name in FOR_PAGES)


def _bare_sentences(path: Path) -> Iterator[str]:
    yield from _walk(ast.parse(path.read_text(encoding="utf-8")))


def _walk(node: ast.AST) -> Iterator[str]:
    """Every constant that reads like a sentence, but docstrings and what gettext has."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Call) and _name(child) in {"_", *TAKE_NO_TEXT, *_gettexts()}:
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            if SENTENCE.match(child.value):
                yield child.value
            continue
        yield from _walk(child)


def _gettexts() -> set[str]:
    return {f"{name}{lazy}" for name in PLACES for lazy in ("", "_lazy")}


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
