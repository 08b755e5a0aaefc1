"""Readings are made by the worker, kept, and made again when anything they rest on changes."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client

from bothways.people.models import Person
from bothways.readings.actions import keep_readings
from bothways.readings.jobs import read_new_releases
from bothways.readings.models import Reading
from bothways.readings.queries import reading_of
from tests.cast import Cast
from tests.factories import NOW
from tests.trust.counted import CLOSED, make_counted, mixed

A_QUARTER = timedelta(days=91)


def texts() -> list[tuple[str, str, str]]:
    rows = Reading.objects.order_by("round__closes_at")
    return list(rows.values_list("made_of", "firm", "groups"))


def test_the_worker_keeps_one_reading_for_each_result(firm: Cast) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)}, closed=CLOSED - A_QUARTER)
    make_counted(firm, {"b1": mixed(8, 3), "b2": mixed(8, 3)})

    assert read_new_releases(NOW) == "read 2 results"
    assert Reading.objects.count() == 2
    assert read_new_releases(NOW) == ""


def test_with_nothing_to_do_it_asks_two_questions(
    firm: Cast, django_assert_num_queries: Any
) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})
    keep_readings()

    with django_assert_num_queries(2):
        keep_readings()


def test_what_is_not_kept_yet_is_worked_out_and_is_the_same(firm: Cast) -> None:
    round_ = make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})

    before = reading_of(round_)
    found = before.firm, before.groups
    assert not Reading.objects.exists()
    keep_readings()

    after = reading_of(round_)
    assert (after.firm, after.groups) == found


def test_an_older_engine_s_reading_is_not_shown_and_is_made_again(firm: Cast) -> None:
    round_ = make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})
    keep_readings()
    fresh = texts()
    Reading.objects.update(engine=0, firm='{"items":[]}')

    assert reading_of(round_).items.keys() == {"U-TRU1", "U-PSY1", "U-COM1"}
    assert keep_readings() == [round_.pk]
    assert texts() == fresh


def test_a_round_counted_late_is_taken_into_what_closed_after_it(firm: Cast) -> None:
    newest = make_counted(firm, {"b1": mixed(8, 3), "b2": mixed(8, 3)})
    keep_readings()
    assert reading_of(newest).items["U-PSY1"]["change"] is None

    late = make_counted(firm, {"b1": mixed(2, 9), "b2": mixed(2, 9)}, closed=CLOSED - A_QUARTER)

    assert keep_readings() == [late.pk, newest.pk]
    assert reading_of(newest).items["U-PSY1"]["change"]["how"] == "clearly"


def test_a_lost_table_comes_back_byte_by_byte(firm: Cast) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)}, closed=CLOSED - A_QUARTER)
    make_counted(firm, {"b1": mixed(8, 3), "b2": mixed(8, 3)}, format="full")
    keep_readings()
    before = texts()
    Reading.objects.all().delete()

    keep_readings()

    assert texts() == before


def test_a_kept_reading_is_all_that_the_trust_page_sums(
    firm: Cast, employee: Person, client_of: Callable[[Person], Client]
) -> None:
    round_ = make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})
    keep_readings()
    kept = Reading.objects.get(pk=round_.pk)
    firm_half = json.loads(kept.firm)
    for item in firm_half["items"]:
        item["past"][-1]["interval"] = [0.11, 0.99]
    Reading.objects.update(firm=json.dumps(firm_half))

    html = client_of(employee).get("/trust/").content.decode()

    assert "between 11 and 99" in html


def test_a_reading_goes_with_its_round_and_names_nobody(firm: Cast) -> None:
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})
    keep_readings()
    kept = Reading.objects.get()

    assert not [name for name in (firm.employee.name, "Operations") if name in kept.groups]
    assert [field.name for field in Reading._meta.get_fields() if field.is_relation] == ["round"]
