"""`bothways restore FILE`: put a backup back, all of it or nothing."""

import getpass
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from bothways.operations.actions.restoring import read_backup, restore, what_is_here
from bothways.operations.management.commands.backup import first_line
from bothways.operations.sealing import Key, needs_passphrase, secret_in
from bothways.people.errors import RefusedError

VOID_SAID = (
    "{n} announced or open round(s) are void: no backup holds their boxes. Those who were asked "
    "are told by mail."
)


class Command(BaseCommand):
    help = "Put a backup back into an empty installation. Stop Bothways first."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key-file", type=Path, help="the key file that opens it")
        parser.add_argument("--passphrase-file", type=Path, help="its first line is the passphrase")
        parser.add_argument("--replace", action="store_true", help="lose what is here now")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--check", action="store_true", help="read it to its end, and no more")

    def handle(self, **options: Any) -> None:
        try:
            self._restore(options)
        except RefusedError as error:
            raise CommandError(str(error)) from None

    def _restore(self, options: dict[str, Any]) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        packed, checked = read_backup(path, _key_from(path, options))
        head = checked.head
        self.stdout.write(
            f"{head.firm or 'No firm yet'}, {head.made_at}, Bothways {head.version}: "
            f"{checked.n_rows} rows, {checked.count('people.person')} people. It is whole."
        )
        if options["check"]:
            return
        if options["replace"] and not options["yes"]:
            self._ask()
        done = restore(packed, checked, at=timezone.now(), replace=options["replace"])
        self.stdout.write("Restored, compared and brought up to date. Everybody signs in again.")
        if done.n_void:
            self.stdout.write(VOID_SAID.format(n=done.n_void))

    def _ask(self) -> None:
        here = what_is_here()
        if not here:
            return
        self.stdout.write("This would be lost:")
        for noun, n in here.items():
            self.stdout.write(f"  {n} {noun}")
        if input("Type 'replace' to go on: ").strip() != "replace":
            raise CommandError("Nothing was changed.")


def _key_from(path: Path, options: dict[str, Any]) -> Key:
    if options["key_file"]:
        try:
            return Key(secret=secret_in(options["key_file"]))
        except OSError as error:
            raise CommandError(f"{options['key_file']}: {error.strerror}.") from None
    if options["passphrase_file"]:
        return Key(passphrase=first_line(options["passphrase_file"]))
    if not needs_passphrase(path.read_bytes()):
        raise CommandError("This backup was closed to a key. Say --key-file FILE.")
    return Key(passphrase=settings.BACKUP_PASSPHRASE or getpass.getpass("Passphrase: "))
