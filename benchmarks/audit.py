"""The audit of a firm of 500 with three years of rounds, a backup and a log included.

Run: python3 bothways bench audit
Goal: 20 s for the command, from its start to its last line; of the processor it takes less, which
is said beside, and does not grow when the machine has other work.
"""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from benchmarks.boxes import fill_box, pairs_from_a_drawer
from benchmarks.installation import ROOT, throw_away
from benchmarks.pages import three_years
from benchmarks.report import report

GOAL_SECONDS = 20.0
VISITS = 100_000
COULD_NOT_LOOK = 2


def main() -> None:
    with throw_away() as folder:
        owner = three_years()
        _open_box(owner)
        backup, key = _backup(folder.parent / f"{folder.name}-backup")
        log = backup.with_suffix(".log")
        log.write_text("timestamp='2026-11-02T09:00:00Z' level='info' event='page'\n" * VISITS)
        words = ["audit", "--backup", str(backup), "--key", str(key), "--log", str(log)]
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        started, spent = time.monotonic(), _cpu_of_children()
        done = subprocess.run(
            [sys.executable, "-m", "bothways", *words],
            env=env | {"BOTHWAYS_BASE_URL": "https://trust.example.org", "BOTHWAYS_HTTPS": "true"},
            capture_output=True,
            text=True,
            check=False,
        )
        taken = time.monotonic() - started
        cpu = _cpu_of_children() - spent
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        report("audit of 500 people, 3 years", taken, "s", goal=GOAL_SECONDS)
        report("CPU of it", cpu, "s", goal=GOAL_SECONDS)
        report("violations in it", done.stdout.count("VIOLATION"), "", goal=0)


def _cpu_of_children() -> float:
    """Seconds of the processor that programs have spent which were started here and have ended."""
    spent = os.times()
    return spent.children_user + spent.children_system


def _open_box(owner) -> None:  # type: ignore[no-untyped-def]
    """Open one more round and fill its box, so that there are ballots to look for."""
    from django.db import connections
    from django.utils import timezone

    from bothways.people.models import Person
    from bothways.surveys.actions import tell_of_open_box
    from tests.rounds import opened

    at = timezone.now().replace(microsecond=0) - timedelta(days=2)
    with pairs_from_a_drawer():
        round_ = opened(owner, opens_at=at, title="The one that is open")
    tell_of_open_box(at)
    fill_box(round_, dict.fromkeys(Person.objects.here()[:400], (4, 3, 5)))
    for connection in connections.all():
        connection.close()


def _backup(folder: Path) -> tuple[Path, Path]:
    """Make a backup beside the data; return it and the file of its key."""
    from django.utils import timezone

    from bothways.operations.actions.backing_up import back_up
    from bothways.operations.sealing import Key, new_key

    folder.mkdir()
    public, secret = new_key()
    key = folder / "key"
    key.write_text(f"{secret}\n")
    return back_up(to=folder, key=Key(public=public), at=timezone.now()).path, key


if __name__ == "__main__":
    main()
