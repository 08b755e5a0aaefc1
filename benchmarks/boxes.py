"""A box filled at one go: the same envelopes and ballots, without the way over each device.

What is left out is only what leaves nothing behind: blinding, and writing a bundle once a ballot.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

DRAWER = 24


@cache
def _drawer() -> list[RSAPrivateKey]:
    from bothways.ballotbox.actions import make_pairs

    return make_pairs(DRAWER)


@contextmanager
def pairs_from_a_drawer() -> Iterator[None]:
    """Announce rounds with the same few key pairs again and again: making one takes 0.2 s."""
    from bothways.ballotbox import actions

    make_pairs = actions.make_pairs
    drawer = _drawer()
    actions.make_pairs = lambda n: [drawer[number % DRAWER] for number in range(n)]
    try:
        yield
    finally:
        actions.make_pairs = make_pairs


def fill_box(round_: Any, answers: Mapping[Any, Sequence[int | None]]) -> None:
    """Put in a ballot for each of these people, stamped by the box's own keys."""
    from bothways.ballotbox.models import BlockKey, Bundle, bundle_id
    from bothways.pure.ballots import bundle, read_manifest
    from bothways.surveys.models import Entitlement

    manifest = read_manifest(round_.manifest)
    rights = list(Entitlement.objects.filter(round=round_, person__in=list(answers)))
    keys = {row.block: row for row in BlockKey.objects.filter(round=round_.pk.hex)}
    filled: dict[str, bytes] = {}
    for right in rights:
        row = keys[right.block]
        packed = _ballot(manifest, row, answers[right.person]).pack()
        id_ = bundle_id(row.round, row.block, bundle.part_of(packed[bundle.KEY], row.n_parts))
        there = filled.get(id_) or bytes(Bundle.objects.get(pk=id_).records)
        filled[id_] = bundle.put(there, packed)
        right.blinded_digest = secrets.token_hex(32)
    for id_, records in filled.items():
        Bundle.objects.filter(pk=id_).update(records=records)
    Entitlement.objects.bulk_update(rights, ["blinded_digest"], batch_size=100)


def _ballot(manifest: Any, keys: Any, answers: Sequence[int | None]) -> Any:
    """Return a ballot whose credential was signed in the open; nobody can tell it from another."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    from bothways.pure.ballots.client import Wallet, fill_in
    from bothways.pure.ballots.credentials import message_for
    from bothways.pure.ballots.rfc9474 import PREFIX_LENGTH, SALT_LENGTH, prepare

    draw = secrets.token_bytes
    wallet = Wallet(manifest.hash, keys.block, draw(32), draw(PREFIX_LENGTH), b"", b"")
    message = prepare(message_for(manifest.hash, keys.block, wallet.key), wallet.prefix)
    scheme = padding.PSS(padding.MGF1(hashes.SHA384()), SALT_LENGTH)
    credential = _private(bytes(keys.signing_key)).sign(message, scheme, hashes.SHA384())
    return fill_in(replace(wallet, credential=credential), manifest, answers)[1]


@cache
def _private(der: bytes) -> Any:
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    return load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
