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
from bothways.pure.disclosure import Format
from tests.rehearsal.attack import attack, n_proved, read_answers, too_little_data
from tests.rehearsal.in_process import Setting, unclamp
from tests.rehearsal.lq2002 import army

FORMATS: tuple[Format, ...] = ("full", "focus")
K, C, SECONDS, MEGABYTES = 7, 2, 90, 500


def main() -> int:
    n_found = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        army().write(folder)
        for format in FORMATS:
            started = time.perf_counter()
            published = rehearsed(folder, format)
            seconds = time.perf_counter() - started
            report(f"rehearsal of 2,042 people, {format} format", seconds, "s", goal=SECONDS)
            n_found += attacked(published, folder, format)
            n_exact = attacked_if_exact(published, folder, format)
            report(f"for comparison: with exact counts, {format} format", n_exact, "answers")
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    report("memory of the rehearsal", kilobytes / 1024, "MB", goal=MEGABYTES)
    return 1 if n_found else 0


def rehearsed(folder: Path, format: Format) -> dict[str, Any]:
    """Return all that the rehearsal publishes."""
    out = folder / format
    files = [f"--roster={folder}/roster.csv", f"--answers={folder}/answers.csv", f"--out={out}"]
    rules = [f"--format={format}", f"--k={K}", f"--c={C}"]
    command = [sys.executable, "-m", "bothways", "rehearse", *files, *rules]
    subprocess.run(command, env=dict(os.environ), stdout=subprocess.DEVNULL, check=True)
    return json.loads((out / "published.json").read_text(encoding="utf-8"))


def attacked(published: dict[str, Any], folder: Path, format: Format) -> int:
    """Print what was found, and return how much."""
    answers = read_answers(folder / "answers.csv")
    n_answers = n_proved(attack(published, answers, c=C))
    report(f"answers of 38,798 proved, {format} format", n_answers, "", goal=0)
    n_faults = len(too_little_data(published, k=K, c=C, answers=answers))
    report(f"figures of fewer than {K} people, {format} format", n_faults, "", goal=0)
    return n_answers + n_faults


def attacked_if_exact(published: dict[str, Any], folder: Path, format: Format) -> int:
    """Return how many answers the same figures would have given away without their ranges."""
    unclamp(published["cells"], army(), Setting(format, K, C))
    return n_proved(attack(published, read_answers(folder / "answers.csv"), c=C))


if __name__ == "__main__":
    sys.exit(main())
