"""How a round goes in the demo: announced, answered, closed and counted, as in any firm."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bothways.demo import answering, firm, pairs, second_key
from bothways.demo.clock import OPEN_FOR
from bothways.people.models import Person
from bothways.readings.actions import keep_readings
from bothways.results.actions import close_due_rounds
from bothways.surveys import actions as asking
from bothways.surveys.bank import Item
from bothways.surveys.models import Round
from bothways.surveys.voting import draw_envelope, fetch_stamp, put_in

Given = Sequence[int | None]


def announce(
    title: str,
    items: Sequence[Item],
    *,
    opens: datetime,
    at: datetime,
    kind: str = Round.Kind.PULSE,
    audience: str = Round.Audience.EVERYONE,
    can_wait: bool = True,
) -> Round:
    """Prepare a round as the people lead would, and fix its rules.

    can_wait: it is answered before what the last one asked for; else both sides say why not.
    """
    people_lead = firm.person("M003")
    round_ = asking.prepare_round(
        by=people_lead,
        title=title,
        kind=kind,
        audience=audience,
        questions=[_asked(item) for item in items],
        opens_at=opens,
        closes_at=opens + OPEN_FOR,
        at=at,
    )
    answering.answer_what_waits(round_, at=at, can_wait=can_wait)
    asking.announce_round(round_, by=people_lead, at=at, pairs=pairs.several)
    second_key.serve(at)
    return round_


def answer(
    round_: Round, people: Sequence[Person], given: Callable[[Person], Given], *, at: datetime
) -> None:
    """Let these people draw their envelopes, all of them, and then put their ballots in."""
    drawn = {person: draw_envelope(round_, person, at=at) for person in people}
    second_key.serve(at)
    for person, wallet in drawn.items():
        answers = given(person)
        stamped = wallet if wallet.is_stamped else fetch_stamp(round_, person, wallet, at=at)
        put_in(round_, stamped, answers, at=at)


def close_and_count(at: datetime) -> None:
    """Close what is due; where there are two keys, the second opens and counts too."""
    close_due_rounds(at)
    second_key.serve(at)
    close_due_rounds(at)
    keep_readings()


def _asked(item: Item) -> asking.Asked:
    return asking.Asked(
        code=item.code,
        text=item.text,
        construct=item.construct,
        version=item.version,
        keyed=item.keyed,
        about_leader=item.about_leader,
    )
