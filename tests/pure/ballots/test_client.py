"""The Python client: wallet before asking, and one ballot after the other."""

import secrets
from dataclasses import replace

import pytest

from bothways.pure.ballots import (
    ForgedError,
    MalformedError,
    ShapeError,
    decode_answers,
    leaf,
    open_sealed,
    seal_info,
    sign_blinded,
    sign_receipt,
    to_text,
)
from bothways.pure.ballots.client import (
    Wallet,
    envelope_of,
    fill_in,
    new_wallet,
    was_taken,
    with_credential,
)
from tests.pure.ballots.conftest import Employer


def test_from_wallet_to_counted_answers(employer: Employer) -> None:
    manifest = employer.manifest
    wallet = new_wallet(manifest, "b2", draw=secrets.token_bytes)
    wallet = with_credential(wallet, manifest, sign_blinded(employer.signing["b2"], wallet.blinded))

    wallet, envelope = fill_in(wallet, manifest, [5, None, 1])

    envelope.check(manifest_hash=manifest.hash, public_der=manifest.block_keys["b2"])
    info = seal_info(manifest.hash, "b2", wallet.key, 1)
    plain = open_sealed(envelope.sealed, private=employer.seal, info=info)
    assert decode_answers(plain, 3) == (5, None, 1)


def test_the_counter_rises_with_every_ballot(employer: Employer) -> None:
    wallet = employer.wallet()

    wallet, first = fill_in(wallet, employer.manifest, [1, 1, 1])
    wallet, second = fill_in(wallet, employer.manifest, [2, 2, 2])

    assert (first.counter, second.counter, wallet.counter) == (1, 2, 2)
    assert first.key == second.key


def test_a_wallet_is_kept_as_text_before_and_after_the_credential(employer: Employer) -> None:
    before = new_wallet(employer.manifest, "b1", draw=secrets.token_bytes)
    after = employer.wallet()

    assert Wallet.from_text(before.to_text()) == before
    assert Wallet.from_text(after.to_text()) == after


def test_a_wallet_kept_before_a_crash_gets_its_credential_afterwards(employer: Employer) -> None:
    kept = new_wallet(employer.manifest, "b1", draw=secrets.token_bytes).to_text()
    wallet = Wallet.from_text(kept)

    wallet = with_credential(
        wallet, employer.manifest, sign_blinded(employer.signing["b1"], wallet.blinded)
    )

    assert len(wallet.credential) == 384


@pytest.mark.parametrize("text", ['{"block":"b1"}', "{}", '{"seed":null}'])
def test_what_is_no_wallet_is_refused(text: str) -> None:
    with pytest.raises(ShapeError):
        Wallet.from_text(text)


def test_a_cut_wallet_is_refused(employer: Employer) -> None:
    with pytest.raises(MalformedError):
        Wallet.from_text(employer.wallet().to_text()[:-9])


def test_what_the_signer_sees_holds_nothing_of_the_ballot(employer: Employer) -> None:
    wallet = employer.wallet()
    _, envelope = fill_in(wallet, employer.manifest, [3, 3, 3])
    shown = wallet.blinded

    for part in (envelope.key, envelope.prefix, envelope.credential[:16], envelope.sealed[:16]):
        assert part not in shown


def test_a_signer_that_uses_another_key_is_found_out(employer: Employer) -> None:
    wallet = new_wallet(employer.manifest, "b1", draw=secrets.token_bytes)
    wrong = sign_blinded(employer.signing["b2"], b"\x00" + wallet.blinded[1:])

    with pytest.raises(ForgedError):
        with_credential(wallet, employer.manifest, wrong)


def test_a_block_that_is_not_in_the_manifest_has_no_wallet(employer: Employer) -> None:
    with pytest.raises(ShapeError, match="no such block"):
        new_wallet(employer.manifest, "b9", draw=secrets.token_bytes)


@pytest.mark.parametrize("answers", [[], [1, 2], [1, 2, 3, 4], [1, 2, 6]])
def test_answers_that_do_not_fit_the_questions_are_refused(
    employer: Employer, answers: list[int]
) -> None:
    with pytest.raises(ShapeError):
        fill_in(employer.wallet(), employer.manifest, answers)


def test_nothing_is_filled_in_without_a_credential(employer: Employer) -> None:
    with pytest.raises(ShapeError, match="stamps"):
        fill_in(replace(employer.wallet(), credential=b""), employer.manifest, [1, 2, 3])


def test_a_plain_text_of_another_length_is_not_sealed(employer: Employer) -> None:
    with pytest.raises(ShapeError):
        envelope_of(employer.wallet(), employer.manifest, bytes(65))


def test_the_client_checks_its_receipt(employer: Employer) -> None:
    manifest = employer.manifest
    _, envelope = fill_in(employer.wallet(), manifest, [1, 2, 3])
    signed = sign_receipt(employer.receipt, leaf(envelope), manifest.hash, manifest.closes_at)
    answer = {
        "leaf": leaf(envelope).hex(),
        "closes": manifest.closes_at,
        "receipt": to_text(signed),
    }

    assert was_taken(manifest, envelope, answer)
    assert not was_taken(manifest, envelope, answer | {"leaf": "00" * 32})
    assert not was_taken(manifest, envelope, answer | {"closes": "2027-01-01T00:00:00Z"})
    assert not was_taken(manifest, envelope, answer | {"receipt": to_text(bytes(64))})
