import base64
import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_person
from tests.members.card_desk import first_use, print_for, printed
from tests.rounds import SAFETY, draft, opened
from tests.tampering import tamper

ROUNDS = "/rounds/"


def open_now(owner: Person, **fields: object) -> Round:
    return opened(owner, opens_at=timezone.now() - timedelta(hours=1), **fields)


def form(**changes: object) -> dict[str, object]:
    return {
        "title": "Autumn pulse",
        "kind": "pulse",
        "items": ["U-PSY1", "U-COM1"],
        "own": "The canteen is good.",
        "opens_at": "2026-11-05T08:00",
        "closes_at": "2026-11-12T18:00",
        **changes,
    }


def test_the_people_lead_prepares_a_round(people_lead: Person, client_of: ClientOf) -> None:
    answer = client_of(people_lead).post("/rounds/new/", form())

    round_ = Round.objects.get()
    assert answer.status_code == 302
    codes = [question.code for question in round_.questions.all()]
    assert codes[:2] == ["U-PSY1", "U-COM1"]
    assert codes[2].startswith("OWN-")


def test_a_browser_that_sends_seconds_is_understood(
    people_lead: Person, client_of: ClientOf
) -> None:
    client_of(people_lead).post("/rounds/new/", form(closes_at="2026-11-12T18:00:30"))

    assert Round.objects.get().closes_at.second == 30


def test_an_employee_can_not_prepare_one(employee: Person, client_of: ClientOf) -> None:
    assert client_of(employee).get("/rounds/new/").status_code == 403


def test_an_employee_sees_no_draft(owner: Person, employee: Person, client_of: ClientOf) -> None:
    round_ = draft(owner)

    assert client_of(employee).get(f"{ROUNDS}{round_.pk}/").status_code == 404
    assert client_of(owner).get(f"{ROUNDS}{round_.pk}/").status_code == 200
    assert "November pulse" not in client_of(employee).get(ROUNDS).content.decode()


def test_a_wrong_form_comes_back_with_what_was_typed(
    people_lead: Person, client_of: ClientOf
) -> None:
    wrong = form(closes_at="2026-11-01T08:00", title="Kept title")
    answer = client_of(people_lead).post("/rounds/new/", wrong)

    assert answer.status_code == 422
    assert "must close after it opens" in answer.content.decode()
    assert "Kept title" in answer.content.decode()
    assert not Round.objects.exists()


def test_a_turned_question_is_refused_in_a_pulse(people_lead: Person, client_of: ClientOf) -> None:
    answer = client_of(people_lead).post("/rounds/new/", form(items=["U-TRU4"]))

    assert "belong in a survey" in answer.content.decode()


def test_the_page_says_every_reason_why_a_round_can_not_be_announced(
    owner: Person, client_of: ClientOf
) -> None:
    round_ = draft(owner, questions=[])
    answer = client_of(owner).post(f"{ROUNDS}{round_.pk}/announce/")

    assert answer.status_code == 409
    assert "no question in it" in answer.content.decode()


def test_announcing_by_the_page_fixes_the_rules(owner: Person, client_of: ClientOf) -> None:
    round_ = draft(owner, opens_at=timezone.now())

    client_of(owner).post(f"{ROUNDS}{round_.pk}/announce/")

    round_.refresh_from_db()
    assert round_.state == "open"
    page = client_of(owner).get(f"{ROUNDS}{round_.pk}/").content.decode()
    assert round_.manifest_hash in page.replace(" ", "")


def test_changing_an_announced_round_is_refused_and_on_the_record(
    owner: Person, client_of: ClientOf
) -> None:
    round_ = open_now(owner)

    answer = client_of(owner).post(f"{ROUNDS}{round_.pk}/change/", form())

    assert answer.status_code == 409
    assert "on the record" in answer.content.decode()
    assert Entry.objects.filter(verb="round.change_refused").count() == 1


def test_before_answering_three_sentences_tell_what_happens(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    round_ = open_now(owner)

    page = client_of(employee).get(f"{ROUNDS}{round_.pk}/answer/").content.decode()

    assert "Sealed first." in page
    assert "the company alone could open the box" in page
    assert "totals of 7 people or more" in page
    assert SAFETY.text in page
    assert employee.name not in page.split("<main")[1]


@pytest.mark.parametrize("hours", [-1, 24 * 7 + 1])
def test_out_of_time_the_page_says_so(
    owner: Person, employee: Person, client_of: ClientOf, hours: int
) -> None:
    round_ = opened(owner, opens_at=timezone.now() - timedelta(hours=hours))

    assert client_of(employee).get(f"{ROUNDS}{round_.pk}/answer/").status_code == 409


def test_who_came_later_is_told_that_the_next_round_asks_them(
    owner: Person, client_of: ClientOf
) -> None:
    round_ = open_now(owner)
    late = make_person("Late Comer")

    page = client_of(late).get(f"{ROUNDS}{round_.pk}/answer/")

    assert page.status_code == 409
    assert "You are in the next one" in page.content.decode()


def test_the_manifest_is_given_out_byte_for_byte(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    round_ = open_now(owner)

    answer = client_of(employee).get(f"{ROUNDS}{round_.pk}/manifest/")

    assert answer.content.decode() == round_.manifest


def ask(client_of: ClientOf, person: Person, round_: Round, body: object) -> tuple[int, dict]:
    answer = client_of(person).post(
        f"{ROUNDS}{round_.pk}/envelope/", json.dumps(body), content_type="application/json"
    )
    return answer.status_code, answer.json()


def test_a_blinded_message_comes_back_signed(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    round_ = open_now(owner)
    blinded = base64.urlsafe_b64encode((9).to_bytes(384, "big")).decode().rstrip("=")

    status, answer = ask(client_of, employee, round_, {"blinded": blinded})

    assert status == 200
    assert len(base64.urlsafe_b64decode(answer["signature"] + "==")) == 384


@pytest.mark.parametrize("body", [{}, [], "x", {"blinded": 3}, {"blinded": "QQ"}, {"blinded": "?"}])
def test_anything_else_is_refused_with_a_sentence(
    owner: Person, employee: Person, client_of: ClientOf, body: object
) -> None:
    status, answer = ask(client_of, employee, open_now(owner), body)

    assert status == 400
    assert answer["error"] == "malformed"
    assert answer["say"].endswith(".")


def test_a_draft_hands_out_nothing(owner: Person, employee: Person, client_of: ClientOf) -> None:
    blinded = base64.urlsafe_b64encode((9).to_bytes(384, "big")).decode().rstrip("=")

    status, answer = ask(client_of, employee, draft(owner), {"blinded": blinded})

    assert (status, answer["error"]) == (409, "boxclosed")


def test_the_people_of_a_block_can_see_who_is_in_it_and_others_can_not(
    owner: Person, firm: Cast, client_of: ClientOf
) -> None:
    address = f"{ROUNDS}{open_now(owner).pk}/"

    inside = client_of(firm.employee).get(address).content.decode()
    outside = client_of(firm.other_employee).get(address).content.decode()

    assert firm.colleague.name in inside
    assert firm.colleague.name not in outside


def test_what_is_asked_is_what_the_rules_say_whatever_the_tables_say_now(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    round_ = open_now(owner, questions=[SAFETY])
    tamper(round_.questions.all(), text="I have looked for another job.")

    page = client_of(employee).get(f"/rounds/{round_.pk}/answer/").content.decode()

    assert SAFETY.text in page
    assert "another job" not in page


def test_a_draft_can_not_be_found_by_the_address_of_its_answers(
    owner: Person, employee: Person, client_of: ClientOf
) -> None:
    round_ = draft(owner, title="Secret plans")

    answer = client_of(employee).get(f"/rounds/{round_.pk}/answer/")

    assert answer.status_code == 404
    assert "Secret plans" not in answer.content.decode()


def test_the_record_tells_nobody_what_a_draft_is_called(
    people_lead: Person, employee: Person, client_of: ClientOf
) -> None:
    client_of(people_lead).post("/rounds/new/", form(title="Secret plans"))
    client_of(people_lead).post(f"/rounds/{Round.objects.get().pk}/drop/")

    record = client_of(employee).get("/record/").content.decode()

    assert "prepared a round" in record
    assert "threw away the draft" in record
    assert "Secret plans" not in record
    assert "Secret plans" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_who_has_an_envelope_and_who_has_none_get_the_same_pages(
    owner: Person, firm: Cast, client_of: ClientOf
) -> None:
    round_ = open_now(owner, questions=[SAFETY])
    person = client_of(firm.employee)
    paths = ("/", "/rounds/", f"/rounds/{round_.pk}/", f"/rounds/{round_.pk}/answer/", "/me/")
    before = [_without_tokens(person.get(path).content.decode()) for path in paths]

    cast_ballot(round_, firm.employee, [4], at=timezone.now())

    assert [_without_tokens(person.get(path).content.decode()) for path in paths] == before


def _without_tokens(page: str) -> str:
    """Leave out what is new in every page: the tokens of its forms."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return re.sub(r'data-csrf="[^"]*"', "", page)


def test_a_round_says_how_many_cards_nobody_has_used_yet(firm: Cast, client_of: ClientOf) -> None:
    round_ = open_now(firm.owner)
    client = client_of(firm.employee)
    assert "nobody has used yet" not in client.get(f"{ROUNDS}{round_.pk}/").content.decode()
    now = timezone.now()
    first_use(printed(firm.employee, by=firm.people_lead, at=now), at=now)
    later = make_person("Uwe Kern", email=None, number="18")
    print_for(firm.colleague, firm.dispatcher, later, by=firm.people_lead, at=now)

    text = client.get(f"{ROUNDS}{round_.pk}/").content.decode()

    assert "2 of them have sign-in cards that nobody has used yet." in text
