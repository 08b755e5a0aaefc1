"""`bothways bounce`: one report that a mail did not arrive, from a mail server's pipe."""

import sys
from argparse import ArgumentParser
from email import message_from_bytes, policy
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from bothways.notifications.bounces import take_report

LARGEST = 2_000_000  # bytes; a report is short, and what is larger is none


class Command(BaseCommand):
    help = "Read one delivery report (RFC 3464) from stdin; send no more mail to a dead address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", default="", help="the address the report was sent to")

    def handle(self, *_args: Any, to: str, **_options: Any) -> None:
        """Always end well: a mail server must not send a report about a report."""
        content = sys.stdin.buffer.read(LARGEST + 1)
        if len(content) > LARGEST:
            self.stdout.write("Ignored: larger than any report.")
            return
        report = message_from_bytes(content, policy=policy.compat32)
        found = take_report(report, sent_to=to, on=timezone.localdate())
        self.stdout.write("No more mail goes to this address." if found else "Ignored.")
