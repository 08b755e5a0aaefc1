"""Invitations go out in waves, once to each, and never because of a file alone."""

from datetime import timedelta

from django.utils.timezone import localdate

from bothways.members.actions import import_people, invite
from bothways.members.importing import read_table
from bothways.members.models import Invitation
from bothways.members.queries import not_invited, sites
from bothways.notifications.models import Message
from bothways.people.models import Person, Unit
from bothways.record.models import Entry
from tests.cast import STORES, Cast
from tests.factories import TODAY, make_person


def test_a_unit_is_invited_and_the_next_wave_reaches_the_others(firm: Cast) -> None:
    stores = Unit.objects.get(path=STORES)
    first = not_invited(unit=stores)

    assert invite(first, by=firm.people_lead, on=TODAY) == len(first) == 11
    assert invite(not_invited(), by=firm.people_lead, on=TODAY) == 31 - 11

    assert Message.objects.filter(kind="member.invited").count() == 31
    assert {entry.details["n"] for entry in Entry.objects.filter(verb="people.invited")} == {11, 20}


def test_nobody_is_invited_twice(firm: Cast) -> None:
    for _twice in range(2):
        n_mailed = invite([firm.employee], by=firm.people_lead, on=TODAY)

    assert n_mailed == 0
    assert Message.objects.filter(to=firm.employee).count() == 1
    assert Invitation.objects.get().sent_on == TODAY
    assert Entry.objects.filter(verb="people.invited").count() == 1


def test_the_mail_says_where_to_sign_in(firm: Cast) -> None:
    invite([firm.employee], by=firm.people_lead, on=TODAY)

    message = Message.objects.get()
    assert message.subject == "You can sign in to Bothways of Millrace"
    assert "/sign-in/" in message.body


def test_leavers_those_to_come_and_those_without_an_address_are_passed_over(firm: Cast) -> None:
    later = make_person("Dee Later", started_on=localdate() + timedelta(days=1))
    floor = make_person("Floor One", email=None, number="77")

    assert invite([firm.leaver, later, floor], by=firm.people_lead, on=TODAY) == 0

    Person.objects.filter(pk=later.pk).update(started_on=localdate())
    assert invite([later], by=firm.people_lead, on=TODAY) == 1


def test_a_unit_means_all_below_it_and_a_site_those_who_work_there(firm: Cast) -> None:
    Person.objects.filter(pk__in=[firm.employee.pk, firm.leaver.pk]).update(site="Dock")
    operations = Unit.objects.get(path="Millrace/Operations")

    assert len(not_invited(unit=operations)) == 26
    assert not_invited(site="Dock") == [firm.employee]
    assert not_invited(unit=Unit.objects.get(path=STORES), site="Dock") == []
    assert sites() == ["Dock"]


def test_a_file_of_people_mails_nobody(firm: Cast) -> None:
    table = read_table(b"name,email,unit\nNew One,new@millrace.example,Office\n")

    import_people(table, by=firm.people_lead, on=TODAY)

    assert not Message.objects.exists()
    assert Person.objects.get(name="New One") in not_invited()
