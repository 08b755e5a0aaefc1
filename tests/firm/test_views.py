"""The first hour: each step stands alone, can be left out, gone back to, loaded again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import localdate, now
from pytest_django import Settings

from bothways.firm.actions import keep_values, keep_words, mail_words
from bothways.firm.models import Announcement, Mark
from bothways.firm.queries import mark_of_values_held
from bothways.notifications.models import Message
from bothways.people.models import Organisation, Person, Role, Value
from bothways.people.queries import values_held
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, give, make_organisation, make_people, make_person
from tests.rounds import draft, opened


@pytest.fixture
def owner_at(firm: Cast, client_of: ClientOf) -> Client:
    """The owner's browser."""
    return client_of(firm.owner)


@pytest.fixture
def alone(db: None, client_of: ClientOf) -> Client:
    """The browser of an owner in whose firm nobody else is yet."""
    make_organisation()
    return client_of(give(make_person("Sanne Weir"), Role.Kind.OWNER))


def said(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def choose_trust(client: Client) -> Round:
    client.post("/welcome/round/", {"ready": "trust", **days()})
    return Round.objects.get()


def days() -> dict[str, str]:
    opens = now() + timedelta(days=3)
    closes = opens + timedelta(days=7)
    return {"opens_at": f"{opens:%Y-%m-%dT%H:%M}", "closes_at": f"{closes:%Y-%m-%dT%H:%M}"}


# The steps.


def test_each_step_shows_all_of_them_and_where_one_is(owner_at: Client) -> None:
    page = said(owner_at, "/welcome/mail/")

    assert "Step 6 of 9" in page
    assert page.count('aria-current="step"') == 1
    for name in ("The firm", "The people", "What you stand for", "Announce it"):
        assert name in page


def test_a_step_that_is_left_out_says_what_that_costs_and_leads_on(owner_at: Client) -> None:
    assert "nothing is shown from fewer than 7 answers" in said(owner_at, "/welcome/group/")

    answer = owner_at.post("/welcome/not-now/", {"step": "group"})

    assert answer.url == "/welcome/representative/"
    assert "left out" in said(owner_at, "/welcome/mail/")


@pytest.mark.parametrize("step", ["begin", "nonsense", ""])
def test_what_is_no_step_can_not_be_left_out(owner_at: Client, step: str) -> None:
    assert owner_at.post("/welcome/not-now/", {"step": step}).url == "/welcome/people/"

    assert not Mark.objects.exists()


def test_a_people_lead_sees_the_owners_steps_and_no_way_to_them(
    firm: Cast, client_of: ClientOf
) -> None:
    page = said(client_of(firm.people_lead), "/welcome/people/")

    assert "The smallest group" in page
    assert "/welcome/group/" not in page
    assert "/welcome/mail/" in page


# People.


def test_names_typed_by_hand_come_in(alone: Client) -> None:
    answer = alone.post("/welcome/people/", {"lines": "Ada, ada@x.example\nBo, 12", "mine": "on"})

    assert answer.url == "/welcome/people/"
    assert "So far 3 people." in said(alone, "/welcome/people/")


def test_a_wrong_line_is_named_and_all_that_was_typed_is_kept(alone: Client) -> None:
    answer = alone.post("/welcome/people/", {"lines": "Ada, ada@x.example\nBo"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2: Bo needs an e-mail address or a staff number." in page
    assert "Ada, ada@x.example" in page
    assert Person.objects.count() == 1


def test_sending_the_same_names_twice_adds_nobody_twice(alone: Client) -> None:
    for _click in range(2):
        answer = alone.post("/welcome/people/", {"lines": "Ada, ada@x.example"})

    assert "somebody has this address" in answer.content.decode()
    assert Person.objects.filter(name="Ada").count() == 1


@pytest.mark.parametrize(("lines", "words"), [("", "at least one name"), ("A, 1\n" * 41, "Forty")])
def test_no_names_and_too_many_are_said_at_the_field(alone: Client, lines: str, words: str) -> None:
    answer = alone.post("/welcome/people/", {"lines": lines})

    assert answer.status_code == 422
    assert words in answer.content.decode()


# The smallest group.


def test_each_size_says_what_it_means_for_this_firm(owner_at: Client) -> None:
    page = said(owner_at, "/welcome/group/")

    assert "With your 31 people" in page
    assert "Even 3 colleagues who put their answers together" in page


def test_six_people_are_told_which_size_they_need(alone: Client) -> None:
    make_people(5)

    page = said(alone, "/welcome/group/")

    assert page.count("There are 6 of you: too few") == 2
    assert "one result, for the whole firm, if at least 5 answer" in page


def test_a_chosen_size_leads_on(owner_at: Client) -> None:
    answer = owner_at.post("/welcome/group/", {"preset": "strict", "seen": "7/2"})

    assert answer.url == "/welcome/representative/"
    assert Organisation.objects.get().k == 9


def test_whoever_comes_from_the_settings_goes_back_there(owner_at: Client) -> None:
    answer = owner_at.post("/welcome/group/?then=firm", {"preset": "strict", "seen": "7/2"})

    assert answer.url == "/firm/"
    assert "Step" not in said(owner_at, "/welcome/group/", then="firm")


@pytest.mark.parametrize("sent", [{}, {"preset": "tiny", "seen": "7/2"}, {"preset": "strict"}])
def test_a_size_that_is_none_is_refused(owner_at: Client, sent: dict[str, str]) -> None:
    assert owner_at.post("/welcome/group/", sent).status_code == 422
    assert Organisation.objects.get().k == 7


def test_a_second_owner_who_was_slower_is_told_and_sees_what_stands(owner_at: Client) -> None:
    owner_at.post("/welcome/group/", {"preset": "strict", "seen": "7/2"})

    answer = owner_at.post("/welcome/group/", {"preset": "floor", "seen": "7/2"})

    assert answer.status_code == 409
    assert "Somebody changed this first" in answer.content.decode()
    assert 'value="9/3"' in answer.content.decode()


# Values.


def test_values_are_written_and_everybody_reads_them(
    firm: Cast, owner_at: Client, client_of: ClientOf
) -> None:
    sent = {"seen": mark_of_values_held(), "name_1": "Our word", "sentence_1": "We keep it."}

    assert owner_at.post("/welcome/values/", sent).url == "/welcome/mail/"

    page = said(client_of(firm.employee), "/values/")
    assert "Our word" in page
    assert "We keep it." in page
    assert "/welcome/values/" not in page


def test_a_suggestion_is_taken_into_the_form_and_nothing_is_kept_yet(owner_at: Client) -> None:
    sent = {"seen": "x", "name_1": "Ours", "sentence_1": "In our words.", "take": "word"}

    page = owner_at.post("/welcome/values/", sent).content.decode()

    assert 'value="Ours"' in page
    assert 'value="Our word counts"' in page
    assert not Value.objects.exists()


def test_the_same_suggestion_twice_is_one_row(owner_at: Client) -> None:
    once = {"name_1": "Our word counts", "sentence_1": "Ours.", "take": "word"}

    page = owner_at.post("/welcome/values/", once).content.decode()

    assert page.count('value="Our word counts"') == 1


def test_one_more_row_can_be_had_up_to_seven(owner_at: Client) -> None:
    filled = {}
    for number in range(1, 7):
        filled |= {f"name_{number}": f"V{number}", f"sentence_{number}": "So."}

    page = owner_at.post("/welcome/values/", {**filled, "more": "1"}).content.decode()

    assert 'name="name_7"' in page
    assert 'name="name_8"' not in page
    assert 'name="more"' not in page


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name_1": "Fair"}, "Say in a sentence"),
        ({"sentence_1": "Alike."}, "Give it a name"),
        (
            {"name_1": "Fair", "sentence_1": "A.", "name_2": "FAIR", "sentence_2": "B."},
            "This name is there twice",
        ),
        ({"name_1": "x" * 61, "sentence_1": "A."}, "at most 60"),
    ],
)
def test_half_a_value_is_said_at_its_field(
    owner_at: Client, sent: dict[str, str], words: str
) -> None:
    answer = owner_at.post("/welcome/values/", sent)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Value.objects.exists()


def test_whoever_was_slower_keeps_what_they_typed_and_sees_what_stands(
    firm: Cast, owner_at: Client
) -> None:
    seen = mark_of_values_held()
    keep_values([("Theirs", "Said first.")], seen=seen, by=firm.owner, at=NOW, on=TODAY)

    answer = owner_at.post(
        "/welcome/values/", {"seen": seen, "name_1": "Mine", "sentence_1": "Said second."}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Mine"' in page
    assert "Said first." in page
    assert f'value="{mark_of_values_held()}"' in page


def test_no_values_is_a_sentence_and_no_hole(firm: Cast, client_of: ClientOf) -> None:
    page = said(client_of(firm.employee), "/values/")

    assert "Nobody has written down yet what the firm stands for." in page


def test_a_promise_points_to_a_value(firm: Cast, client_of: ClientOf) -> None:
    keep_values(
        [("Our word", "We keep it.")], seen=mark_of_values_held(), by=firm.owner, at=NOW, on=TODAY
    )
    value = values_held()[0]
    due = localdate() + timedelta(days=9)
    sent = {"text": "New gauges.", "to": "all", "due_on": f"{due}", "value": str(value.pk)}

    answer = client_of(firm.manager).post("/promises/new/", sent)

    assert "For the sake of" in said(client_of(firm.employee), answer.url)
    assert "New gauges." in said(client_of(firm.employee), "/values/")


# A test mail.


def test_a_test_mail_is_sent_and_asked_about(owner_at: Client) -> None:
    sent = owner_at.post("/welcome/mail/", {"said": "send"})

    assert sent.url == "/welcome/mail/?state=sent"
    assert len(mail.outbox) == 1
    assert "Did it arrive?" in said(owner_at, "/welcome/mail/", state="sent")
    assert owner_at.post("/welcome/mail/", {"said": "arrived"}).url == "/welcome/round/"
    assert Mark.objects.get(step="mail").said == Mark.Said.DONE


def test_where_it_did_not_arrive_the_settings_to_look_at_are_named(owner_at: Client) -> None:
    answer = owner_at.post("/welcome/mail/", {"said": "missing"})

    page = said(owner_at, answer.url)
    assert "BOTHWAYS_MAIL_URL" in page
    assert "BOTHWAYS_MAIL_FROM" in page
    assert not Mark.objects.exists()


def test_a_silent_mail_server_is_said_with_what_to_look_at(
    owner_at: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = owner_at.post("/welcome/mail/", {"said": "send"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The mail server did not answer. Try again." in page
    assert "127.0.0.1:9" in page


def test_without_a_mail_server_two_ways_on_are_said(owner_at: Client, settings: Settings) -> None:
    settings.MAIL_LEAVES = False

    page = said(owner_at, "/welcome/mail/")

    assert "No mail can leave yet" in page
    assert "BOTHWAYS_MAIL_URL=smtp+starttls://" in page
    assert "Send me a test mail" not in page


# The round, the words, the announcement.


def test_the_three_rounds_say_what_they_ask_and_show(owner_at: Client) -> None:
    page = said(owner_at, "/welcome/round/")

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
    owner_at.post("/welcome/announce/")

    assert not Message.objects.exists()
    assert "No mail went out." in said(owner_at, "/welcome/done/")


def test_after_the_announcement_every_day_is_said(owner_at: Client) -> None:
    round_ = choose_trust(owner_at)
    owner_at.post("/welcome/announce/", {"mail": "on"})

    page = said(owner_at, "/welcome/done/")

    assert f"{round_.opens_at:%H:%M}" in page
    assert "with a promise and its day" in page
    assert "Then promises can" in page  # values were left out, and what that costs is said


def test_before_the_announcement_the_last_page_says_what_is_left(owner_at: Client) -> None:
    assert "Nothing is announced yet" in said(owner_at, "/welcome/done/")


def test_an_announced_first_round_can_not_be_chosen_again(owner_at: Client) -> None:
    round_ = choose_trust(owner_at)
    owner_at.post("/welcome/announce/")

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


# This week, and the firm's settings.


def test_this_week_shows_what_is_left_to_those_who_set_up(
    firm: Cast, owner_at: Client, client_of: ClientOf
) -> None:
    assert "6 of 9 steps are left." in said(owner_at, "/")
    assert "steps are left" in said(client_of(firm.people_lead), "/")
    assert "steps are left" not in said(client_of(firm.employee), "/")


def test_what_is_left_can_be_put_away(owner_at: Client) -> None:
    assert owner_at.post("/welcome/end/").url == "/"

    assert "steps are left" not in said(owner_at, "/")


def test_the_settings_say_what_holds(firm: Cast, owner_at: Client, settings: Settings) -> None:
    page = said(owner_at, "/firm/")

    for words in ("Millrace", "Usual: 7", "fewer than 7", "even 2 colleagues", "Edda Falk"):
        assert words in page
    assert settings.TIME_ZONE in page


def test_the_name_is_changed_and_the_record_says_so(owner_at: Client) -> None:
    assert owner_at.post("/firm/", {"firm": "Mill", "language": "en"}).url == "/firm/"

    assert Organisation.objects.get().name == "Mill"
    assert "changed the name or language of the firm" in said(owner_at, "/record/")


def test_while_a_round_is_on_the_settings_stand_still(firm: Cast, owner_at: Client) -> None:
    opened(firm.owner)

    page = said(owner_at, "/firm/")
    answer = owner_at.post("/firm/", {"firm": "Mill", "language": "en"})

    assert "nothing here can be changed before" in page
    assert "/welcome/group/" not in page
    assert answer.status_code == 409
    assert "is announced" in answer.content.decode()
    assert "in vain" in said(owner_at, "/record/")


def test_the_settings_are_the_owners(firm: Cast, client_of: ClientOf) -> None:
    assert client_of(firm.people_lead).get("/firm/").status_code == 403
    assert client_of(firm.employee).get("/firm/").status_code == 403


def test_words_that_went_out_are_shown_and_not_offered_for_change(
    firm: Cast, owner_at: Client
) -> None:
    round_ = opened(firm.owner)
    keep_words(round_, words="Out.", contact="")
    mail_words(round_, by=firm.owner, at=NOW)

    page = said(owner_at, f"/rounds/{round_.pk}/announcement/")

    assert "they stay as they are" in page
    assert "Mail it to everyone" not in page
