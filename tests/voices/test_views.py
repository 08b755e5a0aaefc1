"""The pages of ideas."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from bothways.voices import actions
from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_voice

IDEAS = "/ideas/"


@pytest.fixture
def at_home(client: Client, firm: Cast) -> Client:
    """The employee, signed in."""
    client.force_login(firm.employee)
    return client


def test_an_empty_list_asks_for_the_first_idea(at_home: Client) -> None:
    page = at_home.get(IDEAS).content.decode()

    assert "No ideas yet. Say the first one." in page


def test_an_idea_is_said_in_one_form_and_read_by_everybody(at_home: Client, firm: Cast) -> None:
    done = at_home.post(reverse("voices:new"), {"title": "A bench in the yard", "text": "In sun."})

    voice = Voice.objects.get()
    assert done["Location"] == f"/ideas/{voice.pk}/"
    at_home.force_login(firm.dispatcher)
    page = at_home.get(done["Location"]).content.decode()
    assert "A bench in the yard" in page
    assert "In sun." in page
    assert "Jo Marsh" in page
    assert "A bench in the yard" in at_home.get(IDEAS).content.decode()


def test_a_second_click_leads_to_the_first(at_home: Client, firm: Cast) -> None:
    voice = make_voice(firm.employee, "A bench", said_on=localdate())

    done = at_home.post(reverse("voices:new"), {"title": "A bench", "text": ""})

    assert done["Location"] == f"/ideas/{voice.pk}/"


def test_what_is_wrong_is_said_and_what_was_typed_stays(at_home: Client) -> None:
    page = at_home.post(reverse("voices:new"), {"title": "", "text": "In the sun."})

    assert "Say it in a sentence." in page.content.decode()
    assert "In the sun." in page.content.decode()
    assert not Voice.objects.exists()


def test_a_question_and_an_idea_have_addresses_of_their_own(at_home: Client, firm: Cast) -> None:
    idea = make_voice(firm.employee)
    asked = make_voice(firm.employee, "Why?", kind="question")

    assert at_home.get(f"/questions/{idea.pk}/")["Location"] == f"/ideas/{idea.pk}/"
    assert at_home.get(f"/ideas/{asked.pk}/")["Location"] == f"/questions/{asked.pk}/"
    assert at_home.get(f"/questions/{asked.pk}/").status_code == 200


def test_the_list_asks_as_often_for_thirty_as_for_three(at_home: Client, firm: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert at_home.get(IDEAS).status_code == 200
        return len(queries)

    lead = firm.people_lead
    for number in range(27):
        voice = make_voice(firm.people()[number % 9], f"Idea {number}")
        if number % 3 == 0:
            actions.support(voice, by=lead)
            actions.will_do(voice, by=lead, words=f"Do {number}", due_on=TODAY, at=NOW)
        elif number % 3 == 1:
            actions.hide(voice, by=lead, words="It insults.", at=NOW)
        if number == 2:
            asked()
            with_few = asked()

    assert asked() == with_few <= 10


def test_the_page_of_one_asks_at_most_twenty_times(at_home: Client, firm: Cast) -> None:
    voice = make_voice(firm.employee)
    for other in firm.people()[1:6]:
        same = make_voice(other, f"The same by {other.name}")
        actions.support(same, by=firm.dispatcher)
        actions.merge(same, into=voice, by=firm.people_lead, words="The same.", at=NOW)
        actions.add(voice, by=firm.employee, words=f"More, {other.name}", at=NOW)
    actions.will_do(voice, by=firm.people_lead, words="Do it", due_on=TODAY, at=NOW)
    at_home.get(f"/ideas/{voice.pk}/")

    with CaptureQueriesContext(connection) as queries:
        page = at_home.get(f"/ideas/{voice.pk}/")

    assert page.status_code == 200
    assert len(queries) <= 20
