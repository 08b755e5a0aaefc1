"""A second key that is none, was not asked, or left something behind is found."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.operations.audit.conftest import House

Plant = Callable[[House], object]


def compact(audited: House) -> str:
    """The id of a round as SQLite writes it; PostgreSQL takes it as well."""
    return audited.rounds["open"]


def confirmation(house: House, **changed: str) -> None:
    for column, value in changed.items():
        house.sql(f"UPDATE keyholders_confirmation SET {column} = %s", value)


def test_a_firm_with_a_second_key_has_no_violation(with_two_keys: House) -> None:
    report = with_two_keys.report()

    assert report.unseen == []
    assert [(one.code, one.where, one.found) for one in report.violations] == []


FORGED: dict[str, tuple[Plant, set[str]]] = {
    "a key that nobody took": (
        lambda h: h.sql("UPDATE record_entry SET verb = 'key.left' WHERE verb = 'key.taken'"),
        {"second-key-of-nobody"},
    ),
    "a key of no keyholder": (
        lambda h: h.sql("UPDATE keyholders_keyholder SET sign_public = 'other'"),
        {"second-key-of-nobody"},
    ),
    "no confirmation": (
        lambda h: h.sql("DELETE FROM keyholders_confirmation"),
        {"second-key-did-not-confirm"},
    ),
    "a confirmation of other people": (
        lambda h: confirmation(h, people="00" * 32),
        {"second-key-did-not-confirm"},
    ),
    "a confirmation of other rules": (
        lambda h: confirmation(h, rules="00" * 32),
        {"second-key-did-not-confirm"},
    ),
    "a confirmation that is none": (
        lambda h: confirmation(h, signature="none"),
        {"second-key-did-not-confirm"},
    ),
    "stamps after the box was shut": (
        lambda h: h.sql("UPDATE surveys_round SET state = 'closed' WHERE title = 'Open to two'"),
        {"stamps-kept"},
    ),
    "slips of an open box": (
        lambda h: h.boxes(
            "INSERT INTO ballotbox_peeled (round, groups) VALUES (%s, %s)", compact(h), b"[]"
        ),
        {"peeled-before-closing"},
    ),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_makes_the_second_key_worthless_is_found(with_two_keys: House, what: str) -> None:
    plant, codes = FORGED[what]
    plant(with_two_keys)

    assert with_two_keys.finds("second key") == codes


@pytest.mark.sqlite
def test_what_anybody_should_know_of_the_second_key_is_said(with_two_keys: House) -> None:
    house = with_two_keys
    assert house.notices("second key") == set()
    house.sql(
        "UPDATE keyholders_keyholder SET place = 'x'".replace(
            "place = 'x'", "\"where\" = 'same_host'"
        )
    )
    assert house.notices("second key") == {"second-key-on-this-host"}
    house.sql(
        "UPDATE people_person SET manager_id = (SELECT person_id FROM keyholders_keyholder) "
        "WHERE name = 'Jo Marsh'"
    )
    house.sql("UPDATE surveys_round SET state = 'closed' WHERE title = 'Open to two'")
    house.sql(
        "INSERT INTO results_difference (round_id, ours, theirs, cells, at) "
        "VALUES (%s, 'a', 'b', '[]', '2026-11-20 00:00:00')",
        compact(house),
    )

    report = house.report("second key")

    said = {one.code: one.found for one in report.findings if one.severity == "notice"}
    assert set(said) == {
        "second-key-on-this-host",
        "second-key-not-independent",
        "waits-for-the-second-key",
        "counts-differed",
    }
    assert said["second-key-not-independent"] == "Who keeps it leads people."


@pytest.mark.sqlite
def test_rules_that_say_the_key_lies_on_this_server_are_said(with_two_keys: House) -> None:
    with_two_keys.sql(
        """UPDATE surveys_round SET manifest = replace(manifest, '"apart"', '"same_host"')"""
    )

    assert with_two_keys.notices("second key") == {"second-key-on-this-host"}


def test_a_round_waits_for_its_second_key_a_month_and_no_longer(with_two_keys: House) -> None:
    house = with_two_keys
    house.sql("UPDATE surveys_round SET state = 'closed' WHERE title = 'Open to two'")
    closes = house.look.now + timedelta(days=7)

    assert "never-counted" not in house.finds("keys", now=closes + timedelta(days=30))
    assert "never-counted" in house.finds("keys", now=closes + timedelta(days=32))


def test_what_was_lent_asked_and_stamped_is_gone_after_the_round(with_two_keys: House) -> None:
    house = with_two_keys
    counted = house.rounds["counted"]
    assert house.finds("keys") == set()
    house.sql("UPDATE keyholders_sparekey SET round = %s WHERE round = %s", counted, compact(house))

    report = house.report("keys")

    assert [one.where for one in report.violations] == [
        "main database: keyholders_sparekey.wrapped"
    ]
    house.sql(
        "UPDATE surveys_entitlement SET for_guardian = %s WHERE round_id IN "
        "(SELECT id FROM surveys_round WHERE state = 'released')",
        bytes(384),
    )
    assert {one.where for one in house.report("keys").violations} == {
        "main database: keyholders_sparekey.wrapped",
        "main database: surveys_entitlement.for_guardian",
    }


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("table", "code"), [("release", "release-not-signed"), ("sheet", "list-of-ballots-wrong")]
)
def test_without_the_second_signature_a_result_is_none(
    with_two_keys: House, table: str, code: str
) -> None:
    own = "company_signature" if table == "sheet" else "signature"
    for forged in ("''", own):  # missing; the company's own once more
        with_two_keys.sql(f"UPDATE results_{table} SET guardian_signature = {forged}")

        assert with_two_keys.finds("releases") == {code}


@pytest.mark.sqlite
@pytest.mark.parametrize("title", ["Winter pulse", "Open to two"])
def test_what_stands_where_blind_signatures_go_is_found(with_two_keys: House, title: str) -> None:
    with_two_keys.sql(
        "UPDATE surveys_entitlement SET for_guardian = %s WHERE round_id = "
        f"(SELECT id FROM surveys_round WHERE title = '{title}')",
        b"2026-11-02T09:30:00",
    )

    assert with_two_keys.finds("order") == {"envelope-with-more"}


@pytest.mark.sqlite
def test_a_slip_among_people_is_found(with_two_keys: House) -> None:
    slip = bytes(range(1, 200))
    groups = json.dumps([[["b1"], [slip.hex()]]]).encode()
    with_two_keys.boxes(
        "INSERT INTO ballotbox_peeled (round, groups) VALUES (%s, %s)",
        compact(with_two_keys),
        groups,
    )
    with_two_keys.sql(
        "UPDATE surveys_round SET title = %s WHERE state = 'released'", slip[-60:].hex()
    )

    report = with_two_keys.report("links")

    assert {one.code for one in report.violations} >= {"ballot-outside-its-box"}
    assert any(one.found.endswith("holds a slip.") for one in report.violations)
