"""What moments tell: issue order, arrival order, stored order; and whom a watcher would name.

Run: python3 bothways bench timing
Sixty people in six groups, by the client's own rules (benchmarks/timing_model.py), into the real
box. The watcher knows the rules, everybody's group and every moment that the line shows: when an
envelope was handed out, when a page was opened, when a ballot came, and of which key. Within a
group of ten, one in ten is named rightly by chance.
Goal: the stored order tells nothing in any configuration.
"""

import math
import random
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from benchmarks.installation import throw_away
from benchmarks.timing_model import CLOSES, Configuration, Person, people

if TYPE_CHECKING:
    from tests.ballotbox.booth import Booth

PEOPLE, BLOCKS, IN_THE_BOX, WATCHED, SEED = 60, 6, 3, 60, 4
OPENS = datetime(2026, 11, 2, 8, tzinfo=UTC)
CONFIGURATIONS = [
    Configuration("ahead, 90 s, page open"),
    Configuration("ahead, 90 s, closed, worker", leaves="worker"),
    Configuration("ahead, 90 s, closed, none", leaves="closed"),
    Configuration("ahead, no delay", delay=0),
    Configuration("ahead, 10 min, worker", delay=600, leaves="worker"),
    Configuration("ahead, 1 h, page open", delay=3600),
    Configuration("at the moment, 90 s, page open", ahead=False),
    Configuration("at the moment, 90 s, closed, none", ahead=False, leaves="closed"),
    Configuration("at the moment, no delay", ahead=False, delay=0),
    Configuration("ahead, 90 s, worker, covers", leaves="worker", covers=True),
    Configuration("ahead, 10 min, worker, covers", delay=600, leaves="worker", covers=True),
    Configuration("shared device", ahead=False, leaves="shared"),
]
FAR = 30 * 86400.0


def main() -> None:
    with throw_away():
        print(f"{'':34}  Spearman's rho                   named rightly    ballots")
        print(f"{'configuration':34}  issue>  arrival>  issue>    by      by       that are")
        print(f"{'':34}  arrival stored    stored    issue   page     answers")
        for configuration in CONFIGURATIONS:
            print(line(configuration), flush=True)


def line(configuration: Configuration) -> str:
    """Return one line of the table."""
    chance = random.Random(SEED)
    orders = [through_the_box(configuration, chance) for _ in range(IN_THE_BOX)]
    firms = [people(PEOPLE, BLOCKS, configuration, chance) for _ in range(WATCHED)]
    first = statistics.mean(arrival_by_issue(firm) for firm in firms)
    second, third = (statistics.mean(column) for column in zip(*orders, strict=True))
    by_issue, by_page = (statistics.mean(map(watch, firms)) for watch in (by_issue_of, by_page_of))
    kept = statistics.mean(share_of_answers(firm) for firm in firms)
    worst = max(abs(rho) for pair in orders for rho in pair)
    verdict = "" if worst <= bound(PEOPLE // 2) else "  MISSED: the stored order tells something"
    return (
        f"{configuration.name:34}  {first:6.2f} {second:7.2f}  {third:7.2f}"
        f"    {by_issue:5.0%}   {by_page:5.0%}    {kept:5.0%}{verdict}"
    )


def bound(n: int) -> float:
    """Return what chance alone hardly ever gives: four standard deviations of rho for n pairs."""
    return 4 / math.sqrt(n - 1)


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the rank correlation of two columns without ties; 0 for fewer than three pairs."""
    n = len(one)
    if n < 3:
        return 0.0
    apart = sum((a - b) ** 2 for a, b in zip(_ranks(one), _ranks(other), strict=True))
    return 1 - 6 * apart / (n * (n**2 - 1))


def _ranks(column: Sequence[float]) -> list[int]:
    place = {at: rank for rank, at in enumerate(sorted(range(len(column)), key=column.__getitem__))}
    return [place[at] for at in range(len(column))]


def sent(firm: Sequence[Person]) -> list[Person]:
    """Return those of whom a ballot came while the box was open, whether it answers or not."""
    return [one for one in firm if one.arrivals and max(one.arrivals) < CLOSES]


def arrival_by_issue(firm: Sequence[Person]) -> float:
    """Return rho of the order of handing out and the order of arrival."""
    there = sent(firm)
    return spearman([one.issued or 0.0 for one in there], [one.arrivals[-1] for one in there])


def share_of_answers(firm: Sequence[Person]) -> float:
    """Return how many of the ballots in the box answer."""
    there = sent(firm)
    return sum(one.answers is not None for one in there) / len(there)


def through_the_box(configuration: Configuration, chance: random.Random) -> tuple[float, float]:
    """Put a firm's ballots into the real box; return rho of arrival and of issue with stored."""
    there = sent(people(PEOPLE, BLOCKS, configuration, chance))
    booth = open_round()
    keys = [booth.wallet(f"b{person.block}") for person in there]
    events = sorted((at, number) for number, one in enumerate(there) for at in one.arrivals)
    for at, number in events:
        keys[number], envelope = booth.vote(keys[number])
        booth.put(envelope, at=OPENS + timedelta(seconds=at))
    places = stored_order(booth)
    stored = [float(places[wallet.key]) for wallet in keys]
    arrivals = [one.arrivals[-1] for one in there]
    return spearman(arrivals, stored), spearman([one.issued or 0.0 for one in there], stored)


def open_round() -> "Booth":
    """Return a round of six groups of ten."""
    from tests.ballotbox.booth import announce

    blocks = {f"b{n}": PEOPLE // BLOCKS for n in range(BLOCKS)}
    return announce(blocks, opens=OPENS, closes=OPENS + timedelta(seconds=CLOSES))


def stored_order(booth: "Booth") -> dict[bytes, int]:
    """Return each key's place among those of its group, as the file has them."""
    from bothways.ballotbox.models import Bundle
    from bothways.pure.ballots import bundle, unpack

    places: dict[bytes, int] = {}
    for row in Bundle.objects.filter(round=booth.round_id.hex).order_by("id"):
        records = bundle.filled(bytes(row.records), booth.manifest.size)
        for place, record in enumerate(records):
            places[unpack(record, row.block).key] = place * BLOCKS + int(row.block[1:])
    return places


def by_issue_of(firm: Sequence[Person]) -> float:
    """Return the share of those who answered whose ballot is named rightly by the issue moments."""
    issued = [[one.issued] if one.issued is not None else [] for one in firm]
    return _named(firm, issued)


def by_page_of(firm: Sequence[Person]) -> float:
    """Return the same by the moments at which pages were asked for, the answering page first."""
    covered = any(len(one.arrivals) > (one.answers is not None) for one in firm)
    seen = [
        one.opens if covered else [one.answers] if one.answers is not None else [] for one in firm
    ]
    return _named(firm, seen)


def _named(firm: Sequence[Person], seen: Sequence[Sequence[float]]) -> float:
    """Give every ballot of a group to the person of the group whose moments fit best over all."""
    from scipy.optimize import linear_sum_assignment

    usual = _usual_lag(firm, seen)
    right = n_answers = 0
    for block in range(BLOCKS):
        members = [number for number, one in enumerate(firm) if one.block == block]
        ballots = [number for number in members if firm[number].arrivals]
        costs = [
            [sum(_misfit(at, seen[who], usual) for at in firm[key].arrivals) for who in members]
            for key in ballots
        ]
        if not costs:
            continue
        rows, columns = linear_sum_assignment(costs)
        guessed = {ballots[row]: members[column] for row, column in zip(rows, columns, strict=True)}
        answers = [key for key in ballots if firm[key].answers is not None]
        n_answers += len(answers)
        right += sum(guessed[key] == key for key in answers)
    return right / max(n_answers, 1)


def _misfit(at: float, seen: Sequence[float], usual: float) -> float:
    """Return by how much a ballot came sooner or later than usual after the nearest moment."""
    return min((abs(at - one - usual) for one in seen if one <= at), default=FAR)


def _usual_lag(firm: Sequence[Person], seen: Sequence[Sequence[float]]) -> float:
    """Return how long after somebody's last moment a ballot usually comes; the rules tell it."""
    lags = [
        min((at - moment for moment in moments if moment <= at), default=0.0)
        for one, moments in zip(firm, seen, strict=True)
        for at in one.arrivals
    ]
    return statistics.median(lags) if lags else 0.0


if __name__ == "__main__":
    main()
