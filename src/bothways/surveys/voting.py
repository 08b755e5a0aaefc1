"""Answering a round from within: the browser's protocol, spoken by the Python client.

The demo, the rehearsal, the benchmarks and the tests answer through here, so that nothing is
bypassed: a blinded envelope, a sealed ballot, the same slot.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from bothways.ballotbox import actions as box
from bothways.people.models import Person
from bothways.pure.ballots import Manifest, read_manifest
from bothways.pure.ballots.client import (
    Wallet,
    cover,
    fill_in,
    new_wallet,
    with_credential,
    with_stamp,
)
from bothways.surveys.actions import Blinded, hand_out_envelope
from bothways.surveys.errors import NotAskedError
from bothways.surveys.models import Round
from bothways.surveys.queries import entitlement_of


@lru_cache(maxsize=2)
def _manifest(text: str) -> Manifest:
    return read_manifest(text)


def draw_envelope(round_: Round, person: Person, *, at: datetime) -> Wallet:
    """Return a wallet with this person's one credential.

    Where the round has a guardian, whose stamp may be missing still, `fetch_stamp` asks again.
    Raises what surveys.actions.hand_out_envelope raises.
    """
    entitlement = entitlement_of(person, round_)
    if entitlement is None:
        raise NotAskedError
    manifest = _manifest(round_.manifest)
    wallet = new_wallet(manifest, entitlement.block, draw=secrets.token_bytes)
    stamps = hand_out_envelope(round_, person, blinded=_blinded(wallet), at=at)
    wallet = with_credential(wallet, manifest, stamps.envelope, slip_signature=stamps.slip)
    return with_stamp(wallet, manifest, stamps.guardian) if stamps.guardian else wallet


def fetch_stamp(round_: Round, person: Person, wallet: Wallet, *, at: datetime) -> Wallet:
    """Return the wallet with the guardian's stamp, or as it was if there is none yet."""
    stamps = hand_out_envelope(round_, person, blinded=_blinded(wallet), at=at)
    if not stamps.guardian:
        return wallet
    return with_stamp(wallet, _manifest(round_.manifest), stamps.guardian)


def _blinded(wallet: Wallet) -> Blinded:
    slip = wallet.slip.blinded if wallet.slip else b""
    return Blinded(wallet.blinded, slip, wallet.guardian_blinded)


def put_in(round_: Round, wallet: Wallet, answers: Sequence[int | None], *, at: datetime) -> Wallet:
    """Seal these answers, put them into the box and return the wallet with its counter raised.

    answers: one per question in the round's order; None where it was skipped.
    Raises what ballotbox.actions.put_ballot raises.
    """
    wallet, envelope = fill_in(wallet, _manifest(round_.manifest), answers)
    box.put_ballot(round_.pk, envelope.to_fields(), at=at)
    return wallet


def put_in_cover(round_: Round, wallet: Wallet, *, at: datetime) -> Wallet:
    """Put in a ballot without an answer, as a device does whose owner has not answered.

    Returns the wallet with its counter raised. Raises what ballotbox.actions.put_ballot raises.
    """
    wallet, envelope = cover(wallet, _manifest(round_.manifest))
    box.put_ballot(round_.pk, envelope.to_fields(), at=at)
    return wallet


def cast_ballot(
    round_: Round, person: Person, answers: Sequence[int | None], *, at: datetime
) -> Wallet:
    """Draw an envelope and put in a ballot, as a browser does in one sitting."""
    return put_in(round_, draw_envelope(round_, person, at=at), answers, at=at)
