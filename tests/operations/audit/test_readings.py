"""A reading that does not follow from its result is found, whoever wrote it."""

import json

import pytest

from bothways.operations.audit.readings import _same
from tests.operations.audit.conftest import House


def firm_half(audited: House) -> dict[str, list[dict[str, list[dict[str, list[float]]]]]]:
    ((text,),) = audited.sql("SELECT firm FROM readings_reading")
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def test_what_the_worker_kept_is_in_order(audited: House) -> None:
    assert firm_half(audited)["items"]
    assert audited.finds("readings") == set()


def test_an_interval_that_was_made_narrower_is_found(audited: House) -> None:
    value = firm_half(audited)
    low, high = value["items"][0]["past"][-1]["interval"]
    value["items"][0]["past"][-1]["interval"] = [low + 0.01, high - 0.01]
    audited.sql("UPDATE readings_reading SET firm = %s", json.dumps(value))

    assert audited.finds("readings") == {"reading-not-of-its-result"}


def test_a_group_s_half_that_was_emptied_or_broken_is_found(audited: House) -> None:
    audited.sql("UPDATE readings_reading SET groups = %s", '{"engine":1,"cells":[],"scores":[]}')
    assert audited.finds("readings") == {"reading-not-of-its-result"}

    audited.sql("UPDATE readings_reading SET groups = %s", "nothing that can be read")
    assert audited.finds("readings") == {"reading-not-of-its-result"}


def test_one_that_says_more_than_the_program_would_is_found(audited: House) -> None:
    value: dict[str, object] = dict(firm_half(audited))
    value["exact"] = {"U-PSY1": 17}
    audited.sql("UPDATE readings_reading SET firm = %s", json.dumps(value))

    assert audited.finds("readings") == {"reading-not-of-its-result"}


def test_an_older_engine_s_reading_is_not_shown_and_not_held_against_this_one(
    audited: House,
) -> None:
    audited.sql("UPDATE readings_reading SET engine = 0, firm = %s", "{}")

    assert audited.finds("readings") == set()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (0.5, 0.5005, True),
        (0.5, 0.51, False),
        (1, 1.0, True),
        (True, 1.0, False),
        ("a", "a", True),
        (None, 0.5, False),
        ([1, 2], [1], False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": [0.1]}, {"a": [0.1001]}, True),
    ],
)
def test_two_documents_are_the_same_but_for_the_last_digits(
    one: object, other: object, same: bool
) -> None:
    assert _same(one, other) is same
