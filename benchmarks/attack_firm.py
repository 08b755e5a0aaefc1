"""The firm of an attack day: forty people, their rounds, and what only its voters know."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any


@dataclass
class Held:
    """A round, and what only its voters know, in the order in which ballots arrived."""

    round: Any
    drawn: list[Any]  # people, in the order in which they fetched their envelopes
    arrived: list[Any]  # people, in the order in which their ballots came
    wallets: dict[Any, Any]
    envelopes: dict[Any, Any]
    older: dict[Any, Any] = field(default_factory=dict)

    @property
    def at(self) -> Any:
        return self.round.opens_at + timedelta(hours=1)


def make_people_of_forty() -> tuple[Any, list[Any]]:
    from bothways.people.models import Person
    from tests.cast import STORES, make_firm
    from tests.factories import make_people

    firm = make_firm()
    make_people(9, unit=STORES, manager=firm.other_manager)
    return firm, list(Person.objects.here())


def keeper_of(firm: Any) -> Any:
    from tests.keeper import keeper_in_office

    return keeper_in_office(firm.representative)


def opened_round(firm: Any, title: str, keeper: Any = None) -> Any:
    """The second one opens after the first was counted, and is confirmed by the second key."""
    from tests.factories import NOW
    from tests.rounds import NEWS, SAFETY, TRUST, opened

    if keeper is None:
        return opened(firm.owner, questions=(SAFETY,), title=title)
    opens = NOW + timedelta(days=10)
    round_ = opened(firm.owner, questions=(TRUST, NEWS), title=title, opens_at=opens)
    keeper.serve(opens)
    return round_


def fill(round_: Any, people: list[Any], keeper: Any) -> Held:
    """Thirty-two of forty answer, a cover among five; two stay without an envelope."""
    from bothways.ballotbox import actions as box
    from bothways.pure.ballots import read_manifest
    from bothways.pure.ballots.client import cover, fill_in
    from bothways.surveys.voting import draw_envelope, fetch_stamp

    chance = random.Random(round_.title)
    drawn = chance.sample(people, len(people) - 2)
    arrived = chance.sample(drawn, 32)
    held = Held(round_, drawn, arrived, {}, {})
    for person in drawn:
        held.wallets[person] = draw_envelope(round_, person, at=held.at)
        if keeper:  # one by one, so that there is an order to be found
            keeper.serve(held.at)
            wallet = held.wallets[person]
            held.wallets[person] = fetch_stamp(round_, person, wallet, at=held.at)
    rules = read_manifest(round_.manifest)
    for place, person in enumerate(arrived):
        answers = [1 + (place + n) % 5 for n, _question in enumerate(rules.questions)]
        make = (
            cover if place % 5 == 0 else lambda wallet, rules, a=answers: fill_in(wallet, rules, a)
        )
        wallet, envelope = make(held.wallets[person], rules)
        box.put_ballot(round_.pk, envelope.to_fields(), at=held.at)
        if place % 4 == 0:
            held.older[person] = envelope
            wallet, envelope = fill_in(wallet, rules, answers)
            box.put_ballot(round_.pk, envelope.to_fields(), at=held.at)
        held.wallets[person], held.envelopes[person] = wallet, envelope
    return held
