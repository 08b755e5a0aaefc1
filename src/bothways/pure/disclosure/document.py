"""Reading a stored release back, and refusing a text that breaks the rules."""

import json
from collections.abc import Mapping
from typing import NoReturn, cast

from bothways.pure.disclosure.audit import audit
from bothways.pure.disclosure.errors import UnreadableReleaseError
from bothways.pure.disclosure.released import (
    TOKEN,
    VERSION,
    Cell,
    Format,
    Group,
    Level,
    Released,
)
from bothways.pure.disclosure.values import Block, Question


def read_release(text: str) -> Released:
    """Return the release that `to_json` wrote.

    Raises UnreadableReleaseError if the text is anything else: not the canonical form, a field
    too many, or a figure that the rules would not have let out.
    """
    try:
        released = _build(json.loads(text, parse_float=_refuse, parse_constant=_refuse))
    except UnreadableReleaseError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableReleaseError("this text is no release") from error
    broken = audit(released)
    if broken:
        raise UnreadableReleaseError("; ".join(broken))
    if released.to_json() != text:
        raise UnreadableReleaseError("this text is not the canonical form of its release")
    return released


def _refuse(_number: str) -> NoReturn:
    raise UnreadableReleaseError("a release holds whole numbers only")


def _build(document: Mapping[str, object]) -> Released:
    if _whole(document["v"]) != VERSION:
        raise UnreadableReleaseError("this release was written by another version")
    return Released(
        format=cast("Format", _text(document["format"])),
        k=_whole(document["k"]),
        c=_whole(document["c"]),
        questions=tuple(
            Question(_text(item["id"]), _text(item["construct"]))
            for item in _items(document["questions"])
        ),
        blocks=tuple(_block(item) for item in _items(document["blocks"])),
        n_eligible=_whole(document["eligible"]),
        n_answered=_whole_or_none(document["answered"]),
        groups=tuple(_group(item) for item in _items(document["groups"])),
        cells=tuple(_cell(item) for item in _items(document["cells"])),
        token=TOKEN,
    )


def _block(item: Mapping[str, object]) -> Block:
    return Block(
        id=_text(item["id"]),
        name=_text(item["name"]),
        department=_text(item["department"]),
        teams=_texts(item["teams"]),
        eligible=_whole(item["eligible"]),
    )


def _group(item: Mapping[str, object]) -> Group:
    return Group(_texts(item["blocks"]), _whole(item["eligible"]), _whole(item["answered"]))


def _cell(item: Mapping[str, object]) -> Cell:
    ranges = cast("Mapping[str, list[object]]", item["ge"])
    return Cell(
        level=cast("Level", _text(item["level"])),
        name=_text(item["name"]),
        blocks=_texts(item["blocks"]),
        question=_text(item["question"]),
        n=_whole_or_none(item["n"]),
        n_max=_whole_or_none(item["n_max"]),
        ge={int(threshold): _range(between) for threshold, between in ranges.items()},
    )


def _items(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise UnreadableReleaseError("a list is missing")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise UnreadableReleaseError("a list is missing")
    return tuple(_text(item) for item in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnreadableReleaseError("a text is missing")
    return value


def _range(value: list[object]) -> tuple[int, int]:
    low, high = value
    return _whole(low), _whole(high)


def _whole(value: object) -> int:
    if type(value) is not int or value < 0:
        raise UnreadableReleaseError("a count is missing")
    return value


def _whole_or_none(value: object) -> int | None:
    return None if value is None else _whole(value)
