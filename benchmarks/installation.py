"""An installation that lasts as long as a measurement."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def on_postgres() -> bool:
    """`--postgresql` was said to the launcher."""
    return os.environ.get("BOTHWAYS_BENCH_DATABASE") == "postgresql"


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """Yield the variables that say where both databases lie: on SQLite none at all."""
    if not on_postgres():
        yield {}
        return
    from tests.postgres import URLS, Server

    server = Server(durable=True).make()
    try:
        yield dict(zip(URLS, map(server.new_database, ("people", "box")), strict=True))
    finally:
        server.remove()


@contextmanager
def throw_away() -> Iterator[Path]:
    """Set up Django on empty databases in a temporary folder; yield the folder."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    print("on PostgreSQL" if on_postgres() else "on SQLite")
    with tempfile.TemporaryDirectory(prefix="bothways-bench-") as folder, databases() as urls:
        for name in ("DATABASE_URL", "BALLOTS_URL", "REPLICA_URL"):
            os.environ.pop(f"BOTHWAYS_{name}", None)
        os.environ.update(
            **urls,
            BOTHWAYS_DATA=folder,
            BOTHWAYS_HOSTS="localhost,127.0.0.1,testserver",
            DJANGO_SETTINGS_MODULE="bothways.config.settings",
        )
        import django
        from django.core.management import call_command

        django.setup()
        for alias in ("default", "ballots"):
            call_command("migrate", database=alias, verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield Path(folder)
