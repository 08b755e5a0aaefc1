"""The public file of a round with two keys, made on paper: no server, no database."""

import json
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure import ledger
from bothways.pure.ballots import (
    canonical_json,
    leaf,
    part_leaf,
    release_parts,
    release_root,
    release_salts,
    sign_root,
    sign_sheet,
    sorted_leaves,
    to_text,
)
from bothways.pure.checking import Verdict, check_round, read_round_file
from bothways.pure.checking.findings import Finding
from tests.pure.guardian.paper import ROUND, Paper, confirmed, done, held

File = dict[str, Any]

LEDGER_KEY = bytes(range(32))
AT = datetime(2026, 11, 2, 8, tzinfo=UTC)


@cache
def _whole() -> File:
    paper = held()
    opened = done(paper, confirmed(paper), paper.open())
    peeled = opened.answers[0]
    counted = done(paper, opened.memory, paper.count(peeled["groups"])).answers[0]
    sheet = paper.sheet(paper.envelopes)
    return {
        "v": 1,
        "kind": "bothways-round",
        "manifest": paper.manifest.text,
        "sheet": {
            "text": sheet,
            "company": to_text(sign_sheet(company(), paper.manifest.hash, sheet)),
            "guardian": peeled["sheet_signature"],
        },
        "leaves": to_text(listed(paper)),
        "release": released(counted["document"], counted["signature"]),
        "ledger": {
            "announced": proof("announced", rules=paper.manifest.hash.hex()),
            "released": proof("released", root=counted["root"]),
        },
    }


def whole() -> File:
    """A fresh copy of the file of the shared round, with every figure in it."""
    return deepcopy(_whole())


def company() -> bytes:
    """The round's own signing key."""
    return held().receipt.private_bytes_raw()


def stranger() -> bytes:
    """A signing key that stands in no rules."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def listed(paper: Paper) -> bytes:
    """The sorted list of the round's leaves."""
    return sorted_leaves([leaf(one) for some in paper.envelopes.values() for one in some])


def released(document: str, signature: str, *, hidden: bool = False) -> File:
    """A release that both signed. hidden: without the figures below the firm's."""
    paper = held()
    parts = release_parts(document)
    salts = release_salts(paper.seal.private_bytes_raw(), len(parts))
    root, rules = release_root(parts, salts), paper.manifest.hash
    told = [
        {"leaf": part_leaf(part, salt).hex()}
        if hidden and place and json.loads(part)["level"] != "firm"
        else {"part": part, "salt": to_text(salt)}
        for place, (part, salt) in enumerate(zip(parts, salts, strict=True))
    ]
    return {
        "root": root.hex(),
        "company": to_text(sign_root(company(), rules, root)),
        "guardian": signature,
        "parts": told,
    }


def broken(file: File) -> set[str]:
    """The codes of what does not hold in a file."""
    return {one.code for one in findings(file) if one.verdict is Verdict.BROKEN}


def verdict(file: File, code: str) -> Verdict | None:
    """What was found under one code, or None if it was not looked at."""
    return {one.code: one.verdict for one in findings(file)}.get(code)


def findings(file: File) -> list[Finding]:
    return check_round(read_round_file(canonical_json(file).encode()))


def proof(event: str, **details: str) -> File:
    """That this stands on a ledger of five entries, under a signed head."""
    about = ("surveys.round", str(UUID(ROUND)))
    text = ledger.entry_text(at=AT, verb=f"round.{event}", by="", about=about, details=details)
    salt = bytes(32)
    commitment = ledger.entry_commitment(salt, text)
    leaves = [ledger.leaf_hash(bytes([n]) * 32) for n in range(5)]
    leaves[3] = ledger.leaf_hash(commitment)
    public = ledger.public_key_of(LEDGER_KEY)
    head = ledger.Head(ledger.origin_for(public, "0"), 5, ledger.root(leaves), AT)
    return {
        "position": 3,
        "commitment": to_text(commitment),
        "entry": {"text": text, "salt": to_text(salt)},
        "path": [to_text(one) for one in ledger.inclusion_path(3, leaves)],
        "head": {
            "text": ledger.head_bytes(head).decode(),
            "signature": to_text(ledger.sign_head(LEDGER_KEY, head)),
            "key": to_text(public),
        },
    }
