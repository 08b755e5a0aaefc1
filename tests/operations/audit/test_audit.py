"""A clean installation has no violation, and the audit changes nothing."""

from tests.operations.audit.conftest import House


def test_a_clean_firm_has_no_violation(audited: House) -> None:
    report = audited.report()

    assert report.unseen == []
    assert [(one.code, one.where, one.found) for one in report.violations] == []
    assert report.status == 0


def test_what_can_not_be_read_at_all_is_said_and_nothing_else_is_lost(audited: House) -> None:
    audited.sql("UPDATE surveys_round SET manifest = '{broken' WHERE state = 'open'")
    audited.boxes(
        "UPDATE ballotbox_box SET receipt_key = %s WHERE round = %s",
        b"x" * 32,
        audited.rounds["counted"],
    )

    report = audited.report()

    assert report.status == 1
    assert "key-kept" in {one.code for one in report.violations}
    assert {"order"} <= {name for name, _why in report.unseen}
    assert [one.code for one in report.findings].count("order") == 0  # not called fine


def test_two_looks_say_the_same(audited: House) -> None:
    assert audited.report().findings == audited.report().findings
