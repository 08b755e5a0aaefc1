"""The rehearsal of real answers, and what an attacker can prove from all it publishes.

Run: python3 bothways bench attack_lq2002
2,042 people in 49 units answer 19 questions; each coalition of two respondents tells its answers.
Goal: rehearsed in under 90 s and 500 MB; no answer proved, in the full and in the focus format.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.report import report
from tests.rehearsal.attack import attack, read_answers, too_little_data
from tests.rehearsal.lq2002 import army

K, C, SECONDS, MEGABYTES = 7, 2, 90, 500


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        army().write(folder)
        for format in ("full", "focus"):
            started = time.perf_counter()
            published = rehearsed(folder, format)
            seconds = time.perf_counter() - started
            report(f"rehearsal of 2,042 people, {format} format", seconds, "s", goal=SECONDS)
            attacked(published, folder, format)
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    report("memory of the rehearsal", kilobytes / 1024, "MB", goal=MEGABYTES)


def rehearsed(folder: Path, format: str) -> dict[str, Any]:
    """Return all that the rehearsal publishes."""
    out = folder / format
    files = [f"--roster={folder}/roster.csv", f"--answers={folder}/answers.csv", f"--out={out}"]
    rules = [f"--format={format}", f"--k={K}", f"--c={C}"]
    command = [sys.executable, "-m", "bothways", "rehearse", *files, *rules]
    subprocess.run(command, env=dict(os.environ), stdout=subprocess.DEVNULL, check=True)
    return json.loads((out / "published.json").read_text(encoding="utf-8"))


def attacked(published: dict[str, Any], folder: Path, format: str) -> None:
    answers = read_answers(folder / "answers.csv")
    n_people = sum(found.n_people for found in attack(published, answers, c=C))
    report(f"answers of 38,798 proved, {format} format", n_people, "", goal=0)
    n_faults = len(too_little_data(published, k=K, c=C, answers=answers))
    report(f"figures of fewer than {K} people, {format} format", n_faults, "", goal=0)


if __name__ == "__main__":
    main()
