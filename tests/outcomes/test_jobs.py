from datetime import timedelta
from decimal import Decimal

from bothways.outcomes.actions import keep_draft
from bothways.outcomes.jobs import A_DRAFT_LASTS, look_after_figures
from bothways.outcomes.models import FileDraft
from bothways.outcomes.registry import SOURCES
from bothways.people.models import Person
from tests.factories import NOW
from tests.outcomes.conftest import OCTOBER, value


def test_a_day_after_it_was_put_in_a_file_is_forgotten(people_lead: Person) -> None:
    keep_draft(by=people_lead, file_name="2026.csv", content=b"x", at=NOW)

    look_after_figures(NOW + A_DRAFT_LASTS)
    assert FileDraft.objects.exists()
    look_after_figures(NOW + A_DRAFT_LASTS + timedelta(seconds=1))

    assert not FileDraft.objects.exists()


def test_with_nothing_to_do_it_says_nothing(people_lead: Person) -> None:
    assert look_after_figures(NOW) == ""


def test_what_is_delivered_is_written_down_and_said(people_lead: Person) -> None:
    SOURCES["days_to_decide"] = lambda _month: Decimal(4)
    try:
        assert look_after_figures(NOW) == "2 figures"
    finally:
        del SOURCES["days_to_decide"]

    assert value(OCTOBER.plus(-1), "days_to_decide") == 4
