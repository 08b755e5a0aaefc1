"""What a server of PostgreSQL writes down besides the tables."""

from collections.abc import Callable, Iterator

from bothways.operations.audit.finding import Finding, Kind, notice, violation
from bothways.operations.audit.reading import DATABASES, asked

IN_ITS_PLACE = "docs/run/postgresql.md, 'Set up', has the three lines that set it for the ballots."

STATEMENTS_LOGGED = violation(
    "statements-logged",
    "The server writes statements into its log, with the moment: each ballot that came, in order.",
    IN_ITS_PLACE,
)
COMMIT_MOMENTS = violation(
    "commit-moments-kept",
    "The server keeps the moment of every change of every row: when an envelope was fetched, when "
    "the box changed.",
    "Set track_commit_timestamp = off, and restart the server.",
)
BALLOTS_ARCHIVED = violation(
    "ballots-log-archived",
    "The server's log is copied into an archive. It holds the sealed ballots in the order in "
    "which they came, and the key that opens them, for as long as the archive is kept.",
    "Archive the cluster of the people, never that of the ballots (docs/run/postgresql.md).",
)
LOGICAL = violation(
    "ballots-log-decoded",
    "With wal_level = logical, or a publication, others can read each change of the box row by "
    "row, in order.",
    "Set wal_level = replica on the cluster of the ballots, and drop its publications.",
)
SLOT = violation(
    "ballots-log-held",
    "A replication slot that nobody reads makes the server keep its log of ballots for ever.",
    "Drop the slot: SELECT pg_drop_replication_slot('...')",
)
COUNTED = violation(
    "ballots-counted-by-the-server",
    "pg_stat_statements counts each kind of statement: how many ballots came while the box is "
    "open, and how many letters in a half day.",
    "Take pg_stat_statements out of the database of the ballots, and reset it.",
)
WATCHED = notice(
    "statements-watched",
    "The server loads a module that can write down or count statements.",
    "See that it is off for the database of the ballots.",
)
REPLICA = notice(
    "ballots-copied",
    "A replica holds the database of the boxes too, keys of open boxes included.",
    "Guard it as the primary; audit what it writes down, too.",
)
LOG_KEPT = notice(
    "ballots-log-kept-a-while",
    "The server's own log (WAL) keeps sealed ballots in the order in which they came, and the key "
    "of their box, until it is written over.",
    "Keep it short (docs/run/postgresql.md); after a round: CHECKPOINT; SELECT pg_switch_wal();",
)

SETTINGS: dict[str, tuple[Callable[[str], bool], Kind]] = {
    "log_statement": (lambda v: v in {"mod", "all"}, STATEMENTS_LOGGED),
    "log_min_duration_statement": (lambda v: v != "-1", STATEMENTS_LOGGED),
    "log_min_duration_sample": (lambda v: v != "-1", STATEMENTS_LOGGED),
    "log_transaction_sample_rate": (lambda v: float(v) > 0, STATEMENTS_LOGGED),
    "log_duration": (lambda v: v == "on", STATEMENTS_LOGGED),
    "track_commit_timestamp": (lambda v: v == "on", COMMIT_MOMENTS),
    "archive_mode": (lambda v: v != "off", BALLOTS_ARCHIVED),
    "wal_level": (lambda v: v == "logical", LOGICAL),
}
FOR_PEOPLE_TOO = {"track_commit_timestamp"}
WATCHERS = ("auto_explain", "pg_stat_statements", "pgaudit", "pg_stat_monitor")


def check(alias: str) -> Iterator[Finding]:
    """Look at one database of PostgreSQL; most of it matters for the ballots alone."""
    where = DATABASES[alias]
    for name, (is_bad, kind) in SETTINGS.items():
        if alias == "ballots" or name in FOR_PEOPLE_TOO:
            for value in _values(name):
                if is_bad(value):
                    yield kind.at(f"{where}: {name}", f"{name} is {value}.")
    if alias == "ballots":
        yield from _readers(where)
        yield from _watchers(where)
        yield LOG_KEPT.at(where, "The boxes lie in PostgreSQL.")


SET_APART = """
    SELECT DISTINCT split_part(one, '=', 2)
    FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase,
    unnest(s.setconfig) AS one
    WHERE split_part(one, '=', 1) = %s AND (d.datname IS NULL OR d.datname = current_database())
"""


def _values(name: str) -> list[str]:
    """What is in force here, and what is set for other roles that come here."""
    own = asked("ballots", "SELECT setting FROM pg_settings WHERE name = %s", [name])
    apart = asked("ballots", SET_APART, [name])
    return sorted({str(value) for (value,) in [*own, *apart]})


def _readers(where: str) -> Iterator[Finding]:
    for name, is_active, kind in asked(
        "ballots", "SELECT slot_name, active, slot_type FROM pg_replication_slots"
    ):
        if not is_active:
            yield SLOT.at(f"{where}: {name}", f"Nobody reads the slot {name}.")
        elif kind == "logical":
            yield LOGICAL.at(f"{where}: {name}", f"The slot {name} decodes the log.")
    for (name,) in asked("ballots", "SELECT pubname FROM pg_publication"):
        yield LOGICAL.at(f"{where}: {name}", f"There is a publication {name}.")
    if asked("ballots", "SELECT 1 FROM pg_stat_replication LIMIT 1"):
        yield REPLICA.at(where, "A replica follows this server.")


def _watchers(where: str) -> Iterator[Finding]:
    loaded = asked("ballots", "SHOW shared_preload_libraries")[0][0]
    for name in WATCHERS:
        if name in str(loaded):
            yield WATCHED.at(where, f"The server loads {name}.")
    counted = "SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'"
    if asked("ballots", counted):
        found = _counted_statements()
        if found:
            yield COUNTED.at(where, "pg_stat_statements has lines about the box.")


def _counted_statements() -> bool:
    sql = "SELECT 1 FROM pg_stat_statements WHERE query ~* %s LIMIT 1"
    return bool(asked("ballots", sql, ["ballotbox_bundle|letterbox_"]))
