"""Letters: taking one, and 64 clients at once posting 2,000 against a real server.

Run: python3 bothways bench letters
Goals: 15 ms of CPU a letter; of 2,000 letters from 64 clients on SQLite none lost, none doubled,
each sent twice as by a device that did not hear the answer.
"""

import http.client
import resource
import threading
import time

from benchmarks.ballots import CLIENTS, JSON, server
from benchmarks.installation import throw_away
from benchmarks.report import report

LETTERS, ALONE = 2_000, 300
GOAL_MS = 15.0

Heard = list[tuple[int, float]]


def main() -> None:
    with throw_away():
        bodies, records = prepared(LETTERS + ALONE)
        report(
            "taking a letter, through the slot: CPU", taking(bodies[LETTERS:]), "ms", goal=GOAL_MS
        )
        at_once(bodies[:LETTERS], records)


def prepared(n: int) -> tuple[list[bytes], set[bytes]]:
    """Return so many stamped letters as they are sent, and their records."""
    from tests.letterbox.pen import a_letter, a_month, a_post, body_of

    month = a_month()
    posts = [a_post(month, a_letter(f"Letter {number}")) for number in range(n)]
    return [body_of(post) for post in posts], {post.letter.pack() for post in posts}


def taking(bodies: list[bytes]) -> float:
    """Return the milliseconds of CPU per letter, request and answer included."""
    from django.test import RequestFactory

    from bothways.mailbox.slot import letters

    requests = [
        RequestFactory().post("/box/letters/", body, content_type="application/json")
        for body in bodies
    ]
    started = time.process_time()
    answers = [letters(request, "") for request in requests]
    seconds = time.process_time() - started
    if {answer.status_code for answer in answers} != {200}:
        raise RuntimeError("a letter was refused")
    return seconds / len(requests) * 1000


def at_once(bodies: list[bytes], records: set[bytes]) -> None:
    """Let 64 clients post every letter twice to a granian of one worker and four threads."""
    from bothways.letterbox.actions import take_letters

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with server() as port:
        started = time.perf_counter()
        heard = sent(bodies, port)
        seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    waits = sorted(wait for _, wait in heard)
    lying = [one for found in take_letters().values() for one in found]
    n_refused = sum(status != 200 for status, _ in heard)
    report(f"{CLIENTS} clients, {len(bodies)} letters twice: a second", len(heard) / seconds, "")
    report("  slowest of a hundred waited at most", waits[len(waits) * 99 // 100] * 1000, "ms")
    report("  the server's CPU a letter, its start included", cpu / len(heard) * 1000, "ms")
    report("  not acknowledged", n_refused, "", goal=0)
    report("  lost", len(records - set(lying)), "", goal=0)
    report("  doubled", len(lying) - len(set(lying)), "", goal=0)


def sent(bodies: list[bytes], port: int) -> Heard:
    """Post everything twice, each client its share; return status and seconds of each."""
    heard: Heard = []
    ready = threading.Barrier(CLIENTS)

    def client(which: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        ready.wait()
        for body in bodies[which::CLIENTS]:
            for _ in range(2):
                begun = time.perf_counter()
                line.request("POST", "/box/letters/", body, JSON)
                answer = line.getresponse()
                answer.read()
                heard.append((answer.status, time.perf_counter() - begun))
        line.close()

    threads = [threading.Thread(target=client, args=[which]) for which in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return heard


if __name__ == "__main__":
    main()
