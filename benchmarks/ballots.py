"""Ballots: accepting one, issuing credentials, and 64 clients at once against a real server.

Run: python3 bothways bench ballots
Goals: 5 ms of CPU a ballot; 500 credentials in 3 s of CPU; 2,000 ballots from 64 clients on
SQLite, each person's latest acknowledged ballot counted, none twice.
"""

import http.client
import json
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.installation import throw_away
from benchmarks.report import report

if TYPE_CHECKING:
    from bothways.pure.ballots import Envelope
    from tests.ballotbox.booth import Booth

PEOPLE, TIMES, CLIENTS, BLOCKS = 500, 4, 64, 10
GOAL_MS, GOAL_ISSUING = 5.0, 3.0
JSON = {"Content-Type": "application/json"}
Heard = list[tuple[int, int, float]]


def main() -> None:
    with throw_away():
        booth = open_round()
        report(
            f"issuing {PEOPLE} credentials, RSA-3072: CPU", issuing(booth), "s", goal=GOAL_ISSUING
        )
        ballots = prepared(booth)
        report(
            "accepting a ballot, through the view: CPU",
            accepting(booth, ballots),
            "ms",
            goal=GOAL_MS,
        )
        at_once()


def open_round() -> "Booth":
    """Return a round of ten blocks of fifty, open now."""
    from tests.ballotbox.booth import announce

    now = datetime.now(UTC)
    hour = timedelta(hours=1)
    blocks = {f"b{n}": PEOPLE // BLOCKS for n in range(BLOCKS)}
    return announce(blocks, opens=now - hour, closes=now + hour)


def issuing(booth: "Booth") -> float:
    """Return the seconds of CPU for one blind signature per person, database reads included."""
    from bothways.ballotbox.actions import sign_blinded

    blinded = b"\x00" + b"\x5a" * 383
    sign_blinded(booth.round_id, "b0", blinded)
    started = time.process_time()
    for number in range(PEOPLE):
        sign_blinded(booth.round_id, f"b{number % BLOCKS}", blinded)
    return time.process_time() - started


def prepared(booth: "Booth") -> list["Envelope"]:
    """Return TIMES ballots of every person, one person after the other."""
    ballots = []
    for number in range(PEOPLE):
        wallet = booth.wallet(f"b{number % BLOCKS}")
        for answer in range(TIMES):
            wallet, envelope = booth.vote(wallet, (1 + answer, 5, None))
            ballots.append(envelope)
    return ballots


def accepting(booth: "Booth", ballots: list["Envelope"]) -> float:
    """Return the milliseconds of CPU per first ballot of a person, request and answer included."""
    from django.test import RequestFactory

    from bothways.ballotbox.views import accept
    from tests.ballotbox.booth import body_of

    requests = [
        RequestFactory().post("/box/x", body_of(envelope), content_type="application/json")
        for envelope in ballots[::TIMES]
    ]
    started = time.process_time()
    answers = [accept(request, booth.round_id.hex) for request in requests]
    seconds = time.process_time() - started
    if {answer.status_code for answer in answers} != {200}:
        raise RuntimeError("a ballot was refused")
    return seconds / len(requests) * 1000


def at_once() -> None:
    """Let 64 clients send 2,000 ballots to a granian of one worker and four threads."""
    booth = open_round()
    ballots = prepared(booth)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with server() as port:
        started = time.perf_counter()
        heard = sent(booth, ballots, port)
        seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    waits = sorted(wait for _, _, wait in heard)
    n_refused = sum(status != 200 for _, status, _ in heard)
    report(f"{CLIENTS} clients, {len(ballots)} ballots: ballots a second", len(heard) / seconds, "")
    report("  slowest of a hundred waited at most", waits[len(waits) * 99 // 100] * 1000, "ms")
    report("  the server's CPU a ballot, its start included", cpu / len(heard) * 1000, "ms")
    report("  not acknowledged", n_refused, "", goal=0)
    report(
        "  people whose latest ballot is not the one counted",
        n_wrong(booth, ballots, heard),
        "",
        goal=0,
    )


@contextmanager
def server() -> Iterator[int]:
    """Run the product's own web server on a free port of this machine."""
    from bothways.config.serve import web_command

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen([*web_command("127.0.0.1", port)])
    try:
        _wait_for(port)
        yield port
    finally:
        running.terminate()
        running.wait(30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            _post(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "none", b"{}")
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The web server did not start.")


def _post(line: http.client.HTTPConnection, box: str, body: bytes) -> int:
    line.request("POST", f"/box/{box}", body, JSON)
    answer = line.getresponse()
    answer.read()
    return answer.status


def sent(booth: "Booth", ballots: list["Envelope"], port: int) -> Heard:
    """Send all ballots, each client those of its people in turn; return number, status, seconds."""
    heard: Heard = []
    ready = threading.Barrier(CLIENTS)
    bodies = [json.dumps(envelope.to_fields()).encode() for envelope in ballots]

    def client(which: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        ready.wait()
        for person in range(which, PEOPLE, CLIENTS):
            for number in range(person * TIMES, person * TIMES + TIMES):
                begun = time.perf_counter()
                status = _post(line, booth.round_id.hex, bodies[number])
                heard.append((number, status, time.perf_counter() - begun))
        line.close()

    threads = [threading.Thread(target=client, args=[which]) for which in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return heard


def n_wrong(booth: "Booth", ballots: list["Envelope"], heard: Heard) -> int:
    """Return how many people are counted twice, not at all, or with another than their latest."""
    from bothways.ballotbox.actions import stop_signing, take_ballots

    latest: dict[bytes, int] = {}
    for number, status, _ in heard:
        if status == 200:
            envelope = ballots[number]
            latest[envelope.key] = max(envelope.counter, latest.get(envelope.key, 0))
    stop_signing(booth.round_id)
    taken = [one for block in take_ballots(booth.round_id).values() for one in block]
    counted = {envelope.key: envelope.counter for envelope in taken}
    n_double = len(taken) - len(counted)
    keys = latest.keys() | counted.keys()
    return n_double + sum(latest.get(key) != counted.get(key) for key in keys)


if __name__ == "__main__":
    main()
