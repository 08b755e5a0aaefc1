"""What moments tell: the model keeps to the client's rules, and the box to no order."""

import random
import re
import secrets
from pathlib import Path

import pytest

from benchmarks import timing
from benchmarks.timing_model import CLOSES, RULES, Configuration, Person, arrival, people
from bothways.pure.ballots import bundle
from bothways.pure.ballots.envelope import FILLED, record_size

ROOT = Path(__file__).resolve().parents[2]
CLIENT = {path.name: path.read_text() for path in (ROOT / "frontend/src").glob("*.ts")}
MODEL = (ROOT / "benchmarks/timing_model.py").read_text()
OWN = Configuration("a device of one's own", delay=100)


def somebody(issued: float, opens: list[float] | None = None) -> Person:
    return Person(block=0, opens=opens or [], answers=0.0, issued=issued)


def waits(configuration: Configuration, *, issued: float, times: int = 300) -> list[float]:
    """Return how long ballots wait that are sealed at 10,000 seconds."""
    chance = random.Random(7)
    return [arrival(somebody(issued), 10_000, configuration, chance) - 10_000 for _ in range(times)]


def test_client_and_model_take_their_numbers_from_one_file() -> None:
    whole = "".join(CLIENT.values())

    assert {name for name in RULES if f"timing.{name}" not in whole} == set()
    assert {name for name in RULES if f'"{name}"' not in MODEL} == {"againSeconds"}
    for name in ("envelope.ts", "outbox.ts", "later.ts", "waiting.ts"):
        assert 'import timing from "./timing.json"' in CLIENT[name]
        written = re.findall(r"\b\d{2,}(?:_\d+)*\b", re.sub(r"//.*|\* 1000", "", CLIENT[name]))
        assert set(written) <= {"32"}, f"{name} has a number of its own"


def test_a_fresh_envelope_waits_longer_than_one_drawn_ahead() -> None:
    ahead = waits(OWN, issued=10_000 - RULES["freshSeconds"])
    fresh = waits(OWN, issued=9_999)

    assert 0 <= min(ahead) < 5
    assert 95 < max(ahead) <= 100
    assert 100 <= min(fresh) < 110
    assert 290 < max(fresh) <= 300


def test_a_closed_page_sends_at_once_unless_the_worker_does() -> None:
    closed = waits(Configuration("closed", delay=3600, leaves="closed"), issued=0)
    worker = waits(Configuration("worker", delay=100, leaves="worker"), issued=0)
    shared = waits(Configuration("shared", leaves="shared"), issued=0)

    assert max(closed) <= 20
    assert max(worker) > 95
    assert set(shared) == {0}


def test_a_worker_that_would_wait_for_too_long_is_woken_again() -> None:
    configuration = Configuration("worker", delay=600, leaves="worker")

    late = waits(configuration, issued=0)

    alive = RULES["workerWaitsSeconds"]
    assert not [wait for wait in late if alive < wait < 300]
    assert max(late) <= 1200 + RULES["onThisPageSeconds"]


def test_a_cover_comes_while_the_box_is_open_and_never_after_an_answer() -> None:
    chance = random.Random(3)
    firm = people(600, 6, Configuration("covers", leaves="worker", covers=True), chance)

    silent = [one for one in firm if one.answers is None and one.arrivals]
    twice = [one for one in firm if len(one.arrivals) == 2]
    assert silent
    assert twice
    assert all(one.arrivals == sorted(one.arrivals) for one in twice)
    assert all(at >= 0 for one in firm for at in one.arrivals)
    assert all(at < CLOSES + 90 for one in silent for at in one.arrivals)


def test_orders_are_compared_as_a_reader_can_check_by_hand() -> None:
    assert timing.spearman([1, 2, 3], [10, 20, 30]) == 1
    assert timing.spearman([1, 2, 3], [3, 2, 1]) == -1
    assert timing.spearman([1, 2, 3, 4], [2, 1, 4, 3]) == pytest.approx(0.6)
    assert timing.spearman([1, 2], [2, 1]) == 0


def test_a_watcher_names_everybody_where_nothing_waits_and_nobody_where_all_is_mixed() -> None:
    at_once = [Person(n % 6, [100.0 * n], 100.0 * n, 100.0 * n, [100.0 * n]) for n in range(60)]
    swapped = [
        Person(n % 6, [100.0 * n], 100.0 * n, 100.0 * n, [100.0 * ((n + 6) % 60)])
        for n in range(60)
    ]

    assert timing.by_issue_of(at_once) == timing.by_page_of(at_once) == 1
    assert timing.by_page_of(swapped) == 0


def test_the_box_keeps_no_order_over_many_ballots() -> None:
    n, size = 2000, 64
    arrived = [FILLED + secrets.token_bytes(record_size(size) - 1) for _ in range(n)]
    records = bundle.empty_bundle(n, size)
    for record in arrived:
        records = bundle.put(records, record)

    place = {record: at for at, record in enumerate(bundle.filled(records, size))}
    stored = [place[record] for record in arrived]

    assert abs(timing.spearman(range(n), stored)) < timing.bound(n)


def test_neither_issue_nor_arrival_is_in_the_order_of_the_real_box(db: None) -> None:
    worst = Configuration("at the moment", ahead=False, delay=0, covers=True)

    for rho in timing.through_the_box(worst, random.Random(5)):
        assert abs(rho) < timing.bound(timing.PEOPLE // 2)
