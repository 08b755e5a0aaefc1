"""Letters: taking one, and 64 clients at once posting 2,000 against a real server.

Run: python3 bothways bench letters
Goals: 15 ms of CPU a letter, also where each is sent twice, as by a device that did not hear the
answer; of 2,000 letters from 64 clients on SQLite none lost, none doubled. Then one in ten brings
1 MB of files.
"""

import http.client
import resource
import threading
import time

from benchmarks.ballots import CLIENTS, JSON, server
from benchmarks.installation import throw_away
from benchmarks.report import report

LETTERS, ALONE = 2_000, 300
ONE_IN, FILE = 10, 1_000_000  # how many letters bring files, and how large
GOAL_MS = 15.0

Heard = list[tuple[int, float]]
Steps = list[tuple[str, bytes]]  # where to, and what: the pieces of a letter, and the letter


def main() -> None:
    with throw_away():
        bodies, records = prepared(LETTERS + ALONE)
        report(
            "taking a letter, through the slot: CPU", taking(bodies[LETTERS:]), "ms", goal=GOAL_MS
        )
        at_once([[("/box/letters/", body)] for body in bodies[:LETTERS]], records, set())
        at_once(*with_files(LETTERS))


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


def with_files(n: int) -> tuple[list[Steps], set[bytes], set[str]]:
    """Return so many letters of which some bring files, their records, and the ids of pieces."""
    import secrets

    from bothways.letterbox.queries import month_keys
    from bothways.pure.mailbox.client import posted, posted_piece
    from bothways.pure.mailbox.pieces import id_in, seal_pieces
    from tests.letterbox.pen import DESK, a_letter, a_stamp, body_of

    month, all_, ids = month_keys()[0], [], set()
    for number in range(n):
        stamp, letter, steps = a_stamp(month), a_letter(f"With files {number}"), Steps()
        if number % ONE_IN == 0:
            sealed = seal_pieces(bytes(FILE), key=secrets.token_bytes(32), desk=DESK)
            ids |= {id_in(record) for record in sealed}
            bodies = [posted_piece(stamp, at, one).to_bytes() for at, one in enumerate(sealed)]
            steps += [("/box/letters/piece", body) for body in bodies]
        all_.append(([*steps, ("/box/letters/", body_of(posted(stamp, letter)))], letter.pack()))
    return [steps for steps, _ in all_], {record for _, record in all_}, ids


def at_once(letters: list[Steps], records: set[bytes], ids: set[str]) -> None:
    """Let 64 clients post every letter twice to a granian of one worker and four threads."""
    from bothways.letterbox.actions import take_letters, take_pieces
    from bothways.pure.mailbox.pieces import id_in

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with server() as port:
        started = time.perf_counter()
        heard = sent(letters, port)
        seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    waits = sorted(wait for _, wait in heard)
    lying = [one for found in take_letters().values() for one in found]
    n_refused = sum(status != 200 for status, _ in heard)
    of = (
        f"{len(letters)} letters and {len(ids)} pieces of files"
        if ids
        else f"{len(letters)} letters"
    )
    report(f"{CLIENTS} clients, {of} twice: a second", len(heard) / seconds, "")
    report("  slowest of a hundred waited at most", waits[len(waits) * 99 // 100] * 1000, "ms")
    a_letter = cpu / len(letters) * 1000
    report(
        "  the server's CPU a letter, both times and its start",
        a_letter,
        "ms",
        goal=None if ids else GOAL_MS,
    )
    report("  the same of one request", cpu / len(heard) * 1000, "ms")
    report("  not acknowledged", n_refused, "", goal=0)
    report("  lost", len(records - set(lying)), "", goal=0)
    report("  doubled", len(lying) - len(set(lying)), "", goal=0)
    if ids:
        there: list[str] = []
        started = time.perf_counter()
        take_pieces(lambda some: there.extend(id_in(one) for one in some))
        report("  taking the pieces out", time.perf_counter() - started, "s")
        report("  pieces lost", len(ids - set(there)), "", goal=0)
        report("  pieces doubled", len(there) - len(set(there)), "", goal=0)


def sent(letters: list[Steps], port: int) -> Heard:
    """Post everything twice, each client its share; return status and seconds of each."""
    heard: Heard = []
    ready = threading.Barrier(CLIENTS)

    def client(which: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        ready.wait()
        for path, body in [step for steps in letters[which::CLIENTS] for step in steps]:
            for _ in range(2):
                begun = time.perf_counter()
                line.request("POST", path, body, JSON)
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
