"""What programs rely on: every field of every shape. A change here breaks somebody's program."""

import pytest

from bothways.api.endpoints import ENDPOINTS
from bothways.api.openapi import BASE, document, refusals_of
from bothways.api.reference import _fields, page

OPTIONAL = " (may be left out)"
PROMISED: dict[str, dict[str, str]] = {
    "Error": {
        "code": "string",
        "message": "string",
        "faults": "list of `Fault`",
    },
    "Fault": {
        "where": "string",
        "message": "string",
    },
    "FigureOut": {
        "side": "one of `people`, `leaders`",
        "round": "string",
        "closed": "string",
        "construct": "string",
        "theme": "string",
        "question": "string",
        "version": "integer",
        "text": "string",
        "asked": "integer",
        "answered": "integer or null",
        "fewer_than": "integer or null",
        "at_or_above": "object, each value list of integer",
        "true_share": "list of number or null",
        "words": "`FigureWordsOut`",
    },
    "FigureWordsOut": {
        "figure": "string",
        "sentence": "string",
        "change": "string",
    },
    "MeasureOut": {
        "code": "string",
        "name": "string",
        "unit": "string",
        "better": "one of `more`, `less`, `neither`",
        "decimals": "integer",
        "own": "boolean",
    },
    "MonthIn": {
        "month": "string",
        "figures": "object, each value number or string or null",
    },
    "MonthOut": {
        "month": "string",
        "figures": "object, each value number",
    },
    "OutcomesIn": {
        "measures": "list of `OwnIn` (may be left out)",
        "months": "list of `MonthIn` (may be left out)",
    },
    "OutcomesOut": {
        "measures": "list of `MeasureOut`",
        "months": "list of `MonthOut`",
    },
    "OutcomesWritten": {
        "measures": "list of `MeasureOut`",
        "months": "list of `MonthOut`",
        "changed": "integer",
    },
    "OwnIn": {
        "code": "string",
        "name": "string",
        "unit": "string (may be left out)",
        "better": "one of `more`, `less`, `neither` (may be left out)",
        "decimals": "integer (may be left out)",
    },
    "Refused": {
        "error": "`Error`",
    },
    "RoundOut": {
        "id": "string",
        "side": "one of `people`, `leaders`",
        "title": "string",
        "closed": "string",
        "asked": "integer",
        "answered": "integer or null",
        "k": "integer",
        "c": "integer",
        "format": "string",
        "manifest": "string",
        "manifest_hash": "string",
        "result": "`SealsOut`",
        "public_file": "string",
    },
    "ScoreOut": {
        "side": "one of `people`, `leaders`",
        "round": "string",
        "closed": "string",
        "construct": "string",
        "theme": "string",
        "questions": "list of string",
        "asked": "integer",
        "answered": "integer",
        "score": "number",
        "true_score": "list of number",
        "answers_alone": "list of number",
        "words": "`ScoreWordsOut`",
    },
    "ScoreWordsOut": {
        "score": "string",
        "sentence": "string",
        "change": "string",
    },
    "SealsOut": {
        "digest": "string",
        "root": "string",
        "signature": "string",
        "second_signature": "string",
    },
    "TogetherOut": {
        "side": "one of `people`, `leaders`",
        "round": "string",
        "closed": "string",
        "theme": "string",
        "together": "list of string",
        "apart": "list of string",
        "unclear": "list of string",
        "sentences": "list of string",
    },
    "TrustOut": {
        "v": "integer",
        "kind": "string",
        "firm": "string",
        "as_of": "string",
        "level": "number",
        "rounds": "list of `RoundOut`",
        "figures": "list of `FigureOut`",
        "scores": "list of `ScoreOut`",
        "together": "list of `TogetherOut`",
        "promises": "object, each value integer",
        "voices": "object, each value object, each value integer",
        "limits": "list of string",
    },
}
REFUSALS = {
    ("GET", "outcomes/"): [
        "401",
        "422",
    ],
    ("PUT", "outcomes/"): [
        "400",
        "401",
        "403",
        "413",
        "422",
    ],
    ("GET", "trust/"): [
        "401",
    ],
}


def promised(name: str) -> str:
    """The lines of the page for a shape."""
    lines = []
    for field, kind in PROMISED[name].items():
        optional = OPTIONAL if kind.endswith(OPTIONAL) else ""
        lines.append(f"- `{field}`{optional}: {kind.removesuffix(OPTIONAL)}")
    return "\n".join(lines)


def test_there_are_these_shapes_and_no_others() -> None:
    assert list(PROMISED) == list(document()["components"]["schemas"])


@pytest.mark.parametrize("name", PROMISED)
def test_each_shape_has_these_fields_and_no_others(name: str) -> None:
    assert _fields(document()["components"]["schemas"][name]) == promised(name)


@pytest.mark.parametrize("name", PROMISED)
def test_the_page_has_each_shape_with_its_fields(name: str) -> None:
    text = "\n".join(page())

    assert f"### {name}\n" in text
    assert promised(name) in text


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda one: f"{one.method} {one.path}")
def test_each_endpoint_refuses_with_these(endpoint) -> None:
    assert refusals_of(endpoint) == REFUSALS[endpoint.method, endpoint.path]


def test_no_shape_that_goes_out_has_a_place_for_a_group_or_a_person() -> None:
    never = {
        "block",
        "department",
        "email",
        "group",
        "groups",
        "leader",
        "name_of",
        "person",
        "unit_of",
    }

    assert not never & {field for fields in PROMISED.values() for field in fields}


def test_there_is_one_address_for_each_endpoint() -> None:
    assert set(document()["paths"]) == {BASE + endpoint.path for endpoint in ENDPOINTS}
