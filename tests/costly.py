"""What is costly on purpose, made cheap where a test is about something else.

RSA pairs come out of a drawer of real ones, each made once: a pair takes 0.2 s of CPU and a round
several, which was a quarter of all the time that tests took. They lie in var/test and go round in
turn, so that those of one test are different. `fresh_pairs` gives a test what nobody had before.
A PIN is tried in no time instead of 50 ms; PIN_COST is what a real try costs.
"""

import itertools
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)

from bothways.ballotbox.actions import keys
from bothways.members import card_secrets
from bothways.pure.guardian import wrapping
from tests.kept import KEPT

DRAWER = KEPT / "pairs"
HOLDS = 48
MAKERS: tuple[Any, ...] = (keys, wrapping)  # who calls `generate_private_key` by that name
PIN_COST = dict(card_secrets._COST)
_turn = itertools.count()


def pair(public_exponent: int, key_size: int) -> RSAPrivateKey:
    """Return the next pair; the first time that one is wanted, it is made."""
    place = DRAWER / f"{public_exponent}-{key_size}-{next(_turn) % HOLDS}.der"
    if not place.exists():
        made = generate_private_key(public_exponent, key_size)
        DRAWER.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_suffix(f".{uuid4().hex}")
        unfinished.write_bytes(
            made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        )
        unfinished.rename(place)
    found = load_der_private_key(place.read_bytes(), None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(found, RSAPrivateKey)
    return found


@pytest.fixture
def fresh_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pairs be made as in a real installation."""
    for maker in MAKERS:
        monkeypatch.setattr(maker, "generate_private_key", generate_private_key)


card_secrets._COST["n"] = 2
for _maker in MAKERS:
    _maker.generate_private_key = pair
