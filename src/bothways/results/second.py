"""Rounds with a second key: what its keeper hands back, and that both must find the same."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from bothways.ballotbox import actions as box
from bothways.ballotbox.queries import is_peeled
from bothways.pure.ballots import Guardian, read_manifest, root_holds, sheet_holds
from bothways.pure.disclosure import groups_by_ballots, read_release
from bothways.pure.guardian.counting import Counted, count_slips
from bothways.pure.guardian.rounds import Asked
from bothways.record.actions import note
from bothways.record.queries import entries_about
from bothways.results.actions import keep_release
from bothways.results.destroying import destroy_all
from bothways.results.errors import (
    CountsDifferError,
    ForgedAnswerError,
    NotWaitingError,
    OtherGroupsError,
)
from bothways.results.models import Difference, Sheet
from bothways.surveys.models import Round

Groups = Sequence[tuple[tuple[str, ...], Sequence[bytes]]]


def take_peeled(
    round_: Round, groups: Groups, unpeelable: Mapping[str, int], *, sheet_signature: bytes
) -> bool:
    """Keep the slips that the second keyholder handed back; False if they were there.

    Raises NotWaitingError unless the round is closed and not counted, ForgedAnswerError if the
    sheet is not signed by the second key, and OtherGroupsError unless the groups are those that
    the numbers of ballots give, and none has a slip too many or too few.
    """
    asked, guardian = _asked(round_)
    sheet = Sheet.objects.filter(pk=round_.pk).first()
    if round_.state != Round.State.CLOSED or sheet is None:
        raise NotWaitingError
    if is_peeled(round_.pk):
        return False
    rules = asked.manifest.hash
    if not sheet_holds(guardian.key, sheet_signature, manifest_hash=rules, text=sheet.text):
        raise ForgedAnswerError
    _refuse_other_groups(asked, sheet, groups, unpeelable)
    box.keep_peeled(round_.pk, groups)
    Sheet.objects.filter(pk=round_.pk).update(guardian_signature=sheet_signature.hex())
    return True


def _refuse_other_groups(
    asked: Asked, sheet: Sheet, groups: Groups, unpeelable: Mapping[str, int]
) -> None:
    ballots = n_ballots(sheet)
    wanted = groups_by_ballots(asked.blocks, ballots, k=asked.rules["k"])
    if [blocks for blocks, _ in groups] != wanted:
        raise OtherGroupsError(", ".join(sorted(ballots)))
    for blocks, slips in groups:
        n = len(slips) + sum(unpeelable.get(block, 0) for block in blocks)
        sizes = {len(slip) for slip in slips}
        if n != sum(ballots[block] for block in blocks) or sizes - {asked.manifest.inner_size}:
            raise OtherGroupsError(", ".join(blocks))


def n_ballots(sheet: Sheet) -> dict[str, int]:
    """Return how many ballots lay in the box, by block."""
    return {block["id"]: block["ballots"] for block in json.loads(sheet.text)["blocks"]}


def n_not_peeled(round_: Round) -> int:
    """Return how many ballots did not open for the second keyholder."""
    groups = box.peeled_groups(round_.pk)
    ballots = n_ballots(Sheet.objects.get(pk=round_.pk))
    there = sum(ballots[block] for blocks, _ in groups for block in blocks)
    return there - sum(len(slips) for _, slips in groups)


def agree(
    round_: Round,
    *,
    document: str,
    root: bytes,
    signature: bytes,
    not_counted: int,
    at: datetime,
) -> bool:
    """Count, compare with what the second keyholder counted, and release if it is the same.

    False if it was released before. Raises NotWaitingError before the slips are there,
    ForgedAnswerError if the root is not signed by the second key, and CountsDifferError if
    anything differs; then nothing is released, and both see where.
    """
    asked, guardian = _asked(round_)
    if round_.state == Round.State.RELEASED:
        return False
    if round_.state != Round.State.CLOSED or not is_peeled(round_.pk):
        raise NotWaitingError
    if not root_holds(guardian.key, signature, manifest_hash=asked.manifest.hash, root=root):
        raise ForgedAnswerError
    private = box.seal_private(round_.pk)
    ours = count_slips(asked, box.peeled_groups(round_.pk), private)
    n_invalid = ours.n_invalid + n_not_peeled(round_)
    if (ours.document, ours.root, n_invalid) != (document, root, not_counted):
        _note_difference(round_, ours, document, at=at)
        raise CountsDifferError
    kept = keep_release(
        round_,
        read_release(document),
        box.sign_release(round_.pk, document),
        guardian_signature=signature.hex(),
        n_invalid=n_invalid,
        at=at,
    )
    if kept:
        destroy_all(round_.pk)
    return kept


def _note_difference(round_: Round, ours: Counted, theirs: str, *, at: datetime) -> None:
    digest = hashlib.sha256(theirs.encode()).hexdigest()
    with transaction.atomic():
        told = {"ours": ours.digest, "theirs": digest}
        if entries_about(round_, "round.counts_differ", **told).exists():
            return
        cells = differing(ours.document, theirs)
        Difference.objects.get_or_create(round=round_, defaults={**told, "cells": cells, "at": at})
        note(
            "round.counts_differ",
            by=None,
            about=round_,
            at=at,
            title=round_.title,
            **told,
        )


def differing(ours: str, theirs: str) -> list[dict[str, Any]]:
    """Return which figures of two releases differ, by place and question, without the figures.

    A document that can't be read differs in all of its figures.
    """
    mine, other = _cells(ours), _cells(theirs)
    places = [place for place in {**mine, **other} if mine.get(place) != other.get(place)]
    return [
        {"level": level, "name": name, "blocks": list(blocks), "question": question}
        for level, name, blocks, question in places
    ]


def _cells(document: str) -> dict[tuple[str, str, tuple[str, ...], str], Any]:
    try:
        cells = json.loads(document)["cells"]
        return {
            (cell["level"], cell["name"], tuple(cell["blocks"]), cell["question"]): cell
            for cell in cells
        }
    except (ValueError, KeyError, TypeError):
        return {}


def _asked(round_: Round) -> tuple[Asked, Guardian]:
    manifest = read_manifest(round_.manifest)
    if manifest.guardian is None:
        raise NotWaitingError
    return Asked(round_.pk.hex, manifest), manifest.guardian
