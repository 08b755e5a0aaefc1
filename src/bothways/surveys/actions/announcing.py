"""Announcing a round: roster, blocks, keys and rules become fixed as one."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bothways.ballotbox import actions as box
from bothways.ballotbox.errors import InUseError
from bothways.keyholders.actions import lend_keys
from bothways.keyholders.queries import second_party
from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.pure.ballots import canonical_json, manifest_hash, read_manifest
from bothways.record.actions import append_entries, note
from bothways.surveys.actions.drafts import hold_draft, refuse_if_frozen
from bothways.surveys.errors import CannotOpenError
from bothways.surveys.manifest import make_manifest
from bothways.surveys.models import Round
from bothways.surveys.queries import reading_of
from bothways.surveys.registry import what_stands_in_the_way
from bothways.surveys.roster import Roster, keep_roster, roster_for, standing_for

Pairs = Callable[[int], Sequence[RSAPrivateKey]]


def announce_round(
    round_: Round, *, by: Person, at: datetime, pairs: Pairs = box.make_pairs
) -> None:
    """Fix the roster, the blocks, the keys and the rules; from now on envelopes are handed out.

    The box takes ballots from `opens_at`. pairs: gives so many fresh key pairs. Raises FrozenError
    if it was announced before and CannotOpenError with every reason that stands in the way.
    """
    refuse_if_frozen(round_, by=by, at=at)
    reading = reading_of(round_)
    reasons = what_stands_in_the_way(round_, at)
    if reasons:
        raise CannotOpenError(reasons)
    firm = organisation()
    if firm is None:
        raise CannotOpenError([_("Name the firm first.")])
    roster = roster_for(standing_for(round_), k=firm.k)
    try:
        _fix_rules(round_, roster, pairs, reading, k=firm.k, c=firm.c, by=by, at=at)
    except (IntegrityError, InUseError):
        raise CannotOpenError([_("Another round was opened a moment ago.")]) from None


def _fix_rules(
    round_: Round,
    roster: Roster,
    pairs: Pairs,
    reading: str,
    *,
    k: int,
    c: int,
    by: Person,
    at: datetime,
) -> None:
    """Make keys, rules and box as one; who announces the same round meanwhile comes too late.

    reading: the draft for which nothing stood in the way; another one is not announced.
    """
    codes = [block.id for block in roster.blocks]
    with_slips = second_party() is not None
    n_pairs = len(codes) + with_slips
    made = iter(pairs(n_pairs))  # this takes a while, and nobody waits for it
    with transaction.atomic():
        hold_draft(round_)
        if reading_of(round_) != reading:
            raise CannotOpenError([_("It was changed a moment ago. Look at it again.")])
        guardian = lend_keys(round_.pk, codes) if with_slips else None
        keys = box.make_keys(
            round_.pk, codes, pair_from=made.__next__, with_slips=guardian is not None
        )
        keep_roster(round_, roster)
        digest = _open_by_rules(round_, roster, keys, guardian=guardian, k=k, c=c, at=at)
        note("round.announced", by=by, about=round_, at=at, title=round_.title, rules=digest.hex())
        append_entries(at=at)
    round_.refresh_from_db()


def _open_by_rules(
    round_: Round,
    roster: Roster,
    keys: box.PublicKeys,
    *,
    guardian: Mapping[str, Any] | None,
    k: int,
    c: int,
    at: datetime,
) -> bytes:
    """Write the manifest, bind the box and the round to it, and return its hash."""
    rules = make_manifest(
        round_,
        questions=list(round_.questions.all()),
        blocks=roster.blocks,
        keys=keys,
        k=k,
        c=c,
        guardian=guardian,
    )
    text = canonical_json(rules)
    digest, manifest = manifest_hash(text), read_manifest(text)
    box.open_box(
        round_.pk,
        seal=keys.seal,
        manifest_hash=digest,
        size=manifest.inner_size,
        capacities={block.id: block.eligible for block in roster.blocks},
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        guardian_keys=manifest.guardian.block_keys if manifest.guardian else None,
    )
    Round.objects.filter(pk=round_.pk).update(
        state=Round.State.OPEN,
        fixed_at=at,
        manifest=text,
        manifest_hash=digest.hex(),
    )
    return digest
