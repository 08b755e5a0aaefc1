"""A record that was rewritten is found."""

import json

from tests.operations.audit.conftest import House


def test_the_record_as_it_was_written_is_in_order(audited: House) -> None:
    assert audited.sql("SELECT count(*) FROM record_entry")[0][0] > 4
    assert audited.finds("record") == set()


def test_a_step_that_comes_too_late_is_found(audited: House) -> None:
    audited.sql("UPDATE record_entry SET verb = 'round.announced' WHERE verb = 'round.released'")

    assert "record-out-of-order" in audited.finds("record")


def test_an_entry_that_was_changed_by_sql_is_found(audited: House) -> None:
    audited.sql(
        "UPDATE record_entry SET details = %s WHERE verb = 'round.closed'",
        json.dumps({"title": "Another one"}),
    )

    report = audited.report("record")
    assert [one.code for one in report.violations] == ["record-changed"]
    assert "does not say any more" in report.violations[0].found


def test_an_entry_that_was_taken_out_is_found(audited: House) -> None:
    audited.sql("UPDATE record_leaf SET entry_id = NULL WHERE position = 1")
    assert audited.finds("record") == {"record-changed"}

    audited.sql("DELETE FROM record_entry WHERE verb = 'round.closed'")

    found = [one.found for one in audited.report("record").violations]
    assert len(found) == 2
    assert all("not there any more" in words for words in found)


def test_a_tree_that_was_made_anew_is_found_by_its_heads(audited: House) -> None:
    audited.sql("UPDATE record_leaf SET commitment = %s WHERE position = 0", b"0" * 32)

    assert audited.finds("record") == {"record-changed", "head-does-not-hold"}


def test_a_head_with_another_root_is_found(audited: House) -> None:
    audited.sql("UPDATE record_head SET root = %s", b"0" * 32)

    assert audited.finds("record") == {"head-does-not-hold"}


def test_an_end_that_was_cut_off_is_found(audited: House) -> None:
    audited.sql("DELETE FROM record_leaf WHERE position > 2")

    assert audited.finds("record") == {"head-does-not-hold"}
