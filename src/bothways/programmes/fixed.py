"""What decides about a result is written once: refused to the program and to the database.

The words about a programme are not among it, since the law may ask to take a name out of them; they
are on the record as they were declared, and the page says where the two differ.
"""

from collections.abc import Sequence
from typing import Any

from bothways.programmes.errors import FixedError
from bothways.programmes.models import Design, Draw, Programme, Verdict
from bothways.record.attempts import note_attempt
from bothways.storage.guarded import Guard, GuardedQuerySet, guard
from bothways.storage.triggers import TRIGGERS, Trigger

SAYS = "what was declared before the start stays as it is"


class WrittenOnce(Guard):
    """A row that is added, and then stays."""

    def before_save(self, row: Any, fields: set[str]) -> None:
        self._refuse(type(row).objects.filter(pk=row.pk))

    def before_insert(self, rows: Sequence[Any]) -> None:
        for row in rows:
            self._refuse(type(row).objects.filter(pk=row.pk))

    def before_update(self, rows: GuardedQuerySet[Any], changes: dict[str, Any]) -> None:
        self._refuse(rows)

    def before_delete(self, rows: GuardedQuerySet[Any]) -> None:
        self._refuse(rows)

    def _refuse(self, rows: GuardedQuerySet[Any]) -> None:
        found = Programme.objects.filter(pk__in=rows.order_by().values_list("pk", flat=True))
        for programme in found:
            note_attempt("programme.change_refused", about=programme, title=programme.title)
        if found:
            raise FixedError


for model in (Design, Draw, Verdict):
    guard(model, WrittenOnce())


THERE = {
    "programmes_design": "EXISTS (SELECT 1 FROM programmes_design "
    "WHERE programme_id = NEW.programme_id)",
    "programmes_draw": "EXISTS (SELECT 1 FROM programmes_draw "
    "WHERE programme_id = NEW.programme_id)",
    "programmes_verdict": "EXISTS (SELECT 1 FROM programmes_verdict "
    "WHERE programme_id = NEW.programme_id)",
}
ANY = {
    "programmes_design": "EXISTS (SELECT 1 FROM programmes_design)",
    "programmes_draw": "EXISTS (SELECT 1 FROM programmes_draw)",
    "programmes_verdict": "EXISTS (SELECT 1 FROM programmes_verdict)",
}


def _once(table: str) -> list[Trigger]:
    name = table.partition("_")[2]
    return [
        # SQLite's INSERT OR REPLACE deletes without saying DELETE
        Trigger(name, table, "INSERT", THERE[table], SAYS),
        Trigger(name, table, "UPDATE", "OLD.programme_id IS NOT NULL", SAYS),
        Trigger(name, table, "DELETE", "OLD.programme_id IS NOT NULL", SAYS),
        Trigger(name, table, "TRUNCATE", ANY[table], SAYS),
    ]


TRIGGERS += [trigger for table in THERE for trigger in _once(table)]
