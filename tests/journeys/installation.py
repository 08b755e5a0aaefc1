"""A real installation for one journey: its own folder, web server, worker and mail server."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage as Mail
from pathlib import Path
from typing import TypeVar

from tests.notifications.mail_server import MailServer
from tests.postgres import databases_of

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\b\d{6}\b")

T = TypeVar("T")


def wait_for(what: str, holds: Callable[[], T], *, seconds: float = 60.0) -> T:
    """Return the first true value of `holds`, or fail with what was waited for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := holds():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {seconds:.0f} seconds for {what}")


def outside(folder: Path, **more: str) -> dict[str, str]:
    """Return the variables of a real installation in `folder`, and of nothing else here."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("BOTHWAYS_")}
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    own = {"BOTHWAYS_DATA": str(folder), "BOTHWAYS_MODE": "run", "PYTHONPATH": paths}
    return env | own | databases_of(folder) | more


class Installation:
    """What `make run` starts, in a folder of its own; its mails go to a server of the test."""

    def __init__(self, folder: Path, mail: MailServer) -> None:
        self.data, self.mail = folder / "data", mail
        self.output = folder / "output"
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = outside(
            self.data,
            BOTHWAYS_BASE_URL=self.address,
            BOTHWAYS_MAIL_URL=f"smtp://127.0.0.1:{mail.port}",
            BOTHWAYS_BALLOT_DELAY="0",
        )
        self.watcher: subprocess.Popen[bytes] | None = None

    def say(self, *words: str) -> str:
        """Run one command of the product and return what it printed."""
        command = [sys.executable, "-m", "bothways", *words]
        done = subprocess.run(command, env=self.env, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def start(self) -> None:
        """Serve, as `make run` does, until the page answers."""
        command = [sys.executable, "-m", "bothways", "serve", "--port", str(self.port)]
        with self.output.open("wb") as output:
            self.watcher = subprocess.Popen(
                command, env=self.env, stdout=output, stderr=subprocess.STDOUT
            )
        wait_for("the first page", lambda: self.address in self.said())

    def stop(self) -> int:
        """Tell it to end, and return how it ended."""
        assert self.watcher is not None
        self.watcher.terminate()
        return self.watcher.wait(30)

    def said(self) -> str:
        """Return everything that web server and worker have written so far."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def parts(self) -> dict[str, int]:
        """Return the processes 'web' and 'worker' that run now (Linux)."""
        assert self.watcher is not None
        return children_of(self.watcher.pid)

    def kill(self) -> dict[str, int]:
        """End web server and worker, with all that they started, by SIGKILL; return who it was."""
        before = wait_for("web server and worker", lambda: _both(self.parts()))
        for pid in before.values():
            os.killpg(pid, signal.SIGKILL)
        return before

    def comes_back(self, before: dict[str, int]) -> None:
        """Wait until both are there anew and the page answers."""
        new = wait_for("new processes", lambda: _both_new(before, self.parts()))
        assert not set(new.values()) & set(before.values())
        wait_for("the page after the kill", self.answers)

    def answers(self) -> bool:
        """Somebody listens at the port."""
        with closing(socket.socket()) as knock:
            return knock.connect_ex(("127.0.0.1", self.port)) == 0

    def code_for(self, address: str) -> str:
        """Return the code in the newest mail to this address that holds one."""
        return wait_for(f"a code for {address}", lambda: self._newest_code(address))

    def _newest_code(self, address: str) -> str:
        subjects = [mail["Subject"] for mail in self.mails_to(address)]
        codes = [found[0] for subject in subjects if (found := CODE.match(subject))]
        return codes[-1] if codes else ""

    def mails_to(self, address: str, about: str = "") -> list[Mail]:
        """Return the mails that arrived for this address, with `about` in their subject."""
        return [
            mail
            for mail in list(self.mail.mails)
            if mail["To"] == address and about in mail["Subject"]
        ]


def children_of(pid: int) -> dict[str, int]:
    """Return the web server and the worker that `pid` started."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        try:
            line = Path(f"/proc/{child}/cmdline").read_text()
        except FileNotFoundError:
            continue
        found["web" if "granian" in line else "worker"] = int(child)
    return found


def _both(parts: dict[str, int]) -> dict[str, int]:
    return parts if set(parts) == {"web", "worker"} else {}


def _both_new(before: dict[str, int], now: dict[str, int]) -> dict[str, int]:
    return {} if set(before.values()) & set(now.values()) else _both(now)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
