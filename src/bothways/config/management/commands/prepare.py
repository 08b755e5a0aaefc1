"""`bothways prepare`: everything an installation needs before it can serve."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands
from django.db import connections

from bothways.languages.catalogues import compile_all
from bothways.people.queries import organisation

# What may stand in the server's settings so that its log and tables tell no moment of a ballot.
QUIET = {
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_min_error_statement": ("fatal", "panic"),
    "track_commit_timestamp": ("off",),
}
MARK = "this-is-a-demo"
WHOLE = "demo-is-whole"  # its firm was made to the end
REMEMBER = ("demo-second-key.json", "erased-people", "last-backup")  # the firm of before


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
        self._warn_of_a_talkative_server()
        call_command("collectstatic", verbosity=0, interactive=False)
        compile_all(settings.DATA / "locale")
        if is_demo and organisation() is None and "make_demo" in get_commands():
            self.stdout.write("Making the demo firm ...")
            call_command("make_demo")
        if is_demo:
            (settings.DATA / WHOLE).touch()

    def _warn_of_a_talkative_server(self) -> None:
        """Say what the server of the ballots writes down beside them, with the moment."""
        connection = connections["ballots"]
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [[*QUIET]])
            loud = [name for name, value in cursor.fetchall() if value not in QUIET[name]]
        if loud:
            self.stderr.write(
                f"The server of the ballots keeps more than ballots ({', '.join(sorted(loud))}): "
                "who reads its log could tell which sealed ballot came when. "
                "docs/run/postgresql.md says how to quiet it."
            )

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
    """Remove all of the demo's firm, a half-made one included: its second key remembers it, too."""
    for pattern in ("*.sqlite3*", "mail/*.eml", *REMEMBER, WHOLE):
        for path in settings.DATA.glob(pattern):
            path.unlink()
