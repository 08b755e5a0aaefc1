"""Ballots: blind-signed credentials (RFC 9474), sealed envelopes (RFC 9180), receipts.

Plain values in, plain values out: no disk, no clock, no framework. The server's side signs,
checks and opens; the client's side, in Python, is `bothways.pure.ballots.client`.
"""

from bothways.pure.ballots.answers import (
    ballot_size,
    decode_answers,
    encode_answers,
    encode_cover,
    is_cover,
)
from bothways.pure.ballots.credentials import (
    CREDENTIAL_LENGTH,
    KEY_BITS,
    check_credential,
    guardian_message_for,
    message_for,
)
from bothways.pure.ballots.envelope import Envelope, record_size, signed_part, unpack
from bothways.pure.ballots.errors import (
    BallotError,
    CrowdedError,
    ForgedError,
    MalformedError,
    OlderError,
    ShapeError,
    SigningUnavailableError,
)
from bothways.pure.ballots.manifest import (
    Guardian,
    Manifest,
    manifest_hash,
    read_manifest,
)
from bothways.pure.ballots.receipts import leaf, receipt_holds, sign_receipt
from bothways.pure.ballots.release_tree import (
    SALT_LENGTH,
    part_leaf,
    release_parts,
    release_root,
    release_salts,
    root_holds,
    sign_root,
)
from bothways.pure.ballots.releases import digest_holds, release_holds, sign_release
from bothways.pure.ballots.rsa_raw import sign_blinded
from bothways.pure.ballots.seal import inner_info, open_sealed, seal, seal_info
from bothways.pure.ballots.sheet import (
    BlockCount,
    read_leaves,
    sheet_holds,
    sheet_text,
    sign_sheet,
    sorted_leaves,
)
from bothways.pure.ballots.slips import Slip, Unsealed, open_slips, slip_message
from bothways.pure.ballots.strict import read_object
from bothways.pure.ballots.text64 import to_bytes, to_text
from bothways.pure.canonical import canonical_json

__all__ = [
    "CREDENTIAL_LENGTH",
    "KEY_BITS",
    "SALT_LENGTH",
    "BallotError",
    "BlockCount",
    "CrowdedError",
    "Envelope",
    "ForgedError",
    "Guardian",
    "MalformedError",
    "Manifest",
    "OlderError",
    "ShapeError",
    "SigningUnavailableError",
    "Slip",
    "Unsealed",
    "ballot_size",
    "canonical_json",
    "check_credential",
    "decode_answers",
    "digest_holds",
    "encode_answers",
    "encode_cover",
    "guardian_message_for",
    "inner_info",
    "is_cover",
    "leaf",
    "manifest_hash",
    "message_for",
    "open_sealed",
    "open_slips",
    "part_leaf",
    "read_leaves",
    "read_manifest",
    "read_object",
    "receipt_holds",
    "record_size",
    "release_holds",
    "release_parts",
    "release_root",
    "release_salts",
    "root_holds",
    "seal",
    "seal_info",
    "sheet_holds",
    "sheet_text",
    "sign_blinded",
    "sign_receipt",
    "sign_release",
    "sign_root",
    "sign_sheet",
    "signed_part",
    "slip_message",
    "sorted_leaves",
    "to_bytes",
    "to_text",
    "unpack",
]
