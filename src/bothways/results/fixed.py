"""Sheets and releases, and that two counts differ, are written once: refused ever after.

To every part of the program, and on the record. The guardian's signature alone may come later
than the rest, and then it stays, too.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from bothways.results.models import Difference, Release, Sheet
from bothways.storage.guarded import Guard, GuardedQuerySet, guard
from bothways.storage.triggers import TRIGGERS, Trigger, differs
from bothways.surveys.fixed import refuse_for

LATER = "guardian_signature"
FIXED = ("round_id", "document", "digest", "signature", "root", "salts", "released_at")
OF_A_SHEET = ("round_id", "text", "leaves", "company_signature")
OF_A_DIFFERENCE = ("round_id", "ours", "theirs", "cells", "at")


class OnceGuard(Guard):
    """What stays as it was written; `later` is a column that may be filled afterwards, once."""

    def __init__(self, word: str, later: str = "") -> None:
        self.word, self.later = word, later

    def before_save(self, row: Any, fields: set[str]) -> None:
        rows = type(row).objects.filter(pk=row.pk)
        if fields == {self.later}:
            self.before_update(rows, {self.later: getattr(row, self.later)})
        else:
            refuse_for(_ids(rows), [self.word])

    def before_insert(self, rows: Sequence[Any]) -> None:
        for model in {type(row) for row in rows}:
            refuse_for(_ids(model.objects.filter(pk__in=[row.pk for row in rows])), [self.word])

    def before_update(self, rows: GuardedQuerySet[Any], changes: dict[str, Any]) -> None:
        signs = set(changes) == {self.later}
        refuse_for(_ids(rows.exclude(**{self.later: ""}) if signs else rows), [self.word])

    def before_delete(self, rows: GuardedQuerySet[Any]) -> None:
        refuse_for(_ids(rows), [self.word])


def _ids(rows: GuardedQuerySet[Any]) -> set[UUID]:
    return set(rows.order_by().values_list("pk", flat=True))


def _once(name: str, table: str, fixed: tuple[str, ...], says: str, later: str = "") -> None:
    there = " ".join(["EXISTS (SELECT 1 FROM", table, "WHERE round_id = NEW.round_id)"])
    any_row = " ".join(["EXISTS (SELECT 1 FROM", table, ")"])
    anew = f" OR (OLD.{later} <> '' AND {differs(later)})" if later else ""
    TRIGGERS.extend(
        [
            Trigger(name, table, "INSERT", there, says),
            Trigger(name, table, "UPDATE", f"{differs(*fixed)}{anew}", says),
            Trigger(name, table, "DELETE", "OLD.round_id IS NOT NULL", says),
            Trigger(name, table, "TRUNCATE", any_row, says),
        ]
    )


guard(Release, OnceGuard("release", LATER))
guard(Sheet, OnceGuard("sheet", LATER))
guard(Difference, OnceGuard("difference"))

_once("release", "results_release", FIXED, "a release is written once", LATER)
_once("sheet", "results_sheet", OF_A_SHEET, "a sheet is written once", LATER)
_once("difference", "results_difference", OF_A_DIFFERENCE, "that two counts differ is written once")
