"""JSON read strictly."""

import pytest

from bothways.pure.ballots import MalformedError, ShapeError, read_object


def test_an_object_is_read() -> None:
    assert read_object('{"a":[1,"é",null,true]}'.encode()) == {"a": [1, "é", None, True]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{}{}",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b'{"a":1,"a":2}',
        b'{"a":{"b":1,"b":1}}',
        b"[" * 100_000,
        b'{"a":' + b"9" * 5000 + b"}",
    ],
    ids=["nothing", "cut", "two", "BOM", "Latin-1", "twice", "twice within", "deep", "huge number"],
)
def test_what_is_not_one_json_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedError):
        read_object(body)


@pytest.mark.parametrize("body", [b"[]", b'"a"', b"null", b'{"a":1.0}', b'{"a":1e3}', b'{"a":NaN}'])
def test_json_of_another_kind_is_refused(body: bytes) -> None:
    with pytest.raises(ShapeError):
        read_object(body)
