"""Addresses of databases, as they are set from outside, and the settings that follow from them.

An address can hold a password, so no sentence here repeats one.
"""

import importlib.util
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

SCHEMES = ("postgresql", "postgres")
FILE = "sqlite"
SHOWN = (
    "write it like postgresql://name:password@host:5432/database "
    "(signs such as @, / and : in a password as %40, %2F and %3A)"
)
POSTGRES_PORT = 5432
APART = {"fallback_application_name": "bothways"}
REPLICA_PATIENCE_SECONDS = 2

SQLITE_MAIN = (
    "PRAGMA journal_mode=WAL; PRAGMA secure_delete=ON; "
    "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
)
SQLITE_BALLOTS = "PRAGMA journal_mode=TRUNCATE; PRAGMA secure_delete=ON; PRAGMA synchronous=FULL;"


def is_postgres(url: str) -> bool:
    """Say whether an address leads to PostgreSQL."""
    return url.partition("://")[0] in SCHEMES


def checked(url: str) -> str:
    """Return an address as it was, if it can be used. Raises ValueError with a sentence."""
    scheme = url.partition("://")[0]
    if scheme == FILE and _file(url).name:
        return url
    if scheme not in SCHEMES:
        raise ValueError(
            f"it must begin with postgresql:// or sqlite:///; {SHOWN}, or like "
            "sqlite:////folder/file.sqlite3"
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"it can't be read as an address; {SHOWN}") from None
    if port == 0 or not unquote(parts.path).strip("/"):
        raise ValueError(f"it names no database; {SHOWN}")
    if importlib.util.find_spec("psycopg") is None:
        raise ValueError(
            "PostgreSQL needs a package more. Start with the launcher (python3 bothways ...), "
            "which installs it, or install requirements/postgres.txt"
        )
    return url


def place(url: str) -> tuple[str, ...]:
    """Return what tells two databases apart, whatever name or password leads there."""
    if not is_postgres(url):
        return (FILE, str(_file(url).resolve()))
    parts = urlsplit(url)
    asked = dict(pair.partition("=")[::2] for pair in parts.query.split("&"))
    host = unquote(parts.hostname or asked.get("host", "")).lower()
    here = {"", "localhost", "127.0.0.1", "::1"}
    name = unquote(parts.path).strip("/")
    return ("here" if host in here else host, str(parts.port or POSTGRES_PORT), name)


def shown(url: str) -> str:
    """Return an address fit for a terminal: without name and password."""
    if not is_postgres(url):
        return url
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"postgresql://{parts.hostname or ''}{port}{parts.path}"


def database(url: str, *, ballots: bool = False) -> dict[str, Any]:
    """Return Django's settings for the database at an address that was checked."""
    if is_postgres(url):
        return _postgres(url)
    return sqlite(_file(url), SQLITE_BALLOTS if ballots else SQLITE_MAIN)


def replica(url: str) -> dict[str, Any]:
    """Return Django's settings for a read-only copy: asked, but never waited for."""
    found = _postgres(url)
    options = {"connect_timeout": REPLICA_PATIENCE_SECONDS} | found["OPTIONS"]
    return {**found, "OPTIONS": options, "TEST": {"MIRROR": "default"}}


def sqlite(path: Path, pragmas: str) -> dict[str, Any]:
    """Return Django's settings for a file: one writer, who waits for his turn."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "CONN_MAX_AGE": None,
    }


def to_read(found: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of a database changed so that nothing can be written there.

    A file with a log (WAL) that somebody writes to is read with it, and its index is not touched;
    one that nobody has open is taken as it is, so that neither log nor index is made.
    """
    options = {**found["OPTIONS"]}
    if "sqlite" not in found["ENGINE"]:
        said = f"{options.get('options', '')} -c default_transaction_read_only=on"
        return {**found, "OPTIONS": {**options, "options": said.strip()}}
    path = Path(found["NAME"])
    how = "mode=ro&readonly_shm=1"
    if _has_a_log(path) and not path.with_name(f"{path.name}-wal").exists():
        how = "immutable=1"
    options |= {"transaction_mode": "DEFERRED", "init_command": "PRAGMA query_only=ON;"}
    return {**found, "NAME": f"file:{quote(str(path.resolve()))}?{how}", "OPTIONS": options}


def _has_a_log(path: Path) -> bool:
    """Say whether a file of SQLite is written with a log ahead of it, by its own header."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\x02\x02"


def _postgres(url: str) -> dict[str, Any]:
    """Every thread keeps its connection, looks whether it is alive, and reads what is committed."""
    import dj_database_url
    from psycopg import IsolationLevel

    found: dict[str, Any] = dict(dj_database_url.parse(url))
    options = {"isolation_level": IsolationLevel.READ_COMMITTED, **APART}
    return {
        **found,
        "OPTIONS": found.get("OPTIONS", {}) | options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _file(url: str) -> Path:
    """sqlite:////folder/file is absolute, sqlite:///file relative to where one stands."""
    return Path(unquote(urlsplit(url).path)[1:])
