"""What changed between two texts, word by word, for eyes and for screen readers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

SAME, ADDED, TAKEN = "same", "added", "taken"
PIECES = re.compile(r"\s+|\w+|[^\w\s]")  # a script without spaces has longer pieces
A_SYLLABARY = re.compile(r"[\u2e80-\U0003ffff]")


@dataclass(frozen=True)
class Part:
    """A run of words that are the same, were added, or were taken out."""

    kind: str
    text: str


def differences(was: str, now: str) -> list[Part]:
    """Return the parts of both texts in reading order, what was taken out before what came."""
    old, new = _pieces(was), _pieces(now)
    first = _n_alike(old, new)
    last = _n_alike(old[first:][::-1], new[first:][::-1])
    middle = _parts(old[first : len(old) - last], new[first : len(new) - last])
    ends = [Part(SAME, "".join(old[:first]))], [Part(SAME, "".join(old[len(old) - last :]))]
    parts = chain(ends[0], middle, ends[1])
    return list(_joined(part for part in parts if part.text))


def _n_alike(one: list[str], other: list[str]) -> int:
    """Count with how many same pieces both begin: what is compared word by word gets short."""
    alike = 0
    for piece, counterpart in zip(one, other, strict=False):
        if piece != counterpart:
            break
        alike += 1
    return alike


def _parts(was: list[str], now: list[str]) -> Iterator[Part]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            yield Part(SAME, "".join(was[first:last]))
            continue
        if first < last:
            yield Part(TAKEN, "".join(was[first:last]))
        if begin < end:
            yield Part(ADDED, "".join(now[begin:end]))


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """Join what a mere space keeps apart, so that one change reads as one."""
    taken, added, same = "", "", ""
    for part in parts:
        if part.kind == SAME and part.text.strip():
            yield from _said(taken, added)
            yield part
            taken = added = ""
        elif part.kind == SAME:
            same = part.text
            if not taken and not added:
                yield part
                continue
            taken, added = taken + same, added + same
        elif part.kind == TAKEN:
            taken += part.text
        else:
            added += part.text
    yield from _said(taken, added)


def _said(taken: str, added: str) -> Iterator[Part]:
    if taken.strip() and taken != added:
        yield Part(TAKEN, taken)
    if added.strip() and taken != added:
        yield Part(ADDED, added)
    elif added and taken == added:
        yield Part(SAME, added)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in PIECES.findall(text):
        pieces += list(piece) if A_SYLLABARY.search(piece) else [piece]
    return pieces
