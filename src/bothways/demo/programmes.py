"""What Millrace tried: something by lot, something for all at once, something still to come."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from bothways.demo import firm
from bothways.demo.clock import OPEN_FOR, Clock
from bothways.programmes.actions import Wish, declare, draw_lot, withdraw
from bothways.programmes.jobs import look_whether_it_worked
from bothways.programmes.judging import JOIN
from bothways.programmes.models import Design, Programme
from bothways.programmes.queries import askable, newest_groups
from bothways.record.actions import append_entries

Act = Callable[[datetime], object]
PEOPLE_LEAD = "M003"
A_WEEK = timedelta(weeks=1)

EARLY: dict[str, Any] = {
    "kind": Programme.Kind.POLICY,
    "title": "The plan for the week hangs out on Friday",
    "text": "Every Friday by noon the plan for the next week hangs at all three doors.",
    "expected": "More people hear of changes early enough, by the next pulse.",
    "otherwise": "If the next pulse shows nothing, we ask at the doors who reads it.",
    "target": "U-COM1",
    "chosen": Design.Chosen.ALL,
    "weeks": 8,
}
TEN_MINUTES: dict[str, Any] = {
    "kind": Programme.Kind.PROGRAMME,
    "title": "Ten minutes before each shift",
    "text": "Each shift begins with ten minutes in which anybody may say what went wrong.",
    "expected": "More people say that they can tell of a mistake, by the pulse in a quarter.",
    "otherwise": "If nobody uses the ten minutes for a month, we stop and ask why.",
    "target": "U-PSY1",
    "chosen": Design.Chosen.LOT,
    "weeks": 4,
}
THANKS: dict[str, Any] = {
    "kind": Programme.Kind.PROGRAMME,
    "title": "A thank-you round on the last Thursday",
    "text": "On the last Thursday of a month each lead thanks for one thing, by name.",
    "expected": "More people say that good work is seen.",
    "otherwise": "If it becomes a list that is read out, we end it.",
    "target": "U-REC1",
    "chosen": Design.Chosen.ALL,
    "weeks": 8,
}
COACHING: dict[str, Any] = {
    "kind": Programme.Kind.PROGRAMME,
    "title": "Two mornings on asking before telling",
    "text": "Whoever leads a group spends two mornings with a trainer, the groups one by one.",
    "expected": "More people say that promises are kept, by summer.",
    "otherwise": "If there is no difference after the second round, the money goes elsewhere.",
    "target": "U-FOL1",
    "chosen": Design.Chosen.LOT,
    "weeks": 12,
}
PARKING: dict[str, Any] = {
    "kind": Programme.Kind.POLICY,
    "title": "Parking by lot",
    "text": "The six places at the door are drawn anew each month.",
    "expected": "More people say that rules hold for all.",
    "otherwise": "If it only moves the quarrel, we stop.",
    "target": "U-FAI2",
    "chosen": Design.Chosen.ALL,
    "weeks": 8,
}


def events(clock: Clock) -> Iterator[tuple[datetime, Act]]:
    """Yield what happens to programmes, and when."""
    after = {number: clock.opens(number) + OPEN_FOR + A_WEEK for number in (4, 5, 6)}
    yield after[4], _declaring(EARLY)
    yield after[5], _declaring(TEN_MINUTES)
    yield after[6], _declaring(THANKS)
    yield after[6] + timedelta(hours=1), _declaring(PARKING)
    yield after[6] + timedelta(days=2), _taking_back(PARKING["title"])
    yield clock.at(clock.workday(5), 11), _declaring(COACHING)
    for number in (5, 6):
        yield clock.opens(number) + OPEN_FOR + timedelta(hours=1), look_whether_it_worked


def those_who_began() -> set[str]:
    """Return the names of the units that the lot gave the ten minutes first."""
    design = Design.objects.filter(programme__title=TEN_MINUTES["title"]).first()
    keys = design.begins_first if design else []
    return {path.rpartition("/")[2] for key in keys for path in key.split(JOIN)}


def _declaring(story: dict[str, Any]) -> Act:
    def tell(at: datetime) -> None:
        wanted = dict(story)
        asked = askable()[str(wanted.pop("target"))]
        groups, starts_on = tuple(newest_groups()), at.date() + 2 * A_WEEK
        is_for_all = wanted["chosen"] == Design.Chosen.ALL
        rest_on = None if is_for_all else starts_on + (wanted["weeks"] + 12) * A_WEEK
        wish = Wish(
            **wanted,
            asked=asked,
            should_rise=True,
            groups=groups,
            first=(),
            starts_on=starts_on,
            rest_on=rest_on,
        )
        programme = declare(wish, by=firm.person(PEOPLE_LEAD), at=at)
        append_entries(at=at)
        draw_lot(programme, at=at)

    return tell


def _taking_back(title: str) -> Act:
    def take_back(at: datetime) -> None:
        programme = Programme.objects.get(title=title)
        words = "The ground belongs to the neighbour, who needs four of the six places."
        withdraw(programme, by=firm.person(PEOPLE_LEAD), words=words, at=at)

    return take_back
