"""A web server whose clock and answers a test sets; installations in order."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.utils import timezone
from pytest_django import Settings

from bothways.jobs.actions import enrol_jobs
from bothways.jobs.models import Schedule
from tests.cast import Cast


class Elsewhere:
    """Another machine: its clock's offset in seconds, its status, and what it was asked."""

    def __init__(self) -> None:
        self.off = 0.0
        self.status = 200
        self.asked: list[str] = []
        self.answers: dict[str, int] = {}  # a status for one path
        self.headers: dict[str, str] = {}
        self.posted: list[int] = []  # how long each body was
        self.address = ""


@pytest.fixture
def other_machine() -> Iterator[Elsewhere]:
    """A web server on this machine whose Date header says what the test wants."""
    told = Elsewhere()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append(self.path)
            moment = datetime.fromtimestamp(datetime.now(UTC).timestamp() + told.off, UTC)
            self.send_response_only(told.answers.get(self.path, told.status))
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Date", format_datetime(moment, usegmt=True))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_POST(self) -> None:
            told.posted.append(len(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response_only(told.answers.get(f"POST {self.path}", 400))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Be quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    told.address = f"http://127.0.0.1:{server.server_port}"
    beside = threading.Thread(target=server.serve_forever, daemon=True)
    beside.start()
    yield told
    server.shutdown()
    server.server_close()


@pytest.fixture
def in_order(house: Cast, settings: Settings) -> Cast:
    """Millrace in an installation in which the worker works."""
    settings.TIME_ZONE = "Europe/Berlin"
    settings.DATA.chmod(0o700)
    for path in settings.DATA.iterdir():
        path.chmod(0o600)
    enrol_jobs(now=timezone.now())
    Schedule.objects.update(last_run_at=timezone.now())
    return house
