"""The manifest: one text, one hash, and what a client reads from it."""

import hashlib

import pytest

from bothways.pure.ballots import MalformedError, ShapeError, manifest_hash, read_manifest
from tests.pure.ballots.conftest import manifest_text


def test_the_hash_is_sha_256_of_the_utf_8_bytes() -> None:
    assert manifest_hash('{"a":"é"}') == hashlib.sha256('{"a":"é"}'.encode()).digest()
    assert manifest_hash(b"{}") == manifest_hash("{}")


def test_a_manifest_is_read_back(employer) -> None:
    manifest = employer.manifest

    assert manifest.round == "0f" * 16
    assert manifest.questions == ("U-TRU1", "U-VOI1", "U-FAI1")
    assert set(manifest.block_keys) == {"b1", "b2"}
    assert manifest.hash == manifest_hash(manifest.text)


def test_a_manifest_that_is_not_canonical_is_refused(employer) -> None:
    spaced = employer.manifest.text.replace('{"blocks"', '{ "blocks"', 1)

    with pytest.raises(MalformedError, match="canonical"):
        read_manifest(spaced)


@pytest.mark.parametrize(
    "change",
    [
        {"size": 128},
        {"questions": []},
        {"questions": [7]},
        {"questions": None},
        {"keys": {}},
        {"keys": {"seal": "AA", "receipt": "AA", "blocks": {}}},
        {"keys": []},
    ],
    ids=str,
)
def test_a_manifest_that_lacks_a_part_is_refused(change: dict[str, object]) -> None:
    text = manifest_text(bytes(32), bytes(32), {"b1": b"key"}, **change)

    with pytest.raises(ShapeError):
        read_manifest(text)
