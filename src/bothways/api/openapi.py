"""The document of the API, made from the same definitions by which it works."""

from typing import Any

from pydantic import BaseModel

from bothways import __version__
from bothways.api import shapes
from bothways.api.endpoints import ENDPOINTS, Endpoint

BASE = "/api/v1/"
REFS = "#/components/schemas/{model}"
MEANS = {
    "400": "What was sent is not JSON.",
    "401": "No token, or one that works no more.",
    "403": "The token may read only.",
    "404": "There is no such address.",
    "405": "The address takes other methods.",
    "413": "What was sent is too large.",
    "422": "What was sent is not as described; nothing was written.",
}


def refusals_of(endpoint: Endpoint) -> list[str]:
    """Return the statuses from 400 on that this endpoint can give."""
    of_all = ["401", "422"] if endpoint.query else ["401"]
    return sorted({*of_all, "400", "403", "413", "422"}) if endpoint.takes else of_all


def document() -> dict[str, Any]:
    """Return the whole as an OpenAPI 3.1 document."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(BASE + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bothways", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    said: dict[str, Any] = {
        "summary": endpoint.about,
        "operationId": endpoint.do.__name__,
        "responses": {"200": _answer("As asked for.", endpoint.gives)}
        | {status: _answer(MEANS[status], shapes.Refused) for status in refusals_of(endpoint)},
    }
    if endpoint.query:
        said["parameters"] = [_parameter(name, why) for name, why in endpoint.query.items()]
    if endpoint.takes:
        said["requestBody"] = {"required": True, "content": _content(endpoint.takes)}
    return said


def _parameter(name: str, why: str) -> dict[str, Any]:
    schema = {"type": "string", "pattern": shapes.MONTH}
    return {"name": name, "in": "query", "description": why, "schema": schema}


def _answer(words: str, shape: type[BaseModel]) -> dict[str, Any]:
    return {"description": words, "content": _content(shape)}


def _content(shape: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REFS.format(model=shape.__name__)}}}


def _schemas() -> dict[str, Any]:
    """Every shape, those inside others included, each once."""
    shown: list[type[BaseModel]] = [shapes.Refused]
    for endpoint in ENDPOINTS:
        shown += [endpoint.gives, *([endpoint.takes] if endpoint.takes else [])]
    found: dict[str, Any] = {}
    for shape in shown:
        schema = shape.model_json_schema(ref_template=REFS)
        found |= schema.pop("$defs", {})
        found[shape.__name__] = schema
    return dict(sorted(found.items()))
