"""A key, a ballot or a trace that outlived its round is found."""

import pytest
from django.apps import apps

from bothways.operations.audit.keys import GONE_AFTER_COUNT
from tests.operations.audit.conftest import House


def end(audited: House, state: str = "released") -> None:
    """Let the open round have ended, as if whoever ended it had forgotten its box."""
    voided = ", voided_at = '2026-11-20 00:00:00+00:00'" if state == "void" else ""
    audited.sql(f"UPDATE surveys_round SET state = '{state}'{voided} WHERE state = 'open'")


def test_every_secret_that_is_named_is_a_field_of_a_round() -> None:
    for name in GONE_AFTER_COUNT:
        label, _dot, field = name.rpartition(".")
        model = apps.get_model(label)
        assert model._meta.get_field(field)
        assert model._meta.get_field("round")


def test_every_private_key_of_the_box_is_named() -> None:
    room = apps.get_app_config("ballotbox")
    kept = {
        f"ballotbox.{model.__name__}.{field.name}"
        for model in room.get_models()
        for field in model._meta.fields
        if field.name.endswith("_key") and field.name not in {"public_key", "guardian_key"}
    }

    assert kept <= set(GONE_AFTER_COUNT)


def test_while_a_box_is_open_its_keys_are_no_finding(audited: House) -> None:
    assert audited.boxes("SELECT count(*) FROM ballotbox_blockkey")[0][0] > 0
    assert audited.finds("keys") == set()


@pytest.mark.parametrize("state", ["released", "void"])
def test_all_that_outlived_its_round_is_found(audited: House, state: str) -> None:
    end(audited, state)

    assert audited.finds("keys") == {"key-kept", "ballots-kept", "box-not-rewritten"}


def test_a_signing_key_that_somebody_put_aside_is_found(audited: House) -> None:
    released = audited.rounds["counted"]
    audited.boxes(
        "INSERT INTO ballotbox_blockkey (id, round, block, public_key, signing_key, n_parts) "
        "VALUES (%s, %s, 'b1', %s, %s, 1)",
        f"{released}/b1",
        released,
        b"public",
        b"kept",
    )

    report = audited.report("keys")

    found = {one.code for one in report.violations}
    assert found == {"key-kept", "ballots-kept", "signs-after-closing"}
    assert any("signing_key" in one.where for one in report.violations)


def test_a_receipt_key_after_the_release_is_found(audited: House) -> None:
    audited.boxes(
        "UPDATE ballotbox_box SET receipt_key = %s WHERE round = %s",
        b"x" * 32,
        audited.rounds["counted"],
    )

    assert audited.finds("keys") == {"key-kept"}


def test_a_box_whose_traces_were_not_cleared_is_found(audited: House) -> None:
    audited.boxes(
        "UPDATE ballotbox_box SET rewritten = NULL WHERE round = %s", audited.rounds["counted"]
    )

    assert audited.finds("keys") == {"box-not-rewritten"}


def test_a_key_of_a_round_that_nobody_knows_is_found(audited: House) -> None:
    audited.boxes(
        "UPDATE ballotbox_box SET round = %s, seal_key = %s WHERE round = %s",
        "0" * 32,
        b"s" * 32,
        audited.rounds["counted"],
    )

    assert audited.finds("keys") == {"key-kept"}


def test_a_shut_box_that_can_stamp_is_found(audited: House) -> None:
    audited.boxes(
        "UPDATE ballotbox_box SET shut = %s WHERE round = %s", True, audited.rounds["open"]
    )

    assert audited.finds("keys") == {"signs-after-closing"}


def test_a_round_that_was_never_counted_is_found(audited: House) -> None:
    from datetime import timedelta

    later = audited.look.now + timedelta(days=3)

    assert audited.finds("keys", now=later) == {"never-counted"}


def test_what_the_second_keyholder_gave_is_gone_after_the_round(audited: House) -> None:
    released = audited.rounds["counted"]
    audited.boxes("INSERT INTO ballotbox_peeled (round, groups) VALUES (%s, %s)", released, b"[]")
    assert audited.finds("keys") == {"key-kept"}
    audited.boxes("DELETE FROM ballotbox_peeled")
    assert audited.finds("keys") == set()

    audited.sql(
        "UPDATE surveys_entitlement SET stamp = %s WHERE round_id IN "
        "(SELECT id FROM surveys_round WHERE state = 'released')",
        b"stamp",
    )

    assert audited.finds("keys") == {"key-kept"}
