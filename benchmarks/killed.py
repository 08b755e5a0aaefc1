"""2,000 ballots of 64 clients, three of four sent again, while every part is killed by chance.

Run: python3 bothways bench killed
Goals: no acknowledged ballot lost, none counted twice. Always on PostgreSQL of its own: a primary
and a streaming replica, two web servers, two workers.
"""

import json
import os
import subprocess
import sys
import tempfile

from benchmarks.installation import ROOT
from benchmarks.report import report

PEOPLE, TIMES, CLIENTS, ROUNDS = 500, 4, 64, 3


def main() -> None:
    told = killing()
    for name, n in told["killed"].items():
        report(f"{name}: killed so often", n, "")
    report("ballots sent", told["ballots"], "")
    report("  tried again until they were acknowledged", told["tried again"], "")
    report("  seconds in all", told["seconds"], "s")
    report("  not acknowledged", told["ballots"] - told["acknowledged"], "", goal=0)
    report("  acknowledged and lost", told["lost"], "", goal=0)
    report("  counted twice", told["doubled"], "", goal=0)
    report("people whose ballot was released", told["counted"], "")
    report("  of 500 missing", PEOPLE - told["counted"], "", goal=0)


def killing() -> dict[str, object]:
    """Return the counts of tests/ballotbox/killing.py."""
    words = [
        "--people",
        PEOPLE,
        "--times",
        TIMES,
        "--clients",
        CLIENTS,
        "--rounds-of-kills",
        ROUNDS,
    ]
    with tempfile.TemporaryDirectory(prefix="bothways-bench-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.ballotbox.killing", *map(str, words)],
            env={**os.environ, "BOTHWAYS_DATA": f"{folder}/data"},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
