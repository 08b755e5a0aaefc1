"""A kind of things that exists in these tests alone."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from django.utils.functional import lazystr

from bothways.search.registry import KINDS, Text, searchable
from tests.factories import TODAY

Notes = dict[str, Text]


def note_of(ref: str, title: str, body: str = "", on: date = TODAY) -> Text:
    """A thing in words."""
    return Text(ref, title, body, on)


@pytest.fixture
def notes() -> Iterator[Notes]:
    """Notes on a board, by id; what is put in here can be refreshed, forgotten and rebuilt."""
    board: Notes = {}

    def texts(refs: Sequence[str] | None) -> Iterator[Text]:
        yield from (text for ref, text in board.items() if refs is None or ref in refs)

    named = {"one": lazystr("Note"), "several": lazystr("Notes")}
    searchable("note", at="commitments:one", **named)(texts)  # type: ignore[arg-type]
    yield board
    del KINDS["note"]
