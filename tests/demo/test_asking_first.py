"""Once in its year Millrace asks before the old answers are given, in everyone's sight."""

import pytest
from django.test import Client

from bothways.answers.models import Agreement
from bothways.answers.queries import entries_of_rounds
from bothways.demo.answering import CAN_NOT_WAIT
from bothways.demo.making import SET_ASIDE
from bothways.people.models import Person
from bothways.record.models import Entry
from tests.millrace import Told

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("demo")]


def test_owner_and_representative_set_it_aside_once_on_the_record_and_on_the_page(
    millrace: Told,
) -> None:
    round_ = millrace.rounds[SET_ASIDE]
    agreed = Agreement.objects.filter(round=round_)
    assert [one.words for one in agreed] == list(CAN_NOT_WAIT)
    assert {one.round_id for one in Agreement.objects.all()} <= {
        round_.pk,
        millrace.rounds[max(millrace.rounds)].pk,
    }
    noted = Entry.objects.filter(verb="override.agreed", about_id=str(round_.pk))
    assert noted.count() == 2

    client = Client()
    client.force_login(Person.objects.get(number="M012"))
    page = client.get(f"/rounds/{round_.pk}/").content.decode()
    assert "This was asked before the last answers were given" in page
    for words in CAN_NOT_WAIT:
        assert words in page


def test_what_was_owed_then_was_answered_all_the_same(millrace: Told) -> None:
    before = millrace.rounds[SET_ASIDE - 1]
    announced = millrace.rounds[SET_ASIDE].fixed_at
    assert announced is not None

    late = [
        entry
        for entry in entries_of_rounds(before.pk)
        if entry.why
        and all(one.recorded_on > announced.date() for one in entry.refusals)
        and all(one.made_on > announced.date() for one in entry.promises)
    ]

    assert late
    assert all(entry.is_answered for entry in late)
