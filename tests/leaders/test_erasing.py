"""What goes with a leader who is erased, and what an export holds of this room."""

import io
import zipfile
from datetime import timedelta

import pytest

from bothways.leaders.models import NamedSheet, ProfileShare
from bothways.operations.actions.erasing import erase, plan_for
from bothways.operations.exporting import export_all
from tests.cast import Cast
from tests.factories import NOW, TODAY
from tests.rounds import draft

pytestmark = pytest.mark.both  # PostgreSQL's constraints, too


def said_and_shared(firm: Cast) -> None:
    round_ = draft(firm.owner)
    NamedSheet.objects.create(
        person=firm.manager,
        round=round_,
        answers=[{"code": "D-TRU1", "texts": {"en": "I rely on them."}, "answer": 4}],
        given_on=TODAY,
    )
    ProfileShare.objects.create(
        leader=firm.manager, shown_to="team", from_on=TODAY, until_on=TODAY + timedelta(days=14)
    )


def test_answers_by_name_and_shares_go_with_their_leader_and_the_plan_says_so(firm: Cast) -> None:
    said_and_shared(firm)

    deleted = dict(plan_for(firm.manager).deleted)
    erase(firm.manager, by=firm.owner, on=TODAY, at=NOW)

    assert deleted["answers given by name"] == 1
    assert deleted["times of sharing a profile"] == 1
    assert not NamedSheet.objects.exists()
    assert not ProfileShare.objects.exists()


def test_an_export_holds_what_was_said_by_name(firm: Cast) -> None:
    said_and_shared(firm)

    files = zipfile.ZipFile(io.BytesIO(export_all(at=NOW)))

    assert b"I rely on them." in files.read("leaders_namedsheet.json")
    assert b"team" in files.read("leaders_profileshare.csv")
