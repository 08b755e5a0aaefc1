"""The document says what the API does: whatever fits it is taken, whatever does not is refused."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bothways.api import shapes
from bothways.api.endpoints import ENDPOINTS
from bothways.api.openapi import BASE, document, refusals_of
from bothways.api.reference import page
from tests.api.conftest import OUTCOMES, Program

MONTHS = st.builds(
    lambda year, month: f"{year}-{month:02d}", st.integers(2000, 2026), st.integers(1, 10)
)
CODES = st.sampled_from(["headcount", "leavers", "days_lost", "days_planned", "days_to_decide"])
NUMBERS = st.none() | st.integers(-5, 10**10) | st.floats(allow_nan=False, allow_infinity=False)
LINES = st.fixed_dictionaries(
    {"month": MONTHS, "figures": st.dictionaries(CODES, NUMBERS, min_size=1, max_size=5)}
)
ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def refs_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*(refs_in(one) for one in value.values()))
    if isinstance(value, list):
        return set().union(*(refs_in(one) for one in value))
    return set()


def test_the_document_is_served_to_anybody_and_is_the_one_of_the_code(db: None) -> None:
    answer = Client().get("/api/v1/openapi.json")

    assert json.loads(answer.content) == json.loads(json.dumps(document()))


def test_every_shape_that_the_document_names_is_in_it() -> None:
    said = document()
    named = {ref.rpartition("/")[2] for ref in refs_in(said)}

    assert named <= set(said["components"]["schemas"])
    assert {"Refused", "OutcomesIn", "OutcomesOut", "TrustOut"} <= named


def test_every_endpoint_is_in_the_document_and_on_the_page_with_its_refusals() -> None:
    said, text = document(), "\n".join(page())

    for endpoint in ENDPOINTS:
        operation = said["paths"][BASE + endpoint.path][endpoint.method.lower()]
        assert set(operation["responses"]) == {"200", *refusals_of(endpoint)}
        assert f"## {endpoint.method} {BASE}{endpoint.path}" in text
        assert endpoint.gives.__name__ in text


def test_every_shape_says_what_it_is() -> None:
    schemas = document()["components"]["schemas"]

    assert [name for name, schema in schemas.items() if not schema.get("description")] == []


def test_no_shape_takes_what_it_does_not_describe() -> None:
    schemas = document()["components"]["schemas"]

    assert [n for n, s in schemas.items() if s.get("additionalProperties") is not False] == []


@FEW
@given(ANY)
def test_whatever_is_sent_is_taken_or_refused_and_never_a_fault_of_ours(
    writer: Program, sent: object
) -> None:
    answer = writer.put(json.dumps(sent))

    assert answer.status_code in {200, 400, 422}
    if answer.status_code != 200:
        faults = json.loads(answer.content)["error"]["faults"]
        assert all(fault["where"] and fault["message"] for fault in faults)


@FEW
@given(st.lists(LINES, max_size=4))
def test_what_was_taken_is_what_is_read_and_again_changes_nothing(
    writer: Program, lines: list[dict[str, Any]]
) -> None:
    answer = writer.put({"months": lines})

    if answer.status_code == 422:
        return
    found = {line["month"]: line["figures"] for line in json.loads(writer.get().content)["months"]}
    for line in lines:
        for code, value in line["figures"].items():
            assert found.get(line["month"], {}).get(code) == value
    assert json.loads(writer.put({"months": lines}).content)["changed"] == 0


@given(ANY)
def test_the_schema_and_the_check_are_of_one_mind_about_what_is_no_object(sent: object) -> None:
    if isinstance(sent, dict) and set(sent) <= {"months", "measures"}:
        return
    with pytest.raises(ValidationError):
        shapes.OutcomesIn.model_validate(sent)


@given(st.text(max_size=10))
def test_a_month_is_what_its_pattern_says(text: str) -> None:
    fits = re.fullmatch(shapes.MONTH.strip("^$"), text) is not None
    try:
        shapes.MonthIn.model_validate({"month": text, "figures": {"leavers": 1}})
    except ValidationError:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize("value", ["1e400", "NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none_are_refused(value: str, writer: Program) -> None:
    text = '{"months": [{"month": "2026-10", "figures": {"leavers": %s}}]}' % value  # noqa: UP031

    assert writer.put(text).status_code == 422


def test_fractions_arrive_as_they_were_sent() -> None:
    line = shapes.MonthIn.model_validate({"month": "2026-10", "figures": {"days_lost": 0.1}})

    assert line.figures["days_lost"] == Decimal("0.1")


def test_answers_are_of_the_shapes_that_the_document_names(writer: Program) -> None:
    writer.put({"months": [{"month": "2026-10", "figures": {"headcount": 31}}]})

    shapes.OutcomesOut.model_validate_json(writer.get(OUTCOMES).content)
    shapes.TrustOut.model_validate_json(writer.get("/api/v1/trust/").content)
    shapes.Refused.model_validate_json(Client().get(OUTCOMES).content)
