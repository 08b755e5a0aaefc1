from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bothways.pure.ballots import release_holds, sign_release

SEED = bytes(range(32))
PUBLIC = Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw()
RULES = b"r" * 32


def test_a_signed_release_holds() -> None:
    signature = sign_release(SEED, RULES, '{"n":12}')

    assert release_holds(PUBLIC, signature, manifest_hash=RULES, document='{"n":12}')


def test_another_text_other_rules_or_another_key_do_not_hold() -> None:
    signature = sign_release(SEED, RULES, '{"n":12}')
    stranger = Ed25519PrivateKey.from_private_bytes(b"s" * 32).public_key().public_bytes_raw()

    assert not release_holds(PUBLIC, signature, manifest_hash=RULES, document='{"n":13}')
    assert not release_holds(PUBLIC, signature, manifest_hash=b"o" * 32, document='{"n":12}')
    assert not release_holds(stranger, signature, manifest_hash=RULES, document='{"n":12}')
