import hashlib
import json
from datetime import timedelta

import pytest

from bothways.ballotbox import actions as box
from bothways.ballotbox.queries import holds_secrets
from bothways.notifications.models import Message
from bothways.people.models import Organisation, Person
from bothways.record.models import Entry
from bothways.surveys import actions, queries
from bothways.surveys.actions import Blinded
from bothways.surveys.errors import (
    BoxClosedError,
    CannotOpenError,
    EnvelopeGoneError,
    FrozenError,
    NotAskedError,
)
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.schedule import suggested
from tests.factories import NOW, make_people, make_person
from tests.rounds import NEWS, SAFETY, TRUST, draft, opened
from tests.tampering import tamper

BLINDED = (7).to_bytes(384, "big")
OTHER = (8).to_bytes(384, "big")


def test_announcing_fixes_the_rules_and_their_hash(owner: Person) -> None:
    round_ = opened(owner)

    assert hashlib.sha256(round_.manifest.encode()).hexdigest() == round_.manifest_hash
    assert round_.rules["questions"][0]["text"] == TRUST.text
    assert round_.rules["guardian"] is None
    assert {block["id"] for block in round_.rules["blocks"]} == set(round_.rules["keys"]["blocks"])
    assert sum(block["eligible"] for block in round_.rules["blocks"]) == 31


def test_the_rules_are_canonical_so_that_everybody_hashes_the_same(owner: Person) -> None:
    rules = opened(owner).manifest

    again = json.dumps(json.loads(rules), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again == rules


def test_after_announcing_nothing_can_be_changed_and_the_attempt_is_on_the_record(
    owner: Person,
) -> None:
    round_ = opened(owner)

    with pytest.raises(FrozenError, match="on the record"):
        actions.change_round(
            round_,
            by=owner,
            at=NOW,
            title="Other",
            kind=round_.kind,
            questions=[NEWS],
            opens_at=NOW,
            closes_at=NOW + timedelta(days=1),
        )

    assert Entry.objects.filter(verb="round.change_refused", about_id=str(round_.pk)).exists()
    assert Round.objects.get(pk=round_.pk).title == "November pulse"


def test_a_draft_can_be_changed_and_thrown_away(owner: Person) -> None:
    round_ = draft(owner)
    actions.change_round(
        round_,
        by=owner,
        at=NOW,
        title="Shorter",
        kind=round_.kind,
        questions=[NEWS],
        opens_at=NOW,
        closes_at=NOW + timedelta(days=1),
    )
    assert [question.code for question in round_.questions.all()] == ["U-COM1"]

    actions.drop_draft(round_, by=owner, at=NOW)

    assert not Round.objects.exists()


def test_a_second_round_waits_for_the_first(owner: Person) -> None:
    opened(owner, questions=[SAFETY])
    second = draft(owner, questions=[NEWS], title="Second")

    with pytest.raises(CannotOpenError, match="still open"):
        actions.announce_round(second, by=owner, at=NOW)


def test_announcing_twice_is_refused(owner: Person) -> None:
    round_ = opened(owner)

    with pytest.raises(FrozenError):
        actions.announce_round(round_, by=owner, at=NOW)


def test_fewer_people_than_the_smallest_group_are_not_asked(db: None) -> None:
    Organisation.objects.create(name="Tiny")
    lead = make_person("Lead")
    make_people(5)

    with pytest.raises(CannotOpenError, match="6 people here, and we show nothing below 7"):
        actions.announce_round(draft(lead), by=lead, at=NOW)

    assert not holds_secrets(Round.objects.get().pk)


def test_the_same_question_comes_back_after_a_quarter_only(owner: Person) -> None:
    first = opened(owner, questions=[SAFETY])
    Round.objects.filter(pk=first.pk).update(state=Round.State.RELEASED)
    soon = draft(owner, questions=[SAFETY], opens_at=NOW + timedelta(days=60), title="Soon")
    later = draft(owner, questions=[SAFETY], opens_at=NOW + timedelta(days=91), title="Later")

    with pytest.raises(CannotOpenError, match="may come back"):
        actions.announce_round(soon, by=owner, at=NOW + timedelta(days=60))
    actions.announce_round(later, by=owner, at=NOW + timedelta(days=91))


def test_a_third_survey_within_a_year_is_refused(owner: Person) -> None:
    for number, asked in enumerate((SAFETY, NEWS)):
        held = opened(
            owner,
            questions=[asked],
            kind=Round.Kind.SURVEY,
            opens_at=NOW + timedelta(days=number),
        )
        Round.objects.filter(pk=held.pk).update(state=Round.State.RELEASED)
    third = draft(
        owner, questions=[TRUST], kind=Round.Kind.SURVEY, opens_at=NOW + timedelta(days=200)
    )

    with pytest.raises(CannotOpenError, match="Two surveys"):
        actions.announce_round(third, by=owner, at=NOW + timedelta(days=200))


def test_a_round_without_questions_is_refused(owner: Person) -> None:
    with pytest.raises(CannotOpenError, match="no question"):
        actions.announce_round(draft(owner, questions=[]), by=owner, at=NOW)


def test_one_person_gets_one_envelope_and_the_same_answer_again(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner)

    first = actions.hand_out_envelope(round_, employee, blinded=Blinded(BLINDED), at=NOW)
    again = actions.hand_out_envelope(round_, employee, blinded=Blinded(BLINDED), at=NOW)

    assert first == again
    with pytest.raises(EnvelopeGoneError, match="another device"):
        actions.hand_out_envelope(round_, employee, blinded=Blinded(OTHER), at=NOW)


def test_what_is_kept_of_an_envelope_holds_no_moment_and_no_order(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner)

    actions.hand_out_envelope(round_, employee, blinded=Blinded(BLINDED), at=NOW)

    names = {field.name for field in Entitlement._meta.get_fields()}
    assert names == {
        "id",
        "round",
        "person",
        "block",
        "blinded_digest",
        "for_guardian",
        "stamp",
    }
    assert Entitlement._meta.pk.get_internal_type() == "UUIDField"


def test_who_is_not_on_the_list_gets_no_envelope(owner: Person, leaver: Person) -> None:
    with pytest.raises(NotAskedError, match="next one"):
        actions.hand_out_envelope(opened(owner), leaver, blinded=Blinded(BLINDED), at=NOW)


def test_a_closed_box_hands_out_nothing(owner: Person, employee: Person) -> None:
    round_ = opened(owner)

    with pytest.raises(BoxClosedError):
        actions.hand_out_envelope(round_, employee, blinded=Blinded(BLINDED), at=round_.closes_at)


def test_an_envelope_asked_for_while_the_box_closes_is_refused_in_a_sentence(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner)
    box.stop_signing(round_.pk)

    with pytest.raises(BoxClosedError):
        actions.hand_out_envelope(round_, employee, blinded=Blinded(BLINDED), at=NOW)
    assert queries.entitlement_of(employee, round_).blinded_digest == ""


def test_a_roster_changed_while_the_box_is_open_changes_nothing_in_it(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner)
    block = queries.entitlement_of(employee, round_).block
    rules = round_.manifest
    elsewhere = round_.entitlements.exclude(block=block).first().person

    employee.unit = elsewhere.unit
    employee.save()
    make_people(5)

    round_ = Round.objects.get(pk=round_.pk)
    assert queries.entitlement_of(employee, round_).block == block
    assert round_.entitlements.count() == 31
    assert round_.manifest == rules


def test_everybody_is_told_once_that_the_box_is_open(owner: Person) -> None:
    round_ = opened(owner)

    told = actions.tell_of_open_box(NOW)
    again = actions.tell_of_open_box(NOW)

    assert (told, again) == (31, 0)
    assert f"/rounds/{round_.pk}/answer/" in Message.objects.first().body


def test_the_reminder_goes_to_everybody_whether_they_answered_or_not(
    owner: Person, employee: Person
) -> None:
    round_ = opened(owner)
    actions.tell_of_open_box(NOW)
    actions.hand_out_envelope(round_, employee, blinded=Blinded(BLINDED), at=NOW)
    Message.objects.all().delete()

    early = actions.remind_everyone(NOW + timedelta(days=1))
    told = actions.remind_everyone(round_.closes_at - timedelta(hours=5))

    assert (early, told) == (0, 31)
    assert employee.messages.count() == 1


def test_who_was_told_of_the_box_today_is_not_reminded_of_it_today(owner: Person) -> None:
    opened(owner)
    tamper(Round.objects.all(), closes_at=NOW + timedelta(hours=6))
    actions.tell_of_open_box(NOW)

    told = actions.remind_everyone(NOW + timedelta(minutes=10))

    assert told == 0
    assert set(Message.objects.values_list("kind", flat=True)) == {"round.opened"}


def test_the_firms_name_stands_in_its_questions(owner: Person) -> None:
    asked = actions.Asked("U-SEN1", "I trust the people who run {company}.", "SEN")

    round_ = draft(owner, questions=[asked])

    assert round_.questions.get().text == "I trust the people who run Millrace."


def test_an_own_question_keeps_its_code_whatever_its_spaces() -> None:
    one = actions.own_question("The canteen  is good. ")
    two = actions.own_question("the canteen is good.")

    assert one.code == two.code
    assert one.text == "The canteen is good."


def test_an_own_question_about_my_boss_is_marked_as_pointing_at_a_leader() -> None:
    assert actions.own_question("My boss listens to me.").about_leader


def test_a_pulse_begins_with_what_was_not_asked_for_longest(owner: Person) -> None:
    before = [item.construct for item in suggested("pulse")]
    opened(owner, questions=[TRUST])

    after = [item.construct for item in suggested("pulse")]

    assert before[:2] == ["TRU", "TRU"]
    assert "TRU" not in after
    assert len(after) == 6
