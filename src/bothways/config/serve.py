"""`bothways serve`: the web server and the worker, started, watched and brought back.

Plain Python without Django, so that the watcher starts at once and stays small.
"""

import argparse
import contextlib
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

TICK_SECONDS = 0.1
PATIENCE_SECONDS = 10  # between asking a process to end and ending it
STEADY_SECONDS = 30  # who lived this long starts again without waiting
LONGEST_WAIT_SECONDS = 30
TRIES_TO_START = 5
UP_AFTER_SECONDS = 3  # a worker that lived this long has read its settings and its tables
WEB_FIRST_SECONDS = 1.5  # people wait for a page, nobody waits for the worker
ON_WINDOWS = os.name == "nt"
STOPPED_BY = ("SIGINT", "SIGTERM", "SIGHUP")  # the last when the terminal is closed
DIE_WITH_PARENT = 1  # Linux prctl(2): PR_SET_PDEATHSIG


def web_command(host: str, port: int, processes: int = 1) -> list[str]:
    """Processes of four threads; on SQLite one, since it has one writer. No list of visits."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(processes), "--blocking-threads", "4"),
        *("--no-ws", "--no-access-log", "--log-level", "warning"),
        "bothways.config.wsgi:application",
    ]


def box_command(host: str, port: int) -> list[str]:
    """A web server at a port of its own that takes ballots and nothing else. No list of visits."""
    command = web_command(host, port)
    return [*command[:-1], "bothways.config.boxwsgi:application"]


def first_run_command() -> list[str]:
    """What says where a new installation is set up, and nothing in one that is not new."""
    return [sys.executable, "-m", "bothways", "first_run_address"]


def worker_command() -> list[str]:
    """The process that does what runs by itself."""
    return [sys.executable, "-m", "bothways", "worker"]


def _die_with_parent() -> None:
    """On Linux, end when the watcher is killed outright; elsewhere there is no such wish."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


class Child:
    """One process that should always run, with everything it started itself."""

    def __init__(self, name: str, command: Sequence[str], *, after: float = 0.0) -> None:
        self.name = name
        self.command = list(command)
        self.process: subprocess.Popen[bytes] | None = None
        self.n_failures = 0
        self.started = 0.0
        self.start_at = time.monotonic() + after

    def watch(self, now: float) -> None:
        """Notice a death, and start again when the wait is over."""
        if self.process is not None and self.process.poll() is not None:
            self.finish()  # what it started may still hold the port
            self.process = None
            self.n_failures = 0 if now - self.started > STEADY_SECONDS else self.n_failures + 1
            self.start_at = now + _wait_after(self.n_failures)
        if self.process is None and now >= self.start_at:
            self.started = now
            self.process = _start(self.command)

    def ask_to_end(self) -> None:
        """Send the polite signal to the process itself; it ends what it started."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def finish(self) -> None:
        """End the process and whatever it left behind, at once."""
        if self.process is None:
            return
        if ON_WINDOWS:
            words = ["taskkill", "/F", "/T", "/PID", str(self.process.pid)]
            subprocess.run(words, capture_output=True, check=False)
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _wait_after(n_failures: int) -> float:
    """Seconds until the next start: at once after the first death, then 1, 2, 4, ... 30."""
    return 0.0 if n_failures <= 1 else min(2.0 ** (n_failures - 2), LONGEST_WAIT_SECONDS)


def _thrifty() -> dict[str, str]:
    """Fewer heaps: a worker serves four pages at once, not sixteen."""
    return {"MALLOC_ARENA_MAX": "2"} | os.environ


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start in a process group of its own: Ctrl-C reaches the watcher alone."""
    if ON_WINDOWS:
        apart = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, env=_thrifty(), creationflags=apart
        )
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        env=_thrifty(),
        process_group=0,
        preexec_fn=_die_with_parent,
    )


class Watcher:
    """Keeps its children running until it is told to stop."""

    def __init__(
        self,
        children: list[Child],
        *,
        port: int | None,
        say: str,
        then: Sequence[str] = (),
    ) -> None:
        """port: where a page must answer before `say` is said; None: there is no page.

        then: a command that is run once, after that, because what it prints leads to the page.
        """
        self.children = children
        self.port = port
        self.say = say
        self.then = list(then)
        self.stopping = False

    def run(self) -> int:
        """Watch until told to stop, and leave nothing behind. Return the exit code."""
        for name in STOPPED_BY:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._stop)
        try:
            return self._watch()
        finally:
            self._end_all()

    def _watch(self) -> int:
        answered = False
        while not self.stopping:
            now = time.monotonic()
            for child in self.children:
                child.watch(now)
            if not answered and (answered := self._is_up(now)):
                print(self.say, flush=True)
                if self.then:
                    subprocess.run(self.then, stdin=subprocess.DEVNULL, check=False)
            hopeless = [c.name for c in self.children if c.n_failures >= TRIES_TO_START]
            if hopeless and not answered:
                print(f"The {hopeless[0]} does not start. It said why above.", file=sys.stderr)
                return 1
            time.sleep(TICK_SECONDS)
        return 0

    def _is_up(self, now: float) -> bool:
        if self.port is not None:
            return _answers(self.port)
        return all(c.process and now - c.started > UP_AFTER_SECONDS for c in self.children)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _end_all(self) -> None:
        for child in self.children:
            child.ask_to_end()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for child in self.children:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.0, deadline - time.monotonic()))
            child.finish()


def _answers(port: int) -> bool:
    """Something answers there, whatever it says."""
    visit = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        visit.request("GET", "/healthz")
        visit.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        visit.close()
    return True


def parser() -> argparse.ArgumentParser:
    """What may be said to `bothways serve`."""
    parser = argparse.ArgumentParser("bothways serve", description=__doc__.partition("\n")[0])
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--only",
        choices=["web", "worker", "box"],
        help="serve pages, do what runs by itself, or take ballots, alone",
    )
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="web processes; more on PostgreSQL"
    )
    parser.add_argument(
        "--box-port",
        type=int,
        metavar="PORT",
        help="take ballots at this port too, and nothing else there; set BOTHWAYS_BOX_URL to it",
    )
    parser.add_argument(
        "--say-first-run",
        action="store_true",
        help="once a page answers, print where a new installation is set up",
    )
    return parser


def main(words: Sequence[str]) -> int:
    """Serve until told to stop."""
    given = parser().parse_args(words)
    if given.workers < 1 or (given.workers > 1 and not on_postgres()):
        parser().error("SQLite has one writer, so one web process; more need PostgreSQL")
    if given.only == "box" and given.box_port is None:
        parser().error("--only box needs --box-port")
    if given.box_port is not None and not os.environ.get("BOTHWAYS_BOX_URL"):
        parser().error("--box-port needs BOTHWAYS_BOX_URL, where browsers find that port")
    ports = {"worker": None, "box": given.box_port}
    return Watcher(
        children(given),
        port=ports.get(given.only, given.port),
        say=f"{said(given)}\nStop it with Ctrl-C.",
        then=first_run_command() if given.say_first_run and given.only in {None, "web"} else (),
    ).run()


def children(given: argparse.Namespace) -> list[Child]:
    """What was asked for: the web server, the worker, the box at its own port, or all of them."""
    found = []
    if given.only in {None, "web"}:
        found.append(Child("web server", web_command(given.host, given.port, given.workers)))
    if given.box_port is not None and given.only in {None, "box"}:
        found.append(Child("box", box_command(given.host, given.box_port)))
    if given.only in {None, "worker"}:
        after = 0.0 if given.only else WEB_FIRST_SECONDS
        found.append(Child("worker", worker_command(), after=after))
    return found


def said(given: argparse.Namespace) -> str:
    """What whoever started it is told, once it runs."""
    if given.only == "worker":
        return "The worker of Bothways runs."
    if given.only == "box":
        return f"The box of Bothways is at http://{given.host}:{given.box_port}"
    return f"Bothways is at http://{given.host}:{given.port}"


def on_postgres() -> bool:
    """Both databases lie on PostgreSQL."""
    names = ("BOTHWAYS_DATABASE_URL", "BOTHWAYS_BALLOTS_URL")
    return all(os.environ.get(name, "").startswith("postgres") for name in names)
