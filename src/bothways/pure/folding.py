"""Words as they are looked for: without accents, case or signs, so that 'Fräse' finds 'FRASE'.

Both databases are given words that were folded here, so that both find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 40  # what is longer is cut, here and where it is looked for
MOST_WORDS = 8
BEFORE = 60  # letters shown before the first found word
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether it was looked for."""

    text: str
    is_found: bool = False


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return one word without case, accents and ligatures; letters and digits alone are left."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(sign for sign in apart if sign.isalnum()).translate(LETTERS)
    return plain[:LONGEST_WORD]


def folded_words(text: str) -> list[str]:
    """Return every word of a text, folded, in the order in which they stand there."""
    return [folded for word in WORD.findall(text) if (folded := fold(word))]


def wanted_words(text: str) -> list[str]:
    """Return what somebody looks for: at most eight different words, in order."""
    return list(dict.fromkeys(folded_words(text)))[:MOST_WORDS]


def marked(text: str, wanted: Iterable[str]) -> list[Piece]:
    """Cut a text where a word begins as one that is wanted does; together the pieces are it."""
    pieces, told = [], 0
    for start, end in _found(text, tuple(wanted)):
        if start > told:
            pieces.append(Piece(text[told:start]))
        pieces.append(Piece(text[start:end], is_found=True))
        told = end
    return [*pieces, Piece(text[told:])] if told < len(text) else pieces


def excerpt(text: str, wanted: Iterable[str], *, longest: int) -> list[Piece]:
    """Return some of a text, from shortly before the first wanted word, with those words marked.

    It ends with the line: the next one may say the same in another language.
    """
    looked_for = tuple(wanted)
    at = next(_found(text, looked_for), (0, 0))[0]
    line = text.rfind("\n", 0, at) + 1
    text, first = text[line:].partition("\n")[0], at - line
    begin = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE // 2) + 1
    end = len(text)
    if end - begin > longest:
        space = text.rfind(" ", begin, begin + longest)
        end = space if space > begin else begin + longest
    pieces = marked(text[begin:end], looked_for)
    before = [Piece("… ")] if begin else []
    return [*before, *pieces, *([Piece(" …")] if end < len(text) else [])]


def _found(text: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for word in WORD.finditer(text):
        if wanted and fold(word.group()).startswith(wanted):
            yield word.span()
