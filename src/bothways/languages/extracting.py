"""Every text of the product that a person can read: found in the code, without any program."""

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
NOTE = "Translators:"
# How each function of gettext takes its texts: where the context, the text and its plural stand.
PLACES: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
Key = tuple[str, str]  # context ('' for none) and text


@dataclass(frozen=True)
class Text:
    """One text as it stands in one file; `note` is what the author told the translators."""

    file: str
    msgid: str
    plural: str = ""
    context: str = ""
    note: str = ""

    @property
    def key(self) -> Key:
        """By what a translation of it is found."""
        return self.context, self.msgid


def all_texts(source: Path = SOURCE) -> list[Text]:
    """Return every text below a folder, by file and then as they stand there."""
    files = sorted(path for path in source.rglob("*") if path.suffix in {".py", ".html", ".txt"})
    return [text for path in files if _counts(path, source) for text in texts_of(path, source)]


def _counts(path: Path, source: Path) -> bool:
    """Migrations repeat what a model says; other texts are only templates where Django looks."""
    parts = path.relative_to(source).parts
    return "templates" in parts if path.suffix != ".py" else "migrations" not in parts


def texts_of(path: Path, source: Path = SOURCE) -> list[Text]:
    """Return the texts of one file, in order."""
    name = path.relative_to(source).as_posix()
    content = path.read_text(encoding="utf-8")
    found = _in_python(content) if path.suffix == ".py" else _in_template(content)
    return [Text(name, *parts) for parts in found]


def _in_python(content: str) -> Iterator[tuple[str, str, str, str]]:
    tree = ast.parse(content)
    names = dict(_names(tree))
    if not names:
        return
    notes = _notes(content.splitlines())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        function = names.get(_called(call))
        if function:
            yield *_read(call.args, function), notes.get(call.lineno, "")


def _names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """By which names this file calls gettext: ('_', 'gettext'), ('translation.gettext', ...)."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            name = alias.asname or alias.name
            function = alias.name.removesuffix("_lazy")
            if node.module == "django.utils.translation" and function in PLACES:
                yield name, function
            elif node.module == "django.utils" and alias.name == "translation":
                yield from ((f"{name}.{word}", word) for word in PLACES)


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def _notes(lines: list[str]) -> dict[int, str]:
    """What the line above says to translators, by the number of the line."""
    return {
        number + 1: line.partition(NOTE)[2].strip()
        for number, line in enumerate(lines, start=1)
        if line.strip().startswith(f"# {NOTE}")
    }


def _read(args: list[ast.expr], function: str) -> tuple[str, str, str]:
    """Return (text, plural, context) of a call.

    Raises ValueError where a text is not written out, because then nobody could translate it.
    """
    context, text, plural = PLACES[function]
    return (
        _literal(args, text),
        "" if plural is None else _literal(args, plural),
        "" if context is None else _literal(args, context),
    )


def _literal(args: list[ast.expr], place: int) -> str:
    argument = args[place] if place < len(args) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    said = ast.unparse(argument) if argument else "nothing"
    raise ValueError(f"gettext needs a text that is written out, not {said}")


def _in_template(content: str) -> Iterator[tuple[str, str, str, str]]:
    """Read what Django makes of a template for gettext: calls between signs that mean nothing."""
    note = ""
    tokens = [token for token in _tokens(templatize(content)) if token.string.strip()]
    for place, token in enumerate(tokens):
        if token.type == tokenize.COMMENT and NOTE in token.string:
            note = token.string.partition(NOTE)[2].strip()
        function = {"_": "gettext"}.get(token.string, token.string)
        if function in PLACES and tokens[place + 1].string == "(":
            yield *_read(list(_arguments(tokens[place + 2 :])), function), note
            note = ""


def _tokens(text: str) -> Iterable[tokenize.TokenInfo]:
    """In brackets, so that the blanks at the beginning of a line mean nothing."""
    return tokenize.generate_tokens(io.StringIO(f"({text}\n)").readline)


def _arguments(tokens: list[tokenize.TokenInfo]) -> Iterator[ast.expr]:
    for token in tokens:
        if token.string == ")":
            return
        if token.type == tokenize.STRING:
            yield ast.Constant(ast.literal_eval(token.string))
