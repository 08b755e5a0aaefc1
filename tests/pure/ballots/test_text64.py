"""base64url: one text for one value, and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bothways.pure.ballots import ShapeError, to_bytes, to_text


def test_the_text_has_no_padding_and_no_signs_that_need_escaping() -> None:
    assert to_text(b"\xfb\xff") == "-_8"


@given(data=some.binary(max_size=100))
def test_what_was_written_is_read_back(data: bytes) -> None:
    assert to_bytes(to_text(data), len(data), "it") == data


@pytest.mark.parametrize(
    "text",
    [None, 7, b"AAAA", "AAA=", "AA A", "AAA*", "AAAé", "AAAAA", "AAB", "AAAAAAAA", "+/8", ""],
)
def test_any_other_text_for_two_bytes_is_refused(text: object) -> None:
    with pytest.raises(ShapeError, match="seal"):
        to_bytes(text, 2, "seal")
