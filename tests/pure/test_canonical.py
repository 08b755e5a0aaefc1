"""One value, one text: what two writers sign is the same."""

import pytest

from bothways.pure.canonical import NotPlainError, canonical_json


def test_keys_are_sorted_and_letters_stand_as_they_are() -> None:
    text = canonical_json({"b": [1, None, True], "a": {"ß": "Zoë", "Z": ""}})

    assert text == '{"a":{"Z":"","ß":"Zoë"},"b":[1,null,true]}'


@pytest.mark.parametrize("value", [1.5, {"a": float("nan")}, {1: "a"}, [b"bytes"], {"a": {2}}])
def test_what_two_writers_might_write_differently_is_refused(value: object) -> None:
    with pytest.raises(NotPlainError):
        canonical_json(value)


def test_the_ledger_needs_nothing_of_the_ballots_to_write_an_entry() -> None:
    """Either can be read without the other: the text of a value is below both."""
    import bothways.pure.ledger.entries as entries

    assert entries.canonical_json is canonical_json
