"""The sheet of a closed box, and the signatures on it and on the release."""

import json
from collections.abc import Sequence

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.ballotbox import actions as box
from bothways.ballotbox.errors import StillOpenError
from bothways.people.models import Person
from bothways.pure import ledger
from bothways.pure.ballots import (
    canonical_json,
    leaf,
    manifest_hash,
    read_leaves,
    sign_release,
    sign_root,
    to_text,
)
from bothways.results import actions
from bothways.results.models import Release, Sheet
from bothways.results.sheets import keep_sheet, release_signers, sheet_signers
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot, draw_envelope
from tests.cast import Cast
from tests.rounds import counted, opened


def answered(owner: Person, answers: Sequence[int | None] = (5, 4, 2)) -> Round:
    return counted(owner, dict.fromkeys(Person.objects.here(), answers))


def test_the_sheet_lists_every_ballot_and_the_numbers_of_each_block(
    owner: Person, firm: Cast
) -> None:
    round_ = opened(owner)
    people = list(Person.objects.here())
    for person in people[:20]:
        cast_ballot(round_, person, [5, 4, 2], at=round_.opens_at)
    draw_envelope(round_, people[20], at=round_.opens_at)
    box.stop_signing(round_.pk)
    found = box.take_ballots(round_.pk)

    sheet = keep_sheet(round_)

    told = json.loads(sheet.text)
    leaves = read_leaves(bytes(sheet.leaves))
    assert leaves == sorted(leaf(envelope) for block in found.values() for envelope in block)
    assert told["leaves"] == ledger.root(leaves).hex()
    assert sum(block["ballots"] for block in told["blocks"]) == told["n_leaves"] == 20
    assert sum(block["issued"] for block in told["blocks"]) == 21
    assert sum(block["eligible"] for block in told["blocks"]) == len(people)
    assert told["rules"] == manifest_hash(round_.manifest).hex()


def test_it_is_made_once_and_stays_as_it_was(owner: Person, firm: Cast) -> None:
    round_ = answered(owner)
    kept = Sheet.objects.get()

    again = keep_sheet(round_)

    assert (again.text, bytes(again.leaves)) == (kept.text, bytes(kept.leaves))
    assert Sheet.objects.count() == 1


def test_no_sheet_is_made_of_an_open_box(owner: Person, firm: Cast) -> None:
    with pytest.raises(StillOpenError):
        keep_sheet(opened(owner))


def test_a_round_whose_count_broke_off_has_the_same_sheet_afterwards(
    owner: Person, firm: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = opened(owner)
    for person in Person.objects.here():
        cast_ballot(round_, person, [5, 4, 2], at=round_.opens_at)
    with monkeypatch.context() as patched:
        patched.setattr(actions, "_count", lambda _round: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.close_due_rounds(round_.closes_at)
    before = Sheet.objects.get().text

    actions.close_due_rounds(round_.closes_at)

    assert Sheet.objects.get().text == before
    assert Release.objects.exists()


def test_the_round_s_own_key_signed_sheet_and_release(owner: Person, firm: Cast) -> None:
    answered(owner)

    assert sheet_signers(Sheet.objects.get()) == {"company"}
    assert release_signers(Release.objects.get()) == {"company"}


@pytest.mark.parametrize("field", ["document", "salts", "root", "signature"])
def test_a_release_changed_in_any_part_is_signed_by_nobody(
    owner: Person, firm: Cast, field: str
) -> None:
    answered(owner)
    release = Release.objects.get()

    told = getattr(release, field)
    other = (
        told.replace("31", "30", 1) if field == "document" else told[:-1] + "01"[told[-1] == "0"]
    )
    setattr(release, field, other)

    assert release_signers(release) == frozenset()


def test_a_sheet_changed_afterwards_is_signed_by_nobody(owner: Person, firm: Cast) -> None:
    answered(owner)
    sheet = Sheet.objects.get()

    sheet.text = sheet.text.replace('"ballots":', '"ballots":1', 1)

    assert sheet_signers(sheet) == frozenset()


def test_another_key_is_not_the_round_s(owner: Person, firm: Cast) -> None:
    round_ = answered(owner)
    release, mine = Release.objects.get(), Ed25519PrivateKey.generate().private_bytes_raw()

    root = bytes.fromhex(release.root)
    release.signature = sign_root(mine, manifest_hash(round_.manifest), root).hex()

    assert release_signers(release) == frozenset()


def test_a_release_from_before_there_was_a_tree_still_holds(owner: Person, firm: Cast) -> None:
    round_ = answered(owner)
    key = Ed25519PrivateKey.generate()
    release = Release.objects.get()
    rules = json.loads(round_.manifest)
    rules["keys"]["receipt"] = to_text(key.public_key().public_bytes_raw())
    release.round.manifest = canonical_json(rules)
    release.root = release.salts = ""
    signed = sign_release(
        key.private_bytes_raw(), manifest_hash(release.round.manifest), release.document
    )

    release.signature = signed.hex()

    assert release_signers(release) == {"company"}
