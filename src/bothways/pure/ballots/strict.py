"""JSON read strictly: one object, no key twice, no numbers but whole ones."""

import json
from typing import Any, NoReturn

from bothways.pure.ballots.errors import MalformedError, ShapeError


def read_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object in `body`.

    Raises MalformedError if it is not JSON in UTF-8, is nested beyond reason or names a key
    twice; ShapeError if it is JSON but not an object, or holds a number that is not whole.
    """
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_each_key_once,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except (MalformedError, ShapeError):
        raise
    except (ValueError, RecursionError):
        raise MalformedError("this is not JSON") from None
    if not isinstance(value, dict):
        raise ShapeError("this is not a JSON object")
    return value


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedError("a key stands there twice")
    return found


def _refuse_number(_number: str) -> NoReturn:
    raise ShapeError("only whole numbers are meant here")
