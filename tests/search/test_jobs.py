"""The search mends itself."""

from datetime import datetime

from bothways.search.jobs import keep_in_step
from bothways.search.models import Indexed
from bothways.search.queries import find
from tests.cast import Cast
from tests.factories import make_promise


def test_what_got_out_of_step_is_made_anew_within_the_hour(firm: Cast, now: datetime) -> None:
    make_promise(firm.manager)
    Indexed.objects.all().delete()

    assert keep_in_step(now) == "1 thing can be found."
    assert len(find("gauges")) == 1
    assert keep_in_step(now) == ""


def test_the_command_does_it_at_once(firm: Cast) -> None:
    from io import StringIO

    from django.core.management import call_command

    make_promise(firm.manager)
    Indexed.objects.all().delete()

    call_command("reindex", stdout=(said := StringIO()))

    assert said.getvalue().startswith("1 things can be found. Before, 1 could not be, and 1")
    assert len(find("gauges")) == 1
