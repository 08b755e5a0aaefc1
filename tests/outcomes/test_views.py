from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from bothways.outcomes.actions import write_figures
from bothways.outcomes.models import FileDraft, LastFile, OwnMeasure
from bothways.outcomes.months import Month
from bothways.outcomes.queries import leaving
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import TODAY
from tests.outcomes.conftest import OCTOBER, value, write, write_year
from tests.rounds import counted

ClientOf = Callable[[object], Client]
MONTH = "/outcomes/months/2026-10/"


def text_of(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def put_in(client: Client, text: str, name: str = "2026.csv") -> HttpResponse:
    file = SimpleUploadedFile(name, text.encode())
    return client.post("/outcomes/file/", {"file": file}, follow=True)  # type: ignore[return-value]


def test_the_page_is_the_same_for_everyone_and_only_some_may_write(
    firm: Cast, client_of: ClientOf
) -> None:
    write(firm.people_lead, leavers=1, headcount=31)

    seen = client_of(firm.employee).get("/outcomes/")
    kept = client_of(firm.people_lead).get("/outcomes/")

    assert "1 of 31 people left in October 2026." in text_of(seen)
    assert MONTH not in text_of(seen)
    assert MONTH in text_of(kept)


@pytest.mark.parametrize(
    "path", [MONTH, "/outcomes/months/", "/outcomes/file/", "/outcomes/measures/"]
)
def test_others_are_told_that_they_may_see_and_not_write(
    path: str, firm: Cast, client_of: ClientOf
) -> None:
    for person in (firm.employee, firm.manager, firm.representative):
        assert client_of(person).get(path).status_code == 403


def test_an_empty_page_says_that_nothing_is_there(employee: Person, client_of: ClientOf) -> None:
    words = text_of(client_of(employee).get("/outcomes/"))

    assert "Nobody has written down a figure yet." in words
    assert 'class="chart"' not in words


def test_the_trust_line_stands_above_in_the_same_months(firm: Cast, client_of: ClientOf) -> None:
    people = [p for p in Person.objects.here() if p.unit.name in ("Assembly", "Stores")]
    counted(firm.people_lead, {person: [4, 5, 3] for person in people})
    write_year(firm.people_lead, leavers=0, headcount=31)

    words = text_of(client_of(firm.employee).get("/outcomes/"))

    assert "Trust in the same months" in words
    assert "I feel safe relying on my leader." in words
    assert "November 2026: at least" in words  # the round closed in November
    assert "Still missing: 12 months or 30 leavers" in words


def test_a_month_is_typed_in_and_mended(people_lead: Person, client_of: ClientOf) -> None:
    client = client_of(people_lead)
    first = client.get(MONTH).context["form"].initial["seen"]

    saved = client.post(MONTH, {"seen": first, "headcount": "31", "leavers": "0"})

    assert (saved.status_code, saved["Location"]) == (302, "/outcomes/")
    assert value(OCTOBER, "headcount") == 31
    again = client.get(MONTH)
    assert again.context["form"]["headcount"].value() == "31"


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    people_lead: Person, client_of: ClientOf
) -> None:
    client = client_of(people_lead)
    seen = client.get(MONTH).context["form"].initial["seen"]
    typed = {"seen": seen, "headcount": "31", "leavers": "-2"}

    answer = client.post(MONTH, typed)

    assert answer.status_code == 422
    assert "There is nothing below 0 to count." in text_of(answer)
    assert answer.context["form"]["headcount"].value() == "31"
    assert value(OCTOBER, "headcount") is None


def test_a_month_that_somebody_changed_meanwhile_is_a_conflict(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)
    seen = client.get(MONTH).context["form"].initial["seen"]
    write(firm.owner, headcount=30)

    answer = client.post(MONTH, {"seen": seen, "headcount": "31"})

    assert answer.status_code == 409
    assert "what you typed is still here" in text_of(answer)


@pytest.mark.parametrize("month", ["2026-11", "2031-01", "october", "2026-13"])
def test_a_month_that_is_none_or_not_over_has_no_page(
    month: str, people_lead: Person, client_of: ClientOf
) -> None:
    assert client_of(people_lead).get(f"/outcomes/months/{month}/").status_code == 404


def test_suggested_figures_are_put_into_the_fields_when_asked_and_kept_when_saved(
    firm: Cast, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import datetime

    from bothways.record.actions import note

    note("organisation.named", by=firm.owner, at=datetime.fromisoformat("2026-08-15T09:00Z"))
    client = client_of(firm.people_lead)

    plain = client.get(MONTH)
    suggested = client.get(f"{MONTH}?suggest=1")

    assert "Bothways counts 31." in text_of(plain)
    assert plain.context["form"]["headcount"].value() is None
    assert suggested.context["form"]["headcount"].value() == "31"
    assert value(OCTOBER, "headcount") is None


def test_a_file_is_looked_at_then_taken_in_then_undone(
    people_lead: Person, client_of: ClientOf
) -> None:
    write(people_lead, headcount=30)
    client = client_of(people_lead)

    preview = put_in(client, "Monat;Mitarbeitende;Abgänge\n2026-10;31;1\n2026-09;32;0")
    words = text_of(preview)
    assert "1 figure would change" in words
    assert '<del class="was">30</del> 31' in words
    assert "3 figures are new" in words
    assert value(OCTOBER, "headcount") == 30

    client.post("/outcomes/file/confirm/", {"plan": preview.context["preview"].digest})
    assert value(OCTOBER, "headcount") == 31
    assert not FileDraft.objects.exists()

    assert "4 figures are as they were" in text_of(client.get("/outcomes/file/undo/"))
    client.post("/outcomes/file/undo/")
    assert value(OCTOBER, "headcount") == 30
    assert value(Month(2026, 9), "leavers") is None
    assert client.post("/outcomes/file/undo/").status_code == 409


def test_a_file_with_problems_names_rows_and_can_not_be_taken_in(
    people_lead: Person, client_of: ClientOf
) -> None:
    client = client_of(people_lead)

    preview = put_in(client, "month,leavers,headcount\n2026-10,x,31\n2026-12,1,31")
    words = text_of(preview)

    assert "Row 2, People who left: this is no number." in words
    assert "Row 3, People who left: December 2026 is not over." in words
    assert "Take it in" not in words
    client.post("/outcomes/file/confirm/", {"plan": preview.context["preview"].digest})
    assert value(OCTOBER, "headcount") is None


def test_a_file_is_not_taken_in_when_it_would_do_something_else_by_now(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)
    preview = put_in(client, "month,headcount\n2026-10,31")
    write(firm.owner, headcount=29)

    answer = client.post("/outcomes/file/confirm/", {"plan": preview.context["preview"].digest})

    assert answer.status_code == 409
    assert value(OCTOBER, "headcount") == 29
    assert not LastFile.objects.exists()


def test_a_file_of_departments_is_refused_at_the_door(
    people_lead: Person, client_of: ClientOf
) -> None:
    answer = put_in(client_of(people_lead), "month,department,leavers\n2026-10,Stores,1")

    assert answer.status_code == 422
    assert "could point at persons" in text_of(answer)
    assert not FileDraft.objects.exists()


def test_a_draft_can_be_dropped(people_lead: Person, client_of: ClientOf) -> None:
    client = client_of(people_lead)
    put_in(client, "month,headcount\n2026-10,31")

    client.post("/outcomes/file/drop/")

    assert client.get("/outcomes/file/preview/").status_code == 302


def test_own_measures_are_counted_changed_dropped_and_taken_up(
    owner: Person, client_of: ClientOf
) -> None:
    client = client_of(owner)
    typed = {"name": "Orders  out on time", "unit": "%", "better": "more", "decimals": "1"}
    client.post("/outcomes/measures/", typed)
    own = OwnMeasure.objects.get()
    assert own.name == "Orders out on time"

    client.post(f"/outcomes/measures/{own.pk}/", {**typed, "name": "On time"})
    client.post(f"/outcomes/measures/{own.pk}/drop/")
    assert "Count it again" in text_of(client.get("/outcomes/measures/"))
    client.post(f"/outcomes/measures/{own.pk}/take-up/")

    own.refresh_from_db()
    assert (own.name, own.dropped_on) == ("On time", None)
    assert client.post("/outcomes/measures/", {**typed, "name": "On time"}).status_code == 409
    assert client.post("/outcomes/measures/", {"name": ""}).status_code == 422


def test_the_file_that_goes_out_has_every_figure(employee: Person, client_of: ClientOf) -> None:
    write(employee, leavers=1, days_lost="12.5")

    answer = client_of(employee).get("/outcomes/figures.csv")

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "month,headcount,leavers,days_lost,days_planned,days_to_decide",
        "2026-10,,1,12.5,,",
    ]


def test_without_figures_it_is_a_file_to_fill_in(employee: Person, client_of: ClientOf) -> None:
    lines = client_of(employee).get("/outcomes/figures.csv").content.decode().splitlines()

    assert (lines[1][:7], lines[-1][:7], len(lines)) == ("2025-11", "2026-10", 13)


def test_the_record_says_in_words_what_was_changed(firm: Cast, client_of: ClientOf) -> None:
    write_year(firm.people_lead, months=2, headcount=31)
    write(firm.people_lead, headcount=30)
    write(firm.people_lead, headcount=None)

    words = text_of(client_of(firm.employee).get("/record/"))

    assert "wrote down figures of September 2026" in words
    assert "changed figures of October 2026" in words
    assert "People on the last day: 30, was 31" in words
    assert "People on the last day: taken away, was 30" in words


def test_the_latest_figures_are_few_and_cost_one_query(
    firm: Cast, django_assert_num_queries: Callable[..., object]
) -> None:
    write_year(firm.people_lead, months=30, headcount=31)

    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        found = leaving(on=TODAY)

    assert len(found.of("headcount")) == 24
    assert found.newest("headcount") == OCTOBER
    assert found.newest("leavers") is None


def test_what_is_not_sent_is_not_written(people_lead: Person) -> None:
    assert write_figures({}, by=people_lead, source="typed", at=None) == []  # type: ignore[arg-type]
