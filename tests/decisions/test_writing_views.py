"""Writing decisions down, alone and together, as people meet the forms."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from bothways.decisions.actions import begin_draft, change_decision, save_draft
from bothways.decisions.models import Decision, Draft
from bothways.people.models import Person, Value
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import WHY, at_nine, make_decision, make_person, tell_of
from tests.rounds import counted

NEW = "/decisions/new/"


def typed(**fields: Any) -> dict[str, Any]:
    """What somebody typed who says no; `None` takes a field out."""
    plain = {
        "question": "Do we run a third shift?",
        "outcome": "no",
        "reasons": WHY,
        "look_again_on": localdate() + timedelta(days=90),
        "decided_on": localdate(),
    }
    return {name: value for name, value in (plain | fields).items() if value is not None}


def text(client: Client, address: str) -> str:
    """Return a page that must be there."""
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


def test_a_decision_is_written_down_with_one_press(firm: Cast, client_of: ClientOf) -> None:
    reply = client_of(firm.manager).post(NEW, typed())

    decision = Decision.objects.get()
    assert reply.url == reverse("decisions:one", args=[decision.pk])  # type: ignore[attr-defined]
    assert [decider.person for decider in decision.deciders.all()] == [firm.manager]


def test_every_role_may_write_one_down(firm: Cast, client_of: ClientOf) -> None:
    for who in (firm.owner, firm.people_lead, firm.employee, firm.representative):
        client_of(who).post(NEW, typed(question=f"Does {who.name} decide?"))

    assert Decision.objects.count() == 4


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"reasons": "No money."}, "Say in a sentence or two what stands in the way"),
        ({"reasons": None}, "Say in a sentence or two what stands in the way"),
        ({"outcome": "yes", "reasons": "So."}, "Say in a sentence why it was decided so."),
        ({"question": ""}, "Say what was to be decided, as a question."),
        ({"outcome": None}, "Choose how it was decided."),
        ({"outcome": "other", "decided": ""}, "Say what was decided, in a sentence."),
        ({"look_again_on": ""}, "A day is missing."),
        ({"look_again_on": "soon"}, "This is no day."),
        ({"look_again_on": localdate()}, "The day to look at it again has to come."),
        ({"look_again_on": "2099-01-01"}, "more than five years away"),
        ({"decided_on": "2099-01-01"}, "This day has not come yet."),
        ({"deciders": "Nobody Atall"}, "Nobody here has the name Nobody Atall."),
        ({"deciders": "Nils Grau"}, "Nobody here has the name Nils Grau."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    firm: Cast, client_of: ClientOf, fields: dict[str, Any], says: str
) -> None:
    reply = client_of(firm.manager).post(NEW, typed(context="The orders of May.", **fields))

    shown = reply.content.decode()
    assert "The orders of May." in shown
    assert says in shown
    assert not Decision.objects.exists()


def test_others_who_decided_are_named_by_name_or_address(firm: Cast, client_of: ClientOf) -> None:
    names = f"sanne weir,  {firm.people_lead.email}"

    client_of(firm.manager).post(NEW, typed(deciders=names))

    decided = {decider.person for decider in Decision.objects.get().deciders.all()}
    assert decided == {firm.manager, firm.owner, firm.people_lead}


def test_two_of_one_name_are_told_apart_by_their_addresses(firm: Cast, client_of: ClientOf) -> None:
    twin = make_person("Jo Marsh", email="jo.second@millrace.example")
    client = client_of(firm.manager)

    refused = client.post(NEW, typed(deciders="Jo Marsh")).content.decode()
    client.post(NEW, typed(deciders="jo.second@millrace.example"))

    assert "Write the e-mail address instead." in refused
    assert twin in {decider.person for decider in Decision.objects.get().deciders.all()}


def test_everything_that_is_folded_away_is_kept_too(firm: Cast, client_of: ClientOf) -> None:
    value = Value.objects.create(place=1, name="Safety first", sentence="Nobody is hurt.")
    more = {
        "context": "Two orders.",
        "who_was_heard": "Assembly",
        "uncertain": "The orders.",
        "would_change_our_mind": "Six people.",
        "value": value.pk,
        "option_0_text": "Buy a press",
        "option_0_for": "Fast",
        "option_2_text": "Do nothing",
    }

    client_of(firm.manager).post(NEW, typed(**more))

    decision = Decision.objects.get()
    assert (decision.context, decision.who_was_heard, decision.value) == (
        "Two orders.",
        "Assembly",
        value,
    )
    assert [option["text"] for option in decision.options] == ["Buy a press", "Do nothing"]


def test_a_second_click_leads_to_the_first(firm: Cast, client_of: ClientOf) -> None:
    client = client_of(firm.manager)
    first, second = client.post(NEW, typed()), client.post(NEW, typed())

    assert first.url == second.url  # type: ignore[attr-defined]
    assert Decision.objects.count() == 1


def test_a_decision_can_answer_a_result(firm: Cast, client_of: ClientOf) -> None:
    round_ = counted(firm.owner, dict.fromkeys(Person.objects.here(), (5, 4, 2)))
    address = f"{NEW}?round={round_.pk}&question=U-COM1&outcome=no"
    client = client_of(firm.manager)

    shown = text(client, address)
    client.post(address, typed())

    assert "In answer to:" in shown
    prompt = Decision.objects.get().prompt
    assert prompt is not None
    assert (prompt.kind, prompt.ref) == ("result", f"{round_.pk}/U-COM1")


@pytest.mark.parametrize(
    "query",
    [
        "round=none&question=U-COM1",
        "round=6f2c1b52-0f0a-4a3e-9d55-2f8e1f1d7a11&question=U-COM1",
        "prompt=nothing&words=Something",
        "prompt=result&ref=x&words=31 of 46 agree",
        "prompt=meeting&words=",
        "replaces=none",
    ],
)
def test_an_address_that_names_nothing_is_a_decision_taken_freely(
    firm: Cast, client_of: ClientOf, query: str
) -> None:
    assert "In answer to:" not in text(client_of(firm.manager), f"{NEW}?{query}")


def test_a_decision_can_answer_a_meeting_or_take_an_older_ones_place(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.manager)
    client.post(f"{NEW}?prompt=meeting&ref=7&words=The+shift+meeting", typed())
    first = Decision.objects.get()
    client.post(f"{NEW}?replaces={first.pk}", typed(question="And in May?"))

    first.refresh_from_db()
    assert (first.prompt_kind, first.prompt_words) == ("meeting", "The shift meeting")
    assert first.replaced_by is not None


def test_nobody_replaces_what_is_not_theirs(firm: Cast, client_of: ClientOf) -> None:
    decision = make_decision(firm.manager, recorded_on=localdate())

    client_of(firm.employee).post(f"{NEW}?replaces={decision.pk}", typed(question="Mine?"))

    decision.refresh_from_db()
    assert decision.replaced_by is None


def test_a_half_written_decision_is_kept_with_all_that_is_wrong_in_it(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.manager)

    reply = client.post(NEW, {"question": "Half?", "reasons": "So.", "keep": "yes"})

    draft = Draft.objects.get()
    assert reply.url == reverse("decisions:draft", args=[draft.pk])  # type: ignore[attr-defined]
    assert 'value="Half?"' in text(client, reply.url)  # type: ignore[attr-defined]
    assert not Decision.objects.exists()


def test_a_draft_is_written_together_and_published_by_either(
    firm: Cast, client_of: ClientOf
) -> None:
    client_of(firm.manager).post(NEW, typed(keep="yes", writers="Sanne Weir"))
    draft = Draft.objects.get()
    address = reverse("decisions:draft", args=[draft.pk])
    owner = client_of(firm.owner)
    assert 'value="Ruben Dahl"' not in text(owner, address)

    owner.post(address, typed(version=1))

    assert Decision.objects.get().made_by == firm.owner
    assert not Draft.objects.exists()


def test_a_name_that_is_wrong_keeps_no_draft(firm: Cast, client_of: ClientOf) -> None:
    reply = client_of(firm.manager).post(NEW, typed(keep="yes", writers="Nobody Atall"))

    assert "Nobody here has the name Nobody Atall." in reply.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("pressed", [{"keep": "yes"}, {}])
def test_of_two_who_write_a_draft_the_second_sees_both_texts(
    firm: Cast, client_of: ClientOf, pressed: dict[str, str]
) -> None:
    now = at_nine(localdate())
    draft = begin_draft(by=firm.manager, typed={"reasons": "Old"}, writers=[firm.owner], at=now)
    theirs = {"reasons": "The newer text.", "outcome": "no", "option_0_text": "A press"}
    save_draft(draft, by=firm.owner, typed=theirs, version=1, at=now)
    client = client_of(firm.manager)
    address = reverse("decisions:draft", args=[draft.pk])

    reply = client.post(address, typed(version=1, reasons=f"Mine: {WHY}", **pressed))

    shown = reply.content.decode()
    assert reply.status_code == 409
    assert "Someone else changed this" in shown
    assert "The newer text." in shown
    assert f"Mine: {WHY}" in shown
    assert 'name="version" value="2"' in shown
    assert client.post(address, typed(version=2)).status_code == 302


def test_a_draft_is_thrown_away_by_its_writers_alone(firm: Cast, client_of: ClientOf) -> None:
    draft = begin_draft(by=firm.manager, typed={}, at=at_nine(localdate()))
    address = reverse("decisions:drop", args=[draft.pk])

    assert client_of(firm.owner).post(address).status_code == 404
    assert client_of(firm.manager).post(address).status_code == 302
    assert not Draft.objects.exists()


def test_the_words_change_with_their_reason(firm: Cast, client_of: ClientOf) -> None:
    decision = make_decision(firm.manager, recorded_on=localdate(), options=[{"text": "A press"}])
    client, address = client_of(firm.manager), reverse("decisions:change", args=[decision.pk])
    shown = text(client, address)
    assert 'value="A press"' in shown

    fields = typed(version=1, why="A course.", reasons=f"{WHY} So in May.", option_0_text="A press")
    reply = client.post(address, fields)

    assert reply.status_code == 302
    assert decision.versions.count() == 2


def test_a_change_that_came_second_shows_both_texts_and_can_be_sent_again(
    firm: Cast, client_of: ClientOf
) -> None:
    decision = make_decision(
        firm.manager, recorded_on=localdate(), deciders=[firm.manager, firm.owner]
    )
    client, address = client_of(firm.manager), reverse("decisions:change", args=[decision.pk])
    told = tell_of(
        reasons=f"{WHY} Theirs.",
        decided_on=decision.decided_on,
        look_again_on=decision.look_again_on,
    )
    change_decision(
        decision, by=firm.owner, told=told, why="New.", version=1, at=at_nine(localdate())
    )
    mine = typed(version=1, why="A course.", reasons=f"{WHY} Mine.")

    refused = client.post(address, mine)
    shown = refused.content.decode()

    assert refused.status_code == 409
    assert f"{WHY} Theirs." in shown
    assert f"{WHY} Mine." in shown
    assert client.post(address, mine | {"version": 2}).status_code == 302
    assert decision.versions.count() == 3


def test_nothing_new_is_no_version(firm: Cast, client_of: ClientOf) -> None:
    decision = make_decision(firm.manager, recorded_on=localdate())
    address = reverse("decisions:change", args=[decision.pk])
    same = typed(version=1, why="So.", look_again_on=decision.look_again_on)

    reply = client_of(firm.manager).post(address, same)

    assert "Nothing is different from before." in reply.content.decode()


def test_who_may_not_write_it_gets_a_page_that_says_so(firm: Cast, client_of: ClientOf) -> None:
    decision = make_decision(firm.manager, recorded_on=localdate())
    client = client_of(firm.employee)

    for name in ("change", "correct", "look-again"):
        assert client.get(reverse(f"decisions:{name}", args=[decision.pk])).status_code == 403
