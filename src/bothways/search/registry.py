"""What can be found: each room says which of its texts everybody may see."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from django.urls import reverse
from django.utils.functional import Promise

T = TypeVar("T")
AT_A_TIME = 500


@dataclass(frozen=True)
class Text:
    """One thing in words: its title, all else that it says, the day of its newest word."""

    ref: str
    title: str
    body: str
    on: date


Texts = Callable[[Sequence[str] | None], Iterable[Text]]


@dataclass(frozen=True)
class Kind:
    """A kind of things: what one and what several are called, where one stands, all of them.

    texts: given ids it yields those of them that everybody may see, given None all of these.
    """

    name: str
    one: Promise
    several: Promise
    at: str
    texts: Texts

    def address(self, ref: str) -> str:
        """Return where the thing itself stands."""
        return reverse(self.at, args=[ref])


KINDS: dict[str, Kind] = {}


def searchable(name: str, *, one: Promise, several: Promise, at: str) -> Callable[[Texts], Texts]:
    """Let what this function yields be found; its room then calls refresh() at each change.

    Never yield what only some may see: what is found is found by everybody.
    """

    def register(texts: Texts) -> Texts:
        KINDS[name] = Kind(name, one, several, at, texts)
        return texts

    return register


def in_batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Yield these rows so many at a time, so that what belongs to them is read with them."""
    left = iter(rows)
    while some := list(islice(left, AT_A_TIME)):
        yield some


def everything() -> Iterator[tuple[str, Text]]:
    """Yield all that can be found, with its kind."""
    for kind in KINDS.values():
        for text in kind.texts(None):
            yield kind.name, text
