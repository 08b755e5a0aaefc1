"""The demo's second key: its representative's, kept on this computer so that all can be tried.

It does what the representative's browser or `bothways guardian` would do elsewhere, through the
same work and answers. Both keys lie on one machine here, so the second protects nobody, and every
page of the demo that speaks of it says so.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from bothways.demo import firm, pairs
from bothways.guardian.actions import take_answers
from bothways.guardian.work import work_for
from bothways.keyholders.actions import take_office
from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import keys_of
from bothways.pure.ballots import canonical_json
from bothways.pure.guardian.answering import Choices, Done, answer_work
from bothways.pure.guardian.documents import ceremony
from bothways.pure.guardian.keyfile import new_identity
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory

HOLDER = "M039"
MOST_TURNS = 6  # spare keys come in handfuls; after opening comes counting


def place() -> Path:
    """Return where the key and its memory lie, in the open: it is a demo's."""
    return Path(settings.DATA) / "demo-second-key.json"


def take(at: datetime) -> None:
    """Let the representative take the second key, and make the first spare keys."""
    person = firm.person(HOLDER)
    identity = new_identity(person.name)
    take_office(ceremony(identity), by=person, where=Keyholder.Where.SAME_HOST, at=at)
    _keep(identity, Memory())
    serve(at)


def serve(at: datetime) -> int:
    """Do all the second key is asked to do now; return how many answers that took."""
    if not place().exists():
        return 0
    kept = json.loads(place().read_text(encoding="utf-8"))
    identity, memory = Identity(kept["secret"], kept["name"]), Memory.from_text(kept["memory"])
    n_answers = 0
    for _turn in range(MOST_TURNS):
        done = _answered(identity, memory, at)
        memory = done.memory
        _keep(identity, memory)
        if not done.answers:
            break
        take_answers(_sent(done.document(identity)), keys_of(firm.person(HOLDER)), at=at)
        n_answers += len(done.answers)
    return n_answers


def _answered(identity: Identity, memory: Memory, at: datetime) -> Done:
    size = (memory.head or {}).get("size", 0)
    work = work_for(keys_of(firm.person(HOLDER)), at=at, head_size=size)
    choices = Choices(lambda _asked: True, secrets.token_bytes, pairs.take)
    return answer_work(_sent(work), identity, memory, choices)


def _sent(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document as it arrives after its way as text."""
    read: dict[str, Any] = json.loads(canonical_json(document))
    return read


def _keep(identity: Identity, memory: Memory) -> None:
    told = {"secret": identity.secret, "name": identity.name, "memory": memory.to_text()}
    place().write_text(json.dumps(told), encoding="utf-8")
    place().chmod(0o600)
