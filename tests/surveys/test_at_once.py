"""Two who announce, answer or change at the same moment, on a database that lets both write."""

import secrets
import threading
import time

import pytest
from django.db import connection, transaction

from bothways.ballotbox.queries import box_of, rules_hash
from bothways.people.models import Person, Role
from bothways.pure.ballots import manifest_hash
from bothways.storage.alone import stand_alone
from bothways.surveys.actions import (
    Blinded,
    Words,
    announce_round,
    change_round,
    hand_out_envelope,
    own_question,
    reword_question,
)
from bothways.surveys.actions.own import ALONE
from bothways.surveys.errors import CannotOpenError, EnvelopeGoneError, FrozenError
from bothways.surveys.models import Entitlement, OwnQuestion, Round
from tests.at_once import both
from tests.cast import make_firm
from tests.factories import NOW
from tests.rounds import SAFETY, draft, opened

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, databases="__all__"),
]


def owner() -> Person:
    make_firm()
    return Person.objects.get(roles__kind=Role.Kind.OWNER)


def test_of_two_who_announce_a_round_one_does_and_its_box_has_the_keys_of_its_rules() -> None:
    by = owner()
    round_ = draft(by)

    def announce() -> None:
        announce_round(Round.objects.get(pk=round_.pk), by=by, at=NOW)

    said = both(announce, announce)

    fixed = Round.objects.get()
    assert said.count(None) == 1
    assert fixed.state == Round.State.OPEN
    assert manifest_hash(fixed.manifest) == rules_hash(fixed.pk)
    assert box_of(fixed.pk).opens_at == NOW


def test_a_draft_is_changed_before_it_is_announced_or_not_at_all() -> None:
    by = owner()
    round_ = draft(by)

    def change() -> None:
        change_round(
            Round.objects.get(pk=round_.pk),
            by=by,
            at=NOW,
            title="Another",
            kind="pulse",
            questions=[SAFETY],
            opens_at=NOW,
            closes_at=round_.closes_at,
        )

    said = both(change, lambda: announce_round(Round.objects.get(pk=round_.pk), by=by, at=NOW))

    changed, announced = said
    assert changed is None or isinstance(changed, FrozenError)
    assert announced is None or isinstance(announced, CannotOpenError)  # it looked at the old one
    now = Round.objects.get()
    assert (now.title == "Another") is (changed is None)
    assert (now.state == Round.State.OPEN) is (announced is None)
    assert None in said


def test_two_devices_of_one_person_get_one_envelope() -> None:
    by = owner()
    round_ = opened(by)

    def ask() -> None:
        hand_out_envelope(round_, by, blinded=Blinded(b"\x00" + secrets.token_bytes(383)), at=NOW)

    said = both(ask, ask)

    assert [type(error) for error in said if error] == [EnvelopeGoneError]
    assert Entitlement.objects.exclude(blinded_digest="").count() == 1


def until_somebody_waits() -> None:
    """Come back as soon as another connection waits for what this one holds."""
    until = time.monotonic() + 20
    waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(f"{waits}AND wait_event_type = 'Lock'")
            if cursor.fetchone()[0]:
                return
        assert time.monotonic() < until, "nobody waits"
        time.sleep(0.02)


CANTEEN = own_question("The canteen is good.")


def test_words_that_change_while_their_round_is_announced_are_a_new_version() -> None:
    by = owner()
    round_ = draft(by, questions=[SAFETY, CANTEEN])
    is_announced = threading.Event()

    def announce() -> None:
        with transaction.atomic():
            announce_round(Round.objects.get(pk=round_.pk), by=by, at=NOW)
            is_announced.set()
            until_somebody_waits()

    def reword() -> None:
        is_announced.wait(20)
        words = Words("The canteen is worth the walk.", "en")
        reword_question(OwnQuestion.objects.get(), words, by=by, at=NOW)

    assert both(announce, reword) == [None, None]
    said = list(OwnQuestion.objects.get().wordings.values_list("version", "text"))
    assert said == [(2, "The canteen is worth the walk."), (1, CANTEEN.text)]
    assert round_.questions.get(code=CANTEEN.code).text == CANTEEN.text


def test_who_changes_a_draft_waits_for_who_rewords_a_question_before_holding_it() -> None:
    by = owner()
    round_ = draft(by)
    stands_alone = threading.Event()

    def reword() -> None:
        with transaction.atomic():
            stand_alone(ALONE)
            stands_alone.set()
            until_somebody_waits()
            Round.objects.select_for_update(nowait=True).get(pk=round_.pk)

    def change() -> None:
        stands_alone.wait(20)
        change_round(
            Round.objects.get(pk=round_.pk),
            by=by,
            at=NOW,
            title="Another",
            kind="pulse",
            questions=[SAFETY, CANTEEN],
            opens_at=NOW,
            closes_at=round_.closes_at,
        )

    assert both(reword, change) == [None, None]
    assert Round.objects.get().title == "Another"
