"""Starting, asking and killing a station (see station.py)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.postgres import databases_of

ROOT = Path(__file__).parents[2]


class Process:
    """A running station in an installation's folder."""

    def __init__(self, folder: Path, station: str = "tests.ballotbox.station") -> None:
        self.folder = folder
        environment = {
            **os.environ,
            **databases_of(folder),
            "BOTHWAYS_DATA": str(folder),
            "BOTHWAYS_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        self.running = subprocess.Popen(
            [sys.executable, "-m", station],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, word: str, *arguments: Any) -> None:
        assert self.running.stdin is not None
        self.running.stdin.write(json.dumps([word, *arguments]) + "\n")
        self.running.stdin.flush()

    def hear(self) -> Any:
        assert self.running.stdout is not None
        line = self.running.stdout.readline()
        assert line, f"the station in {self.folder} has ended"
        return json.loads(line)

    def ask(self, word: str, *arguments: Any) -> Any:
        self.tell(word, *arguments)
        return self.hear()

    def kill(self) -> list[Any]:
        """End it with SIGKILL; return what it had still told before."""
        self.running.kill()
        assert self.running.stdout is not None
        rest = self.running.stdout.read()
        self.running.wait()
        return [json.loads(line) for line in rest.splitlines() if line.endswith("]")]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.running.poll() is None:
            self.running.kill()
        self.running.wait()
        for pipe in (self.running.stdin, self.running.stdout):
            if pipe is not None:
                pipe.close()
