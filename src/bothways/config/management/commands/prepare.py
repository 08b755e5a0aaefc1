"""`bothways prepare`: everything an installation needs before it can serve."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import connections

from bothways.languages.catalogues import compile_all
from bothways.people.queries import organisation

MARK = "this-is-a-demo"
WHOLE = "demo-is-whole"  # its firm was made to the end


class Command(BaseCommand):
    help = "Bring databases, static files and languages up to date; in the demo, make its firm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="forget the demo firm of before")

    def handle(self, *_args: Any, fresh: bool, **_options: Any) -> None:
        is_demo = settings.MODE == "demo"
        self._refuse_the_other_kind()
        if fresh and not is_demo:
            raise CommandError("Only the demo can be made afresh.")
        if is_demo and (fresh or not (settings.DATA / WHOLE).exists()):
            forget_demo()
        for database in ("default", "ballots"):
            self._refuse_the_others_tables(database)
            call_command("migrate", database=database, verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        compile_all(settings.DATA / "locale")
        if is_demo and organisation() is None and "make_demo" in get_commands():
            self.stdout.write("Making the demo firm ...")
            call_command("make_demo")
        if is_demo:
            (settings.DATA / WHOLE).touch()

    def _refuse_the_others_tables(self, database: str) -> None:
        """Two names may lead to one database; ballots never lie beside the people."""
        connection = connections[database]
        with connection.cursor() as cursor:
            there = set(connection.introspection.table_names(cursor))
        theirs = {"default": "ballotbox_box", "ballots": "people_person"}[database]
        if theirs in there:
            raise CommandError(
                "Ballots and people would lie in one database. Give ballots another one "
                "(BOTHWAYS_BALLOTS_URL)."
            )

    def _refuse_the_other_kind(self) -> None:
        """A demo has doors for anybody, so it never shares a folder with a real installation."""
        is_demo, mark = settings.MODE == "demo", settings.DATA / MARK
        if (settings.DATA / "bothways.sqlite3").exists() and is_demo != mark.exists():
            kind = "a real installation" if is_demo else "a demo"
            raise CommandError(
                f"{settings.DATA} holds {kind}. Set BOTHWAYS_DATA to another folder."
            )
        if is_demo:
            mark.touch()


def forget_demo() -> None:
    """Remove the demo's databases and mails, a half-made firm included."""
    for pattern in ("*.sqlite3*", "mail/*.eml", WHOLE):
        for path in settings.DATA.glob(pattern):
            path.unlink()
