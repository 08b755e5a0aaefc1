"""`bothways audit`: for a representative or an outside auditor with a right to read."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from bothways.operations.audit import Look, Report, Severity, audit
from bothways.operations.audit.reading import tables
from bothways.operations.management.commands.backup import first_line
from bothways.operations.sealing import Key, secret_in
from bothways.people.errors import RefusedError

SIGN = {Severity.VIOLATION: "VIOLATION", Severity.NOTICE: "notice   ", Severity.FINE: "fine     "}
COULD_NOT_LOOK = 2


class Command(BaseCommand):
    help = (
        "Check databases, files, logs and a backup for anything that breaks a promise of "
        "anonymity. Reads and never writes. Exit 0: no violation, 1: violations, 2: could not look."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--backup", type=Path, help="a backup to look into")
        parser.add_argument("--key", type=Path, metavar="FILE", help="the key file that opens it")
        parser.add_argument("--passphrase-file", type=Path, help="its first line opens it")
        parser.add_argument(
            "--log", type=Path, action="append", default=[], help="a log, or a folder of logs"
        )
        parser.add_argument(
            "--proxy", type=Path, action="append", default=[], help="settings of the web server"
        )
        parser.add_argument(
            "--files", action="store_true", help="insist on the list of the program's files"
        )

    def handle(self, **options: Any) -> None:
        if not settings.READ_ONLY:
            raise CommandError("Start it as: python3 bothways audit. Then nothing can be written.")
        if not settings.DATA.is_dir() or is_empty():
            self.stderr.write(f"There is no installation in {settings.DATA} (BOTHWAYS_DATA).")
            sys.exit(COULD_NOT_LOOK)
        look = Look(
            now=timezone.now(),
            data=settings.DATA,
            backup=options["backup"],
            key=_key(options),
            logs=tuple(options["log"]),
            proxies=tuple(options["proxy"]),
            insists_on_files=options["files"],
        )
        report = audit(look)
        self.stdout.write(as_json(report) if options["json"] else as_text(report))
        sys.exit(report.status)


def is_empty() -> bool:
    """Say whether there is no database, or one without a table; not one that can't be read."""
    place = str(connection.settings_dict["NAME"]).removeprefix("file:").partition("?")[0]
    if connection.vendor == "sqlite" and not Path(unquote(place)).exists():
        return True
    try:
        return not tables("default")
    except DatabaseError:  # each check says so
        return False


def _key(options: dict[str, Any]) -> Key:
    try:
        if options["key"]:
            return Key(secret=secret_in(options["key"]))
    except (RefusedError, OSError) as error:
        raise CommandError(str(error)) from None
    if options["passphrase_file"]:
        return Key(passphrase=first_line(options["passphrase_file"]))
    return Key()


def as_json(report: Report) -> str:
    """Return everything for programs."""
    said = {
        "status": report.status,
        "findings": [finding.said() for finding in report.findings],
        "unseen": [{"check": name, "why": why} for name, why in report.unseen],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def as_text(report: Report) -> str:
    """Return everything for people: what was found, where, what it means, what to do."""
    lines = []
    for one in report.findings:
        place = f"{one.where}\n           " if one.where else ""
        lines.append(f"{SIGN[one.severity]}  {place}{one.found} [{one.code}]")
        lines += [f"           {words}" for words in (one.means,) if words]
        lines += [f"           -> {words}" for words in (one.to_do,) if words]
    lines += [f"NOT SEEN   {name}: {why}" for name, why in report.unseen]
    n_notices = sum(one.severity is Severity.NOTICE for one in report.findings)
    lines.append(
        f"{len(report.violations)} violations, {n_notices} notices, "
        f"{len(report.unseen)} checks that could not be made."
    )
    return "\n".join(lines)
