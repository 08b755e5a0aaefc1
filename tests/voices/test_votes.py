"""Everyone asked secretly about an idea or a question: who may have it asked, what is shown."""

from datetime import timedelta

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from bothways.confirmations.actions import gather
from bothways.confirmations.gathering import all_to_ask
from bothways.confirmations.queries import Secret
from bothways.people.models import Person, here_on
from bothways.record.models import Entry
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from bothways.voices import errors
from bothways.voices.actions import ask_for_vote, drop_vote
from bothways.voices.models import Voice, VoteAsked
from bothways.voices.votes import TOPICS, vote_on, votes_on
from tests.cast import Cast
from tests.confirmations.made import DECEMBER, counted_month, drafted
from tests.factories import TODAY, at_nine, make_voice

ASKED = at_nine(TODAY + timedelta(days=1))
NOVEMBER = TODAY + timedelta(days=1)


@pytest.fixture
def question(firm: Cast) -> Voice:
    """Jo Marsh would like to know of the early van."""
    return make_voice(firm.employee, "Why did the early van stop?", kind="question")


def ask(voice: Voice) -> None:
    person = voice.author
    assert person is not None
    ask_for_vote(voice, by=person, at=ASKED)


def test_an_idea_and_a_question_stand_in_the_months_round_in_their_own_words(
    firm: Cast, idea: Voice, question: Voice
) -> None:
    ask(idea)
    ask(question)

    asked = all_to_ask(NOVEMBER).questions()

    assert {one.text for one in asked} == {
        f"An idea: “{idea.title}” It is worth doing.",
        f"A question to those in charge: “{question.title}” I want to know this too.",
    }
    assert {len(one.texts) >= 3 for one in asked} == {True}
    assert not any(firm.employee.name in text for one in asked for text in one.texts.values())


def test_nothing_is_asked_that_nobody_wanted_asked(firm: Cast, idea: Voice) -> None:
    assert not all_to_ask(NOVEMBER)


def test_it_is_on_the_record_once_and_so_is_not_asking_after_all(firm: Cast, idea: Voice) -> None:
    ask(idea)
    ask(idea)
    drop_vote(idea, by=firm.people_lead, at=ASKED)
    drop_vote(idea, by=firm.people_lead, at=ASKED)

    said = Entry.objects.filter(verb__startswith="voice.vote").order_by("pk")
    assert [one.verb for one in said] == ["voice.vote_asked", "voice.vote_dropped"]
    assert not VoteAsked.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "taken_back"},
        {"hidden_on": TODAY, "hidden_reason": "It names a person."},
        {"merged_into": True},
        {"kind": "question", "state": "answered", "answered_on": TODAY},
    ],
)
def test_what_waits_for_no_answer_is_not_asked(firm: Cast, fields: dict[str, object]) -> None:
    voice = make_voice(firm.employee, kind=fields.pop("kind", "suggestion"))
    ask(voice)
    if "hidden_on" in fields:
        fields["hidden_by"] = firm.people_lead
    if "merged_into" in fields:
        fields["merged_into"] = make_voice(firm.dispatcher, "A bench in the sun.")
    Voice.objects.filter(pk=voice.pk).update(**fields)

    assert not all_to_ask(NOVEMBER)
    with pytest.raises(errors.NotOpenError, match="does not wait"):
        ask(voice)


def test_it_is_voted_on_once_and_the_rules_of_an_announced_round_stand(
    firm: Cast, idea: Voice, question: Voice
) -> None:
    ask(idea)
    ask(question)
    round_ = drafted()
    drop_vote(idea, by=firm.employee, at=ASKED)  # it is a draft as yet
    assert gather(at=at_nine(DECEMBER)) == round_
    assert round_.votes.count() == 1
    ask(idea)
    assert gather(at=at_nine(DECEMBER)) == round_
    announce_round(round_, by=firm.owner, at=at_nine(DECEMBER))

    with pytest.raises(errors.VotedOnceError):
        ask(idea)
    with pytest.raises(errors.VotedOnceError, match="announced"):
        drop_vote(idea, by=firm.employee, at=ASKED)


def test_too_few_to_be_asked_secretly_are_told_so(firm: Cast, idea: Voice) -> None:
    stay = list(Person.objects.here().values_list("pk", flat=True)[:6])
    Person.objects.exclude(pk__in=stay).update(left_on=TODAY)

    with pytest.raises(errors.TooFewToVoteError, match="Too few"):
        ask(idea)


def test_the_figure_of_the_firm_stands_with_the_idea(
    client: Client, firm: Cast, idea: Voice
) -> None:
    ask(idea)
    people = list(Person.objects.filter(here_on(DECEMBER)).order_by("pk"))
    counted_month(firm.owner, {who: [5 if n % 2 else 1] for n, who in enumerate(people)})

    n_agree = sum(n % 2 for n in range(len(people)))
    words = f"{n_agree} of {len(people)} who answered say it is worth doing."
    found = vote_on(idea)
    assert found is not None
    assert (found.state, found.words) == ("counted", words)
    assert votes_on(idea.kind, [idea]) == {idea.pk: words}
    client.force_login(firm.dispatcher)
    page = client.get(f"/ideas/{idea.pk}/").content.decode()
    assert words in page
    assert "Ask everyone" not in page


def test_who_said_it_has_everyone_asked_with_one_button_and_takes_it_back_with_another(
    client: Client, firm: Cast
) -> None:
    idea = make_voice(firm.employee, said_on=localdate())
    address, button = f"/ideas/{idea.pk}/vote/", 'name="drop"'
    client.force_login(firm.employee)
    assert "Ask everyone" in client.get(f"/ideas/{idea.pk}/").content.decode()

    page = client.post(address, follow=True).content.decode()

    assert "asks everyone, secretly" in page
    assert button in page
    again = client.post(address, {"drop": "1"}, follow=True).content.decode()
    assert button not in again
    assert not VoteAsked.objects.exists()


def test_whoever_neither_said_it_nor_answers_it_reads_and_asks_nobody(
    client: Client, firm: Cast
) -> None:
    question = make_voice(
        firm.employee, "Why?", kind="question", said_on=localdate(), asked_of=firm.manager
    )
    client.force_login(firm.dispatcher)

    assert client.post(f"/ideas/{question.pk}/vote/").status_code == 403
    assert "Ask everyone" not in client.get(f"/questions/{question.pk}/").content.decode()
    client.force_login(firm.manager)
    assert client.post(f"/ideas/{question.pk}/vote/")["Location"] == f"/questions/{question.pk}/"
    assert VoteAsked.objects.filter(pk=question.pk).exists()


def test_a_refusal_stands_on_its_page(client: Client, firm: Cast) -> None:
    idea = make_voice(firm.employee, said_on=localdate())
    client.force_login(firm.employee)
    Voice.objects.filter(pk=idea.pk).update(state="taken_back")

    answer = client.post(f"/ideas/{idea.pk}/vote/")

    assert answer.status_code == 409
    assert "It does not wait for an answer now." in answer.content.decode()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("drafted", "of a coming month"),
        ("open", "A round asks everyone, secretly:"),
        ("void", "It is not asked again."),
        ("counted", "9 of 12 say so"),
    ],
)
def test_each_state_of_the_round_is_said(state: str, said: str) -> None:
    round_ = Round(title="Ideas, December", state="open")
    voice = Voice(title="A bench", kind="suggestion")
    secret = Secret(state, round_, "9 of 12 say so" if state == "counted" else "")

    html = render_to_string(
        "voices/_vote.html", {"voice": voice, "secret": secret, "is_asked": True, "may_ask": False}
    )

    assert said in html
    assert "<button" not in html


def test_what_was_hidden_since_is_not_read_among_the_questions_of_its_round(
    client: Client, firm: Cast, idea: Voice
) -> None:
    ask(idea)
    round_ = drafted()
    announce_round(round_, by=firm.owner, at=at_nine(DECEMBER))
    Voice.objects.filter(pk=idea.pk).update(
        hidden_on=TODAY, hidden_by=firm.people_lead, hidden_reason="It names a person."
    )
    client.force_login(firm.employee)

    page = client.get(f"/confirmations/rounds/{round_.pk}/").content.decode()

    assert "It is not shown any more." in page
    assert idea.title not in page


def test_votes_on_many_ideas_are_read_by_two_queries(firm: Cast) -> None:
    ideas = [make_voice(firm.employee, f"Idea {n} of many.") for n in range(5)]
    for idea in ideas:
        ask(idea)
    drafted()

    with CaptureQueriesContext(connection) as asked:
        assert votes_on("suggestion", ideas) == {}

    assert len(asked) <= 2
    assert set(TOPICS) == set(Voice.Kind.values)
