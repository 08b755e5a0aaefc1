"""Triggers in the database: what is fixed is refused to raw SQL and to other programs, too.

They are put up after the tables are brought up to date, and taken down before: SQLite makes a
table anew to change it, which loses its own triggers and stumbles over those of others. So they
are part of no migration, and a database that is being filled (restore, move) has none yet.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "fixed_"
POSTGRES = "postgresql"
ON_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, 6) = %s"
ON_POSTGRES = (
    "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE NOT tgisinternal AND left(tgname, 6) = %s AND pg_table_is_visible(pg_class.oid)"
)
TABLE_OF = (
    "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname = %s AND pg_table_is_visible(pg_class.oid)"
)
HOW_THEY_STAND = """
    SELECT tgname::text, tgenabled::text || CASE WHEN p.prosecdef OR p.proconfig IS NOT NULL
    OR tgqual IS NOT NULL THEN '*' ELSE '' END,
    replace(replace(pg_get_triggerdef(t.oid), '"', ''), ' ON ' || n.nspname || '.', ' ON '),
    p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc p ON p.oid = tgfoid
    WHERE NOT tgisinternal AND left(tgname, 6) = %s AND pg_table_is_visible(c.oid)
"""


@dataclass(frozen=True)
class Trigger:
    """Refuse what is done to a table when a condition on OLD and NEW holds.

    on: INSERT, UPDATE, DELETE, or TRUNCATE (which SQLite does not know). when: SQL that both
    databases read; needs: the tables it speaks of.
    """

    name: str
    table: str
    on: str
    when: str
    says: str
    needs: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name in the database, another one for another definition."""
        told = repr((self.table, self.on, self.when, self.says)).encode()
        return f"{PREFIX}{self.name}_{self.on.lower()}_{hashlib.sha256(told).hexdigest()[:8]}"


TRIGGERS: list[Trigger] = []


def differs(*columns: str) -> str:
    """Return the condition that one of these columns gets another value."""
    return "(" + " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns) + ")"


def put_up(using: str = "default") -> None:
    """Let exactly the registered triggers stand in this database, where their tables are."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    wanted = {t.full_name: t for t in TRIGGERS if _fits(t, connection.vendor, tables)}
    there = standing(using)
    _take(connection, there - set(wanted))
    with connection.cursor() as cursor:
        for name in sorted(set(wanted) - there):
            for words in _made(wanted[name], connection.vendor):
                cursor.execute(words)


def take_down(using: str = "default") -> None:
    """Take away every trigger of ours, so that tables can be changed or filled."""
    _take(connections[using], standing(using))


def standing(using: str = "default") -> set[str]:
    """Return the names of our triggers that are in this database now."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(ON_POSTGRES if connection.vendor == POSTGRES else ON_SQLITE, [PREFIX])
        return {row[0] for row in cursor.fetchall()}


def missing(using: str = "default") -> list[str]:
    """Return which of the registered triggers this database does not have, by name."""
    vendor = connections[using].vendor
    wanted = {t.full_name for t in TRIGGERS if vendor == POSTGRES or t.on != "TRUNCATE"}
    return sorted(wanted - standing(using))


def is_as_made(name: str, sql: str) -> bool:
    """Say whether this is how we make the trigger of that name on SQLite."""
    ours = [trigger for trigger in TRIGGERS if trigger.full_name == name]
    return any(sql in _made(trigger, "sqlite") for trigger in ours)


def off_on_postgres(using: str = "default") -> list[str]:
    """Return which of our triggers PostgreSQL does not fire, or not as we made them, by name."""
    with connections[using].cursor() as cursor:
        cursor.execute(HOW_THEY_STAND, [PREFIX])
        found = cursor.fetchall()
    ours = {trigger.full_name: trigger for trigger in TRIGGERS}
    return sorted(
        {
            name
            for name, *stands in found
            if name in ours and tuple(stands) != _as_it_stands(ours[name])
        }
    )


def _as_it_stands(trigger: Trigger) -> tuple[str, str, str]:
    """Return how PostgreSQL tells of a trigger of ours: whether it fires, its words, its body."""
    function, made = _made(trigger, POSTGRES)
    return "O", made.replace('"', ""), function.split("$$")[1]


def after_migrate(using: str, **_told: Any) -> None:
    """Django's signal: the tables are up to date."""
    put_up(using)


def before_migrate(using: str, plan: list[Any], **_told: Any) -> None:
    """Django's signal: tables are about to change, if there is a plan at all."""
    if plan:
        take_down(using)


def _fits(trigger: Trigger, vendor: str, tables: set[str]) -> bool:
    is_known = vendor == POSTGRES or trigger.on != "TRUNCATE"
    return is_known and {trigger.table, *trigger.needs} <= tables


def _take(connection: BaseDatabaseWrapper, names: set[str]) -> None:
    with connection.cursor() as cursor:
        for name in sorted(names):
            if connection.vendor == POSTGRES:
                cursor.execute(TABLE_OF, [name])
                for (table,) in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
                cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')
            else:
                cursor.execute(f'DROP TRIGGER "{name}"')


def _made(trigger: Trigger, vendor: str) -> list[str]:
    name, says = trigger.full_name, trigger.says
    if vendor != POSTGRES:
        when = trigger.when.replace("IS DISTINCT FROM", "IS NOT")
        return [
            f'CREATE TRIGGER "{name}" BEFORE {trigger.on} ON "{trigger.table}" WHEN {when} '
            f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
        ]
    each = "STATEMENT" if trigger.on == "TRUNCATE" else "ROW"
    back = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(trigger.on, "NEW")
    return [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
        f"IF {trigger.when} THEN RAISE EXCEPTION '{says}' USING ERRCODE = 'check_violation'; "
        f"END IF; RETURN {back}; END $$",
        f'CREATE TRIGGER "{name}" BEFORE {trigger.on} ON "{trigger.table}" '
        f'FOR EACH {each} EXECUTE FUNCTION "{name}"()',
    ]
