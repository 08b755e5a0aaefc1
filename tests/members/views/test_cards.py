"""Printing and revoking cards: for whoever keeps people, in the open, and only once."""

from datetime import datetime

import pytest
from django.utils import timezone

from bothways.members.models import Card
from bothways.people.models import Person
from bothways.ui.paper import Paper
from tests.cast import ASSEMBLY, Cast
from tests.conftest import ClientOf
from tests.factories import make_person
from tests.members.card_desk import first_use, printed

PRINT = "/people/cards/print/"


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes a second and a half, and is tested where it is done."""
    monkeypatch.setattr(Paper, "pdf", lambda _paper: b"%PDF-")


def text_of(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_who_keeps_people_sees_who_is_without_e_mail_and_without_a_card(
    firm: Cast, client_of: ClientOf
) -> None:
    make_person("Olek Zając", unit=ASSEMBLY, email=None, number="17")

    text = text_of(client_of(firm.people_lead).get("/people/cards/"))

    assert "Olek Zając" in text
    assert "1 person" in text
    assert "The cards lead to http://127.0.0.1:8000/card/." in text
    assert "Whoever holds the paper could sign in as people who have not used their card" in text


def test_for_everybody_else_there_is_nothing_here(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.manager)

    assert client.get("/people/cards/").status_code == 404
    assert client.post(PRINT, {"person": str(firm.employee.pk)}).status_code == 404
    assert client.post(f"/people/{firm.employee.pk}/card/revoke/").status_code == 403


@pytest.mark.usefixtures("undrawn")
def test_the_paper_comes_as_a_file_that_nothing_on_the_way_keeps(
    firm: Cast, client_of: ClientOf
) -> None:
    answer = client_of(firm.people_lead).post(
        PRINT, {"person": [str(firm.employee.pk), str(firm.colleague.pk)], "once": "a"}
    )

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store, private"
    assert "attachment" in answer["Content-Disposition"]
    assert Card.objects.filter(printed_by=firm.people_lead).count() == 2


@pytest.mark.usefixtures("undrawn")
def test_a_second_press_prints_nothing_and_says_where_the_file_is(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)
    form = {"person": str(firm.employee.pk), "once": "a"}
    client.post(PRINT, form)
    before = Card.objects.values().get()

    answer = client.post(PRINT, form)

    assert answer.status_code == 409
    assert "printed a moment ago" in text_of(answer)
    assert Card.objects.values().get() == before


def test_with_nobody_chosen_the_page_says_what_to_do(firm: Cast, client_of: ClientOf) -> None:
    answer = client_of(firm.people_lead).post(PRINT, {"person": "no id", "once": "a"})

    assert answer.status_code == 422
    assert "Choose at least one person" in text_of(answer)


def test_a_people_lead_can_not_print_a_way_in_as_the_owner(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.people_lead)

    assert client.post(PRINT, {"person": str(firm.owner.pk), "once": "a"}).status_code == 403
    assert client.post(f"/people/{firm.owner.pk}/card/revoke/").status_code == 403
    assert "only an owner can print" in text_of(
        client.get(f"/people/cards/?person={firm.owner.pk}")
    )
    assert not Card.objects.exists()


def test_a_leaver_is_not_on_the_paper(firm: Cast, client_of: ClientOf) -> None:
    answer = client_of(firm.people_lead).post(PRINT, {"person": str(firm.leaver.pk)})

    assert answer.status_code == 422


def test_the_page_of_a_person_and_the_list_lead_to_printing(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)

    one = text_of(client.get(f"/people/{firm.employee.pk}/"))
    assert f"/people/cards/?person={firm.employee.pk}" in one
    assert "/people/cards/" in text_of(client.get("/people/"))
    seen_by_others = text_of(client_of(firm.employee).get(f"/people/{firm.colleague.pk}/"))
    assert "/people/cards/" not in seen_by_others


def test_the_list_says_each_state(firm: Cast, client_of: ClientOf, now: datetime) -> None:
    first_use(printed(firm.employee, by=firm.people_lead, at=now), at=now)
    Card.objects.update_or_create(
        person=firm.colleague,
        defaults={"state": "locked", "printed_on": now.date(), "use_before": now.date()},
    )

    text = text_of(client_of(firm.people_lead).get("/people/cards/?show=cards"))

    assert "In use: printed on" in text
    assert "Locked: printed on" in text
    assert "by Lena Oduya" in text


def test_revoking_is_one_press(firm: Cast, client_of: ClientOf, now: datetime) -> None:
    printed(firm.employee, by=firm.people_lead, at=now)
    client = client_of(firm.people_lead)

    answer = client.post(f"/people/{firm.employee.pk}/card/revoke/", follow=True)

    assert "Revoked: printed on" in text_of(answer)
    again = client.post(f"/people/{firm.employee.pk}/card/revoke/")
    assert again.status_code == 409
    assert "no card of this person" in text_of(again)


def test_a_person_sees_that_a_card_exists_who_printed_it_and_can_end_it(
    employee: Person, people_lead: Person, client_of: ClientOf
) -> None:
    client = client_of(employee)
    assert "Your card" not in text_of(client.get("/me/"))
    printed(employee, by=people_lead, at=timezone.now())

    said = text_of(client.get("/me/"))
    assert "Printed, not used yet: printed on" in said
    assert "by Lena Oduya" in said
    client.post("/me/card/revoke/")

    assert Card.objects.get().state == Card.State.REVOKED
    assert client.get("/me/").status_code == 302


def test_without_a_card_there_is_nothing_to_end(employee: Person, client_of: ClientOf) -> None:
    client = client_of(employee)

    assert client.post("/me/card/revoke/").url == "/me/"


def test_who_printed_is_on_the_record_page(
    employee: Person, people_lead: Person, client_of: ClientOf, now: datetime
) -> None:
    printed(employee, by=people_lead, at=now)

    assert "printed a card for Jo Marsh to sign in" in text_of(client_of(employee).get("/record/"))
