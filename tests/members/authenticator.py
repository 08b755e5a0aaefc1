"""A phone that keeps passkeys, in Python: what it answers is what a browser would hand on."""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from bothways.members.webauthn import Site

HERE = Site(name="localhost", origin="http://localhost:8000")
UNLOCKED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
TOUCHED = AuthenticatorData.FLAG.UP


@dataclass
class Phone:
    """One passkey on one phone. counts: whether its counter rises, as on a hardware key."""

    counts: bool = False
    counter: int = 0
    user: bytes = b""
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def make(
        self, options: dict[str, Any], *, site: Site = HERE, flags: int = UNLOCKED
    ) -> dict[str, Any]:
        """Answer the options for a new passkey."""
        self.user = websafe_decode(options["user"]["id"])
        public = AttestedCredentialData.create(
            Aaguid.NONE, self.credential, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(
            sha256(site.name.encode()).digest(),
            flags | AuthenticatorData.FLAG.AT,
            self._count(),
            public,
        )
        told = _client_data("webauthn.create", options["challenge"], site)
        return self._answer(
            clientDataJSON=told, attestationObject=AttestationObject.create("none", data, {})
        )

    def enter(
        self, options: dict[str, Any], *, site: Site = HERE, flags: int = UNLOCKED
    ) -> dict[str, Any]:
        """Answer the options for signing in."""
        told = _client_data("webauthn.get", options["challenge"], site)
        data = AuthenticatorData.create(sha256(site.name.encode()).digest(), flags, self._count())
        signed = self.key.sign(data + sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=told, authenticatorData=data, signature=signed, userHandle=self.user
        )

    def _count(self) -> int:
        self.counter += self.counts
        return self.counter

    def _answer(self, **parts: bytes) -> dict[str, Any]:
        name = websafe_encode(self.credential)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": {part: websafe_encode(value) for part, value in parts.items()},
            "clientExtensionResults": {},
        }


def _client_data(kind: str, challenge: str, site: Site) -> bytes:
    return bytes(CollectedClientData.create(kind, websafe_decode(challenge), site.origin))
