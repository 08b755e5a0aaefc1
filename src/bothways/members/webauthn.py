"""What the passkey standard (W3C Web Authentication) asks of a server, through the fido2 library.

No database here: options out, checked answers in. Attestation is not asked for: which make of
phone somebody has is nobody's business. The library is loaded when the first passkey comes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fido2.server import Fido2Server

Json = dict[str, Any]
MALFORMED = (ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error)


class DoesNotHoldError(Exception):
    """The answer is not one to this challenge, of this site and of this key."""


@dataclass(frozen=True)
class Site:
    """Where a passkey is for: the host's name, and the whole origin that the browser must say."""

    name: str
    origin: str


@dataclass(frozen=True)
class Made:
    """A new passkey: its id, what is kept of its public half, and its counter."""

    credential: str
    public_key: bytes
    counter: int


@dataclass(frozen=True)
class Claim:
    """Which passkey an answer says it is of, and for whom; not checked yet."""

    credential: str
    user: bytes


def options_to_make(
    site: Site, *, challenge: bytes, user: bytes, name: str, there: list[str]
) -> Json:
    """Return what the browser needs to make a passkey; `there`: ids that the person has already."""
    from fido2.utils import websafe_decode
    from fido2.webauthn import (
        PublicKeyCredentialDescriptor,
        PublicKeyCredentialType,
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    kind = PublicKeyCredentialType.PUBLIC_KEY
    known = [PublicKeyCredentialDescriptor(type=kind, id=websafe_decode(pk)) for pk in there]
    options, _state = _server(site).register_begin(
        PublicKeyCredentialUserEntity(id=user, name=name, display_name=name),
        credentials=known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge,
    )
    return dict(options.public_key)


def options_to_enter(site: Site, *, challenge: bytes) -> Json:
    """Return what the browser needs to let its person choose a passkey of this site."""
    from fido2.webauthn import UserVerificationRequirement

    required = UserVerificationRequirement.REQUIRED
    options, _state = _server(site).authenticate_begin(
        user_verification=required, challenge=challenge
    )
    return dict(options.public_key)


def made(site: Site, answer: Json, *, challenge: bytes) -> Made:
    """Return the new passkey in the browser's answer, or raise DoesNotHoldError."""
    from fido2.utils import websafe_encode

    data = _checked(lambda: _server(site).register_complete(_state(challenge), answer))
    key = data.credential_data
    return Made(websafe_encode(key.credential_id), bytes(key), data.counter)


def claimed(answer: Json) -> Claim:
    """Return which passkey this answer says it is of, or raise DoesNotHoldError."""
    from fido2.utils import websafe_encode
    from fido2.webauthn import AuthenticationResponse

    said = _checked(lambda: AuthenticationResponse.from_dict(answer))
    return Claim(websafe_encode(said.raw_id), said.response.user_handle or b"")


def counter_of(site: Site, answer: Json, *, challenge: bytes, public_key: bytes) -> int:
    """Return the counter of an answer that holds under this key, or raise DoesNotHoldError."""
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    keys = [AttestedCredentialData(public_key)]
    _checked(lambda: _server(site).authenticate_complete(_state(challenge), keys, answer))
    said = _checked(lambda: AuthenticationResponse.from_dict(answer))
    return int(said.response.authenticator_data.counter)


def _server(site: Site) -> Fido2Server:
    from fido2.server import Fido2Server
    from fido2.webauthn import AttestationConveyancePreference, PublicKeyCredentialRpEntity

    return Fido2Server(
        PublicKeyCredentialRpEntity(id=site.name, name="Bothways"),
        attestation=AttestationConveyancePreference.NONE,
        verify_origin=lambda origin: origin == site.origin,
    )


def _state(challenge: bytes) -> Json:
    from fido2.utils import websafe_encode

    return {"challenge": websafe_encode(challenge), "user_verification": "required"}


def _checked(go: Callable[[], Any]) -> Any:
    try:
        return go()
    except MALFORMED as error:
        raise DoesNotHoldError(str(error)) from None
