"""A code as words: 128 bits of chance and 16 that find a slip of the pen, nine bits a word."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence

from bothways.pure.ballots.errors import ShapeError

CODE_LENGTH = 16
CHECK_LENGTH = 2
BITS = 9
N_WORDS = 8 * (CODE_LENGTH + CHECK_LENGTH) // BITS
BEGINS = 4  # no two words of a list share so many first letters
PURPOSE = b"bothways-code-v1\x00"


def with_checksum(code: bytes) -> bytes:
    """Return the 18 bytes that are written down. code: 16 bytes of chance."""
    if len(code) != CODE_LENGTH:
        raise ShapeError("a code has 16 bytes")
    return code + hashlib.sha256(PURPOSE + code).digest()[:CHECK_LENGTH]


def code_words(code: bytes, words: Sequence[str]) -> list[str]:
    """Return the sixteen words of a code. words: a list of 512."""
    number = int.from_bytes(with_checksum(code), "big")
    places = [(number >> BITS * left) % 2**BITS for left in reversed(range(N_WORDS))]
    return [words[place] for place in places]


def code_in(text: str, lists: Mapping[str, Sequence[str]]) -> bytes:
    """Return the code that these words spell, in whichever list all of them stand.

    Capitals, accents, line breaks, commas and numbers before the words are forgiven, and so is an
    ending, once the first four letters are right. Raises ShapeError if there are not sixteen, if
    one stands in no list, or if the sum of all does not fit.
    """
    typed = [folded(word) for word in re.findall(r"[^\W\d_]+", text)]
    if len(typed) != N_WORDS:
        raise ShapeError("a code has sixteen words")
    spelled = [found for words in lists.values() if (found := _spelled(typed, words)) is not None]
    if not spelled:
        raise ShapeError("a word stands in none of the lists")
    for bytes_ in spelled:
        if with_checksum(bytes_[:CODE_LENGTH]) == bytes_:
            return bytes_[:CODE_LENGTH]
    raise ShapeError("the words are right, but not these in this order")


def _spelled(typed: Sequence[str], words: Sequence[str]) -> bytes | None:
    places = {folded(word): place for place, word in enumerate(words)}
    begun = {word[:BEGINS]: place for word, place in places.items() if len(word) >= BEGINS}
    number = 0
    for word in typed:
        place = places.get(word)
        if place is None and len(word) >= BEGINS:
            place = begun.get(word[:BEGINS])
        if place is None:
            return None
        number = number << BITS | place
    return number.to_bytes(CODE_LENGTH + CHECK_LENGTH, "big")


def folded(word: str) -> str:
    """Return a word in small letters and without marks on them."""
    apart = unicodedata.normalize("NFD", word.lower().replace("ß", "ss"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
