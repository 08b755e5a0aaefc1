"""All of the firm in open formats: per table a CSV and a JSON file, results as their documents.

Not in it: what signs somebody in, mails on their way, ballots, and promises between two people,
which are for the two.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.timezone import localtime

from bothways import __version__
from bothways.commitments.models import Commitment
from bothways.operations.errors import CannotKeepError
from bothways.operations.rows import as_json, is_kept
from bothways.people.queries import organisation
from bothways.results.models import Release
from bothways.results.tables import tame
from bothways.storage.replica import read_apart

ROOMS_OF_SECRETS = {"members", "notifications"}
SECRET_FIELDS = {"password", "blinded_digest", "secret", "thread", "seal", "replies"}
BETWEEN_TWO = {
    "commitments.commitment": Q(to=Commitment.To.PERSON),
    "commitments.heard": Q(commitment__to=Commitment.To.PERSON),
    "commitments.change": Q(commitment__to=Commitment.To.PERSON),
    "commitments.handover": Q(commitment__to=Commitment.To.PERSON),
    "commitments.evidence": Q(commitment__to=Commitment.To.PERSON),
    "commitments.picture": Q(evidence__commitment__to=Commitment.To.PERSON),
    "decisions.draft": Q(pk__isnull=False),
    "decisions.writer": Q(pk__isnull=False),
    "decisions.thanks": ~Q(is_named=True),
}

README = """# {firm}: everything that Bothways {version} holds, {day}

One file per table, as CSV (UTF-8, commas, a line of column names) and as JSON. `schema.json` says
what each column is. `results/` holds each counted round's result, as it was signed.

In the CSV files a cell that a spreadsheet would take for a formula begins with '.

Not in here, on purpose:
- ballots: nobody has them. What is left of a counted round is its result.
- promises between two people: they are for the two.
- drafts of decisions: they are for those who write them.
- what signs somebody in (sessions, cards, passkeys, codes), and mails on their way.

{tables}
"""


def export_all(*, at: datetime) -> bytes:
    """Return a zip file of all of the firm, read from the replica where there is one."""
    return read_apart(lambda: _zipped(at))


def export_to(path: Path, *, at: datetime) -> None:
    """Write the export: a .zip file, or a folder that is made for it.

    Raises CannotKeepError if it can't be written there.
    """
    content = export_all(at=at)
    try:
        if path.suffix == ".zip":
            path.write_bytes(content)
        else:
            path.mkdir(mode=0o700)
            zipfile.ZipFile(io.BytesIO(content)).extractall(path)
    except OSError as error:
        raise CannotKeepError(str(path), error.strerror or type(error).__name__) from error


def tables() -> list[Any]:
    """Return the models that are exported."""
    return sorted(
        (
            model
            for model in apps.get_models()
            if is_kept(model) and model._meta.app_label not in ROOMS_OF_SECRETS
        ),
        key=lambda model: str(model._meta.label_lower),
    )


def columns_of(model: Any) -> list[Any]:
    """Return the columns that are exported, secrets left out."""
    return [field for field in model._meta.concrete_fields if field.name not in SECRET_FIELDS]


def _zipped(at: datetime) -> bytes:
    out = io.BytesIO()
    counts, schema = [], {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        for model in tables():
            name = model._meta.label_lower.replace(".", "_")
            rows = list(_rows(model))
            into.writestr(f"{name}.csv", _as_csv(model, rows))
            into.writestr(f"{name}.json", _as_json(model, rows))
            schema[name] = [_said_of(field) for field in columns_of(model)]
            counts.append(f"- `{name}`: {len(rows)}")
        for release in Release.objects.all():
            into.writestr(f"results/{release.round_id}.json", release.document)
        into.writestr("schema.json", json.dumps(schema, ensure_ascii=False, indent=1))
        into.writestr("README.md", _readme(at, counts))
    return out.getvalue()


def _rows(model: Any) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in columns_of(model)]
    left_out = BETWEEN_TWO.get(model._meta.label_lower, Q(pk__in=[]))
    rows = model._base_manager.exclude(left_out).order_by("pk").values_list(*names)
    return iter(rows.iterator(chunk_size=2000))


def _as_csv(model: Any, rows: list[tuple[Any, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(field.attname for field in columns_of(model))
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return tame(value)
    if isinstance(value, bool | int | float):
        return str(value)
    return tame(as_json(value).strip('"'))


def _as_json(model: Any, rows: list[tuple[Any, ...]]) -> str:
    names = [field.attname for field in columns_of(model)]
    lines = (as_json(dict(zip(names, row, strict=True))) for row in rows)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _said_of(field: Any) -> dict[str, str]:
    said = {"column": field.attname, "type": field.get_internal_type()}
    if field.is_relation:
        said["refers_to"] = field.related_model._meta.label_lower.replace(".", "_")
    return said | {"what": str(field.verbose_name)}


def _readme(at: datetime, counts: list[str]) -> str:
    firm = organisation()
    return README.format(
        firm=firm.name if firm else "No firm yet",
        version=__version__,
        day=localtime(at).date().isoformat(),
        tables="\n".join(counts),
    )
