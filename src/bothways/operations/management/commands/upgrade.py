"""`bothways upgrade`: a backup, the tables of this version, and a look at all of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils import timezone

from bothways import __version__
from bothways.operations import rows
from bothways.operations.actions.backing_up import back_up
from bothways.operations.doctor import State, examine
from bothways.operations.errors import NewerBackupError
from bothways.operations.management.commands.backup import key_from
from bothways.people.errors import RefusedError


class Command(BaseCommand):
    help = (
        "Back up, bring tables, files and languages up to date, look at all of it. Stop it first."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="where the backup goes; else as set")
        parser.add_argument("--key", help="public key that closes it, age1...")
        parser.add_argument("--passphrase-file", type=Path, help="its first line is the passphrase")
        parser.add_argument("--no-backup", action="store_true", help="there is another way back")

    def handle(self, **options: Any) -> None:
        here, ours = set(rows.applied()), rows.known()
        rooms = {app for app, _name in ours}
        if {node for node in here - ours if node[0] in rooms}:
            error = NewerBackupError("a newer version", __version__)
            raise CommandError(f"Nothing goes back by itself. {error}")
        pending = sorted(ours - here)
        self.stdout.write(f"Bothways {__version__}: {len(pending)} changes of the tables to make.")
        way_back = "" if options["no_backup"] or not here else self._back_up(options)
        call_command("prepare", stdout=self.stdout)
        self.stdout.write("Tables, static files and languages are those of this version.")
        self._look()
        if way_back:
            self.stdout.write(
                "To go back: install the version from before, and there\n"
                f"  python3 bothways restore {way_back} --replace\n"
                "What is done from now on would be lost by that, and a round that is open is void."
            )

    def _back_up(self, options: dict[str, Any]) -> str:
        to = options["to"] or (Path(settings.BACKUP_TO) if settings.BACKUP_TO else None)
        if to is None:
            raise CommandError("Say where the backup goes: --to FOLDER. Or --no-backup.")
        try:
            made = back_up(to=to, key=key_from(options), at=timezone.now())
        except RefusedError as error:
            raise CommandError(f"{error} Nothing was upgraded.") from None
        self.stdout.write(f"Backed up: {made.path}")
        return str(made.path)

    def _look(self) -> None:
        found = examine(now=timezone.now(), outside=False)
        for finding in found:
            if finding.state is State.WRONG and finding.to_do:
                self.stdout.write(f"WRONG  {finding.about}: {finding.words}")
                self.stdout.write(f"       -> {finding.to_do}")
        self.stdout.write("All of it again, mail and HTTPS included: python3 bothways doctor")
