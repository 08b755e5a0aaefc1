"""Reads of this room: the lines of the list, and who could stand for the employees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bothways.members.queries import (
    known_people,
    lines_of,
    may_represent,
    people_here,
    plain,
    representatives,
    standing,
    unit_path,
)
from bothways.people.models import Person, Role
from tests.cast import ASSEMBLY, Cast
from tests.factories import give, make_people, make_person


def test_a_line_says_where_somebody_is_and_what_they_hold(firm: Cast) -> None:
    lines = {line.name: line for line in lines_of(people_here(), standing())}

    owner, jo = lines["Sanne Weir"], lines["Jo Marsh"]
    assert (owner.leads, owner.roles, owner.manager) == (True, ("owner",), "")
    assert (jo.leads, jo.roles, jo.manager, jo.path) == (False, (), "Ruben Dahl", ASSEMBLY)
    assert "Nils Grau" not in lines


def test_the_standing_of_all_takes_two_queries(firm: Cast) -> None:
    make_people(300, unit=ASSEMBLY, manager=firm.manager)

    with CaptureQueriesContext(connection) as queries:
        standing()

    assert len(queries) == 2


def test_leavers_neither_lead_nor_are_led(firm: Cast) -> None:
    give(firm.leaver, Role.Kind.PEOPLE_LEAD)
    Person.objects.filter(pk=firm.leaver.pk).update(manager=firm.employee)

    stand = standing()

    assert firm.employee.pk not in stand.leaders
    assert firm.leaver.pk not in stand.roles


def test_whoever_is_representative_and_leads_is_named(firm: Cast) -> None:
    assert standing().both == ()

    Person.objects.filter(pk=firm.dispatcher.pk).update(manager=firm.representative)

    assert standing().both == ("Edda Falk",)


def test_somebody_with_two_roles_has_both(firm: Cast) -> None:
    give(firm.people_lead, Role.Kind.OWNER)

    assert standing().roles[firm.people_lead.pk] == ("owner", "people lead")


def test_who_leads_or_acts_for_the_company_can_not_represent(firm: Cast) -> None:
    could = set(may_represent())

    assert {firm.employee, firm.representative} <= could
    assert not could & {firm.owner, firm.people_lead, firm.manager, firm.leaver}
    assert representatives() == [firm.representative]


def test_known_people_are_everybody_who_is_or_was_here(firm: Cast) -> None:
    known = {person.name: person for person in known_people()}

    assert len(known) == 32
    assert (known["Nils Grau"].is_here, known["Jo Marsh"].is_here) == (False, True)
    assert known["Jo Marsh"].manager == firm.manager.pk


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("Millrace/Office", "Millrace/Office"),
        ("office", "Millrace/Office"),
        (" operations / assembly ", ASSEMBLY),
        ("Works/Paint", "Millrace/Works/Paint"),
        ("millrace", "Millrace"),
    ],
)
def test_a_typed_unit_finds_its_place(firm: Cast, typed: str, path: str) -> None:
    assert unit_path(typed) == path


@pytest.mark.parametrize("words", ["zoe", "ZOË", "krämer", "kramer", "oë kr"])
def test_a_name_is_found_without_its_accents(firm: Cast, words: str) -> None:
    zoe = make_person("Zoë Krämer", email="zoe@millrace.example")

    assert list(people_here(words=words)) == [zoe]


def test_plain_keeps_what_has_no_plainer_form() -> None:
    assert [plain(text) for text in ("Ada", "Straße", "Лев", "李")] == [
        "ada",
        "strasse",
        "лев",
        "李",
    ]
