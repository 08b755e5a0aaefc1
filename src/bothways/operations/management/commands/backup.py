"""`bothways backup`: all of the firm in one encrypted file, while Bothways runs."""

import getpass
import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from bothways.operations.actions.backing_up import back_up
from bothways.operations.sealing import Key, new_key
from bothways.people.errors import RefusedError


class Command(BaseCommand):
    help = (
        "Save the main database and the installation's secret, encrypted in the age format. "
        "Never in it: ballots, keys of rounds, sessions, sign-in codes, mails on their way."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, help="a file, or a folder for a dated name")
        parser.add_argument("--key", help="public key to close it with, age1...")
        parser.add_argument("--passphrase-file", type=Path, help="its first line is the passphrase")
        parser.add_argument("--keep", type=int, help="so many dated backups stay in the folder")
        parser.add_argument("--new-key", type=Path, metavar="FILE", help="make a key, and end")

    def handle(self, **options: Any) -> None:
        try:
            if options["new_key"]:
                self._make_key(options["new_key"])
            else:
                self._back_up(options)
        except RefusedError as error:
            raise CommandError(str(error)) from None

    def _back_up(self, options: dict[str, Any]) -> None:
        to = options["to"] or (Path(settings.BACKUP_TO) if settings.BACKUP_TO else None)
        if to is None:
            raise CommandError("Say where to: --to FOLDER, or set BOTHWAYS_BACKUP_TO.")
        keep = settings.BACKUP_KEEP if options["keep"] is None else options["keep"]
        made = back_up(to=to, key=key_from(options), at=timezone.now(), keep=keep)
        self.stdout.write(f"{made.path}")
        self.stdout.write(f"{made.n_rows} rows, {made.n_people} people, {made.size} bytes.")

    def _make_key(self, path: Path) -> None:
        public, secret = new_key()
        try:
            file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w")
        except OSError as error:
            raise CommandError(f"{path} can't be made: {error.strerror}.") from None
        with file:
            file.write(f"# opens backups of Bothways\n# public key: {public}\n{secret}\n")
        self.stdout.write(f"The secret key is in {path}. Put it away, not on this server.")
        self.stdout.write(f"Without it no backup opens. The public key:\n{public}")


def key_from(options: dict[str, Any]) -> Key:
    """Return what closes the backup: what was said here, else what is set, else a prompt."""
    if options["key"]:
        return Key(public=options["key"])
    if options["passphrase_file"]:
        return Key(passphrase=first_line(options["passphrase_file"]))
    if settings.BACKUP_KEY:
        return Key(public=settings.BACKUP_KEY)
    if settings.BACKUP_PASSPHRASE:
        return Key(passphrase=settings.BACKUP_PASSPHRASE)
    once, again = getpass.getpass("Passphrase: "), getpass.getpass("The same again: ")
    if once != again:
        raise CommandError("The two passphrases are not the same.")
    return Key(passphrase=once)


def first_line(path: Path) -> str:
    """Return the first line of a file."""
    try:
        return path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except OSError as error:
        raise CommandError(f"{path} can't be read: {error.strerror}.") from None
