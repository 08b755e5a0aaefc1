"""Places on a page that higher rooms fill: in their order, for this reader, or not at all."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from bothways.people.models import Person
from bothways.ui.slots import _SLOTS, Part, fills, parts_of
from tests.cast import Cast

PLACE = "a-place-of-these-tests"


@pytest.fixture(autouse=True)
def forgotten_after_it() -> Iterator[None]:
    """Leave no filler behind."""
    yield
    _SLOTS.pop(PLACE, None)


def shown(reader: Person, thing: object = None) -> str:
    request = RequestFactory().get("/")
    request.user = reader
    template = Template("{% load ui %}{% slot '" + PLACE + "' thing %}")
    return template.render(Context({"request": request, "thing": thing}))


def test_a_place_that_nobody_fills_is_empty(firm: Cast) -> None:
    assert parts_of(PLACE, firm.employee, None) == []
    assert shown(firm.employee).strip() == ""


def test_several_stand_in_the_order_in_which_their_rooms_start(firm: Cast) -> None:
    fills(PLACE)(lambda _reader, _thing: Part("ui/_mark.html", {"state": "kept"}))
    fills(PLACE)(lambda _reader, _thing: Part("ui/_steps.html", {"words": "Second"}))

    parts = parts_of(PLACE, firm.employee, None)

    assert [part.template for part in parts] == ["ui/_mark.html", "ui/_steps.html"]


def test_who_has_nothing_to_show_to_this_reader_leaves_it_out(firm: Cast) -> None:
    @fills(PLACE)
    def for_the_owner(reader: Person, _thing: Any) -> Part | None:
        return Part("ui/_mark.html") if reader == firm.owner else None

    assert len(parts_of(PLACE, firm.owner, None)) == 1
    assert parts_of(PLACE, firm.employee, None) == []


def test_a_room_that_is_started_twice_stands_there_once(firm: Cast) -> None:
    def filler(_reader: Person, _thing: Any) -> Part:
        return Part("ui/_mark.html")

    assert fills(PLACE)(filler) is filler
    fills(PLACE)(filler)

    assert len(parts_of(PLACE, firm.employee, None)) == 1


def test_a_filler_is_given_the_reader_and_the_thing(firm: Cast) -> None:
    heard: list[tuple[Person, Any]] = []

    @fills(PLACE)
    def listens(reader: Person, thing: Any) -> None:
        heard.append((reader, thing))

    shown(firm.employee, firm.organisation)

    assert heard == [(firm.employee, firm.organisation)]
