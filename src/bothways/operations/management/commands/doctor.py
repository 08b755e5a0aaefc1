"""`bothways doctor`: what is wrong, and what to do."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from bothways.operations.doctor import State, examine

SIGN = {State.OK: "ok   ", State.SOON: "soon ", State.WRONG: "WRONG"}


class Command(BaseCommand):
    help = (
        "Look at clock, disk, databases, worker, mail, HTTPS and backups. Exit 1 if one is wrong."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--mail-to", default="", help="send a test mail there")
        parser.add_argument("--time-from", default="", help="an address whose clock is trusted")

    def handle(self, **options: Any) -> None:
        found = examine(
            now=timezone.now(), time_from=options["time_from"], mail_to=options["mail_to"]
        )
        if options["json"]:
            said = [finding.said() for finding in found]
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            for finding in found:
                self.stdout.write(f"{SIGN[finding.state]}  {finding.about}: {finding.words}")
                if finding.to_do:
                    self.stdout.write(f"       -> {finding.to_do}")
        if any(finding.state is State.WRONG for finding in found):
            sys.exit(1)
