"""The one JSON text of a value: what is hashed and signed, by whoever writes it."""

import json


class NotPlainError(ValueError):
    """The text of a value could differ between two writers."""


def canonical_json(value: object) -> str:
    """Return the one JSON text of a value of str, int, bool, None, lists and string-keyed dicts.

    Keys sorted by code point, no spaces, no escapes beyond JSON's own. Raises NotPlainError for
    floats and anything else whose text could differ between two writers.
    """
    _only_plain(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _only_plain(value: object) -> None:
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, list | tuple):
        for inner in value:
            _only_plain(inner)
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise NotPlainError("every key is text")
            _only_plain(inner)
        return
    raise NotPlainError(f"there is no one text of a {type(value).__name__}")
