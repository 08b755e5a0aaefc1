"""A round with two keys, held on paper: no server, no database, the company's part played here."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from bothways.pure import ledger
from bothways.pure.ballots import (
    BlockCount,
    Envelope,
    Manifest,
    ballot_size,
    canonical_json,
    leaf,
    read_manifest,
    sheet_text,
    sign_blinded,
    sign_sheet,
    sorted_leaves,
    to_text,
)
from bothways.pure.ballots.client import (
    Wallet,
    fill_in,
    new_wallet,
    with_credential,
    with_stamp,
)
from bothways.pure.guardian.answering import Choices, Done, answer_work
from bothways.pure.guardian.keyfile import new_identity
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.wrapping import new_pair, spare_block_key, spare_seal_key

ROUND = "0f" * 16
AT = datetime(2026, 11, 1, tzinfo=UTC)
SALT, LEDGER_KEY = b"\x05" * 32, b"\x06" * 32
BLOCKS = {"b1": 10, "b2": 8, "b3": 6}
VOTERS = {"b1": 8, "b2": 8, "b3": 2}
QUESTIONS = ("U-TRU1", "U-PSY1", "U-COM1")
NO_SPARE = {"blocks": 0, "seals": 0, "want_blocks": 0, "want_seals": 0}


@cache
def pairs() -> list[RSAPrivateKey]:
    """Seven real key pairs for all tests: making one takes 0.2 s."""
    return [new_pair() for _ in range(7)]


def private_der(pair: RSAPrivateKey) -> bytes:
    return pair.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def public_der(pair: RSAPrivateKey) -> bytes:
    return pair.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True)
class Paper:
    """The company's side of one round, and what it asks of the second key."""

    manifest: Manifest
    seal: X25519PrivateKey
    receipt: Ed25519PrivateKey
    identity: Identity
    wrapped: dict[str, str]
    wallets: dict[str, list[Wallet]]
    envelopes: dict[str, list[Envelope]]

    @property
    def about(self) -> dict[str, Any]:
        return {"round": ROUND, "manifest": self.manifest.text}

    def confirm(self) -> dict[str, Any]:
        return {**self.about, "do": "confirm", "people": people(), "announced": self.announced()}

    def announced(self, **changed: Any) -> dict[str, Any]:
        """That the rules stand on the company's ledger, at the third place of five."""
        return {
            "text": entry_of(self.manifest.hash, **changed),
            "salt": to_text(SALT),
            "position": 2,
            "path": [to_text(part) for part in ledger.inclusion_path(2, self.leaves(**changed))],
        }

    def leaves(self, **changed: Any) -> list[bytes]:
        entry = ledger.entry_commitment(SALT, entry_of(self.manifest.hash, **changed))
        parts = [b"0", b"1", entry, b"3", b"4"]
        return [ledger.leaf_hash(part) for part in parts]

    def head(self, **changed: Any) -> dict[str, str]:
        """The head of that ledger, signed."""
        leaves = self.leaves(**changed)
        head = ledger.Head("bothways/x/0", len(leaves), ledger.root(leaves), AT)
        return {
            "text": ledger.head_bytes(head).decode(),
            "signature": to_text(ledger.sign_head(LEDGER_KEY, head)),
            "key": to_text(ledger.public_key_of(LEDGER_KEY)),
        }

    def stamp(self, *requests: dict[str, str]) -> dict[str, Any]:
        wrapped = {block: text for block, text in self.wrapped.items() if block}
        return {**self.about, "do": "stamp", "wrapped": wrapped, "requests": list(requests)}

    def open(self, envelopes: dict[str, list[Envelope]] | None = None) -> dict[str, Any]:
        found = self.envelopes if envelopes is None else envelopes
        sheet = self.sheet(found)
        signature = sign_sheet(self.receipt.private_bytes_raw(), self.manifest.hash, sheet)
        return {
            **self.about,
            "do": "open",
            "wrapped": {"seal": self.wrapped[""]},
            "sheet": sheet,
            "sheet_signature": to_text(signature),
            "records": {b: [to_text(one.pack()) for one in some] for b, some in found.items()},
            "issued": VOTERS,
        }

    def sheet(self, envelopes: dict[str, list[Envelope]]) -> str:
        leaves = sorted_leaves([leaf(one) for some in envelopes.values() for one in some])
        return sheet_text(
            round_hex=ROUND,
            manifest_hash=self.manifest.hash,
            listed=leaves,
            blocks={
                block: BlockCount(n, VOTERS[block], len(envelopes[block]))
                for block, n in BLOCKS.items()
            },
        )

    def count(self, groups: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            **self.about,
            "do": "count",
            "seal_private": to_text(self.seal.private_bytes_raw()),
            "groups": groups,
            "not_counted_before": 0,
        }


def entry_of(rules: bytes, /, *, verb: str = "round.announced", **details: str) -> str:
    """The text of an entry that announces rules."""
    told = {"rules": rules.hex(), **details}
    return ledger.entry_text(at=AT, verb=verb, by="", about=("surveys.round", ROUND), details=told)


def people() -> list[dict[str, str]]:
    return [
        {"id": f"{block}-{place}", "name": f"Person {block} {place}", "block": block}
        for block, n in BLOCKS.items()
        for place in range(n)
    ]


def request(wallet: Wallet, who: str) -> dict[str, str]:
    """What the company asks to have stamped for somebody."""
    return {
        "id": who,
        "name": f"Person {who}",
        "block": wallet.block,
        "blinded": to_text(wallet.guardian_blinded),
    }


def work(
    *items: dict[str, Any], head: dict[str, str] | None = None, **spare: int
) -> dict[str, Any]:
    """A work document as it arrives."""
    told = {"v": 1, "origin": "", "head": head, "since_head": None, "rounds": list(items)}
    read: dict[str, Any] = json.loads(canonical_json({**told, "spare": {**NO_SPARE, **spare}}))
    return read


def done(
    paper: Paper,
    memory: Memory,
    *items: dict[str, Any],
    yes: bool = True,
    unix: int | None = None,
    head: dict[str, str] | None = None,
    **spare: int,
) -> Done:
    choices = Choices(lambda _asked: yes, secrets.token_bytes, lambda: pairs()[0], unix=unix)
    told = work(*items, head=head or paper.head(), **spare)
    return answer_work(told, paper.identity, memory, choices)


def rules(paper_keys: dict[str, Any], guardian: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The manifest of the round as a value."""
    return {
        "v": 2,
        "product": "0",
        "round": ROUND,
        "title": "November pulse",
        "kind": "pulse",
        "format": "focus",
        "k": 7,
        "c": 2,
        "questions": [{"id": one, "construct": one[2:5]} for one in QUESTIONS],
        "closes_at": "2026-11-09T08:00:00Z",
        "opens_at": "2026-11-02T08:00:00Z",
        "blocks": [
            {
                "id": b,
                "name": f"Team {b}",
                "department": "Ops",
                "teams": [f"F/O/{b}"],
                "eligible": n,
            }
            for b, n in BLOCKS.items()
        ],
        "keys": paper_keys,
        "guardian": guardian,
        "size": ballot_size(len(QUESTIONS)),
        **changed,
    }


def hold_round(voters: Mapping[str, int] = VOTERS, **changed: Any) -> Paper:
    """Hold the round up to its closing: everybody who votes has done so."""
    identity = new_identity("Edda Falk")
    slips, *rest = pairs()
    ours, theirs = rest[:3], rest[3:]
    spares = [spare_block_key(identity.recipient, pair=lambda one=one: one) for one in theirs]
    seal_spare = spare_seal_key(identity.recipient)
    seal, receipt = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    keys = {
        "seal": to_text(seal.public_key().public_bytes_raw()),
        "receipt": to_text(receipt.public_key().public_bytes_raw()),
        "slips": to_text(public_der(slips)),
        "blocks": dict(zip(BLOCKS, (to_text(public_der(one)) for one in ours), strict=True)),
    }
    guardian = {
        "name": identity.name,
        "key": to_text(identity.public),
        "seal": to_text(seal_spare.public),
        "blocks": dict(zip(BLOCKS, (to_text(one.public) for one in spares), strict=True)),
        "where": "apart",
    }
    manifest = read_manifest(canonical_json(rules(keys, guardian, **changed)))
    paper = Paper(
        manifest=manifest,
        seal=seal,
        receipt=receipt,
        identity=identity,
        wrapped={
            "": seal_spare.wrapped,
            **dict(zip(BLOCKS, (s.wrapped for s in spares), strict=True)),
        },
        wallets={},
        envelopes={},
    )
    for block, n in voters.items():
        place = list(BLOCKS).index(block)
        paper.wallets[block] = [
            stamped(manifest, block, ours[place], slips, theirs[place]) for _ in range(n)
        ]
        paper.envelopes[block] = [
            fill_in(wallet, manifest, (1 + number % 5, 4, None))[1]
            for number, wallet in enumerate(paper.wallets[block])
        ]
    return paper


def stamped(
    manifest: Manifest,
    block: str,
    ours: RSAPrivateKey,
    slips: RSAPrivateKey,
    theirs: RSAPrivateKey,
) -> Wallet:
    """A wallet that has all three signatures."""
    wallet = new_wallet(manifest, block, draw=secrets.token_bytes)
    assert wallet.slip is not None
    wallet = with_credential(
        wallet,
        manifest,
        sign_blinded(private_der(ours), wallet.blinded),
        slip_signature=sign_blinded(private_der(slips), wallet.slip.blinded),
    )
    return with_stamp(wallet, manifest, sign_blinded(private_der(theirs), wallet.guardian_blinded))


@cache
def held() -> Paper:
    """The one round that most tests share; nothing in it is changed."""
    return hold_round()


def confirmed(paper: Paper) -> Memory:
    """The memory of a keeper who confirmed the round."""
    return done(paper, Memory(), paper.confirm()).memory
