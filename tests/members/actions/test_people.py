"""People come and go by hand, and each step is on the record."""

from datetime import datetime, timedelta

import pytest

from bothways.members.actions import add_person, end_membership, plan_leaving
from bothways.members.actions.people import mark_leavers
from bothways.members.errors import LastOwnerError, NotAnOwnerError, TakenError
from bothways.members.models import Code, Session
from bothways.people.models import Person, Role, Unit
from bothways.record.models import Entry
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import TODAY, give


def test_a_new_person_gets_a_new_unit_where_there_is_none(firm: Cast, now: datetime) -> None:
    person = add_person(
        name="Uma Vail",
        email=" Uma@Millrace.Example ",
        unit="Millrace/Works/Paint",
        manager=firm.owner,
        by=firm.people_lead,
        at=now,
    )

    assert person.email == "uma@millrace.example"
    assert Unit.objects.get(path="Millrace/Works/Paint").parent.path == "Millrace/Works"
    entry = Entry.objects.get(verb="person.added")
    assert (entry.by, entry.at, entry.about_id) == (firm.people_lead, now, str(person.pk))


def test_an_address_is_given_once_even_if_its_owner_has_left(firm: Cast) -> None:
    with pytest.raises(TakenError, match="already"):
        add_person(name="Other", email=firm.leaver.email, unit="Millrace", by=firm.owner)

    assert not Person.objects.filter(name="Other").exists()


def test_people_without_an_address_do_not_clash(firm: Cast) -> None:
    for number in ("901", "902"):
        add_person(name=f"Floor {number}", number=number, unit="Millrace", by=firm.owner)

    assert Person.objects.filter(email=None).count() == 2


def test_whoever_leaves_is_kept_and_can_do_nothing_any_more(
    firm: Cast, client_of: ClientOf, now: datetime
) -> None:
    client = client_of(firm.representative)
    Code.objects.create(person=firm.representative, digest="x", expires_at=now)

    end_membership(firm.representative, by=firm.people_lead, on=TODAY, at=now)

    assert firm.representative.left_on == TODAY
    assert client.get("/me/").status_code == 302
    assert not Session.objects.filter(person=firm.representative).exists()
    assert not Code.objects.exists()
    assert not Role.objects.filter(person=firm.representative).exists()
    assert Entry.objects.get(verb="person.left").at == now


def test_leaving_twice_is_leaving_once(firm: Cast) -> None:
    end_membership(firm.leaver, by=firm.owner, on=TODAY)

    assert firm.leaver.left_on != TODAY
    assert not Entry.objects.filter(verb="person.left").exists()


def test_those_who_were_led_report_to_the_next_above(firm: Cast) -> None:
    end_membership(firm.manager, by=firm.owner, on=TODAY)

    firm.employee.refresh_from_db()
    assert firm.employee.manager == firm.owner


def test_two_levels_that_leave_one_after_the_other_are_both_bridged(firm: Cast) -> None:
    give(firm.people_lead, Role.Kind.OWNER)

    end_membership(firm.owner, by=firm.people_lead, on=TODAY)
    end_membership(firm.manager, by=firm.people_lead, on=TODAY)

    firm.employee.refresh_from_db()
    assert firm.employee.manager is None


def test_only_an_owner_lets_an_owner_go_however_many_stay(firm: Cast) -> None:
    give(firm.manager, Role.Kind.OWNER)

    with pytest.raises(NotAnOwnerError, match="Only an owner"):
        end_membership(firm.manager, by=firm.people_lead, on=TODAY)
    with pytest.raises(NotAnOwnerError):
        plan_leaving(firm.manager, last_day=TODAY, on=TODAY, by=firm.people_lead)

    firm.manager.refresh_from_db()
    assert (firm.manager.left_on, firm.manager.leaves_on) == (None, None)
    end_membership(firm.manager, by=firm.owner, on=TODAY)
    firm.manager.refresh_from_db()
    assert firm.manager.left_on == TODAY


def test_an_owner_whose_last_day_an_owner_named_is_a_leaver_when_it_is_over(firm: Cast) -> None:
    give(firm.manager, Role.Kind.OWNER)
    plan_leaving(firm.manager, last_day=TODAY, on=TODAY, by=firm.owner)

    assert mark_leavers(on=TODAY + timedelta(days=1)) == 1


def test_the_last_owner_can_not_leave(firm: Cast) -> None:
    with pytest.raises(LastOwnerError, match="somebody else owner first"):
        end_membership(firm.owner, by=firm.owner, on=TODAY)

    firm.owner.refresh_from_db()
    assert firm.owner.left_on is None
