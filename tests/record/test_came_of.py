"""What came of a thing is told by each room, and joined."""

from collections.abc import Sequence

import pytest

from bothways.record import came_of
from bothways.record.came_of import Came, what_came_of


@pytest.fixture(autouse=True)
def nobody_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """No room has registered."""
    monkeypatch.setattr(came_of, "_TELL", [])


def test_without_rooms_nothing_came_of_anything() -> None:
    assert what_came_of("decision", ["1"]) == {}


def test_what_two_rooms_tell_of_one_thing_stands_together() -> None:
    @came_of.came_of
    def promises(kind: str, refs: Sequence[str]) -> dict[str, list[Came]]:
        return {ref: [Came(f"a promise from {kind} {ref}", "/promises/")] for ref in refs}

    @came_of.came_of
    def answers(kind: str, refs: Sequence[str]) -> dict[str, list[Came]]:
        return {"1": [Came("an answer", "/answers/")]}

    found = what_came_of("decision", ["1", "2"])

    assert [one.words for one in found["1"]] == ["a promise from decision 1", "an answer"]
    assert [one.words for one in found["2"]] == ["a promise from decision 2"]


def test_a_room_that_registers_twice_tells_once() -> None:
    def promises(kind: str, refs: Sequence[str]) -> dict[str, list[Came]]:
        return {"1": [Came("a promise", "/promises/")]}

    came_of.came_of(promises)
    came_of.came_of(promises)

    assert len(what_came_of("decision", ["1"])["1"]) == 1
