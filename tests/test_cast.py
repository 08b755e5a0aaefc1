"""The cast is what its first page says."""

import os

from django.conf import settings
from django.db import connections

from bothways.people.models import Person, Unit
from tests.cast import ASSEMBLY, DISPATCH, STORES, Cast
from tests.postgres import is_asked_for


def test_thirty_one_people_are_here_and_one_has_left(firm: Cast) -> None:
    assert Person.objects.here().count() == 31
    assert firm.leaver.is_active is False


def test_two_teams_are_large_enough_for_a_group_and_one_is_not(firm: Cast) -> None:
    here = {unit.path: unit.people.filter(left_on=None).count() for unit in Unit.objects.all()}

    assert (here[ASSEMBLY], here[STORES], here[DISPATCH]) == (12, 11, 3)


def test_the_leads_lead_and_the_representative_does_not(firm: Cast) -> None:
    assert firm.manager.leads_people
    assert firm.other_manager.leads_people
    assert not firm.representative.leads_people


def test_a_test_runs_on_databases_and_a_folder_of_its_own() -> None:
    assert settings.MODE == "test"
    assert str(settings.DATA) == os.path.realpath(os.environ["BOTHWAYS_DATA"])
    apart = "test_" if is_asked_for() else "memory"
    assert apart in str(connections["default"].settings_dict["NAME"])
    assert apart in str(connections["ballots"].settings_dict["NAME"])


def test_both_databases_are_open_to_a_test() -> None:
    for alias in ("default", "ballots"):
        with connections[alias].cursor() as cursor:
            assert cursor.execute("select 1").fetchone() == (1,)
