"""A whole round of ballots for tests: keys, an open box, and people who vote in it."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from bothways.ballotbox.actions import make_keys, open_box, put_ballot, sign_blinded
from bothways.pure.ballots import Envelope, Manifest, canonical_json, read_manifest, to_text
from bothways.pure.ballots.answers import ballot_size
from bothways.pure.ballots.client import Wallet, fill_in, new_wallet, with_credential

OPENS = datetime(2026, 11, 2, 8, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=7)
NOON = OPENS + timedelta(hours=4)
QUESTIONS = ("U-TRU1", "U-VOI1", "U-FAI1")


@dataclass(frozen=True)
class Booth:
    """One round with its manifest."""

    round_id: UUID
    manifest: Manifest

    def wallet(self, block: str = "b1") -> Wallet:
        """Return the wallet of somebody new who was given a credential."""
        wallet = new_wallet(self.manifest, block, draw=secrets.token_bytes)
        return with_credential(
            wallet, self.manifest, sign_blinded(self.round_id, block, wallet.blinded)
        )

    def vote(
        self, wallet: Wallet, answers: Sequence[int | None] = (4, None, 2)
    ) -> tuple[Wallet, Envelope]:
        return fill_in(wallet, self.manifest, answers)

    def put(self, envelope: Envelope, *, at: datetime = NOON) -> dict[str, str]:
        return put_ballot(self.round_id, body_of(envelope), at=at)


def body_of(envelope: Envelope) -> bytes:
    return json.dumps(envelope.to_fields()).encode()


def announce(
    blocks: Mapping[str, int],
    *,
    opens: datetime = OPENS,
    closes: datetime = CLOSES,
    second: tuple[bytes, Mapping[str, bytes]] | None = None,
) -> Booth:
    """Make the keys and the manifest of a round, and open its box.

    second: the guardian's public keys, for the seal and by block, where the round has a guardian.
    """
    round_id = uuid4()
    keys = make_keys(round_id, list(blocks), with_slips=second is not None)
    guardian = (
        {
            "name": "Rosa Falk",
            "key": to_text(bytes(32)),
            "seal": to_text(second[0]),
            "blocks": {block: to_text(der) for block, der in second[1].items()},
            "where": "apart",
        }
        if second
        else None
    )
    closes_text = f"{closes.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    text = canonical_json(
        {
            "v": 1,
            "round": round_id.hex,
            "questions": [{"id": name} for name in QUESTIONS],
            "closes_at": closes_text,
            "keys": {
                "seal": to_text(keys.seal),
                "receipt": to_text(keys.receipt),
                "blocks": {block: to_text(der) for block, der in keys.blocks.items()},
                **({"slips": to_text(keys.slips)} if second else {}),
            },
            "guardian": guardian,
            "size": ballot_size(len(QUESTIONS)),
        }
    )
    manifest = read_manifest(text)
    open_box(
        round_id,
        seal=keys.seal,
        manifest_hash=manifest.hash,
        size=manifest.inner_size,
        capacities=blocks,
        opens_at=opens,
        closes_at=closes,
        guardian_keys=second[1] if second else None,
    )
    return Booth(round_id, manifest)
