from bothways.outcomes.actions import keep_draft
from bothways.outcomes.models import FileDraft, OwnMeasure
from bothways.outcomes.preview import Preview, preview_of
from bothways.people.models import Person
from tests.factories import NOW, TODAY
from tests.outcomes.conftest import OCTOBER, write


def draft(by: Person, text: str) -> FileDraft:
    return keep_draft(by=by, file_name="2026.csv", content=text.encode(), at=NOW)


def seen(by: Person, text: str) -> Preview:
    return preview_of(draft(by, text), on=TODAY)


def test_new_changed_and_same_are_told_apart(people_lead: Person) -> None:
    write(people_lead, headcount=31, leavers=1)

    found = seen(people_lead, "month,headcount,leavers,days_lost\n2026-10,30,1,4.5")

    assert [(row.label, row.was, row.now) for row in found.changed] == [
        ("People on the last day", "31", "30")
    ]
    assert [(row.label, row.was, row.now) for row in found.new] == [("Days of absence", "", "4.5")]
    assert found.n_same == 1


def test_rows_stand_by_month_and_then_by_measure(people_lead: Person) -> None:
    found = seen(people_lead, "month,leavers,headcount\n2026-10,1,31\n2026-08,0,30")

    assert [(str(row.month), row.label) for row in found.new] == [
        ("2026-08", "People on the last day"),
        ("2026-08", "People who left"),
        ("2026-10", "People on the last day"),
        ("2026-10", "People who left"),
    ]


def test_a_file_that_changes_nothing_is_empty(people_lead: Person) -> None:
    write(people_lead, headcount=31)

    assert seen(people_lead, "month,headcount\n2026-10,31").is_empty


def test_problems_of_the_file_and_of_the_rules_stand_together_by_row(people_lead: Person) -> None:
    found = seen(
        people_lead,
        "month,headcount,leavers\n2026-12,31,0\n2026-10,x,0\n2026-09,31,0.5",
    )

    assert [one.row for one in found.problems] == [2, 2, 3, 4]
    assert "not over" in found.problems[0].why
    assert "no number" in found.problems[2].why
    assert "whole number" in found.problems[3].why


def test_more_absence_than_planned_is_found_against_what_stands_there(people_lead: Person) -> None:
    write(people_lead, days_planned=600)

    found = seen(people_lead, "month,days_lost\n2026-10,700")

    assert [(one.row, one.column) for one in found.problems] == [(2, "Days of absence")]


def test_the_digest_tells_what_would_be_done_and_nothing_else(people_lead: Person) -> None:
    first = seen(people_lead, "month,headcount\n2026-10,31").digest
    in_other_words = seen(people_lead, "Monat;Mitarbeitende\nOkt 2026;31,0").digest
    other = seen(people_lead, "month,headcount\n2026-10,32").digest

    assert first == in_other_words
    assert first != other
    write(people_lead, headcount=30)
    assert seen(people_lead, "month,headcount\n2026-10,31").digest != first


def test_columns_that_nobody_reads_are_named(people_lead: Person, on_time: OwnMeasure) -> None:
    found = seen(people_lead, "month,weather,Orders out on time (%)\n2026-10,fair,94.5")

    assert found.unread == ("weather",)
    assert [row.now for row in found.new] == ["94.5"]
    assert list(found.wanted) == [(OCTOBER, "orders_out_on_time")]


def test_another_file_takes_the_place_of_the_first(people_lead: Person, owner: Person) -> None:
    draft(people_lead, "month,headcount\n2026-10,31")
    draft(people_lead, "month,headcount\n2026-10,32")
    draft(owner, "month,headcount\n2026-10,33")

    assert FileDraft.objects.count() == 2
    assert preview_of(FileDraft.objects.get(by=people_lead), on=TODAY).new[0].now == "32"
