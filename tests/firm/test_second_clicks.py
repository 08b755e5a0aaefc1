"""Two set up from the same page, and impatient fingers: one result, and nothing lost."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bothways.firm.actions import (
    add_by_hand,
    choose_group_size,
    choose_round,
    keep_values,
    keep_words,
    mail_words,
)
from bothways.firm.errors import ChangedMeanwhileError, LinesRefusedError
from bothways.firm.models import Announcement
from bothways.firm.presets import PRESETS
from bothways.firm.queries import mark_of_values_held
from bothways.firm.ready import IN_THE_WAY, TRUST
from bothways.notifications.models import Message
from bothways.people.models import Organisation, Person, Role
from bothways.people.queries import values_held
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.factories import NOW, TODAY, give, make_organisation, make_people, make_person
from tests.rounds import opened


@pytest.fixture
def founder(db: None) -> Person:
    """The owner of a firm of twelve."""
    make_organisation()
    owner = give(make_person("Sanne Weir"), Role.Kind.OWNER)
    make_people(11)
    return owner


def in_turn(*acts: Callable[[], object]) -> list[object]:
    """Do these one after the other, all from what stood before; return what came of each."""
    said: list[object] = []
    for act in acts:
        try:
            said.append(act())
        except (ChangedMeanwhileError, LinesRefusedError) as refusal:
            said.append(type(refusal))
    return said


def days(now: datetime) -> dict[str, datetime]:
    return {"opens_at": now + timedelta(days=3), "closes_at": now + timedelta(days=10)}


def test_two_choose_the_first_round_and_there_is_one_draft(founder: Person) -> None:
    in_turn(
        lambda: choose_round(TRUST, by=founder, at=NOW, **days(NOW)),
        lambda: choose_round(IN_THE_WAY, by=founder, at=NOW, **days(NOW)),
    )

    round_ = Round.objects.get()
    codes = {question.code for question in round_.questions.all()}
    assert codes in (set(TRUST.codes), set(IN_THE_WAY.codes))


def test_two_choose_a_size_and_one_of_them_is_told(founder: Person) -> None:
    strict, _usual, floor = PRESETS

    said = in_turn(
        lambda: choose_group_size(strict, seen="7/2", by=founder, at=NOW),
        lambda: choose_group_size(floor, seen="7/2", by=founder, at=NOW),
    )

    assert said == [None, ChangedMeanwhileError]
    assert Organisation.objects.get().k in (strict.k, floor.k)
    assert Entry.objects.filter(verb="firm.group_changed").count() == 1


def test_two_write_values_and_neither_is_mixed_with_the_other(founder: Person) -> None:
    seen = mark_of_values_held()
    one, other = [("Ours", "A."), ("Fair", "B.")], [("Theirs", "C.")]

    said = in_turn(
        lambda: keep_values(one, seen=seen, by=founder, at=NOW, on=TODAY),
        lambda: keep_values(other, seen=seen, by=founder, at=NOW, on=TODAY),
    )

    assert ChangedMeanwhileError in said
    assert [(v.name, v.sentence) for v in values_held()] in (one, other)


def test_two_clicks_add_the_same_people_once(founder: Person) -> None:
    lines = ["Ada, ada@x.example", "Bo, bo@x.example"]

    said = in_turn(
        *[lambda: add_by_hand(lines, report_to_me=True, by=founder, at=NOW)] * 2,
    )

    assert LinesRefusedError in said
    assert Person.objects.filter(name__in=["Ada", "Bo"]).count() == 2


def test_two_clicks_mail_the_announcement_once(founder: Person) -> None:
    round_ = opened(founder)
    keep_words(round_, words="We ask.", contact="")

    said = in_turn(*[lambda: mail_words(round_, by=founder, at=NOW)] * 2)

    assert said == [12, 0]
    assert Message.objects.filter(kind="round.announced").count() == 12


def test_two_keep_their_words_and_there_is_one_announcement(founder: Person) -> None:
    round_ = opened(founder)

    in_turn(
        lambda: keep_words(round_, words="One.", contact=""),
        lambda: keep_words(round_, words="Other.", contact=""),
    )

    assert Announcement.objects.get().words in {"One.", "Other."}
