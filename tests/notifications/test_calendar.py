"""Days in somebody's own calendar: theirs alone, stable, whole days, and behind a secret."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from bothways.commitments.actions import keep_commitment, move_commitment
from bothways.commitments.models import Commitment
from bothways.notifications.calendar import (
    Day,
    days_of,
    end_feed,
    feed_address,
    renew_feed,
    whose_feed,
)
from bothways.notifications.calendar_file import as_ics
from bothways.notifications.models import Feed
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import NOW, TODAY, at_nine, make_promise
from tests.rounds import opened

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def promise(firm: Cast) -> Commitment:
    """The lead of Assembly to all."""
    return make_promise(firm.manager, due_on=TODAY + timedelta(days=10))


def feed_of(person: Person) -> str:
    renew_feed(by=person)
    return feed_address(person).removeprefix("http://127.0.0.1:8000")


def titles(person: Person) -> list[str]:
    return [day.title for day in days_of(person, on=TODAY)]


def test_a_day_is_a_whole_day_with_a_stable_name_and_the_number_of_its_moves() -> None:
    day = Day("promise-1", date(2026, 11, 12), "Your word: A stool.", "/promises/1/", n_moves=2)

    (event,) = Calendar.from_ical(as_ics([day], at=AT)).walk("VEVENT")

    assert (event["uid"], event["sequence"]) == ("promise-1@127.0.0.1", 2)
    assert event.decoded("dtstart") == date(2026, 11, 12)
    assert event.decoded("dtend") == date(2026, 11, 13)
    assert event["url"] == "http://127.0.0.1:8000/promises/1/"


@pytest.mark.parametrize(
    "text",
    ["A; B, C \\ D", "one\nBEGIN:VEVENT\nSUMMARY:two", "“Übergröße” 你好", "x" * 280, "مرحبا"],
)
def test_words_stay_words_whatever_stands_in_them(text: str) -> None:
    content = as_ics([Day("a", TODAY, text, "/")], at=AT)

    (event,) = Calendar.from_ical(content).walk("VEVENT")

    assert str(event["summary"]).replace("\r\n", "\n") == text
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert content.count(b"\r\nBEGIN:VEVENT\r\n") == 1


def test_the_one_who_gave_it_and_those_it_was_made_to_have_its_day(
    promise: Commitment, firm: Cast
) -> None:
    assert titles(firm.manager) == ["Your word: The gauges are at every station."]
    assert titles(firm.employee) == ["Ruben Dahl promised: The gauges are at every station."]


def test_what_is_between_two_is_in_the_calendars_of_these_two_alone(firm: Cast) -> None:
    make_promise(firm.manager, "A stool for you.", to=firm.employee)

    having = [person.name for person in firm.people() if titles(person)]

    assert sorted(having) == ["Jo Marsh", "Ruben Dahl"]


def test_a_move_keeps_the_name_and_counts_up_and_an_end_takes_it_out(
    promise: Commitment, firm: Cast
) -> None:
    (before,) = days_of(firm.employee, on=TODAY)
    later = promise.due_on + timedelta(days=3)
    move_commitment(promise, by=firm.manager, to=later, words="Late.", at=at_nine(TODAY))
    (after,) = days_of(firm.employee, on=TODAY)
    keep_commitment(promise, by=firm.manager, words="There.", at=at_nine(TODAY))

    assert (after.key, after.on, after.n_moves) == (before.key, later, before.n_moves + 1)
    assert days_of(firm.employee, on=TODAY) == []


def test_the_day_a_box_closes_is_there_for_those_who_are_asked(firm: Cast) -> None:
    round_ = opened(firm.owner)

    assert titles(firm.employee) == ["The box of “November pulse” closes"]
    assert [day.on for day in days_of(firm.employee, on=TODAY)] == [round_.closes_at.date()]
    assert titles(firm.leaver) == []


def test_the_address_shows_the_calendar_to_whoever_has_it(
    promise: Commitment, firm: Cast, client: Client
) -> None:
    answer = client.get(feed_of(firm.employee))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert "Ruben Dahl promised" in answer.content.decode().replace("\r\n ", "")


def test_renewed_or_switched_off_the_old_address_shows_nothing(firm: Cast, client: Client) -> None:
    first = feed_of(firm.employee)
    second = feed_of(firm.employee)

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    end_feed(by=firm.employee)
    assert client.get(second).status_code == 404
    assert feed_address(firm.employee) == ""


def test_who_only_reads_the_database_has_no_address(firm: Cast, client: Client) -> None:
    feed_of(firm.employee)
    feed = Feed.objects.get()

    assert client.get(f"/calendar/{feed.pk}/{feed.pk.hex[:16]}.ics").status_code == 404
    assert whose_feed(feed.pk, "a" * 16) is None


def test_who_has_left_has_a_calendar_no_more(firm: Cast, client: Client) -> None:
    address = feed_of(firm.employee)
    Person.objects.filter(pk=firm.employee.pk).update(left_on=NOW.date())

    assert client.get(address).status_code == 404


def test_the_page_makes_renews_and_ends_it(employee: Person, client_of: object) -> None:
    browser: Client = client_of(employee)  # type: ignore[operator]

    browser.post("/me/calendar/")
    made = feed_address(employee)
    browser.post("/me/calendar/")

    assert made
    assert feed_address(employee) not in {"", made}
    assert feed_address(employee) in browser.get("/me/mails/").content.decode()
    browser.post("/me/calendar/", {"do": "end"})
    assert not Feed.objects.exists()


def test_one_promise_can_be_taken_into_a_calendar_by_who_may_see_it(
    firm: Cast, client_of: object
) -> None:
    between = make_promise(firm.manager, "A stool.", to=firm.employee)
    address = f"/promises/{between.pk}/day.ics"

    mine = client_of(firm.employee).get(address)  # type: ignore[operator]

    assert b"SUMMARY:Ruben Dahl promised: A stool." in mine.content
    assert client_of(firm.colleague).get(address).status_code == 404  # type: ignore[operator]
