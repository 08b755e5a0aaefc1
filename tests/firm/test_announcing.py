"""From the first round that is chosen to its poster: words, announcement, the days after."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localtime
from pytest_django import Settings

from bothways.firm.actions import keep_words
from bothways.firm.models import Announcement
from bothways.notifications.models import Message
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_people
from tests.firm.conftest import choose_trust, days, said
from tests.rounds import draft, opened

# The round, the words, the announcement.


def test_the_three_rounds_say_what_they_ask_and_show(owner_at: Client) -> None:
    page = said(owner_at, "/welcome/round/")

    assert 'value="trust" checked' in page
    for words in ("How is trust here?", "What gets in the way?", "The whole picture", "13 minutes"):
        assert words in page
    assert "I trust the people who run Millrace." in page
    assert "With your 31 people" in page


def test_a_chosen_round_is_a_draft_and_clicking_twice_makes_one(owner_at: Client) -> None:
    for _click in range(2):
        answer = owner_at.post("/welcome/round/", {"ready": "way", **days()})

    assert answer.url == "/welcome/words/"
    assert Round.objects.get().state == Round.State.DRAFT
    assert 'value="way" checked' in said(owner_at, "/welcome/round/")


@pytest.mark.parametrize("sent", [{}, {"ready": "none"}, {"ready": "way", "opens_at": "soon"}])
def test_no_round_and_no_day_are_refused(owner_at: Client, sent: dict[str, str]) -> None:
    assert owner_at.post("/welcome/round/", sent).status_code == 422
    assert not Round.objects.exists()


def test_no_choice_is_said_in_words_that_a_person_would_use(owner_at: Client) -> None:
    page = owner_at.post("/welcome/round/", days()).content.decode()

    assert '<a href="#id_ready">The first round</a>: Choose one of the three.' in page


def test_a_box_that_closes_before_it_opens_is_refused(owner_at: Client) -> None:
    at = days()
    turned = {"opens_at": at["closes_at"], "closes_at": at["opens_at"]}

    answer = owner_at.post("/welcome/round/", {"ready": "way", **turned})

    assert answer.status_code == 422
    assert "must close after it opens" in answer.content.decode()


def test_too_few_people_are_told_what_works_with_any_number(alone: Client) -> None:
    make_people(5)

    page = said(alone, "/welcome/round/")

    assert "We can&#x27;t keep you anonymous here" in page or "can't keep you anonymous" in page
    assert "Sit down together" in page
    assert "/welcome/group/" in page
    assert "/promises/new/" in page


def test_two_people_are_not_sent_to_a_size_that_would_not_help_them(alone: Client) -> None:
    make_people(1)

    assert "Five of you or more?" not in said(alone, "/welcome/round/")


def test_too_few_people_can_prepare_and_not_announce(alone: Client) -> None:
    choose_trust(alone)

    page = said(alone, "/welcome/announce/")
    answer = alone.post("/welcome/announce/")

    assert "We do not ask" in page or "so we do not ask" in page
    assert answer.status_code == 409
    assert Round.objects.get().state == Round.State.DRAFT


def test_words_before_a_round_lead_to_the_rounds(owner_at: Client) -> None:
    assert "First choose what you ask." in said(owner_at, "/welcome/words/")
    assert "First choose what you ask." in said(owner_at, "/welcome/announce/")
    assert owner_at.post("/welcome/announce/").status_code == 409


def test_the_words_are_ready_can_be_changed_and_lead_on(owner_at: Client) -> None:
    choose_trust(owner_at)
    assert "Dear all," in said(owner_at, "/welcome/words/")

    answer = owner_at.post("/welcome/words/", {"words": "We ask.", "contact": "Edda"})

    assert answer.url == "/welcome/announce/"
    assert Announcement.objects.get().words == "We ask."


def test_no_words_are_said_at_the_field(owner_at: Client) -> None:
    choose_trust(owner_at)

    answer = owner_at.post("/welcome/words/", {"words": " ", "contact": ""})

    assert answer.status_code == 422
    assert "Say why you ask" in answer.content.decode()


def test_announcing_fixes_the_rules_and_mails_the_words(firm: Cast, owner_at: Client) -> None:
    round_ = choose_trust(owner_at)

    answer = owner_at.post("/welcome/announce/", {"mail": "on"})

    round_.refresh_from_db()
    assert answer.url == "/welcome/done/"
    assert round_.state == Round.State.OPEN
    assert Message.objects.filter(kind="round.announced").count() == 31


def test_announcing_twice_is_announcing_once(owner_at: Client) -> None:
    choose_trust(owner_at)

    for _click in range(2):
        answer = owner_at.post("/welcome/announce/", {"mail": "on"})

    assert answer.url == "/welcome/done/"
    assert Entry.objects.filter(verb="round.announced").count() == 1
    assert Message.objects.filter(kind="round.announced").count() == 31


def test_without_the_tick_no_mail_goes_out(owner_at: Client) -> None:
    choose_trust(owner_at)
    owner_at.post("/welcome/announce/", {"mail": "no"})

    assert not Message.objects.exists()
    assert "No mail went out." in said(owner_at, "/welcome/done/")


def test_after_the_announcement_every_day_is_said(owner_at: Client) -> None:
    round_ = choose_trust(owner_at)
    owner_at.post("/welcome/announce/", {"mail": "on"})

    page = said(owner_at, "/welcome/done/")

    assert f"{round_.opens_at:%H:%M}" in page
    assert "with a promise and its day" in page
    assert "31 mails with your words are on their way." in page
    assert "/poster/?save=1" in page
    assert "Then promises can" in page  # values were left out, and what that costs is said


def test_before_the_announcement_the_last_page_says_what_is_left(owner_at: Client) -> None:
    assert "Nothing is announced yet" in said(owner_at, "/welcome/done/")


def test_an_announced_first_round_can_not_be_chosen_again(owner_at: Client) -> None:
    round_ = choose_trust(owner_at)
    owner_at.post("/welcome/announce/", {"mail": "no"})

    owner_at.post("/welcome/round/", {"ready": "way", **days()})

    assert Round.objects.get().pk == round_.pk
    assert "The first round is announced" in said(owner_at, "/welcome/round/")


def test_an_address_that_leads_nowhere_is_said_before_anything_is_printed(
    owner_at: Client, settings: Settings
) -> None:
    settings.BASE_URL = "http://127.0.0.1:8000"
    choose_trust(owner_at)
    assert "BOTHWAYS_BASE_URL" in said(owner_at, "/welcome/words/")

    settings.BASE_URL = "https://trust.example.org"

    assert "BOTHWAYS_BASE_URL" not in said(owner_at, "/welcome/words/")


def test_where_links_lead_nowhere_whoever_announces_says_whether_to_mail(
    owner_at: Client, settings: Settings
) -> None:
    settings.BASE_URL = "http://localhost:8000"
    round_ = choose_trust(owner_at)
    page = said(owner_at, "/welcome/announce/")

    answer = owner_at.post("/welcome/announce/")

    assert 'type="radio" name="mail"' in page
    assert " checked" not in page
    assert answer.status_code == 409
    assert "Say whether everyone is mailed now." in answer.content.decode()
    round_.refresh_from_db()
    assert round_.state == Round.State.DRAFT
    owner_at.post("/welcome/announce/", {"mail": "yes"})
    assert Message.objects.filter(kind="round.announced").count() == 31


def test_where_links_lead_there_the_mail_is_ticked(owner_at: Client, settings: Settings) -> None:
    settings.BASE_URL = "https://trust.example.org"
    choose_trust(owner_at)

    assert '<input type="checkbox" name="mail" checked>' in said(owner_at, "/welcome/announce/")


def test_the_words_say_by_which_day_they_bind_the_firm(owner_at: Client) -> None:
    round_ = choose_trust(owner_at)
    day = date_format(localtime(round_.closes_at + timedelta(days=10)), "WEEKDAY_FORMAT")

    page = said(owner_at, "/welcome/words/")

    assert f"these words bind the firm to an answer by {day}." in page
    assert "Keep and go on" in page


def test_the_poster_can_be_saved(firm: Cast, owner_at: Client) -> None:
    answer = owner_at.get(f"/rounds/{opened(firm.owner).pk}/poster/?save=1")

    assert answer["Content-Disposition"].startswith("attachment")


# Any round's announcement and poster.


def test_everyone_reads_what_is_said_of_an_announced_round(firm: Cast, client_of: ClientOf) -> None:
    round_ = opened(firm.owner)
    keep_words(round_, words="Because we want to know.", contact="Edda")

    page = said(client_of(firm.employee), f"/rounds/{round_.pk}/announcement/")

    assert "Because we want to know." in page
    assert "What this can&#x27;t protect you from" in page or "can't protect you" in page
    assert "Change our words" not in page
    assert f"/rounds/{round_.pk}/announcement/" in said(
        client_of(firm.employee), f"/rounds/{round_.pk}/"
    )


@pytest.mark.parametrize("page", ["announcement", "poster"])
def test_what_is_said_of_a_draft_is_for_those_who_keep_rounds(
    firm: Cast, client_of: ClientOf, page: str
) -> None:
    round_ = draft(firm.owner)

    assert client_of(firm.employee).get(f"/rounds/{round_.pk}/{page}/").status_code == 404
    assert client_of(firm.people_lead).get(f"/rounds/{round_.pk}/{page}/").status_code == 200


def test_the_poster_comes_as_a_pdf(owner_at: Client, firm: Cast) -> None:
    answer = owner_at.get(f"/rounds/{opened(firm.owner).pk}/poster/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_words_of_any_round_are_changed_and_mailed_by_those_who_keep_rounds(
    firm: Cast, client_of: ClientOf
) -> None:
    round_ = opened(firm.owner)
    there = f"/rounds/{round_.pk}/announcement/"
    lead = client_of(firm.people_lead)

    assert lead.post(f"{there}change/", {"words": "Why.", "contact": ""}).url == there
    assert lead.post(f"{there}mail/").url == there

    assert Message.objects.filter(kind="round.announced").count() == 31
    assert lead.post(f"{there}change/", {"words": "No.", "contact": ""}).status_code == 409
    assert client_of(firm.employee).post(f"{there}mail/").status_code == 403
