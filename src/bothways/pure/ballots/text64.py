"""base64url without padding (RFC 4648, section 5), one text for one value."""

import base64
import binascii

from bothways.pure.ballots.errors import ShapeError


def to_text(data: bytes) -> str:
    """Return the bytes as base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def to_bytes(text: object, length: int, name: str) -> bytes:
    """Return exactly `length` bytes from base64url text without padding.

    name: how the field is called in the refusal. Raises ShapeError for anything that `to_text`
    would not have written: another length, padding, foreign signs or stray last bits.
    """
    if not isinstance(text, str) or not text.isascii():
        raise ShapeError(f"{name} must be base64url text")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise ShapeError(f"{name} must be base64url text") from None
    if len(data) != length or to_text(data) != text:
        raise ShapeError(f"{name} must be {length} bytes in base64url without padding")
    return data
