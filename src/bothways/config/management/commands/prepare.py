"""`bothways prepare`: everything an installation needs before it can serve."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command, get_commands

from bothways.people.queries import organisation

MARK = "this-is-a-demo"


class Command(BaseCommand):
    help = "Bring both databases and the static files up to date; in the demo, make its firm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="forget the demo firm of before")

    def handle(self, *_args: Any, fresh: bool, **_options: Any) -> None:
        self._refuse_the_other_kind()
        if fresh:
            self._forget()
        for database in settings.DATABASES:
            call_command("migrate", database=database, verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        wants_firm = settings.MODE == "demo" and organisation() is None
        if wants_firm and "make_demo" in get_commands():
            self.stdout.write("Making the demo firm ...")
            call_command("make_demo")

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

    def _forget(self) -> None:
        """Remove the demo's databases; a real installation is never touched."""
        if settings.MODE != "demo":
            raise CommandError("Only the demo can be made afresh.")
        for path in settings.DATA.glob("*.sqlite3*"):
            path.unlink()
        for path in (settings.DATA / "mail").glob("*.eml"):
            path.unlink()
