"""A random value is found again in whatever spelling and at whatever place."""

import base64
import os
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from bothways.operations.audit.needles import Needles, as_bytes, joined

SECRET = bytes(range(7, 39))


def looking_for(secret: bytes) -> Needles:
    needles = Needles()
    needles.add_secret("it", secret)
    return needles


@given(secret=st.binary(min_size=32, max_size=400), before=st.binary(), after=st.binary())
def test_it_is_found_as_it_is_at_any_place(secret: bytes, before: bytes, after: bytes) -> None:
    if not any(secret[-16:]):
        return

    assert looking_for(secret).found_in(before + secret + after) == {"it"}


@given(secret=st.binary(min_size=32, max_size=400), before=st.text("xyz /", max_size=9))
def test_it_is_found_in_hex_and_base64(secret: bytes, before: str) -> None:
    if not any(secret[-16:]):
        return
    for spelled in (
        secret.hex(),
        secret.hex().upper(),
        base64.b64encode(secret).decode(),
        base64.urlsafe_b64encode(secret).decode(),
    ):
        assert looking_for(secret).found_in(f"{before}{spelled}.".encode()) == {"it"}


@given(before=st.binary(max_size=50), after=st.binary(min_size=40, max_size=90))
def test_it_is_found_inside_base64_of_something_longer(before: bytes, after: bytes) -> None:
    whole = base64.b64encode(before + SECRET + after)

    assert looking_for(SECRET).found_deep(b'{"a": "' + whole + b'"}') == {"it"}


def test_something_else_is_not_found() -> None:
    needles = looking_for(SECRET)

    assert needles.found_deep(os.urandom(100_000)) == set()
    assert needles.found_in(SECRET[:-1]) == set()
    assert needles.found_in(b"") == set()


def test_emptiness_is_never_looked_for() -> None:
    needles = looking_for(bytes(64))

    assert len(needles) == 0
    assert needles.found_in(bytes(1000)) == set()


def test_short_things_are_found_too() -> None:
    needles = Needles()
    needles.add("a name", b"Jo Ann")

    assert needles.found_in(b"... Jo Ann ...") == {"a name"}


@given(needle=st.binary(min_size=1, max_size=40), before=st.binary(), after=st.binary())
def test_a_needle_of_any_length_is_found_at_any_place(
    needle: bytes, before: bytes, after: bytes
) -> None:
    needles = Needles()
    needles.add("it", needle)

    assert needles.found_in(before + needle + after) == {"it"}


def test_a_row_becomes_bytes() -> None:
    assert joined([b"a", memoryview(b"b"), "c", 7, None]) == b"a\x00b\x00c\x007\x00None"
    assert as_bytes("ü") == "ü".encode()
    assert as_bytes(UUID(int=7)) == b"0" * 31 + b"7"
