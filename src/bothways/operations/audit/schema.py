"""Are both databases those of the program, and nothing more?"""

from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.models import DateField, TimeField

from bothways.operations.audit.finding import Finding, notice, violation
from bothways.operations.audit.look import Look
from bothways.operations.audit.reading import (
    BOOKKEEPING,
    DATABASES,
    asked,
    is_sqlite,
    models,
    tables,
)
from bothways.search import index as search
from bothways.search.queries import out_of_step
from bothways.storage import triggers

NOT_OURS = "Find out who added it and what was written into it; then remove it."

UNKNOWN_TABLE = violation(
    "unknown-table",
    "The program has no such table or view. It could hold who answered, or when.",
    NOT_OURS,
)
LARGE_OBJECT = violation(
    "large-object",
    "The program keeps no large objects. One could hold a copy of anything, beside the tables.",
    NOT_OURS,
)
UNKNOWN_COLUMN = violation(
    "unknown-column",
    "The program has no such column. It could tell of a ballot's way, or its moment.",
    NOT_OURS,
)
TRIGGER = violation(
    "trigger",
    "The database itself does something at each writing that the program does not ask for: it "
    "could copy who came when.",
    NOT_OURS,
)
UNKNOWN_INDEX = violation(
    "unknown-index",
    "The program has no such index. An index can hold an order that the table does not.",
    NOT_OURS,
)
ROW_NUMBERS = violation(
    "ballots-with-row-numbers",
    "A row number is an order of arrival.",
    "Make the table anew as the program does: WITHOUT ROWID, without a counter.",
)
RELATION = violation(
    "ballots-with-a-relation",
    "The box must point at nothing, and nothing at it.",
    NOT_OURS,
)
MOMENT = violation(
    "ballots-with-a-moment",
    "A column of the box takes a moment, or fills itself: it tells when a ballot came.",
    NOT_OURS,
)
GUARD_MISSING = violation(
    "guard-missing",
    "The database lacks a trigger that refuses to change what is fixed (rules of a round, results, "
    "the record), or does not fire it as the program made it. Somebody took it away, to change "
    "something or for good.",
    "Look at what the other checks say of the record and the results; then: python3 bothways "
    "prepare",
)
SEARCH_HOLDS_MORE = violation(
    "search-out-of-step",
    "The search keeps copies of what everybody may see, and words by which they are found. It "
    "holds something that no such text says: it could tell what is between two, or of an answer.",
    "Find out what it is (python3 bothways doctor counts it); then make it anew: python3 bothways "
    "reindex",
)
OTHER_VERSION = notice(
    "schema-of-another-version",
    "The database lacks something that this version of the program has, so the two can't be "
    "compared in full.",
    "Run the audit with the version that is installed, or: python3 bothways upgrade",
)


def check(_look: Look) -> Iterator[Finding]:
    """Compare every table, column, index, trigger and view with the program's own models."""
    for alias in DATABASES:
        yield from _tables(alias)
        for name in triggers.missing(alias) if alias == "default" else []:
            yield GUARD_MISSING.at(f"{DATABASES[alias]}: {name}", f"There is no trigger {name}.")
        yield from _sqlite_objects(alias) if is_sqlite(alias) else _postgres_objects(alias)
    yield from _box_on_sqlite() if is_sqlite("ballots") else _box_on_postgres()
    yield from _search()


def _tables(alias: str) -> Iterator[Finding]:
    ours, where = models(alias), DATABASES[alias]
    here = tables(alias)
    for name in here:
        if alias == "default" and name in search.tables():
            continue  # its words are compared with what they are of
        if name not in ours and name != BOOKKEEPING:
            yield UNKNOWN_TABLE.at(f"{where}: {name}", f"There is a table {name}.")
        elif name in ours:
            yield from _columns(alias, name, ours[name])
    for name in sorted(set(ours) - set(here)):
        yield OTHER_VERSION.at(f"{where}: {name}", f"There is no table {name}.")


def _columns(alias: str, table: str, model: Any) -> Iterator[Finding]:
    connection, where = connections[alias], f"{DATABASES[alias]}: {table}"
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
        constraints = connection.introspection.get_constraints(cursor, table)
    here = {column.name for column in described}
    ours = {field.column for field in model._meta.local_concrete_fields}
    for name in sorted(here - ours):
        yield UNKNOWN_COLUMN.at(f"{where}.{name}", f"The table {table} has a column {name}.")
    for name in sorted(ours - here):
        yield OTHER_VERSION.at(f"{where}.{name}", f"The table {table} has no column {name}.")
    known = _indexed(model)
    for name, about in constraints.items():
        is_index = about["index"] or about["unique"] or about["primary_key"]
        if is_index and not about["foreign_key"] and tuple(about["columns"]) not in known:
            yield UNKNOWN_INDEX.at(f"{where}: {name}", f"There is an index {name}.")
        if alias == "ballots" and about["foreign_key"]:
            yield RELATION.at(f"{where}: {name}", f"The table {table} points at another one.")


def _indexed(model: Any) -> set[tuple[str, ...]]:
    """The sets of columns that the program lets a database index."""
    meta = model._meta
    column = {field.name: field.column for field in meta.local_concrete_fields}
    alone = {(f.column,) for f in meta.local_concrete_fields if f.unique or f.db_index}
    together = [list(names) for names in meta.unique_together]
    together += [list(index.fields) for index in meta.indexes]
    together += [list(getattr(one, "fields", ())) for one in meta.constraints]
    return alone | {tuple(column[name.lstrip("-")] for name in names) for names in together}


def _search() -> Iterator[Finding]:
    """The words of the search are those of what everybody may see; its tables as we make them."""
    where = DATABASES["default"]
    if not search.is_as_made():
        yield UNKNOWN_COLUMN.at(f"{where}: {search.TABLE}", "It is not made as the program does.")
    elif (found := out_of_step()).n_wrong:
        words = f"{found.n_wrong} rows say something else than what they are copies of."
        yield SEARCH_HOLDS_MORE.at(f"{where}: {search.TABLE}", words)


def _sqlite_objects(alias: str) -> Iterator[Finding]:
    where = DATABASES[alias]
    guards = {trigger.full_name for trigger in triggers.TRIGGERS}
    sql = (
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name"
    )
    for kind, name, made in asked(alias, sql):
        if kind == "trigger" and name in guards and triggers.is_as_made(name, str(made)):
            continue
        sort = TRIGGER if kind == "trigger" else UNKNOWN_TABLE
        yield sort.at(f"{where}: {name}", f"There is a {kind} {name}.")


# What belongs to an extension is looked at like anything else: whoever owns a database can hang a
# table of their own on any. The one that counts statements is named by another check.
RELATIONS = """
    SELECT n.nspname, c.relname, c.relkind::text FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
    AND (c.relkind IN ('v', 'm', 'f') OR c.relkind IN ('r', 'p') AND n.nspname <> 'public')
    AND NOT EXISTS (SELECT 1 FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
    WHERE d.objid = c.oid AND d.deptype = 'e' AND e.extname = 'pg_stat_statements')
"""
LARGE_OBJECTS = "SELECT oid::text FROM pg_largeobject_metadata ORDER BY oid LIMIT 20"
DOERS = """
    SELECT 'trigger', tgname::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'event trigger', evtname::text FROM pg_event_trigger
    UNION ALL SELECT 'rule', rulename::text FROM pg_rules
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
    UNION ALL SELECT 'function', proname::text FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
    WHERE d.objid = p.oid AND d.deptype = 'e' AND e.extname = 'pg_stat_statements')
"""


NOT_FIRED = """
    SELECT COALESCE(r.rolname, d.datname, 'every database') FROM pg_db_role_setting s
    LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase
    WHERE (s.setdatabase = 0 OR d.datname = current_database())
    AND EXISTS (SELECT 1 FROM unnest(s.setconfig) one
    WHERE one LIKE 'session_replication_role=%%' AND one NOT LIKE '%%=origin')
    UNION ALL SELECT 'this session' WHERE current_setting('session_replication_role') <> 'origin'
"""


def _guards_on_postgres(alias: str) -> Iterator[Finding]:
    """Each guard by its definition and its function's words, and whether it is fired at all."""
    where = DATABASES[alias]
    for name in triggers.off_on_postgres(alias):
        words = f"The trigger {name} is switched off, or its function does something else."
        yield GUARD_MISSING.at(f"{where}: {name}", words)
    for (who,) in asked(alias, NOT_FIRED, []):
        words = f"session_replication_role is set for {who}, so that no trigger fires."
        yield GUARD_MISSING.at(where, words)


def _postgres_objects(alias: str) -> Iterator[Finding]:
    where = DATABASES[alias]
    if alias == "default":
        yield from _guards_on_postgres(alias)
    for schema, name, _kind in asked(alias, RELATIONS):
        yield UNKNOWN_TABLE.at(f"{where}: {schema}.{name}", f"There is a relation {schema}.{name}.")
    for (number,) in asked(alias, LARGE_OBJECTS):
        name = f"large object {number}"
        yield LARGE_OBJECT.at(f"{where}: {name}", f"There is a {name}.")
    guards = {trigger.full_name for trigger in triggers.TRIGGERS}
    for kind, name in asked(alias, DOERS):
        if kind in {"trigger", "function"} and name in guards:
            continue
        yield TRIGGER.at(f"{where}: {name}", f"There is a {kind} {name}.")


def _box_on_sqlite() -> Iterator[Finding]:
    shapes = dict(asked("ballots", "SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for table, model in models("ballots").items():
        if table not in shapes:
            continue
        if not str(shapes[table]).upper().rstrip().endswith("WITHOUT ROWID"):
            yield ROW_NUMBERS.at(_of_box(table), f"SQLite numbers the rows of {table}.")
        fields = {field.column: field for field in model._meta.local_concrete_fields}
        sql = f'PRAGMA table_xinfo("{table}")'
        for _cid, name, kind, _not_null, default, _pk, hidden in asked("ballots", sql):
            if hidden or default is not None or _takes_a_moment(kind, fields.get(name)):
                said = f"The column {name} ({kind}) fills itself, or is made for a moment."
                yield MOMENT.at(f"{_of_box(table)}.{name}", said)


OF_POSTGRES = """
    SELECT column_name, data_type, column_default, is_identity, is_generated
    FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public'
"""


def _box_on_postgres() -> Iterator[Finding]:
    for table, model in models("ballots").items():
        fields = {field.column: field for field in model._meta.local_concrete_fields}
        for name, kind, default, identity, generated in asked("ballots", OF_POSTGRES, [table]):
            where = f"{_of_box(table)}.{name}"
            if identity != "NO" or "nextval" in str(default):
                yield ROW_NUMBERS.at(where, f"PostgreSQL counts the rows in the column {name}.")
            elif default or generated != "NEVER" or _takes_a_moment(kind, fields.get(name)):
                said = f"The column {name} ({kind}) fills itself, or is made for a moment."
                yield MOMENT.at(where, said)


def _takes_a_moment(kind: str, field: Any) -> bool:
    """A type of moments, where the program has none: opening and closing are its own."""
    is_moment = any(word in kind.lower() for word in ("date", "time", "interval"))
    return is_moment and not isinstance(field, DateField | TimeField)


def _of_box(table: str) -> str:
    return f"{DATABASES['ballots']}: {table}"
