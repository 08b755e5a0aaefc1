"""What the second key signs, and that nothing else passes for it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.guardian.documents import (
    answers_hold,
    authorization,
    ceremony,
    ceremony_holds,
    holds,
    people_digest,
    read_authorization,
    request_part,
    signed_answers,
)
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.keyfile import new_identity

EDDA = new_identity("Edda Falk")
OTHER = new_identity("Somebody else")


def test_who_takes_office_shows_that_the_key_is_theirs() -> None:
    assert ceremony_holds(ceremony(EDDA))


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Somebody else"},
        {"sign": ceremony(OTHER)["sign"]},
        {"recipient": OTHER.recipient},
        {"signature": ceremony(OTHER)["signature"]},
        {"v": 2},
        {"more": "x"},
        {"sign": 7},
        {"signature": "!"},
        {"name": None},
    ],
)
def test_a_public_half_that_was_altered_does_not_hold(changed: dict[str, Any]) -> None:
    assert not ceremony_holds({**ceremony(EDDA), **changed})


def test_an_empty_document_takes_no_office() -> None:
    assert not ceremony_holds({})


def test_answers_hold_for_the_key_that_signed_them_alone() -> None:
    document = signed_answers(EDDA, [{"kind": "spare", "keys": []}])

    assert answers_hold(document, EDDA.public)
    assert not answers_hold(document, OTHER.public)
    assert not answers_hold({**document, "answers": []}, EDDA.public)
    assert not answers_hold({**document, "signature": None}, EDDA.public)


def test_a_list_of_people_has_one_digest_whatever_its_order() -> None:
    people = [{"id": "2", "name": "b", "block": "x"}, {"id": "1", "name": "a", "block": "x"}]

    assert people_digest(people) == people_digest(people[::-1])
    assert people_digest(people) != people_digest(people[:1])


def test_a_request_is_signed_with_its_method_path_moment_and_body() -> None:
    header = authorization(EDDA, method="POST", path="/a/?b=1", unix=1000, body=b"x")
    unix, signature = read_authorization(header)

    assert unix == 1000
    assert holds(EDDA.public, signature, request_part("POST", "/a/?b=1", 1000, b"x"))
    for other in (
        request_part("GET", "/a/?b=1", 1000, b"x"),
        request_part("POST", "/a/?b=2", 1000, b"x"),
        request_part("POST", "/a/?b=1", 1001, b"x"),
        request_part("POST", "/a/?b=1", 1000, b"y"),
    ):
        assert not holds(EDDA.public, signature, other)


@given(st.text())
def test_no_other_header_is_taken_for_a_signed_one(text: str) -> None:
    with pytest.raises(DistrustError):
        read_authorization(text)


@pytest.mark.parametrize("rest", ["", "1.!", "x.AAAA", "-1.AAAA", "9999999999999.AAAA", "١.AAAA"])
def test_a_header_of_the_wrong_form_is_refused(rest: str) -> None:
    with pytest.raises(DistrustError):
        read_authorization(f"Bothways-Guardian {rest}")
