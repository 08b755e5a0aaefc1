"""Ballots go in while every part of an installation is killed in turn and brought back.

A primary and its streaming replica, two web servers, two workers; clients that send each ballot
until it was acknowledged. Run as a program with BOTHWAYS_DATA set: prints one JSON line of counts.
"""

import argparse
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.postgres import Server

JSON = {"Content-Type": "application/json"}
PAUSE, PATIENCE = 0.05, 60.0
CHANCE = random.Random()
# A worker whose clock is eight days ahead: it closes and counts what is open now.
LATER = """
import sys
from datetime import timedelta
from django.utils import timezone
now = timezone.now
timezone.now = lambda: now() + timedelta(days=8)
from bothways.__main__ import main
sys.argv = ["bothways", "worker"]
main()
"""


@dataclass
class Part:
    """One process that is killed and brought back."""

    name: str
    command: list[str]
    answers: Callable[[], bool] = lambda: True
    n_killed: int = 0
    running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.running = subprocess.Popen(
            self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0
        )

    def kill(self) -> None:
        assert self.running is not None
        self.n_killed += 1
        self.end()

    def end(self) -> None:
        if self.running is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()


@dataclass
class Base:
    """A database server that is killed and brought back."""

    name: str
    server: Server
    n_killed: int = 0

    def start(self) -> None:
        self.server.start()

    def kill(self) -> None:
        self.n_killed += 1
        self.server.kill()

    def answers(self) -> bool:
        return True


@dataclass
class Heard:
    """What the clients were told."""

    n_tries: int = 0
    n_failed: int = 0
    acknowledged: dict[int, int] = field(default_factory=dict)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=31)
    asked.add_argument("--times", type=int, default=4)
    asked.add_argument("--clients", type=int, default=8)
    asked.add_argument("--rounds-of-kills", type=int, default=1)
    given = asked.parse_args()
    primary = Server(durable=True, wal_level="replica", max_wal_senders="6").make()
    urls = [primary.new_database(name) for name in ("people", "box")]
    replica = Server(durable=True).copy_of(primary)
    os.environ.update(
        BOTHWAYS_MODE="run",
        BOTHWAYS_DATABASE_URL=urls[0],
        BOTHWAYS_BALLOTS_URL=urls[1],
        BOTHWAYS_REPLICA_URL=replica.url("people"),
        DJANGO_SETTINGS_MODULE="bothways.config.settings",
    )
    try:
        told = storm(given, primary, replica)
    finally:
        for server in (replica, primary):
            server.remove()
    sys.stdout.write(json.dumps(told) + "\n")


def storm(given: argparse.Namespace, primary: Server, replica: Server) -> dict[str, Any]:
    """Hold the round; return the counts."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("prepare")
    round_, ballots = prepared(given.people, given.times)
    ports = [free_port(), free_port()]
    parts: list[Any] = [*web_servers(ports), *workers()]
    for part in parts:
        part.start()
    for part in parts:
        wait_until(part.answers)
    in_turn = [parts[0], parts[2], Base("replica", replica), parts[1], parts[3]]
    in_turn.append(Base("primary", primary))
    heard = Heard()
    begun = time.monotonic()
    try:
        send_while_killing(ballots, round_.pk.hex, ports, heard, in_turn, given)
    finally:
        for part in parts:
            part.end()
    seconds = time.monotonic() - begun
    told = compare(round_, ballots, heard)
    told |= count(round_)
    told |= {
        "seconds": round(seconds, 1),
        "killed": {part.name: part.n_killed for part in in_turn},
        "replica": has_caught_up(primary, replica),
    }
    return told


def prepared(n_people: int, times: int) -> tuple[Any, list[Any]]:
    """Return an open round, and of each person so many sealed ballots, none of them sent."""
    from django.utils import timezone

    from benchmarks.firms import firm_of
    from bothways.pure.ballots import read_manifest
    from bothways.pure.ballots.client import fill_in
    from bothways.surveys.voting import draw_envelope
    from tests.rounds import opened

    owner, people = firm_of(n_people)
    round_ = opened(owner, opens_at=timezone.now().replace(microsecond=0))
    manifest = read_manifest(round_.manifest)
    ballots = []
    for person in people:
        wallet = draw_envelope(round_, person, at=round_.opens_at)
        for number in range(times):
            wallet, envelope = fill_in(wallet, manifest, (1 + number % 5, 5, None))
            ballots.append(envelope)
    return round_, ballots


def web_servers(ports: list[int]) -> list[Part]:
    from bothways.config.serve import web_command

    return [
        Part(f"web {n}", web_command("127.0.0.1", port), lambda port=port: is_up(port))
        for n, port in enumerate(ports, start=1)
    ]


def workers(*words: str) -> list[Part]:
    command = [sys.executable, *(words or ("-m", "bothways", "worker"))]
    return [Part(f"worker {n}", command) for n in (1, 2)]


def send_while_killing(
    ballots: list[Any],
    box: str,
    ports: list[int],
    heard: Heard,
    in_turn: list[Any],
    given: argparse.Namespace,
) -> None:
    """Send all; the clients go on until every part was killed so often and came back."""
    done = threading.Event()
    lock = threading.Lock()

    def client(which: int) -> None:
        chance = random.Random(which)
        bodies = [
            (n, b) for n, b in enumerate(ballots) if n // given.times % given.clients == which
        ]
        for number, envelope in bodies:
            body = json.dumps(envelope.to_fields()).encode()
            pace(number // given.times / len(bodies))
            while (status := post(chance.choice(ports), box, body)) != 200:
                with lock:
                    heard.n_tries += 1
                    heard.n_failed += 1
                assert status in (None, 500, 502, 503), status
                time.sleep(PAUSE)
            with lock:
                heard.n_tries += 1
                heard.acknowledged[number] = status

    def pace(_share: float) -> None:
        """While something is still to be killed, ballots come slowly enough to meet it."""
        if not done.is_set():
            time.sleep(0.02 * given.clients)

    threads = [threading.Thread(target=client, args=[which]) for which in range(given.clients)]
    for thread in threads:
        thread.start()
    try:
        for part in by_chance(in_turn, given.rounds_of_kills):
            time.sleep(CHANCE.uniform(0.1, 0.5))
            part.kill()
            time.sleep(CHANCE.uniform(0.1, 0.5))
            part.start()
            wait_until(part.answers)
    finally:
        done.set()
    for thread in threads:
        thread.join(600)


def by_chance(parts: list[Any], n_rounds: int) -> list[Any]:
    """Each part so often, in an order by chance."""
    order = parts * n_rounds
    CHANCE.shuffle(order)
    return order


def post(port: int, box: str, body: bytes) -> int | None:
    """Return the answer's status, None if there was none."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        line.request("POST", f"/box/{box}", body, JSON)
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        line.close()
    return answer.status


def compare(round_: Any, ballots: list[Any], heard: Heard) -> dict[str, Any]:
    """Shut the box and compare it with what was acknowledged."""
    from django.db import connections

    from bothways.ballotbox.actions import stop_signing, take_ballots

    connections.close_all()
    latest: dict[bytes, int] = {}
    for number in heard.acknowledged:
        envelope = ballots[number]
        latest[envelope.key] = max(envelope.counter, latest.get(envelope.key, 0))
    stop_signing(round_.pk)
    taken = [one for block in take_ballots(round_.pk).values() for one in block]
    counted = {envelope.key: envelope.counter for envelope in taken}
    return {
        "ballots": len(ballots),
        "tries": heard.n_tries,
        "tried again": heard.n_failed,
        "acknowledged": len(heard.acknowledged),
        "people": len(latest),
        "lost": sum(counted.get(key) != counter for key, counter in latest.items()),
        "doubled": len(taken) - len(counted) + len(counted.keys() - latest.keys()),
    }


def count(round_: Any) -> dict[str, Any]:
    """Let two workers, for whom it is next week, close and count; kill one of them meanwhile."""
    from bothways.jobs.models import Schedule
    from bothways.record.models import Entry
    from bothways.results.models import Release
    from bothways.results.queries import release_of

    later = workers("-c", LATER)
    for part in later:
        part.start()
    try:
        wait_until(lambda: Entry.objects.filter(verb="round.closed").exists())
        later[0].kill()
        Schedule.objects.update(due_at=round_.opens_at)  # as if its lease of a minute had ended
        wait_until(lambda: Release.objects.filter(round=round_).exists())
    finally:
        for part in later:
            part.end()
    released = release_of(round_)
    assert released is not None
    return {
        "releases": Release.objects.count(),
        "counted": released.n_answered,
        "said on the record": Entry.objects.filter(verb="round.released").count(),
    }


def has_caught_up(primary: Server, replica: Server) -> bool:
    """Say whether the replica holds all that the primary wrote."""
    import psycopg

    with psycopg.connect(primary.url("box"), autocommit=True) as connection:
        stands = connection.execute("SELECT pg_current_wal_lsn()").fetchone()
    question = "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn"
    with psycopg.connect(replica.url("box"), autocommit=True) as connection:
        wait_until(lambda: connection.execute(question, stands).fetchone()[0])  # type: ignore[index]
    return True


def wait_until(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


def is_up(port: int) -> bool:
    return post(port, "none", b"{}") is not None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[2])]
    main()
