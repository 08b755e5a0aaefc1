"""A result that was changed, is not signed, or says more than the rule lets out is found."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.operations.audit.conftest import House

Change = Callable[[dict[str, Any]], None]


def document(audited: House) -> dict[str, Any]:
    ((text,),) = audited.sql("SELECT document FROM results_release")
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def put(audited: House, value: dict[str, Any]) -> None:
    """Write another result with its right digest, also on the record: what root can do."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    audited.sql("UPDATE results_release SET document = %s, digest = %s", text, digest)
    details = json.dumps({"title": "x", "release": digest, "not_counted": 0})
    audited.sql("UPDATE record_entry SET details = %s WHERE verb = 'round.released'", details)


def unclamped(value: dict[str, Any]) -> None:
    """Say of a group that exactly one agrees, which the clamp lets nobody say."""
    cell = next(c for c in value["cells"] if c["level"] == "group")
    cell["ge"]["4"] = [1, 1]


def test_what_the_program_released_is_in_order(audited: House) -> None:
    assert document(audited)["cells"]
    assert audited.finds("releases") == set()


def test_an_unclamped_figure_with_its_digest_mended_is_found(audited: House) -> None:
    value = document(audited)
    unclamped(value)
    put(audited, value)

    assert audited.finds("releases") == {"figure-not-clamped", "release-not-signed"}


@pytest.mark.sqlite
def test_a_figure_that_was_moved_within_the_rule_is_found_by_its_signature(audited: House) -> None:
    value = document(audited)
    cell = next(c for c in value["cells"] if c["level"] == "group")
    n, c = cell["n"], value["c"]
    cell["ge"]["4"] = [0, c + 1] if cell["ge"]["4"] != [0, c + 1] else [n - c - 1, n]
    put(audited, value)

    assert "release-not-signed" in audited.finds("releases")


@pytest.mark.sqlite
def test_a_text_of_another_digest_is_found(audited: House) -> None:
    audited.sql("UPDATE results_release SET digest = %s", "0" * 64)

    assert audited.finds("releases") == {"release-digest-wrong"}


def test_a_record_that_names_another_result_is_found(audited: House) -> None:
    audited.sql(
        "UPDATE record_entry SET details = %s WHERE verb = 'round.released'",
        json.dumps({"release": "0" * 64}),
    )

    assert audited.finds("releases") == {"release-digest-wrong"}


@pytest.mark.sqlite
@pytest.mark.parametrize("signature", ["00" * 64, "no hex", ""])
def test_a_result_without_its_signature_is_found(audited: House, signature: str) -> None:
    audited.sql("UPDATE results_release SET signature = %s", signature)

    assert audited.finds("releases") == {"release-not-signed"}


@pytest.mark.sqlite
def test_a_result_of_other_rules_is_found(audited: House) -> None:
    value = document(audited)
    value["c"] = 1
    put(audited, value)

    found = audited.finds("releases")
    assert "release-not-signed" in found
    assert found & {"release-not-of-its-rules", "figure-not-clamped"}


@pytest.mark.sqlite
def test_a_result_of_another_smallest_group_is_found(audited: House) -> None:
    value = document(audited)
    value["k"] = 6
    put(audited, value)

    assert audited.finds("releases") == {"release-not-signed", "release-not-of-its-rules"}


def test_rules_that_were_changed_after_announcing_are_found(audited: House) -> None:
    audited.sql("UPDATE surveys_round SET manifest = replace(manifest, 'early enough', 'always')")

    assert "rules-changed" in audited.finds("releases")


def test_rules_that_were_changed_with_their_mark_are_found_by_the_record(audited: House) -> None:
    ((text,),) = audited.sql("SELECT manifest FROM surveys_round WHERE state = 'open'")
    other = text.replace("early enough", "always")
    audited.sql(
        "UPDATE surveys_round SET manifest = %s, manifest_hash = %s WHERE state = 'open'",
        other,
        hashlib.sha256(other.encode()).hexdigest(),
    )

    report = audited.report("releases")
    assert [one.code for one in report.violations] == ["rules-changed"]
    assert "record" in report.violations[0].found


def test_a_counted_round_without_a_result_is_found(audited: House) -> None:
    audited.sql("DELETE FROM results_release")

    assert audited.finds("releases") == {"release-missing"}


@pytest.mark.parametrize("more", [{"answered": 20}, {"agree": [1, 2, 20]}, {"by": {"b1": 4.5}}])
def test_a_count_on_the_record_is_found(audited: House, more: dict[str, Any]) -> None:
    ((text,),) = audited.sql("SELECT details FROM record_entry WHERE verb = 'round.closed'")
    details = {**(json.loads(text) if isinstance(text, str) else text), **more}
    audited.sql(
        "UPDATE record_entry SET details = %s WHERE verb = 'round.closed'", json.dumps(details)
    )

    assert audited.finds("releases") == {"count-elsewhere"}


@pytest.mark.sqlite
def test_a_table_that_says_more_than_the_result_is_found(audited: House) -> None:
    cell = next(c for c in document(audited)["cells"] if c["level"] == "group")
    low, high = cell["ge"]["4"]
    path: Path = audited.folder / "export.csv"
    path.write_text(f"group,Assembly,{cell['question']},words,{cell['n']},4,{low},{high}\n")
    assert audited.finds("releases") == set()

    path.write_text(f"group,Assembly,{cell['question']},words,{cell['n']},4,{low + 1},{low + 1}\n")

    assert audited.finds("releases") == {"figure-not-clamped"}


@pytest.mark.sqlite
def test_a_result_in_a_file_that_no_rule_lets_out_is_found(audited: House) -> None:
    value = document(audited)
    path: Path = audited.folder / "release.json"
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text)
    assert audited.finds("releases") == set()

    unclamped(value)
    path.write_text(json.dumps(value))

    assert audited.finds("releases") == {"figure-not-clamped"}


def test_a_list_of_ballots_with_a_leaf_less_is_found(audited: House) -> None:
    ((leaves,),) = audited.sql("SELECT leaves FROM results_sheet")
    audited.sql("UPDATE results_sheet SET leaves = %s", bytes(leaves)[:-32])

    assert audited.finds("releases") == {"list-of-ballots-wrong"}


def test_a_list_of_ballots_that_nobody_signed_is_found(audited: House) -> None:
    audited.sql("UPDATE results_sheet SET company_signature = %s", "00" * 64)

    assert audited.finds("releases") == {"list-of-ballots-wrong"}


@pytest.mark.sqlite
def test_more_ballots_than_envelopes_on_the_list_are_found(audited: House) -> None:
    audited.sql("""UPDATE results_sheet SET text = replace(text, '"issued":1', '"issued":')""")

    assert "list-of-ballots-wrong" in audited.finds("releases")
