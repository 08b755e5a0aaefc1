"""A round's keys and manifest, made once: RSA-3072 takes a while."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from bothways.pure.ballots import (
    Manifest,
    ballot_size,
    canonical_json,
    read_manifest,
    sign_blinded,
    to_text,
)
from bothways.pure.ballots.client import Wallet, new_wallet, with_credential

QUESTIONS = ("U-TRU1", "U-VOI1", "U-FAI1")


@dataclass(frozen=True)
class Employer:
    """The employer's private keys for one round of two blocks, and its manifest."""

    signing: dict[str, bytes]
    seal: bytes
    receipt: bytes
    manifest: Manifest

    def wallet(self, block: str = "b1") -> Wallet:
        wallet = new_wallet(self.manifest, block, draw=secrets.token_bytes)
        signature = sign_blinded(self.signing[block], wallet.blinded)
        return with_credential(wallet, self.manifest, signature)


def manifest_text(seal: bytes, receipt: bytes, blocks: dict[str, bytes], **changes: object) -> str:
    keys = {
        "seal": to_text(seal),
        "receipt": to_text(receipt),
        "blocks": {name: to_text(der) for name, der in blocks.items()},
    }
    whole = {
        "v": 1,
        "round": "0f" * 16,
        "questions": [{"id": name, "text": f"Is {name} so?"} for name in QUESTIONS],
        "closes_at": "2026-11-27T17:00:00Z",
        "keys": keys,
        "size": ballot_size(len(QUESTIONS)),
    }
    return canonical_json(whole | changes)


@pytest.fixture(scope="session")
def employer() -> Employer:
    keys = {block: generate_private_key(65537, 3072) for block in ("b1", "b2")}
    seal, receipt = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    publics = {
        block: key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for block, key in keys.items()
    }
    text = manifest_text(
        seal.public_key().public_bytes_raw(), receipt.public_key().public_bytes_raw(), publics
    )
    return Employer(
        signing={
            block: key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            for block, key in keys.items()
        },
        seal=seal.private_bytes_raw(),
        receipt=receipt.private_bytes_raw(),
        manifest=read_manifest(text),
    )


@pytest.fixture
def published_vector() -> tuple[dict[str, str], dict[str, str]]:
    """The key of RFC 9474's vectors and the first of them."""
    published = json.loads((Path(__file__).parents[2] / "data" / "rfc9474.json").read_text())
    return published["key"], published["vectors"][0]
