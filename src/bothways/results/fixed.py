"""A release is written once: refused to every part of the program ever after, and on the record."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from bothways.results.models import Release
from bothways.storage.guarded import Guard, GuardedQuerySet, guard
from bothways.storage.triggers import TRIGGERS, Trigger
from bothways.surveys.fixed import refuse_for

TABLE = "results_release"
SAYS = "a release is written once"
THERE = "EXISTS (SELECT 1 FROM results_release WHERE round_id = NEW.round_id)"
ANY = "EXISTS (SELECT 1 FROM results_release)"


class ReleaseGuard(Guard):
    """What was counted stays as it was signed."""

    def before_save(self, row: Release, _fields: set[str]) -> None:
        refuse_for(_there([row.round_id]), ["release"])

    def before_insert(self, rows: Sequence[Any]) -> None:
        refuse_for(_there([row.round_id for row in rows]), ["release"])

    def before_update(self, rows: GuardedQuerySet[Release], _changes: dict[str, Any]) -> None:
        refuse_for(_ids(rows), ["release"])

    def before_delete(self, rows: GuardedQuerySet[Release]) -> None:
        refuse_for(_ids(rows), ["release"])


def _there(rounds: list[UUID]) -> set[UUID]:
    return _ids(Release.objects.filter(pk__in=rounds))


def _ids(rows: GuardedQuerySet[Release]) -> set[UUID]:
    return set(rows.order_by().values_list("pk", flat=True))


guard(Release, ReleaseGuard())

TRIGGERS += [
    Trigger("release", TABLE, "INSERT", THERE, SAYS),
    Trigger("release", TABLE, "UPDATE", "OLD.round_id IS NOT NULL", SAYS),
    Trigger("release", TABLE, "DELETE", "OLD.round_id IS NOT NULL", SAYS),
    Trigger("release", TABLE, "TRUNCATE", ANY, SAYS),
]
