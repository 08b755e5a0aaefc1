"""Reading the parts of a public file, so that whatever is none is refused with a sentence."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bothways.pure.ballots import ShapeError, read_object, to_bytes

VERSION = 1

Read = TypeVar("Read")


def of_kind(body: bytes, kind: str) -> dict[str, Any]:
    """Return the object in a file of this kind. Raises MalformedError or ShapeError otherwise."""
    whole = read_object(body)
    must_be(whole, kind)
    return whole


def must_be(whole: Mapping[str, Any], kind: str) -> None:
    """Raise ShapeError unless an object says that it is of this kind."""
    if whole.get("kind") != kind or whole.get("v") != VERSION:
        raise ShapeError(f"this is no file of the kind {kind}, version {VERSION}")


def each(read: Callable[[], Read]) -> Read:
    """Return what `read` makes of the parts; a part that is missing or odd is a ShapeError."""
    try:
        return read()
    except (KeyError, TypeError, AttributeError):
        raise ShapeError("the file lacks a part, or a part is of another kind") from None


def number(told: object) -> int:
    """Return a whole number."""
    if type(told) is not int:
        raise ShapeError("a number is missing")
    return told


def text(told: object) -> str:
    """Return a text."""
    if not isinstance(told, str):
        raise ShapeError("a text is missing")
    return told


def any_bytes(told: object, name: str) -> bytes:
    """Return bytes of any length from base64url."""
    said = text(told)
    return to_bytes(said, len(said) * 3 // 4, name)
