"""Reading decisions, as people meet them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from bothways.decisions.actions import (
    answer_question,
    answer_thanks,
    ask_about,
    begin_draft,
    change_decision,
    correct,
    let_stand,
)
from bothways.decisions.models import Decision, Thanks
from bothways.people.models import Value
from bothways.record import came_of
from bothways.record.prompted import Prompt
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import at_nine, make_decision, tell_of

LONG_AGO = timedelta(days=120)


@pytest.fixture
def decision(firm: Cast) -> Decision:
    """The manager's no, written down on the real today."""
    return make_decision(firm.manager, recorded_on=localdate())


def page(client: Client, name: str, *args: object, **query: str) -> str:
    """Return the text of a page that must be there."""
    reply = client.get(reverse(f"decisions:{name}", args=args), query)
    assert reply.status_code == 200
    return reply.content.decode()


def test_whoever_is_not_signed_in_is_led_to_the_door(client: Client, decision: Decision) -> None:
    reading = (("list", []), ("one", [decision.pk]), ("versions", [decision.pk]))
    writing = (("new", []), ("change", [decision.pk]), ("ask", [decision.pk]))
    for name, args in reading + writing:
        reply = client.get(reverse(f"decisions:{name}", args=args))

        assert reply.status_code == 302
        assert reply.url.startswith("/sign-in/")  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", ["owner", "people_lead", "employee", "representative"])
def test_everyone_here_reads_every_decision_and_its_reasons(
    firm: Cast, decision: Decision, client_of: ClientOf, who: str
) -> None:
    client = client_of(getattr(firm, who))

    assert "Do we run a third shift?" in page(client, "list")
    assert "Both presses stand still" in page(client, "one", decision.pk)
    assert "Version 1" in page(client, "versions", decision.pk)


def test_an_empty_list_says_what_to_do(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.employee)

    assert "Write down the first one." in page(client, "list")
    for show, words in {
        "no": "Nothing was refused so far.",
        "again": "Nothing has to be looked at again.",
        "asked": "Every question about a decision has its answer.",
        "corrected": "Nothing was corrected so far.",
        "mine": "Whoever decides something can.",
    }.items():
        assert words in page(client, "list", show=show)


def test_a_row_says_what_needs_somebody_most(firm: Cast, client_of: ClientOf) -> None:
    today = localdate()
    late = make_decision(firm.manager, "Late?", recorded_on=today - LONG_AGO)
    asked = make_decision(firm.owner, "Asked?", recorded_on=today)
    ask_about(asked, by=firm.employee, words="Why?", at=at_nine(today - timedelta(days=12)))

    shown = page(client_of(firm.employee), "list")

    assert shown.index("Late?") < shown.index("Asked?")
    assert "Should have been looked at again on" in shown
    assert "One answer is owed, silent for 12 days" in shown
    assert str(late.pk) in shown


def test_thirty_stand_on_a_page(firm: Cast, client_of: ClientOf) -> None:
    for number in range(31):
        make_decision(firm.owner, f"Question {number}?", recorded_on=localdate())
    client = client_of(firm.employee)

    assert page(client, "list").count('class="row decision"') == 30
    assert page(client, "list", page="2").count('class="row decision"') == 1


def test_the_list_costs_a_few_queries(
    firm: Cast, client_of: ClientOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        make_decision(firm.owner, f"{number}?", deciders=[firm.owner, firm.manager])
    client = client_of(firm.employee)
    page(client, "list")

    with django_assert_max_num_queries(12):
        page(client, "list")


def test_a_draft_stands_in_the_list_of_its_writers_only(firm: Cast, client_of: ClientOf) -> None:
    now = at_nine(localdate())
    draft = begin_draft(by=firm.manager, typed={"question": "Half a thought?"}, at=now)

    assert "Half a thought?" in page(client_of(firm.manager), "list")
    assert "Half a thought?" not in page(client_of(firm.owner), "list")
    address = reverse("decisions:draft", args=[draft.pk])
    assert client_of(firm.owner).get(address).status_code == 404


def test_all_of_a_decision_is_on_its_page(firm: Cast, client_of: ClientOf) -> None:
    value = Value.objects.create(place=1, name="Safety first", sentence="Nobody is hurt.")
    decision = make_decision(
        firm.manager,
        recorded_on=localdate(),
        decided="Not before next summer.",
        context="Two large orders came in.",
        options=[{"text": "Buy a press", "for": "It is fast", "against": "No room for it"}],
        who_was_heard="Assembly, on 3 November",
        uncertain="Whether the orders stay.",
        would_change_our_mind="Six more people.",
        value=value,
        prompt=Prompt("meeting", "", "The shift meeting in October"),
    )

    shown = page(client_of(firm.employee), "one", decision.pk)

    for words in (
        "No, we won&#x27;t. Not before next summer.",
        "Decided by Ruben Dahl",
        "Two large orders came in.",
        "Buy a press",
        "It is fast",
        "No room for it",
        "Assembly, on 3 November",
        "Whether the orders stay.",
        "Six more people.",
        "Safety first",
        "The shift meeting in October",
        "Will be looked at again on",
    ):
        assert words in shown


def test_only_its_writers_are_offered_to_change_it_and_only_the_others_to_ask(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    change, ask = "Change the words", "Ask about it"

    for who, offered, other in ((firm.manager, change, ask), (firm.employee, ask, change)):
        shown = page(client_of(who), "one", decision.pk)
        assert offered in shown
        assert other not in shown


def test_a_correction_stands_above_the_reasons(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    said = {"was": "Both presses.", "now": "One press.", "words": "Misread."}
    correct(decision, by=firm.manager, at=at_nine(localdate()), **said)

    shown = page(client_of(firm.employee), "one", decision.pk)

    assert shown.index("One press.") < shown.index("Both presses stand still")
    assert '<s class="was">Both presses.</s>' in shown
    assert "Corrected" in shown


def test_a_name_stands_beside_a_correction_once_its_bearer_said_yes(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    now = at_nine(localdate())
    said = {"was": "Both presses.", "now": "One press.", "words": "Misread."}
    correct(decision, by=firm.manager, at=now, thanks_to=firm.employee, **said)
    everyone, thanked = client_of(firm.colleague), client_of(firm.employee)

    assert "Jo Marsh" not in page(everyone, "one", decision.pk)
    assert "wants to thank you here by name" in page(thanked, "one", decision.pk)

    answer_thanks(Thanks.objects.get(), by=firm.employee, is_named=True, at=now)

    assert "Pointed out by Jo Marsh, with thanks." in page(everyone, "one", decision.pk)


def test_questions_say_how_many_have_their_answer_and_since_when_one_is_owed(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    today = localdate()
    first = ask_about(decision, by=firm.employee, words="Why?", at=at_nine(today))
    ask_about(decision, by=firm.colleague, words="How?", at=at_nine(today - timedelta(days=11)))
    answer_question(first, by=firm.manager, words="The wiring.", at=at_nine(today))

    shown = page(client_of(firm.employee), "one", decision.pk)

    assert "Answered: 1 of 2" in shown
    assert "Silent for 11 days" in shown
    assert shown.index("How?") < shown.index("The wiring.")


def test_the_versions_mark_what_changed_with_words_for_screen_readers(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    told = tell_of(
        reasons="Both presses stand still for want of people, and nobody is trained before May.",
        decided_on=decision.decided_on,
        look_again_on=decision.look_again_on,
    )
    change_decision(
        decision, by=firm.manager, told=told, why="A course.", version=1, at=at_nine(localdate())
    )

    shown = page(client_of(firm.employee), "versions", decision.pk)

    assert '<ins><span class="vh">added: </span>May' in shown
    assert '<del><span class="vh">taken out: </span>spring' in shown
    assert "“A course.”" in shown
    assert shown.index("Version 2") < shown.index("Version 1")


def test_looked_at_again_shows_why_it_stands(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    later = localdate() + timedelta(days=300)
    let_stand(
        decision,
        by=firm.manager,
        why="Still nobody.",
        look_again_on=later,
        version=1,
        at=at_nine(localdate()),
    )

    assert "Still nobody." in page(client_of(firm.employee), "one", decision.pk)
    assert "looked at it again: it stands" in page(
        client_of(firm.employee), "versions", decision.pk
    )


def test_what_was_replaced_leads_to_what_replaced_it_and_back(
    firm: Cast, decision: Decision, client_of: ClientOf
) -> None:
    newer = make_decision(firm.manager, "And in May?", recorded_on=localdate(), replaces=decision)
    client = client_of(firm.employee)

    assert reverse("decisions:one", args=[newer.pk]) in page(client, "one", decision.pk)
    assert reverse("decisions:one", args=[decision.pk]) in page(client, "one", newer.pk)
    assert "Replaced on" in page(client, "one", decision.pk)


def test_what_other_rooms_tell_came_of_it_stands_below(
    firm: Cast, decision: Decision, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(kind: str, refs: object) -> dict[str, list[came_of.Came]]:
        return {str(decision.pk): [came_of.Came("A course in May", "/promises/", "Kept", "kept")]}

    monkeypatch.setattr(came_of, "_TELL", [told])

    shown = page(client_of(firm.employee), "one", decision.pk)

    assert "What came of it" in shown
    assert "A course in May" in shown


def test_hostile_words_stay_words(firm: Cast, client_of: ClientOf) -> None:
    decision = make_decision(
        firm.manager, "<script>alert(1)</script>?", recorded_on=localdate(), context="<b>bold</b>"
    )

    for name in ("one", "versions"):
        shown = page(client_of(firm.employee), name, decision.pk)
        assert "<script>alert" not in shown
        assert "<b>bold</b>" not in shown
