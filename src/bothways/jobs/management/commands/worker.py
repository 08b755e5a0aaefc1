"""`bothways worker`: the process that does what runs by itself."""

import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

import structlog
from django.core.management import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from bothways.jobs.actions import enrol_jobs, run_next_job

PAUSE_SECONDS = 1.0

log = structlog.get_logger("bothways.worker")


class Command(BaseCommand):
    help = "Run each job when it is due, until told to stop. Several workers share the work."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, and end")

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        told = threading.Event()

        def stop(_signal: int, _frame: FrameType | None) -> None:
            told.set()

        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, stop)
        enrol_jobs(now=timezone.now())
        while not told.is_set():
            self._round(told)
            if once:
                return
            told.wait(PAUSE_SECONDS)

    def _round(self, told: threading.Event) -> None:
        """Run what is due; a database that is away for a moment is no reason to end."""
        close_old_connections()
        try:
            while not told.is_set() and run_next_job(now=timezone.now()):
                pass
        except DatabaseError:
            log.exception("the database does not answer")
