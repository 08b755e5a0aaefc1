"""Envelopes and their stamps: handed out once per person and round, forgotten when it ends."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bothways.ballotbox import actions as box
from bothways.ballotbox.errors import LateRefusal, ShapeRefusal, UnknownRefusal
from bothways.people.models import Person
from bothways.surveys import queries
from bothways.surveys.errors import BoxClosedError, BoxLostError, EnvelopeGoneError, NotAskedError
from bothways.surveys.models import Entitlement, Round


@dataclass(frozen=True)
class Blinded:
    """What a device asks to be signed: its envelope, and where the round has a guardian the slip
    and the envelope once more, for the guardian."""

    envelope: bytes
    slip: bytes = b""
    guardian: bytes = b""

    @property
    def digest(self) -> str:
        """What tells one device's request from another's."""
        return hashlib.sha256(self.envelope + self.slip + self.guardian).hexdigest()


@dataclass(frozen=True)
class Stamps:
    """What a device gets: blind signatures. guardian: empty while the guardian has not signed."""

    envelope: bytes
    slip: bytes = b""
    guardian: bytes = b""


def hand_out_envelope(
    round_: Round, person: Person, *, blinded: Blinded, at: datetime, again: bool = False
) -> Stamps:
    """Return the blind signatures over `blinded`, once per person and round.

    The same blinded messages get the same answer again, others EnvelopeGoneError; where the round
    has a guardian, the guardian's stamp is in it as soon as it was given. again: only what was
    signed before, so that nobody is lent an envelope that somebody else has made.
    Raises NotAskedError for who is not on the round's list, BoxClosedError out of time and
    BoxLostError if the box is gone.
    Keeps that an envelope was handed out, and no moment.
    """
    if round_.state != Round.State.OPEN or at >= round_.closes_at:
        raise BoxClosedError
    entitlement = queries.entitlement_of(person, round_)
    if entitlement is None:
        raise NotAskedError
    if again and entitlement.blinded_digest != blinded.digest:
        raise EnvelopeGoneError
    stamps = _company_stamps(round_, entitlement.block, blinded)
    fresh = Entitlement.objects.filter(pk=entitlement.pk, blinded_digest="")
    for_guardian = blinded.guardian or None
    if not fresh.update(blinded_digest=blinded.digest, for_guardian=for_guardian):
        entitlement.refresh_from_db()
        if entitlement.blinded_digest != blinded.digest:
            raise EnvelopeGoneError
    return replace(stamps, guardian=bytes(entitlement.stamp or b""))


def _company_stamps(round_: Round, block: str, blinded: Blinded) -> Stamps:
    """Sign for the company, which keeps nothing of it. Raises ValueError for a part too few."""
    if bool(round_.rules["guardian"]) != bool(blinded.slip and blinded.guardian):
        raise ValueError("not what this round's envelopes are made of")
    try:
        envelope = box.sign_blinded(round_.pk, block, blinded.envelope)
        slip = box.sign_slip(round_.pk, blinded.slip) if blinded.slip else b""
    except UnknownRefusal:
        raise BoxLostError from None
    except LateRefusal:  # it closed while this was on its way
        raise BoxClosedError from None
    except ShapeRefusal as refusal:
        raise ValueError("a number that no key of this round signs") from refusal
    return Stamps(envelope, slip)


def keep_stamp(round_: Round, entitlement: str, stamp: bytes) -> None:
    """Keep the second key's blind signature for one right, the first one that came."""
    waiting = Entitlement.objects.filter(round=round_, pk=entitlement, stamp=None)
    waiting.update(stamp=stamp)


def forget_stamps(round_id: UUID) -> None:
    """Delete what the second key was asked to stamp, and its stamps; the round takes none now."""
    rights = Entitlement.objects.filter(round=round_id)
    rights.exclude(for_guardian=None, stamp=None).update(for_guardian=None, stamp=None)
