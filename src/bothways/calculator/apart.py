"""Has the scores worked out by a process of its own, over a pipe.

The web process stays small and free of numpy, a large file holds up nobody, and when the process
ends nothing is left of it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bothways.calculator.errors import BadFileError
from bothways.calculator.figures import FirmScores, Kind, from_plain
from bothways.calculator.sheets import FirmAnswers

PATIENCE_SECONDS: Final = 30


def worked_out_apart(firms: Sequence[FirmAnswers], kind: Kind) -> list[FirmScores]:
    """Return the scores of each firm. Raises BadFileError."""
    package = Path(__file__).resolve().parents[2]
    paths = [str(package), os.environ.get("PYTHONPATH", "")]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bothways.calculator", "--from-page"],
            input=json.dumps({"kind": kind, "firms": [asdict(firm) for firm in firms]}).encode(),
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            timeout=PATIENCE_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as late:
        raise BadFileError("slow") from late
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise BadFileError(answer["refused"], **answer["values"])
    return [from_plain(firm) for firm in answer["firms"]]
