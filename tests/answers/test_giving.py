"""Answering a result right where it waits: the same promise, the same decision, by one action."""

from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from bothways.answers import errors
from bothways.answers.actions import give_answer
from bothways.answers.queries import entry_of, owed_before
from bothways.commitments.actions import make_commitment
from bothways.commitments.models import Commitment
from bothways.commitments.queries import origin_of
from bothways.decisions.models import Decision
from bothways.people.models import Person
from bothways.record.models import Entry as Recorded
from bothways.surveys.models import Round
from tests.answers.test_conditions import COUNTED, LONG, promised, refused
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import WHY, at_nine

WILL = "I tell both shifts on Monday what changes in the week."


def days(n: int) -> date:
    return timezone.localdate() + timedelta(days=n)


def give(client: Client, round_: Round, **typed: object) -> tuple[int, str]:
    """Press the button; return the status and what the page says."""
    said = {"question": "U-COM1", "says": "will", "words": WILL, "day": str(days(30))} | typed
    reply = client.post(f"/answers/{round_.pk}/give/", said)
    return reply.status_code, unescape(reply.content.decode())


def answered(round_: Round, by: Person, **typed: object) -> None:
    said = {"will": True, "words": WILL, "day": LONG, "at": at_nine(COUNTED)} | typed
    give_answer(round_, "U-COM1", by=by, **said)  # type: ignore[arg-type]


def test_we_will_is_a_promise_to_everyone_that_answers_the_result(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    status, _page = give(client_of(firm.manager), asked)

    assert status == 302
    promise = Commitment.objects.get()
    assert (promise.text, promise.made_by, promise.to) == (WILL, firm.manager, "all")
    assert (promise.kind, promise.due_on) == ("answer", days(30))
    assert (promise.round_id, promise.question) == (asked.pk, "U-COM1")
    assert promise.figure == "at most 3 of 20 agreed"


def test_it_is_the_promise_that_the_longer_form_makes(firm: Cast, asked: Round) -> None:
    answered(asked, firm.manager)
    origin = origin_of(asked.pk, "U-COM1")
    at, words = at_nine(COUNTED), "Another one."
    make_commitment(by=firm.manager, text=words, due_on=LONG, to=None, at=at, origin=origin)

    short, long = Commitment.objects.order_by("text").reverse()
    own = {"id", "text", "_state"}
    kept = {key: value for key, value in vars(short).items() if key not in own}
    assert kept == {key: value for key, value in vars(long).items() if key not in own}
    assert list(Recorded.objects.values_list("verb", flat=True)) == ["commitment.made"] * 2


def test_we_wont_is_a_decision_with_its_reason_and_its_day(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    status, _page = give(client_of(firm.owner), asked, says="wont", words=WHY)

    assert status == 302
    decision = Decision.objects.get()
    assert (decision.outcome, decision.reasons, decision.made_by) == ("no", WHY, firm.owner)
    assert (decision.prompt_kind, decision.prompt_ref) == ("result", f"{asked.pk}/U-COM1")
    assert decision.look_again_on == days(30)
    assert "I hear about changes early enough to prepare." in decision.question


def test_what_was_answered_waits_no_more_and_leads_back_to_where_it_stands(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    client = client_of(firm.owner)
    reply = client.post(
        f"/answers/{asked.pk}/give/",
        {"question": "U-COM1", "says": "will", "words": WILL, "day": str(days(30))},
    )

    there = f"/answers/?round={asked.pk}#{asked.pk}-U-COM1"
    assert reply["Location"] == there
    page = client.get(f"/answers/?round={asked.pk}").content.decode()
    assert f'id="{asked.pk}-U-COM1"' in page
    assert page.count("Answer it here") == 1
    assert [entry.code for entry in owed_before(following, COUNTED)] == ["U-GRO1"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"says": ""}, "Choose one of the two."),
        ({"words": " "}, "Say it in a sentence."),
        ({"day": ""}, "An answer needs a day. Choose one."),
        ({"day": "soon"}, "This is no day."),
        ({"day": str(date(2020, 1, 1))}, "This day is over. Choose today or a later day."),
        ({"day": str(date(2099, 1, 1))}, "This day is more than two years away."),
        ({"words": "We hang the plan up. " * 20}, "This is too long. Say it in 280 characters."),
        ({"says": "wont", "words": "No money."}, "reason"),
        ({"says": "wont", "words": WHY, "day": str(date(2020, 1, 1))}, "day"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    firm: Cast, asked: Round, client_of: ClientOf, typed: dict[str, str], says: str
) -> None:
    status, page = give(client_of(firm.owner), asked, **typed)

    assert status == 422
    assert says in page
    assert 'role="alert"' in page
    assert str(typed.get("words", WILL)).strip() in page
    assert str(typed.get("day", days(30))) in page
    assert "<details open>" in page
    assert not Commitment.objects.exists()
    assert not Decision.objects.exists()


def test_what_could_be_said_more_exactly_is_said_once_and_the_second_press_goes_through(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    client, vague = client_of(firm.owner), "We will look into the news soon."

    status, page = give(client, asked, words=vague)
    assert status == 200
    assert "Could you say it more exactly?" in page
    assert vague in page
    assert "Promise it as it is" in page
    assert not Commitment.objects.exists()

    status, _page = give(client, asked, words=vague, as_it_is="1")
    assert status == 302
    assert Commitment.objects.get().text == vague


def test_a_no_is_not_asked_to_be_a_better_promise(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    reason = "We will look into it soon, but the hall is being rebuilt until spring, so not now."

    status, _page = give(client_of(firm.owner), asked, says="wont", words=reason)

    assert status == 302


def test_whoever_comes_second_reads_the_first_answer_and_may_add_theirs(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    refused(firm.owner, asked, "U-COM1")
    client = client_of(firm.manager)

    status, page = give(client, asked)
    assert status == 409
    assert "Somebody answered this first." in page
    assert page.index(WHY[:30]) < page.index(WILL)
    assert not Commitment.objects.exists()

    status, _page = give(client, asked, beside_others="1")
    assert status == 302
    entry = entry_of(asked, "U-COM1")
    assert entry is not None
    assert (len(entry.promises), len(entry.refusals)) == (1, 1)


def test_vague_words_beside_somebody_else_s_answer_go_through_after_both_were_said(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    refused(firm.owner, asked, "U-COM1")
    client, vague = client_of(firm.manager), "We will look into the news soon."
    known: dict[str, str] = {}
    seen = []

    for _press in range(3):
        status, page = give(client, asked, words=vague, **known)
        seen.append(status)
        known = {name: "1" for name in ("as_it_is", "beside_others") if f'name="{name}"' in page}

    assert seen == [200, 409, 302]
    assert Commitment.objects.get().text == vague


def test_two_clicks_are_one_answer(firm: Cast, asked: Round, client_of: ClientOf) -> None:
    client = client_of(firm.manager)

    assert {give(client, asked)[0] for _click in range(2)} == {302}
    no = {"says": "wont", "words": WHY, "question": "U-GRO1"}
    assert {give(client, asked, **no)[0] for _click in range(2)} == {302}

    assert Commitment.objects.count() == 1
    assert Decision.objects.count() == 1


def test_what_asks_for_nothing_is_not_answered_here(
    firm: Cast, asked: Round, following: Round, client_of: ClientOf
) -> None:
    client = client_of(firm.owner)

    for round_, code in ((asked, "U-PSY1"), (asked, "X"), (following, "U-FAI1"), (asked, "")):
        status, _page = give(client, round_, question=code)
        assert status == 302
    with pytest.raises(errors.AsksForNoneError):
        give_answer(
            asked, "U-PSY1", by=firm.owner, will=True, words=WILL, day=LONG, at=at_nine(COUNTED)
        )

    assert not Commitment.objects.exists()
    assert client.post(f"/answers/{uuid4()}/give/").status_code == 404
    assert client.get(f"/answers/{asked.pk}/give/")["Location"] == f"/answers/?round={asked.pk}"


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 302), ("people_lead", 302), ("manager", 302), ("employee", 403),
     ("representative", 403)],
)  # fmt: skip
def test_who_leads_or_keeps_the_rounds_answers_for_the_firm(
    firm: Cast, asked: Round, client_of: ClientOf, who: str, status: int
) -> None:
    assert give(client_of(getattr(firm, who)), asked)[0] == status


def test_coming_from_the_week_the_first_that_waits_is_open(
    firm: Cast, asked: Round, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)

    opened = "<details open><summary>Answer it here"

    assert opened not in client.get("/answers/").content.decode()
    page = client.get(f"/answers/?round={asked.pk}").content.decode()
    assert page.count(opened) == 1
    ids = [part.partition('"')[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_what_was_answered_has_no_form_left(firm: Cast, asked: Round, client_of: ClientOf) -> None:
    promised(firm.manager, asked, "U-COM1")
    refused(firm.owner, asked, "U-GRO1")

    page = client_of(firm.owner).get(f"/answers/?round={asked.pk}").content.decode()

    assert "Answer it here" not in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("language", ["de", "es"])
def test_the_form_is_said_in_the_readers_language(
    firm: Cast, asked: Round, client_of: ClientOf, language: str
) -> None:
    Person.objects.filter(pk=firm.owner.pk).update(language=language)

    _status, page = give(client_of(firm.owner), asked, says="", words="", day="")

    for english in ("Answer it here", "In your words", "Choose one of the two", "By when?"):
        assert english not in page
