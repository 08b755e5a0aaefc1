"""What the second key signs besides ballots: taking office, answers, confirmations, requests."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bothways.pure.ballots import canonical_json, to_text
from bothways.pure.guardian.errors import DistrustError
from bothways.pure.guardian.keys import Identity
from bothways.pure.guardian.reading import from_text64

CEREMONY = b"bothways-ceremony-v1\x00"
ANSWER = b"bothways-answer-v1\x00"
CONFIRM = b"bothways-confirm-v1\x00"
REQUEST = b"bothways-guardian-http-v1\x00"
SCHEME = "Bothways-Guardian "
TOLERANCE = 300  # seconds either way


def holds(public: bytes, signature: bytes, told: bytes) -> bool:
    """Say whether this key signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, told)
    except (InvalidSignature, ValueError):
        return False
    return True


def ceremony(identity: Identity) -> dict[str, Any]:
    """Return the public half of a key, signed by it: what is handed in to take office."""
    public = {
        "v": 1,
        "name": identity.name,
        "sign": to_text(identity.public),
        "recipient": identity.recipient,
    }
    return {**public, "signature": to_text(identity.sign(_told(CEREMONY, public)))}


def ceremony_holds(document: Mapping[str, Any]) -> bool:
    """Say whether who hands this in had the key whose public half it names."""
    public = {name: document.get(name) for name in ("v", "name", "sign", "recipient")}
    if set(document) != {*public, "signature"} or not all(
        isinstance(document[name], str) for name in ("name", "sign", "recipient", "signature")
    ):
        return False
    return _signed_by(document["sign"], document["signature"], _told(CEREMONY, public))


def signed_answers(identity: Identity, answers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the one document that goes back, however it travels."""
    told = {"v": 1, "answers": list(answers)}
    return {**told, "signature": to_text(identity.sign(_told(ANSWER, told)))}


def answers_hold(document: Mapping[str, Any], public: bytes) -> bool:
    """Say whether a document of answers was signed by this key."""
    told = {"v": document.get("v"), "answers": document.get("answers")}
    return _signed_by(to_text(public), document.get("signature"), _told(ANSWER, told))


def people_digest(people: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the digest of a round's list of people, by which it is confirmed."""
    told = sorted((dict(one) for one in people), key=lambda one: str(one["id"]))
    return hashlib.sha256(canonical_json(told).encode()).digest()


def confirmation_part(manifest_hash: bytes, people: bytes) -> bytes:
    """Return what is signed to confirm a round: its rules and its people."""
    return CONFIRM + manifest_hash + people


def request_part(method: str, path: str, unix: int, body: bytes) -> bytes:
    """Return what is signed for one request. path: with its query."""
    digest = hashlib.sha256(body).hexdigest()
    return REQUEST + f"{method} {path}\n{unix}\n{digest}".encode()


def authorization(
    identity: Identity, *, method: str, path: str, unix: int, body: bytes = b""
) -> str:
    """Return the header by which a service shows that it has the key."""
    signature = identity.sign(request_part(method, path, unix, body))
    return f"{SCHEME}{unix}.{to_text(signature)}"


def read_authorization(header: str) -> tuple[int, bytes]:
    """Return (unix seconds, signature) of such a header. Raises DistrustError."""
    unix, _, signature = header.removeprefix(SCHEME).partition(".")
    if not header.startswith(SCHEME) or not unix.isascii() or not unix.isdigit() or len(unix) > 12:
        raise DistrustError("This request is not signed.")
    return int(unix), from_text64(signature, "signature")


def _told(purpose: bytes, value: Mapping[str, Any]) -> bytes:
    return purpose + canonical_json(dict(value)).encode()


def _signed_by(public: object, signature: object, told: bytes) -> bool:
    try:
        return holds(from_text64(public, "key"), from_text64(signature, "signature"), told)
    except DistrustError:
        return False
