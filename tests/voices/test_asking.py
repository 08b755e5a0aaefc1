"""The pages of questions to those in charge: the list, its filters, and asking by name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.voices.models import Voice
from bothways.voices.views.asking import SHOWN, shown_to
from tests.cast import Cast
from tests.factories import make_voice

QUESTIONS, NEW = "/questions/", "/questions/new/"
WHY = "Why did the early van stop?"


@pytest.fixture
def at_home(client: Client, firm: Cast) -> Client:
    """The employee, signed in."""
    client.force_login(firm.employee)
    return client


def ask(by: Person, title: str = WHY, *, ago: int = 0, of: Person | None = None) -> Voice:
    """A question that was asked by name so many days ago."""
    said_on = localdate() - timedelta(days=ago)
    return make_voice(by, title, kind=Voice.Kind.QUESTION, said_on=said_on, asked_of=of)


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_empty_list_asks_for_the_first_question(at_home: Client) -> None:
    page = text_of(at_home, QUESTIONS)

    assert "No questions yet. Ask the first one." in page
    assert "What is asked in the open is answered in the open." in page


def test_a_question_is_asked_of_a_leader_in_one_form_and_read_by_everybody(
    at_home: Client, firm: Cast
) -> None:
    typed = {"title": WHY, "text": "I come by it.", "asked_of": str(firm.manager.pk)}

    done = at_home.post(NEW, typed)

    voice = Voice.objects.get()
    assert (voice.kind, voice.asked_of, voice.owner) == ("question", firm.manager, firm.manager)
    assert done["Location"] == f"/questions/{voice.pk}/"
    at_home.force_login(firm.dispatcher)
    assert WHY in text_of(at_home, QUESTIONS)
    assert "I come by it." in text_of(at_home, done["Location"])
    assert WHY not in text_of(at_home, "/ideas/")


def test_whoever_is_asked_is_told(at_home: Client, firm: Cast) -> None:
    at_home.post(NEW, {"title": WHY, "asked_of": str(firm.manager.pk)})

    assert Message.objects.filter(kind="voice.said", to=firm.manager).exists()


def test_without_a_name_it_is_asked_of_everybody_in_charge(at_home: Client) -> None:
    at_home.post(NEW, {"title": WHY, "asked_of": ""})

    assert Voice.objects.get().asked_of is None


def test_only_those_who_lead_can_be_asked_and_oneself_not(at_home: Client, firm: Cast) -> None:
    page = text_of(at_home, NEW)
    assert f'value="{firm.manager.pk}"' in page
    assert f'value="{firm.dispatcher.pk}"' not in page

    refused = at_home.post(NEW, {"title": WHY, "asked_of": str(firm.dispatcher.pk)})

    assert "Choose somebody who is on this list." in refused.content.decode()
    assert WHY in refused.content.decode()
    assert not Voice.objects.exists()
    at_home.force_login(firm.manager)
    assert f'value="{firm.manager.pk}"' not in text_of(at_home, NEW)


def test_a_leader_can_be_chosen_by_the_address(at_home: Client, firm: Cast) -> None:
    page = text_of(at_home, f"{NEW}?of={firm.manager.pk}&title=Why%3F")

    assert f'value="{firm.manager.pk}" selected' in page
    assert 'value="Why?"' in page


def test_a_second_click_leads_to_the_first(at_home: Client, firm: Cast) -> None:
    voice = ask(firm.employee)

    assert at_home.post(NEW, {"title": WHY})["Location"] == f"/questions/{voice.pk}/"


def test_what_is_wrong_is_said_and_what_was_typed_stays(at_home: Client) -> None:
    page = at_home.post(NEW, {"title": "", "text": "My bus is at six."}).content.decode()

    assert "Write your question in a sentence." in page
    assert "My bus is at six." in page


def test_more_than_anybody_can_read_in_a_day_is_refused_and_kept(
    at_home: Client, firm: Cast
) -> None:
    for number in range(10):
        ask(firm.employee, f"Question {number}?")

    refused = at_home.post(NEW, {"title": WHY})

    assert refused.status_code == 409
    assert WHY in refused.content.decode()


def test_each_filter_shows_what_its_words_say(at_home: Client, firm: Cast) -> None:
    ask(firm.employee, "Mine?", of=firm.manager)
    ask(firm.dispatcher, "Late?", ago=11)
    ask(firm.dispatcher, "Answered?", ago=3)
    Voice.objects.filter(title="Answered?").update(state="answered", answered_on=localdate())

    def shows(show: str) -> set[str]:
        page = text_of(at_home, f"{QUESTIONS}?show={show}")
        return {title for title in ("Mine?", "Late?", "Answered?") if f"“{title}”" in page}

    assert shows("all") == {"Mine?", "Late?", "Answered?"}
    assert shows("owed") == {"Mine?", "Late?"}
    assert shows("late") == {"Late?"}
    assert shows("answered") == {"Answered?"}
    assert shows("mine") == {"Mine?"}
    assert shows("nonsense") == shows("all")
    at_home.force_login(firm.manager)
    assert shows("to_me") == {"Mine?"}


@pytest.mark.parametrize(
    ("show", "said"),
    [
        ("owed", "Every question has its answer."),
        ("late", "No answer is late."),
        ("answered", "No question was answered so far."),
        ("mine", "You have not asked a question by name yet."),
        ("to_me", "Nobody has asked you anything here yet."),
    ],
)
def test_an_empty_filter_says_what_that_means(
    client: Client, firm: Cast, show: str, said: str
) -> None:
    client.force_login(firm.manager)

    assert said in text_of(client, f"{QUESTIONS}?show={show}")


def test_who_leads_nobody_has_no_filter_of_what_they_were_asked(firm: Cast) -> None:
    assert set(shown_to(firm.employee)) == set(SHOWN) - {"to_me"}
    assert set(shown_to(firm.manager)) == set(SHOWN)


def test_whoever_asks_can_read_how_to_ask_without_fear(at_home: Client) -> None:
    page = text_of(at_home, NEW)

    assert 'href="/guides/asking-without-fear/"' in page
    assert "How we talk here" in page


def test_both_lists_lead_to_each_other(at_home: Client) -> None:
    assert reverse("questions:list") in text_of(at_home, "/ideas/")
    assert reverse("voices:ideas") in text_of(at_home, QUESTIONS)


def test_whom_it_was_asked_stands_in_the_list_and_on_its_page(at_home: Client, firm: Cast) -> None:
    ask(firm.employee)
    voice = ask(firm.employee, "And why on Fridays?", of=firm.manager)

    listed, page = text_of(at_home, QUESTIONS), text_of(at_home, f"/questions/{voice.pk}/")

    assert "to everybody in charge" in listed
    assert f"to {firm.manager.name}" in listed
    assert f"to {firm.manager.name}" in page
