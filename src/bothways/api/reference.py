"""docs/reference/api.md, from the same definitions as the API and its OpenAPI document."""

from collections.abc import Iterator
from typing import Any

from bothways.api.endpoints import ENDPOINTS, Endpoint
from bothways.api.openapi import BASE, MEANS, document, refusals_of
from bothways.api.shapes import MOST_MONTHS
from bothways.api.views.limits import MOST_BODY

INTRODUCTION = f"""\
Programs come in with a token that an owner made on the page `/installation/tokens/`, in the header
`Authorization: Bearer ...`. There is no session and no cookie. A request has at most {MOST_BODY:,}
bytes, a PUT at most {MOST_MONTHS} months. What is sent twice is as sent once. All figures are of
the whole firm. The same as a document for programs: `{BASE}openapi.json`."""


def page() -> Iterator[str]:
    """Yield the page's parts: what it is, each address, each shape, each refusal."""
    yield INTRODUCTION
    for endpoint in ENDPOINTS:
        yield from _about(endpoint)
    yield "## Shapes\n"
    for name, schema in document()["components"]["schemas"].items():
        yield f"### {name}\n\n{schema.get('description', '')}\n\n{_fields(schema)}"
    yield "## Refusals\n"
    rows = [f"| `{status}` | {words} |" for status, words in MEANS.items()]
    yield "\n".join(["| status | when |", "|---|---|", *rows])


def _about(endpoint: Endpoint) -> Iterator[str]:
    yield f"## {endpoint.method} {BASE}{endpoint.path}\n"
    taken = f" Takes `{endpoint.takes.__name__}`." if endpoint.takes else ""
    refused = ", ".join(f"`{status}`" for status in refusals_of(endpoint))
    yield (
        f"{endpoint.about}. Scope `{endpoint.scope}`.{taken} Gives `{endpoint.gives.__name__}`; "
        f"refuses with {refused}."
    )
    if endpoint.query:
        yield "\n".join(f"- `?{name}=`: {why}" for name, why in endpoint.query.items())


def _fields(schema: dict[str, Any]) -> str:
    needed = schema.get("required", [])
    lines = [
        f"- `{name}`{'' if name in needed else ' (may be left out)'}: {_kind(field)}"
        for name, field in schema.get("properties", {}).items()
    ]
    return "\n".join(lines)


def _kind(field: dict[str, Any]) -> str:
    """A field in a few words: its type, or the shape it is."""
    if "$ref" in field:
        return f"`{field['$ref'].rpartition('/')[2]}`"
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_kind(one) for one in field["anyOf"]))
    if "enum" in field:
        return "one of " + ", ".join(f"`{one}`" for one in field["enum"])
    if field.get("type") == "array":
        return f"list of {_kind(field['items'])}"
    if field.get("type") == "object":
        return f"object, each value {_kind(_values(field))}"
    return str(field.get("type", "any"))


def _values(field: dict[str, Any]) -> dict[str, Any]:
    inner: dict[str, Any] = field.get("additionalProperties") or {}
    patterns: dict[str, dict[str, Any]] = field.get("patternProperties") or {}
    return inner or next(iter(patterns.values()), {})
