"""A release is written once: refused to every part of the program ever after, and on the record.

The guardian's signature alone may come later than the rest, and then it stays, too.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from bothways.results.models import Release
from bothways.storage.guarded import Guard, GuardedQuerySet, guard
from bothways.storage.triggers import TRIGGERS, Trigger, differs
from bothways.surveys.fixed import refuse_for

TABLE = "results_release"
SAYS = "a release is written once"
LATER = "guardian_signature"
FIXED = ("round_id", "document", "digest", "signature", "root", "salts", "released_at")
SIGNED_ANEW = f"(OLD.{LATER} <> '' AND {differs(LATER)})"
THERE = "EXISTS (SELECT 1 FROM results_release WHERE round_id = NEW.round_id)"
ANY = "EXISTS (SELECT 1 FROM results_release)"


class ReleaseGuard(Guard):
    """What was counted stays as it was signed."""

    def before_save(self, row: Release, fields: set[str]) -> None:
        if fields == {LATER}:
            self.before_update(Release.objects.filter(pk=row.pk), {LATER: row.guardian_signature})
        else:
            refuse_for(_there([row.round_id]), ["release"])

    def before_insert(self, rows: Sequence[Any]) -> None:
        refuse_for(_there([row.round_id for row in rows]), ["release"])

    def before_update(self, rows: GuardedQuerySet[Release], changes: dict[str, Any]) -> None:
        signs = set(changes) == {LATER}
        refuse_for(_ids(rows.exclude(guardian_signature="") if signs else rows), ["release"])

    def before_delete(self, rows: GuardedQuerySet[Release]) -> None:
        refuse_for(_ids(rows), ["release"])


def _there(rounds: list[UUID]) -> set[UUID]:
    return _ids(Release.objects.filter(pk__in=rounds))


def _ids(rows: GuardedQuerySet[Release]) -> set[UUID]:
    return set(rows.order_by().values_list("pk", flat=True))


guard(Release, ReleaseGuard())

TRIGGERS += [
    Trigger("release", TABLE, "INSERT", THERE, SAYS),
    Trigger("release", TABLE, "UPDATE", f"{differs(*FIXED)} OR {SIGNED_ANEW}", SAYS),
    Trigger("release", TABLE, "DELETE", "OLD.round_id IS NOT NULL", SAYS),
    Trigger("release", TABLE, "TRUNCATE", ANY, SAYS),
]
