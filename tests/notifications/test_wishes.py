"""What people wish of mails: on, off, at once, later; what keeps them safe can't be turned off."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from bothways.notifications.actions import tell
from bothways.notifications.bounces import mark_unreachable
from bothways.notifications.catalogue import GROUPS, MESSAGES
from bothways.notifications.errors import NotToBeTurnedOffError
from bothways.notifications.models import Message, PutOff
from bothways.notifications.wishes import (
    bring_back,
    choices_of,
    choose,
    put_off,
    unreachable_now,
    who_can_be_reached,
    who_get_it_at_once,
)
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import TODAY

PROMISE = {"who": "Ruben Dahl", "text": "A stool.", "due": "Friday", "link": "/promises/"}
ROUND = {"title": "Autumn", "link": "/", "waiting": "", "closes": "soon"}


def standing(person: Person) -> dict[str, bool]:
    return {choice.about: choice.at_once for choice in choices_of(person)}


def test_usually_only_what_can_not_wait_comes_at_once(employee: Person) -> None:
    stands = standing(employee)

    assert {about for about, at_once in stands.items() if at_once} == {
        "weekly", "account", "keys", "rounds", "word",
    }  # fmt: skip
    assert not stands["promised"]
    assert not stands["news"]
    assert choices_of(employee)[0].about == "weekly"


def test_who_chose_it_at_once_is_told_at_once_and_nobody_else(firm: Cast, now: datetime) -> None:
    choose("promised", by=firm.employee, wished=True)

    tell("commitment.made", to=[firm.employee, firm.colleague], at=now, **PROMISE)

    assert [message.to for message in Message.objects.all()] == [firm.employee]


def test_who_turned_an_urgent_kind_off_reads_it_in_the_weekly_mail(
    firm: Cast, now: datetime
) -> None:
    choose("word", by=firm.manager, wished=False)

    tell("commitment.due", to=[firm.manager, firm.owner], at=now, **PROMISE)

    assert [message.to for message in Message.objects.all()] == [firm.owner]


@pytest.mark.parametrize("about", ["account", "keys", "rounds", "unheard of", ""])
def test_what_keeps_an_account_or_a_round_safe_can_not_be_turned_off(
    employee: Person, about: str
) -> None:
    with pytest.raises(NotToBeTurnedOffError, match="can't be turned off"):
        choose(about, by=employee, wished=False)


def test_mails_about_a_round_go_to_everyone_whatever_they_wish(firm: Cast, now: datetime) -> None:
    people = [firm.employee, firm.manager, firm.owner]

    for kind, mail in MESSAGES.items():
        if mail.about == "rounds":
            assert who_get_it_at_once(kind, people) == people
            assert GROUPS[mail.about].fixed


@pytest.mark.parametrize("kind", MESSAGES)
def test_every_mail_belongs_to_a_group_and_what_is_fixed_leaves_at_once(kind: str) -> None:
    mail = MESSAGES[kind]

    assert mail.about in GROUPS
    assert mail.urgent or not GROUPS[mail.about].fixed


def test_what_can_wait_waits_also_where_others_of_its_group_can_not(firm: Cast) -> None:
    assert who_get_it_at_once("commitment.due", [firm.manager]) == [firm.manager]
    assert who_get_it_at_once("decision.asked", [firm.manager]) == []

    choose("word", by=firm.manager, wished=True)
    assert who_get_it_at_once("decision.asked", [firm.manager]) == [firm.manager]


def test_whom_no_mail_reaches_gets_none_until_the_address_is_another(
    firm: Cast, now: datetime
) -> None:
    mark_unreachable(firm.employee, str(firm.employee.email), status="5.1.1", on=TODAY)

    assert tell("round.opened", to=[firm.employee], at=now, **ROUND) == 0
    assert unreachable_now() == [firm.employee]

    firm.employee.email = "jo@other.example"
    firm.employee.save()
    assert who_can_be_reached([firm.employee]) == [firm.employee]
    assert unreachable_now() == []


def test_what_is_put_off_twice_has_one_day_and_is_brought_back_at_once(employee: Person) -> None:
    put_off("promise:1", by=employee, until=TODAY + timedelta(days=7))
    put_off("promise:1", by=employee, until=TODAY + timedelta(days=3))

    assert PutOff.objects.get().until_on == TODAY + timedelta(days=3)

    bring_back("promise:1", by=employee)
    assert not PutOff.objects.exists()


# The page of one's own.


def test_each_group_is_one_press_away_and_the_press_is_kept(
    employee: Person, client_of: object
) -> None:
    browser: Client = client_of(employee)  # type: ignore[operator]

    assert "In the weekly mail." in browser.get("/me/mails/").content.decode()
    answer = browser.post("/me/mails/choose/", {"about": "promised", "wished": "1"})

    assert answer["Location"] == "/me/mails/"
    assert standing(employee)["promised"]


def test_the_page_says_what_can_not_be_turned_off_and_refuses_it(
    employee: Person, client_of: object
) -> None:
    browser: Client = client_of(employee)  # type: ignore[operator]
    page = browser.get("/me/mails/").content.decode()
    refused = browser.post("/me/mails/choose/", {"about": "account", "wished": "0"})

    assert page.count("At once, always") == 3
    assert refused.status_code == 422
    assert "can&#x27;t be turned off" in refused.content.decode()


def test_who_is_not_reached_sees_what_to_do_and_whoever_keeps_the_list_sees_whom(
    firm: Cast, client_of: object
) -> None:
    mark_unreachable(firm.employee, str(firm.employee.email), status="5.1.1", on=TODAY)

    own = client_of(firm.employee)  # type: ignore[operator]
    assert "Mails to you come back" in own.get("/").content.decode()
    assert "nobody gets mail there" in own.get("/me/mails/").content.decode()
    assert "Whom no mail reaches" not in own.get("/people/").content.decode()
    keeper = client_of(firm.people_lead)  # type: ignore[operator]
    assert "No mail reaches one person on the list" in keeper.get("/").content.decode()
    assert "Whom no mail reaches" in keeper.get("/people/").content.decode()
    assert "No mail reaches" not in client_of(firm.colleague).get("/").content.decode()  # type: ignore[operator]


def test_later_takes_a_thing_off_the_page_and_keeps_it_reachable(
    firm: Cast, client_of: object
) -> None:
    mark_unreachable(firm.employee, str(firm.employee.email), status="5.1.1", on=TODAY)
    browser: Client = client_of(firm.employee)  # type: ignore[operator]

    answer = browser.post("/week/later/", {"key": "mails-come-back", "days": "7"})
    page = browser.get("/").content.decode()

    assert answer["Location"] == "/"
    assert "Nothing waits for you" in page
    assert "Put off: 1" in page
    browser.post("/week/later/", {"key": "mails-come-back", "back": "1"})
    assert "Put off" not in browser.get("/").content.decode()


def test_the_owner_moves_the_weekly_mail_and_others_can_not(firm: Cast, client_of: object) -> None:
    owner: Client = client_of(firm.owner)  # type: ignore[operator]

    assert owner.get("/firm/weekly-mail/").status_code == 200
    assert owner.post("/firm/weekly-mail/", {"weekday": "4", "hour": "16"})["Location"] == "/firm/"
    assert "Friday at 16:00" in owner.get("/me/mails/").content.decode()
    assert owner.post("/firm/weekly-mail/", {"weekday": "9", "hour": "7"}).status_code == 422
    assert client_of(firm.employee).get("/firm/weekly-mail/").status_code == 403  # type: ignore[operator]
