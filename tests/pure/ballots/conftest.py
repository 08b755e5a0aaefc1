"""A round's keys and manifest, made once: RSA-3072 takes a while."""

import json
import secrets
from dataclasses import dataclass, replace
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
    load_der_private_key,
)

from bothways.pure.ballots import (
    Envelope,
    Manifest,
    ballot_size,
    canonical_json,
    open_sealed,
    read_manifest,
    seal_info,
    sign_blinded,
    to_text,
)
from bothways.pure.ballots.client import Wallet, new_wallet, with_credential, with_stamp

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


@dataclass(frozen=True)
class Parties:
    """Both keyholders' private keys for one round of two blocks, and its manifest."""

    employer: Employer
    slips: bytes
    guardian_signing: dict[str, bytes]
    guardian_seal: bytes
    guardian_key: bytes

    @property
    def manifest(self) -> Manifest:
        return self.employer.manifest

    def wallet(self, block: str = "b1") -> Wallet:
        """A wallet with all three stamps."""
        wallet = self.half_stamped(new_wallet(self.manifest, block, draw=secrets.token_bytes))
        signed = sign_blinded(self.guardian_signing[block], wallet.guardian_blinded)
        return with_stamp(wallet, self.manifest, signed)

    def half_stamped(self, wallet: Wallet) -> Wallet:
        """The wallet with the company's two stamps, and not the guardian's."""
        assert wallet.slip is not None
        return with_credential(
            wallet,
            self.manifest,
            sign_blinded(self.employer.signing[wallet.block], wallet.blinded),
            slip_signature=sign_blinded(self.slips, wallet.slip.blinded),
        )

    def peel(self, envelope: Envelope) -> bytes:
        """The inner seal of a ballot."""
        info = seal_info(self.manifest.hash, envelope.block, envelope.key, envelope.counter)
        return open_sealed(envelope.sealed, private=self.guardian_seal, info=info)


def public_der(private: bytes) -> bytes:
    key = load_der_private_key(private, None)
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture(scope="session")
def parties(employer: Employer) -> Parties:
    fresh = [generate_private_key(65537, 3072) for _ in range(3)]
    slips, *stamping = [
        key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()) for key in fresh
    ]
    seal, identity = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    whole = json.loads(employer.manifest.text)
    whole["v"] = 2
    whole["keys"]["slips"] = to_text(public_der(slips))
    whole["guardian"] = {
        "name": "Rosa Falk",
        "key": to_text(identity.public_key().public_bytes_raw()),
        "seal": to_text(seal.public_key().public_bytes_raw()),
        "blocks": {
            block: to_text(public_der(private))
            for block, private in zip(("b1", "b2"), stamping, strict=True)
        },
        "where": "apart",
    }
    manifest = read_manifest(canonical_json(whole))
    return Parties(
        employer=replace(employer, manifest=manifest),
        slips=slips,
        guardian_signing=dict(zip(("b1", "b2"), stamping, strict=True)),
        guardian_seal=seal.private_bytes_raw(),
        guardian_key=identity.private_bytes_raw(),
    )


@pytest.fixture
def published_vector() -> tuple[dict[str, str], dict[str, str]]:
    """The key of RFC 9474's vectors and the first of them."""
    published = json.loads((Path(__file__).parents[2] / "data" / "rfc9474.json").read_text())
    return published["key"], published["vectors"][0]
