"""`bothways move --to URL`: the installation in other databases, compared row by row."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from bothways.operations.actions.moving import Table, move
from bothways.people.errors import RefusedError
from bothways.storage import addresses

BALLOTS_FILE = "ballots.sqlite3"
SETTINGS = """
Nothing was changed here. From now on start Bothways, on every machine, with
  BOTHWAYS_DATABASE_URL={main}
  BOTHWAYS_BALLOTS_URL={ballots}
(add name and password) and with the same secret ({data}/secret, or BOTHWAYS_SECRET_KEY), so that
nobody has to sign in again. Then put the old databases away; whoever starts Bothways without these
settings would go on in them."""


class Command(BaseCommand):
    help = "Copy everything into two empty databases and compare. Stop Bothways first."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            required=True,
            help="postgresql://name@host:port/database (the password may stand in ~/.pgpass or "
            "PGPASSWORD), or sqlite:////folder/bothways.sqlite3",
        )
        parser.add_argument(
            "--ballots-to", help="another database, for ballots; beside the first with SQLite"
        )

    def handle(self, *, to: str, ballots_to: str | None, **_options: Any) -> None:
        ballots_to = ballots_to or _beside(to)
        for name, url in (("--to", to), ("--ballots-to", ballots_to)):
            try:
                addresses.checked(url)
            except ValueError as error:
                raise CommandError(f"{name}: {error}.") from None
        if addresses.place(to) == addresses.place(ballots_to):
            raise CommandError("Ballots lie in a database of their own. Name another --ballots-to.")
        try:
            tables = move(to, ballots_to, say=lambda name: self.stderr.write(f"  {name}"))
        except RefusedError as error:
            raise CommandError(str(error)) from None
        self._tell(tables)
        places = {"main": addresses.shown(to), "ballots": addresses.shown(ballots_to)}
        self.stdout.write(SETTINGS.format(data=settings.DATA, **places))

    def _tell(self, tables: list[Table]) -> None:
        wide = max(len(table.name) for table in tables)
        self.stdout.write(f"{'table':<{wide}} {'rows':>8}  hash of all rows, here and there")
        for table in tables:
            self.stdout.write(f"{table.name:<{wide}} {table.n:>8}  {table.hash[:16]} the same")
        n_rows = sum(table.n for table in tables)
        self.stdout.write(f"{len(tables)} tables, {n_rows} rows: all the same in both.")


def _beside(to: str) -> str:
    """Return where ballots go if nothing was said: beside a file; elsewhere it must be said."""
    if addresses.is_postgres(to):
        raise CommandError(
            "Say where ballots go, too: --ballots-to with a second, empty database of PostgreSQL."
        )
    folder, _slash, _name = to.rpartition("/")
    return f"{folder}/{BALLOTS_FILE}"
