import pytest
from django.utils import translation

from bothways.outcomes.actions import drop_measure, keep_measure, take_up_measure
from bothways.outcomes.models import OwnMeasure
from bothways.outcomes.record_words import changes_said, months_said
from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.trust.record_words import lines_for
from tests.factories import NOW
from tests.outcomes.conftest import OCTOBER, write


def said() -> list[str]:
    return [line.words for line in lines_for(Entry.objects.order_by("id")) if line.who]


@pytest.mark.parametrize(
    ("details", "months"),
    [
        ({"first": "2026-10", "last": "2026-10"}, "October 2026"),
        ({"first": "2025-11", "last": "2026-10"}, "November 2025 to October 2026"),
        ({"first": "?", "last": "2026-10"}, "? to October 2026"),
    ],
)
def test_an_entry_names_its_months(details: dict[str, str], months: str) -> None:
    assert months_said(details) == {"months": months}


def test_other_entries_name_no_months() -> None:
    assert months_said({"title": "November pulse"}) == {}
    assert changes_said({"title": "November pulse"}) == []


def test_a_change_says_what_stood_there_before() -> None:
    changes = [
        {"measure": "leavers", "was": "1", "now": "2"},
        {"measure": "days_lost", "was": "4.5", "now": ""},
        {"measure": "on_time", "name": "Orders out on time", "was": "90", "now": "91"},
        {"measure": "gone", "was": "1", "now": "2"},
    ]

    assert changes_said({"changes": changes}) == [
        "People who left: 2, was 1",
        "Days of absence: taken away, was 4.5",
        "Orders out on time: 91, was 90",
        "gone: 2, was 1",
    ]


def test_a_change_is_said_in_the_readers_language() -> None:
    with translation.override("de"):
        [words] = changes_said({"changes": [{"measure": "leavers", "was": "1", "now": "2"}]})

    assert words == "Ausgeschiedene Personen: 2, war 1"


def test_a_renamed_measure_keeps_the_name_it_had_on_the_record(
    owner: Person, on_time: OwnMeasure
) -> None:
    write(owner, orders_out_on_time=90)
    write(owner, orders_out_on_time=91)
    keep_measure(on_time, name="On time", unit="%", better="more", decimals=1, by=owner, at=NOW)

    entry = Entry.objects.get(verb="outcomes.changed")
    assert changes_said(entry.details) == ["Orders out on time: 91, was 90"]


def test_every_verb_of_this_room_has_a_sentence(owner: Person, on_time: OwnMeasure) -> None:
    write(owner, OCTOBER, leavers=1)
    write(owner, OCTOBER, leavers=2)
    drop_measure(on_time, by=owner, at=NOW)
    take_up_measure(on_time, by=owner, at=NOW)

    assert said() == [
        "said what the firm counts of its own: “Orders out on time”",
        "wrote down figures of October 2026",
        "changed figures of October 2026",
        "stopped counting “Orders out on time”",
        "counts “Orders out on time” again",
    ]
