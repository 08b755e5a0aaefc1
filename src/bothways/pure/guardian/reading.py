"""Reading what came from the other side: every field of the one type that is meant."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from bothways.pure.ballots import BallotError, read_object, to_text
from bothways.pure.guardian.errors import DistrustError


def from_text64(value: object, name: str) -> bytes:
    """Return the bytes of a base64url text of any length. Raises DistrustError."""
    if not isinstance(value, str) or not value.isascii():
        raise DistrustError(f"{name} is not in the form that is meant.")
    try:
        data = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except binascii.Error:
        data = b""
    if to_text(data) != value:
        raise DistrustError(f"{name} is not in the form that is meant.")
    return data


def text_in(fields: Mapping[str, Any], name: str) -> str:
    """Return a field that is text. Raises DistrustError."""
    value = fields.get(name)
    if not isinstance(value, str):
        raise DistrustError(f"{name} is missing.")
    return value


def list_in(fields: Mapping[str, Any], name: str) -> list[Any]:
    """Return a field that is a list. Raises DistrustError."""
    value = fields.get(name)
    if not isinstance(value, list):
        raise DistrustError(f"{name} is missing.")
    return value


def map_in(fields: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a field that is an object. Raises DistrustError."""
    value = fields.get(name)
    if not isinstance(value, dict):
        raise DistrustError(f"{name} is missing.")
    return value


def number_in(fields: Mapping[str, Any], name: str) -> int:
    """Return a field that is a whole number, 0 where it is missing. Raises DistrustError."""
    value = fields.get(name, 0)
    if type(value) is not int:
        raise DistrustError(f"{name} is not a whole number.")
    return value


def object_in(text: str | bytes) -> dict[str, Any]:
    """Return the JSON object in a text. Raises DistrustError."""
    try:
        return read_object(text.encode() if isinstance(text, str) else text)
    except BallotError:
        raise DistrustError("This is not the document that is meant.") from None
