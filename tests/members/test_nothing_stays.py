"""What was deleted is gone from the disk too, not only from the tables."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import blank

pytestmark = pytest.mark.sqlite
ROOT = Path(__file__).resolve().parents[2]
LIVE_A_WHILE = """
import os, sys
from datetime import timedelta

import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from bothways.members.actions import add_person, forget_what_is_over, print_code, use_code
from bothways.members.models import Code, Session
from bothways.members.sessions import SessionStore

for alias in ("default", "ballots"):
    call_command("migrate", database=alias, verbosity=0)
now = timezone.now()
people = [add_person(name=f"P{n}", email=f"p{n}@x.example", unit="Firm", by=None) for n in range(9)]
codes = [print_code(person, at=now) for person in people]
for person in people:
    SessionStore().create()
marks = [*Code.objects.values_list("digest", flat=True)]
marks += Session.objects.values_list("session_key", flat=True)
for person, code in list(zip(people, codes))[:4]:
    use_code(address=person.email, code=code, at=now)
if "forget" in sys.argv:
    forget_what_is_over(at=now + timedelta(days=60))
print(*marks, flush=True)
os._exit(0)  # as if somebody looked while it runs: closing would tidy up
"""


def left_on_the_disk(folder: Path, *words: str) -> set[str]:
    """Live a while in an installation of its own; return which marks can be read on its disk."""
    blank.lay_out(folder)
    env = os.environ | {
        "BOTHWAYS_DATA": str(folder),
        "BOTHWAYS_MODE": "run",
        "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-c", LIVE_A_WHILE, *words]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    marks = done.stdout.split()
    assert len(marks) == 18
    disk = b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
    return {mark for mark in marks if mark.encode() in disk}


@pytest.mark.slow
def test_codes_and_sessions_that_are_over_leave_nothing_on_the_disk(tmp_path: Path) -> None:
    assert left_on_the_disk(tmp_path, "forget") == set()


@pytest.mark.slow
def test_before_they_are_over_they_can_be_found_there(tmp_path: Path) -> None:
    assert len(left_on_the_disk(tmp_path)) >= 14
