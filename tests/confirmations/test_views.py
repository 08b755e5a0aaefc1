"""The pages of confirmations: who reads and does what, and what they say to whom."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bothways.commitments.models import Commitment
from bothways.confirmations.actions import gather, judge
from bothways.confirmations.models import Judgement
from bothways.people.models import Person
from bothways.surveys.models import Round
from tests.cast import ASSEMBLY, Cast
from tests.confirmations.made import BY_NAME, SECRETLY, drafted, kept
from tests.conftest import ClientOf
from tests.factories import TODAY, at_nine, make_unit

CONTESTED, CONFIRMED = Judgement.Says.CONTESTED, Judgement.Says.CONFIRMED
TOMORROW = at_nine(TODAY + timedelta(days=1))
WHY = "Two stations have none."


@pytest.fixture
def promise(firm: Cast) -> Commitment:
    """What the lead promised to Assembly, who are asked by name."""
    return kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)


def page_of(promise: Commitment) -> str:
    return reverse("commitments:one", args=[promise.pk])


def judge_at(promise: Commitment) -> str:
    return reverse("confirmations:judge", args=[promise.pk])


def test_one_of_those_it_was_made_to_says_it_from_the_promise_s_page(
    firm: Cast, client_of: ClientOf, promise: Commitment
) -> None:
    client = client_of(firm.employee)
    assert judge_at(promise) in client.get(page_of(promise)).text

    said = client.post(judge_at(promise), {"says": "contested", "words": WHY})

    assert said.status_code == 302
    text = client_of(firm.other_employee).get(page_of(promise)).text
    assert "0 of 11" not in text
    assert "1 sees it differently" in text
    assert WHY in text
    assert judge_at(promise) not in text


def test_a_contest_without_words_keeps_what_was_typed_and_says_what_is_missing(
    firm: Cast, client_of: ClientOf, promise: Commitment
) -> None:
    client = client_of(firm.employee)

    empty = client.post(judge_at(promise), {})
    bare = client.post(judge_at(promise), {"says": "contested", "words": ""})

    assert "Choose one of the two." in empty.text
    assert bare.status_code == 200
    assert not Judgement.objects.exists()
    assert "Say what you see differently" in bare.text
    assert 'value="contested"' in bare.text
    assert "checked" in bare.text


def test_the_list_shows_what_they_say_beside_the_state(
    firm: Cast, client_of: ClientOf, promise: Commitment
) -> None:
    judge(promise, by=firm.employee, says=CONTESTED, words=WHY, at=TOMORROW)

    text = client_of(firm.dispatcher).get(reverse("commitments:list")).text

    assert "1 sees it differently" in text
    assert WHY not in text


def test_what_is_between_two_is_shown_to_the_two_alone(firm: Cast, client_of: ClientOf) -> None:
    ours = kept(firm.manager, to=firm.employee)
    judge(ours, by=firm.employee, says=CONTESTED, words=WHY, at=TOMORROW)

    for person, code in ((firm.employee, 200), (firm.manager, 200), (firm.owner, 404)):
        assert client_of(person).get(page_of(ours)).status_code == code
    for person, code in ((firm.manager, 403), (firm.owner, 404)):
        assert client_of(person).get(judge_at(ours)).status_code == code


def test_whoever_gave_the_word_answers_once_or_opens_it_again(
    firm: Cast, client_of: ClientOf, promise: Commitment
) -> None:
    contest = judge(promise, by=firm.employee, says=CONTESTED, words=WHY, at=TOMORROW)
    client = client_of(firm.manager)
    answer = reverse("confirmations:answer", args=[promise.pk, contest.pk])
    again = reverse("confirmations:open-again", args=[promise.pk])
    assert answer in client.get(page_of(promise)).text
    assert WHY in client.get(answer).text
    assert client_of(firm.employee).get(answer).status_code == 403

    assert client.post(answer, {"words": "They come on Monday."}).status_code == 302
    text = client.get(page_of(promise)).text
    assert "They come on Monday." in text
    assert answer not in text
    assert client.post(answer, {"words": "Again."}).status_code == 409

    assert "Open it again" in client.get(again).text
    assert client.post(again, {"words": "Jo is right."}).status_code == 302
    promise.refresh_from_db()
    assert promise.is_open
    assert client.get(again).status_code == 404


def test_without_a_contest_it_is_not_opened_again_here(
    firm: Cast, client_of: ClientOf, promise: Commitment
) -> None:
    judge(promise, by=firm.employee, says=CONFIRMED, at=TOMORROW)
    address = reverse("confirmations:open-again", args=[promise.pk])

    assert client_of(firm.manager).get(address).status_code == 404


def test_what_waits_for_ones_word_stands_on_one_page(firm: Cast, client_of: ClientOf) -> None:
    today = timezone.localdate()
    kept(firm.manager, to=firm.employee, made_on=today, closed_on=today)
    address = reverse("confirmations:waiting")

    assert "The gauges are at every station." in client_of(firm.employee).get(address).text
    assert "No promise waits for your word." in client_of(firm.colleague).get(address).text


def test_too_few_are_asked_by_name_by_whoever_gave_the_word(
    firm: Cast, client_of: ClientOf
) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=SECRETLY)
    address = reverse("confirmations:ask-openly", args=[promise.pk])
    client = client_of(firm.manager)
    assert client.post(address).status_code == 409
    assert "asked secretly in the round of a coming month" in client.get(page_of(promise)).text
    ids = promise.audience.values_list("person", flat=True)[:4]
    Person.objects.filter(pk__in=list(ids)).update(left_on=TODAY)
    assert "Too few of those it was made to" in client.get(page_of(promise)).text
    assert address in client.get(page_of(promise)).text

    assert client.post(address).status_code == 302

    assert "Nobody has said yet whether it was kept." in client.get(page_of(promise)).text


def test_a_draft_shows_its_promises_to_those_who_keep_rounds(
    firm: Cast, client_of: ClientOf
) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)
    round_ = drafted()
    address = reverse("confirmations:asked", args=[round_.pk])

    text = client_of(firm.people_lead).get(address).text

    assert promise.text in text
    assert "Gather the questions anew" in text
    assert client_of(firm.employee).get(address).status_code == 404
    assert address in client_of(firm.owner).get(reverse("surveys:round", args=[round_.pk])).text


def test_those_who_keep_rounds_gather_anew(firm: Cast, client_of: ClientOf) -> None:
    last_month = timezone.localdate().replace(day=1) - timedelta(days=9)
    kept(firm.owner, confirm=SECRETLY, made_on=last_month, closed_on=last_month)
    gather_at = reverse("confirmations:gather")
    assert client_of(firm.employee).post(gather_at).status_code in {403, 404}

    there = gather(at=timezone.now())
    gone_to = client_of(firm.people_lead).post(gather_at)

    assert there is not None or timezone.localdate().day < 4
    assert gone_to.status_code == 302
    assert Round.objects.count() <= 1


def test_a_round_of_other_questions_has_no_such_page(firm: Cast, client_of: ClientOf) -> None:
    opens = at_nine(TODAY)
    pulse = Round.objects.create(title="x", opens_at=opens, closes_at=opens + timedelta(days=7))

    address = reverse("confirmations:asked", args=[pulse.pk])

    assert client_of(firm.owner).get(address).status_code == 404
