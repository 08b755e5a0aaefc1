"""Edda Falk's second key for tests: what her browser or her service does, in one process."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bothways.guardian.actions import take_answers
from bothways.guardian.work import work_for
from bothways.keyholders.actions import take_office
from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import keys_of
from bothways.people.models import Person
from bothways.pure.ballots import canonical_json
from bothways.pure.ballots.client import Wallet
from bothways.pure.guardian.answering import Choices, Done, answer_work
from bothways.pure.guardian.documents import ceremony
from bothways.pure.guardian.keyfile import new_identity
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory
from bothways.surveys.models import Round
from bothways.surveys.voting import draw_envelope, fetch_stamp, put_in
from tests.factories import NOW
from tests.rounds import opened


@dataclass
class Keeper:
    """Somebody with a second key, at their desk."""

    person: Person
    identity: Identity
    memory: Memory = field(default_factory=Memory)
    says_yes: bool = True
    refused: list[str] = field(default_factory=list)

    def work(self, at: datetime = NOW) -> dict[str, Any]:
        """What the server asks, as it travels."""
        size = (self.memory.head or {}).get("size", 0)
        return through_json(work_for(keys_of(self.person), at=at, head_size=size))

    def do(self, work: dict[str, Any]) -> Done:
        """Answer a work document, and remember it."""
        choices = Choices(lambda _asked: self.says_yes, secrets.token_bytes)
        done = answer_work(work, self.identity, self.memory, choices)
        self.memory = Memory.from_text(done.memory.to_text())
        self.refused += done.refused
        return done

    def send(self, done: Done, at: datetime = NOW) -> list[dict[str, Any]]:
        """Hand the answers in; return what became of each."""
        document = through_json(done.document(self.identity))
        results: list[dict[str, Any]] = take_answers(document, keys_of(self.person), at=at)[
            "results"
        ]
        return results

    def serve(self, at: datetime = NOW) -> list[dict[str, Any]]:
        """Fetch the work, do it, hand it in: once."""
        return self.send(self.do(self.work(at)), at)


def through_json(document: dict[str, Any]) -> dict[str, Any]:
    """What arrives of a document after it went over the wire."""
    read: dict[str, Any] = json.loads(canonical_json(document))
    return read


def keeper_in_office(person: Person, *, where: str = Keyholder.Where.APART) -> Keeper:
    """Return a keeper after the ceremony, with spare keys in stock."""
    keeper = Keeper(person, new_identity(person.name))
    take_office(through_json(ceremony(keeper.identity)), by=person, where=where, at=NOW)
    assert all(result["taken"] for result in keeper.serve())
    return keeper


def confirmed_round(owner: Person, keeper: Keeper, **fields: object) -> Round:
    """Return an open round whose rules and people the keeper has confirmed."""
    round_ = opened(owner, **fields)
    assert all(result["taken"] for result in keeper.serve(round_.opens_at))
    return round_


def everybody_answers(
    round_: Round, keeper: Keeper, answers: Mapping[Person, Sequence[int | None]]
) -> dict[Person, Wallet]:
    """Draw an envelope for each, have all of them stamped, and put the ballots in."""
    at = round_.opens_at + timedelta(hours=1)
    wallets = {person: draw_envelope(round_, person, at=at) for person in answers}
    assert all(result["taken"] for result in keeper.serve(at))
    for person, given in answers.items():
        wallet = fetch_stamp(round_, person, wallets[person], at=at)
        wallets[person] = put_in(round_, wallet, given, at=at)
    return wallets
