"""That a round's rules stand on the ledger is proved as soon as it is announced."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from bothways.people.models import Person
from bothways.pure.ballots import to_bytes
from bothways.pure.ledger import entry_commitment, head_holds, includes, leaf_hash, read_head
from bothways.record.models import Entry, Head, Leaf
from bothways.record.queries import newest_head
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from tests.conftest import ClientOf
from tests.rounds import draft, opened


def open_now(owner: Person) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1))


def test_the_rules_of_an_announced_round_are_proved_at_once(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    round_ = open_now(owner)

    said = json.loads(client_of(employee).get(f"/rounds/{round_.pk}/manifest/proof/").content)

    text, salt = said["entry"]["text"], to_bytes(said["entry"]["salt"], 32, "salt")
    entry, head = json.loads(text), read_head(said["head"]["text"])
    key, signature = (said["head"][name] for name in ("key", "signature"))
    path = [to_bytes(part, 32, "path") for part in said["path"]]
    leaf = leaf_hash(entry_commitment(salt, text))
    assert (entry["verb"], entry["about"]) == ("round.announced", ["surveys.round", str(round_.pk)])
    assert entry["details"]["rules"] == round_.manifest_hash
    assert includes(leaf, said["position"], head.size, path, head.root)
    assert head_holds(to_bytes(key, 32, "key"), to_bytes(signature, 64, "signature"), head)


def test_a_draft_has_no_proof(owner: Person, people_lead: Person, client_of: ClientOf) -> None:
    round_ = draft(owner)

    answer = client_of(people_lead).get(f"/rounds/{round_.pk}/manifest/proof/")

    assert answer.status_code == 409
    assert "not on the ledger yet" in json.loads(answer.content)["say"]


def test_an_announcement_that_fails_leaves_nothing_on_the_ledger(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = draft(owner)

    def announce_and_fail() -> None:
        with transaction.atomic():
            announce_round(round_, by=owner, at=round_.opens_at)
            raise RuntimeError("the machine went away")

    with pytest.raises(RuntimeError):
        announce_and_fail()

    assert not Entry.objects.filter(verb="round.announced").exists()
    assert not Leaf.objects.exists()
    assert not Head.objects.exists()


def test_the_newest_head_holds_the_announcement(owner: Person) -> None:
    round_ = open_now(owner)

    head, leaf = newest_head(), Leaf.objects.order_by("position").last()

    assert head is not None
    assert leaf is not None
    assert leaf.entry is not None
    assert (leaf.entry.about_id, head.size) == (str(round_.pk), leaf.position + 1)
