"""The first hour: each step stands alone, can be left out, gone back to, loaded again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import Settings

from bothways.firm.actions import keep_values, keep_words, mail_words
from bothways.firm.models import Mark
from bothways.firm.queries import mark_of_values_held
from bothways.people.models import Organisation, Person, Value
from bothways.people.queries import values_held
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, make_people
from tests.firm.conftest import said
from tests.rounds import opened

# The steps.


def test_each_step_shows_all_of_them_and_where_one_is(owner_at: Client) -> None:
    page = said(owner_at, "/welcome/mail/")

    assert "Step 6 of 9" in page
    assert page.count('aria-current="step"') == 1
    for name in ("The firm", "The people", "What you stand for", "Announce it"):
        assert name in page


def test_a_step_that_is_left_out_says_what_that_costs_and_leads_on(owner_at: Client) -> None:
    assert "whether the invitations arrive" in said(owner_at, "/welcome/mail/")

    answer = owner_at.post("/welcome/not-now/", {"step": "mail"})

    assert answer.url == "/welcome/round/"
    assert "left out" in said(owner_at, "/welcome/values/")


@pytest.mark.parametrize("step", ["group", "representative", "values"])
def test_where_going_on_leaves_a_step_out_there_is_no_second_button_for_it(
    alone: Client, step: str
) -> None:
    assert "Not now" not in said(alone, f"/welcome/{step}/")
    assert "Not now" in said(alone, "/welcome/mail/")


def test_going_on_without_a_word_leaves_the_step_out(alone: Client) -> None:
    alone.post("/welcome/representative/", {"person": ""})
    alone.post("/welcome/values/", {"seen": mark_of_values_held()})

    left = Mark.objects.filter(said=Mark.Said.LEFT).values_list("step", flat=True)
    assert set(left) == {"representative", "values"}


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

    assert "A result for the firm and for up to" in page
    assert "Even 3 colleagues who put their answers together" in page


def test_six_people_are_told_which_size_they_need(alone: Client) -> None:
    make_people(5)

    page = said(alone, "/welcome/group/")

    assert page.count("There are 6 of you: too few") == 2
    assert "with 7 nothing could be asked" in page
    assert "One result, for the firm." in page


@pytest.mark.parametrize(
    ("teams", "words"),
    [
        ((8, 8, 4), "Your largest team has 8 people; with 7 a team needs 10."),
        ((14, 4), "With 7 a group needs 10 people, and your teams make no two such groups."),
        ((12, 11, 3), "With 7 a group needs 10 people, so your teams make up to 2 groups."),
    ],
)
def test_one_line_says_what_the_size_means_for_the_teams_there_are(
    alone: Client, teams: tuple[int, ...], words: str
) -> None:
    for number, n in enumerate(teams):
        make_people(n, unit=f"Millrace/Operations/Team {number}")

    assert words in said(alone, "/welcome/group/")


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
    assert page.count(">Taken</p>") == 1
    assert 'formaction="#ideas"' in page
    assert '<details id="ideas" open>' in page


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
    words = "I put new gauges at every station."
    sent = {"text": words, "to": "all", "due_on": f"{due}", "value": str(value.pk)}

    answer = client_of(firm.manager).post("/promises/new/", sent)

    assert "For the sake of" in said(client_of(firm.employee), answer.url)
    assert words in said(client_of(firm.employee), "/values/")


# A test mail.


def test_a_test_mail_is_sent_and_asked_about(owner_at: Client, settings: Settings) -> None:
    sent = owner_at.post("/welcome/mail/", {"said": "send"})

    assert sent.url == "/welcome/mail/?state=sent"
    assert len(mail.outbox) == 1
    page = said(owner_at, "/welcome/mail/", state="sent")
    assert "Did it arrive?" in page
    assert settings.DEFAULT_FROM_EMAIL in page
    assert "Send it again" in page
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
