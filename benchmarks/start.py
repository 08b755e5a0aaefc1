"""From the command to the first page, and what the processes weigh after a hundred of them.

Run: python3 bothways bench start
Goals: under 2 s; a web worker under 110 MB.
"""

import http.client
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.installation import throw_away
from benchmarks.report import report

PEOPLE, STARTS, VISITS = 500, 5, 100
GOAL_SECONDS, GOAL_MB = 2.0, 110.0
PAGES = ["/", "/trust/", "/people/", "/promises/", "/rounds/", "/anonymity/", "/record/"]
KB_A_MB = 1024
WARM_UP_SECONDS = 7  # by then the server has loaded all that it will


def main() -> None:
    with throw_away():
        cookie = a_firm()
        seconds = []
        for _ in range(STARTS - 1):
            took, process, _ = first_page()
            seconds.append(took)
            end(process)
        took, process, port = first_page()
        statuses = {visit(port, PAGES[n % len(PAGES)], cookie) for n in range(VISITS)}
        report(
            "start to the first page, median of five",
            statistics.median([*seconds, took]),
            "s",
            goal=GOAL_SECONDS,
        )
        if statuses != {200}:
            sys.exit(f"the pages answered {statuses}")
        time.sleep(WARM_UP_SECONDS)
        if sys.platform == "linux":
            weigh(process.pid)
        end(process)


def a_firm() -> str:
    """Make a firm with one released pulse; return the cookie of its owner."""
    from django.conf import settings
    from django.test import Client

    from benchmarks.firms import firm_of
    from benchmarks.pages import pulse
    from bothways.readings.actions import keep_readings
    from tests.factories import NOW

    owner, people = firm_of(PEOPLE)
    pulse(owner, people, NOW, random.Random(3))
    keep_readings()  # the worker does it within seconds of a result
    client = Client()
    client.force_login(owner)  # type: ignore[arg-type]
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def first_page() -> tuple[float, subprocess.Popen[bytes], int]:
    """Start; return (seconds to the first page, the process, its port)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = [sys.executable, "-m", "bothways", "serve", "--port", str(port)]
    begun = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=os.environ)
    while visit(port, "/sign-in/") != 200:
        if time.monotonic() - begun > 30:
            end(process)
            sys.exit("the server did not answer within 30 seconds")
        time.sleep(0.01)
    return time.monotonic() - begun, process, port


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(20)


def visit(port: int, path: str, cookie: str = "") -> int | None:
    """Return the status of one visit; None if nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        reply = connection.getresponse()
        reply.read()
    except OSError:
        return None
    finally:
        connection.close()
    return reply.status


def weigh(pid: int) -> None:
    """Print the memory of each process that serves."""
    heaviest: dict[str, float] = {}
    for child in descendants(pid):
        words = Path(f"/proc/{child}/cmdline").read_text().split("\0")
        kind = "worker" if "worker" in words else "web"
        heaviest[kind] = max(heaviest.get(kind, 0.0), megabytes(child))
    report(f"web worker after {VISITS} pages: memory", heaviest["web"], "MB", goal=GOAL_MB)
    report("worker: memory", heaviest["worker"], "MB")
    report("watcher: memory", megabytes(pid), "MB")


def descendants(pid: int) -> list[int]:
    """A process's children and theirs."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(c) for c in children] + [below for c in children for below in descendants(int(c))]


def megabytes(pid: int) -> float:
    """What a process holds in memory (resident, shared parts included)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / KB_A_MB


if __name__ == "__main__":
    main()
