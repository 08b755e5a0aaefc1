"""An order, a length or a number that tells of ballots is found."""

import os
from collections.abc import Callable

import pytest

from bothways.pure.ballots import bundle, record_size
from tests.operations.audit.conftest import House

Change = Callable[[bytes, int], bytes]


def fullest(audited: House) -> tuple[str, bytes, int]:
    """Return the fullest bundle of the open box: its id, its records, how long each is."""
    rows = audited.boxes("SELECT id, records FROM ballotbox_bundle")
    ((size,),) = audited.boxes("SELECT size FROM ballotbox_box WHERE seal_key IS NOT NULL")
    id_, records = max(rows, key=lambda row: sum(map(bool, bytes(row[1]))))
    assert len(list(bundle.filled(bytes(records), size))) > 2
    return id_, bytes(records), record_size(size)


def change(audited: House, how: Change) -> None:
    id_, records, step = fullest(audited)
    audited.boxes("UPDATE ballotbox_bundle SET records = %s WHERE id = %s", how(records, step), id_)


def swapped(records: bytes, step: int) -> bytes:
    return records[step : 2 * step] + records[:step] + records[2 * step :]


def doubled(records: bytes, step: int) -> bytes:
    return records[:step] + records[:step] + records[2 * step :]


def test_ballots_that_lie_as_they_came_are_found(audited: House) -> None:
    change(audited, swapped)

    assert audited.finds("order") == {"bundle-not-sorted"}


def test_a_ballot_that_lies_there_twice_is_found(audited: House) -> None:
    change(audited, doubled)

    assert "bundle-not-sorted" in audited.finds("order")


@pytest.mark.parametrize(
    "how",
    [
        lambda records, step: records[:-step],
        lambda records, step: records + bytes(step),
        lambda records, step: records[:-1] + b"\x07",
    ],
)
def test_a_bundle_of_another_length_or_with_something_behind_is_found(
    audited: House, how: Change
) -> None:
    change(audited, how)

    assert "bundle-not-padded" in audited.finds("order")


def test_a_ballot_that_was_never_stamped_is_found(audited: House) -> None:
    forged = b"\x01\x00" + os.urandom(40)
    change(audited, lambda records, step: forged.ljust(step, b"z") + records[:-step])

    assert audited.finds("order") == {"ballot-not-genuine", "more-ballots-than-envelopes"}


def test_more_ballots_than_envelopes_are_found(audited: House) -> None:
    audited.sql("UPDATE surveys_entitlement SET blinded_digest = ''")

    assert audited.finds("order") == {"more-ballots-than-envelopes"}


def test_a_bundle_of_no_round_is_found(audited: House) -> None:
    audited.boxes("UPDATE ballotbox_bundle SET block = 'elsewhere' WHERE id LIKE '%%/b1/0'")

    assert "bundle-of-no-round" in audited.finds("order")


@pytest.mark.parametrize("more", ["2026-11-02T09:30:00", "a" * 63])
def test_an_envelope_that_holds_more_is_found(audited: House, more: str) -> None:
    audited.sql("UPDATE surveys_entitlement SET blinded_digest = %s WHERE block = 'b1'", more)

    assert audited.finds("order") == {"envelope-with-more"}


def test_rows_of_those_alone_who_fetched_one_are_found(audited: House) -> None:
    audited.sql("DELETE FROM surveys_entitlement WHERE blinded_digest = ''")

    assert audited.finds("order") == {"envelopes-made-one-by-one"}


def test_which_order_can_be_read_is_said(audited: House) -> None:
    assert "order-of-fetching" in audited.notices("order")


@pytest.mark.sqlite
def test_an_older_state_of_the_box_in_its_file_is_found(audited: House) -> None:
    _id, records, _step = fullest(audited)
    with (audited.folder / "ballots.sqlite3").open("ab") as file:
        file.write(records)

    assert audited.finds("order") == {"old-version-of-a-ballot"}


@pytest.mark.postgresql
def test_while_a_box_is_open_old_rows_are_said(audited: House) -> None:
    assert "old-rows-while-open" in audited.notices("order")


@pytest.mark.postgresql
def test_old_rows_after_the_count_are_found(audited: House) -> None:
    audited.boxes("DELETE FROM ballotbox_bundle")

    assert audited.finds("order") == {"old-rows-after-the-count"}
