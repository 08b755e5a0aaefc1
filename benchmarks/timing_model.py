"""People who open pages, and devices that send what was sealed by the rules of the real client.

The rules' numbers are those of frontend/src/timing.json, which the client is built from; a test
holds both together. Moments are seconds from the opening of the box.
"""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = json.loads((ROOT / "frontend/src/timing.json").read_text())
HOUR, DAY = 3600.0, 86400.0
ANNOUNCED, CLOSES = -3 * DAY, 7 * DAY  # Friday 08:00, the box from Monday 08:00 to Monday 08:00
LUNCH, REMINDER = 4 * HOUR, 4 * DAY + HOUR
WAKES = (0.0, 300.0, 1200.0)  # when Chromium asks a worker that was not done, and then no more
SHARE_ANSWERING = 0.7


@dataclass(frozen=True)
class Configuration:
    """How an installation, and the devices of its people, stand."""

    name: str
    ahead: bool = True  # the envelope is drawn at the first page since the announcement
    delay: float = 90.0
    leaves: str = (
        "open"  # the tab stays open; 'worker' or 'closed': it is closed; 'shared': at once
    )
    covers: bool = False


@dataclass
class Person:
    """What one person does, and what of it can be seen on the line or on the server."""

    block: int
    opens: list[float]  # every page of theirs, the answering page too
    answers: float | None  # when they open the answering page
    issued: float | None = None
    arrivals: list[float] = field(default_factory=list)  # of their key's ballots


def people(
    n: int, blocks: int, configuration: Configuration, chance: random.Random
) -> list[Person]:
    """Return n people with all that happens to them in one round."""
    firm = [_somebody(number % blocks, chance) for number in range(n)]
    for person in firm:
        _live(person, configuration, chance)
    return firm


def _somebody(block: int, chance: random.Random) -> Person:
    before = [(-3, 0.6), (-2, 0.1), (-1, 0.1)]
    days = [*before, *((day, 0.5) for day in range(5)), (5, 0.1), (6, 0.1)]
    opens = [
        day * DAY + chance.uniform(0, 9 * HOUR) for day, often in days if chance.random() < often
    ]
    answers = _when_answering(chance) if chance.random() < SHARE_ANSWERING else None
    return Person(block, sorted([*opens, *([answers] if answers is not None else [])]), answers)


def _when_answering(chance: random.Random) -> float:
    """In a rush at the opening, at lunch, after the reminder; or at any hour of a working day."""
    kind = chance.random()
    if kind < 0.45:
        return chance.expovariate(1 / (20 * 60))
    if kind < 0.65:
        return chance.choice([0, 1]) * DAY + LUNCH + chance.expovariate(1 / (10 * 60))
    if kind < 0.85:
        return chance.randrange(5) * DAY + chance.uniform(0, 9 * HOUR)
    return REMINDER + chance.expovariate(1 / (30 * 60))


def _live(person: Person, configuration: Configuration, chance: random.Random) -> None:
    began = person.answers + chance.uniform(5, 60) if person.answers is not None else None
    if configuration.ahead and configuration.leaves != "shared":
        person.issued = min(person.opens, default=None)
    else:
        person.issued = began
    sealed = began + chance.lognormvariate(5.0, 0.5) if began is not None else None
    if sealed is not None and configuration.leaves == "shared":
        person.issued = sealed
    if configuration.covers and (cover := _cover(person, sealed, configuration, chance)):
        person.arrivals.append(cover)
    if sealed is not None:
        person.arrivals.append(arrival(person, sealed, configuration, chance))


def arrival(
    person: Person, sealed: float, configuration: Configuration, chance: random.Random
) -> float:
    """Return when a ballot that was sealed then is in the box (envelope.ts, outbox.ts)."""
    if configuration.leaves == "shared":
        return sealed
    issued = sealed if person.issued is None else person.issued
    wait = waiting_time(sealed - issued, configuration.delay, chance)
    if configuration.leaves == "open":
        return sealed + wait
    if configuration.leaves == "closed":
        return sealed + min(
            wait, chance.uniform(2, 20)
        )  # the page is left, and sends at that moment
    return _by_the_worker(person, sealed, sealed + wait, chance)


def waiting_time(since_issued: float, delay: float, chance: random.Random) -> float:
    """Return the seconds that a sealed ballot waits (waitingTime in envelope.ts)."""
    fresh = since_issued < RULES["freshSeconds"]
    least, most = RULES["freshWaitsDelays"] if fresh else (0, 1)
    return chance.uniform(least * delay, most * delay)


def _by_the_worker(person: Person, sealed: float, leaves: float, chance: random.Random) -> float:
    """Return when the worker, woken by the browser, has sent it (sendOne in later.ts)."""
    overdue = chance.uniform(0, RULES["onThisPageSeconds"])
    for woken in WAKES:
        rest = leaves - (sealed + woken)
        if rest <= RULES["workerWaitsSeconds"]:
            return leaves if rest > 0 else sealed + woken + overdue
    later = [page for page in person.opens if page > leaves]
    return (later[0] if later else leaves) + overdue  # the next page sends (sendTheRest)


def _cover(
    person: Person, sealed: float | None, configuration: Configuration, chance: random.Random
) -> float | None:
    """Return when the cover is in the box, if one is sent (cover.ts, coverLater in outbox.ts)."""
    if person.issued is None:
        return None
    moment = chance.uniform(max(person.issued, 0.0), CLOSES)
    pages = [page for page in person.opens if page >= moment and page != person.answers]
    if not pages or (sealed is not None and pages[0] >= sealed):
        return None
    return pages[0] + chance.uniform(0, configuration.delay)
