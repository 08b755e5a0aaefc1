"""Whole exports as common systems write them, from their bytes to the people in them."""

from datetime import date
from uuid import UUID

import pytest

from bothways.members.importing import Fate, make_plan, read_table
from tests.members.workbooks import sheets, workbook

PERSONIO = """\
Personalnummer;Vorname;Nachname;E-Mail;Status;Abteilung;Team;Vorgesetzter;Position;Standort;\
Einstellungsdatum;Gehalt
1;Änne;Groß;aenne@muehle.example;Aktiv;Leitung;;;Geschäftsführerin;Ulm;01.04.2009;9000
2;Jörg;Maier;joerg@muehle.example;Aktiv;Produktion;Schicht 1;Änne Groß;Leiter;Ulm;15.10.2015;5000
3;Özlem;Yıldız;;Aktiv;Produktion;Schicht 1;"Maier, Jörg";Müllerin;Ulm;02.01.2023;4000
"""
BAMBOO = """\
Employee #,First Name,Last Name,Work Email,Department,Reports To,Job Title,Location,Hire Date
100,Ada,Quinn,ada@mill.example,Office,,Owner,Leeds,03/25/2010
101,Ben,Roe,ben@mill.example,Works,Ada Quinn,Lead,Leeds,11/02/2015
"""
FACTORIAL = """\
Nº empleado,Nombre,Apellidos,Correo electrónico,Departamento,Equipo,Responsable,Puesto,Fecha de alta
7,Íñigo,Peña Ruiz,inigo@molino.example,Taller,Torno,,Jefe de taller,25/03/2010
8,Lucía,Muñoz,lucia@molino.example,Taller,Torno,inigo@molino.example,Tornera,02/11/2015
"""
DATEV = """\
Lohnabrechnung November 2026;;;;
Mandant 12345;;;;

Pers.-Nr.;Name;Vorname;Eintritt;Kostenstelle
00001;Groß;Änne;01.04.2009;Leitung
00002;Maier;Jörg;15.10.2015;Produktion
"""


def people(content: bytes) -> dict[str, Fate]:
    """Everybody whom an empty installation would get from a file, by name."""
    plan = make_plan(read_table(content), [], root="")
    assert not plan.is_refused, [problem for fate in plan.fates for problem in fate.problems]
    return {fate.name: fate for fate in plan.fates}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16"])
def test_an_export_of_personio_is_a_firm(encoding: str) -> None:
    found = people(PERSONIO.encode(encoding))

    joerg, oezlem = found["Jörg Maier"].person, found["Özlem Yıldız"].person
    assert (joerg.number, joerg.unit, joerg.title) == (
        "2",
        "Firm/Produktion/Schicht 1",
        "Leiter",
    )
    assert joerg.started_on == date(2015, 10, 15)
    assert joerg.manager == found["Änne Groß"].person.id
    assert (oezlem.manager, oezlem.email) == (joerg.id, None)


def test_an_export_of_bamboohr_tells_that_the_month_comes_first() -> None:
    ben = people(BAMBOO.encode())["Ben Roe"].person

    assert ben.started_on == date(2015, 11, 2)
    assert (ben.number, ben.site, ben.unit) == ("101", "Leeds", "Firm/Works")


def test_an_export_of_factorial_tells_that_the_day_comes_first() -> None:
    found = people(FACTORIAL.encode("cp1252"))

    lucia = found["Lucía Muñoz"].person
    assert lucia.started_on == date(2015, 11, 2)
    assert lucia.manager == found["Íñigo Peña Ruiz"].person.id
    assert lucia.unit == "Taller/Torno"


def test_a_list_of_datev_begins_below_its_title_and_keeps_its_zeros() -> None:
    found = people(DATEV.encode("cp1252"))

    aenne = found["Änne Groß"]
    assert (aenne.person.number, aenne.person.unit) == ("00001", "Firm/Leitung")
    assert aenne.row == "5"


def test_what_an_export_holds_beyond_people_is_not_read() -> None:
    table = read_table(PERSONIO.encode())

    assert table.unread == ("Status", "Gehalt")
    assert "9000" not in str(table.rows)


def test_a_spreadsheet_of_an_export_is_the_same_people() -> None:
    rows = [line.split(";") for line in PERSONIO.replace('"', "").splitlines()]
    as_text = {name: fate.person.unit for name, fate in people(PERSONIO.encode()).items()}

    found = people(workbook(*rows))

    assert {name: fate.person.unit for name, fate in found.items()} == as_text


def test_two_sheets_of_one_firm_know_each_others_people() -> None:
    head = ["Nr", "Name", "Abteilung", "Vorgesetzter"]
    content = sheets(
        Leitung=[head, [1, "Änne Groß", "Leitung", ""]],
        Produktion=[head, [2, "Jörg Maier", "Produktion", "Änne Groß"]],
    )

    found = people(content)

    assert found["Jörg Maier"].person.manager == found["Änne Groß"].person.id
    assert found["Jörg Maier"].row == "2 (Produktion)"


def test_the_same_person_on_two_sheets_is_told_with_both_places() -> None:
    head = ["Nr", "Name", "Team"]
    content = sheets(A=[head, [1, "Ida", "X"]], B=[head, [1, "Ida", "Y"]])

    plan = make_plan(read_table(content), [], root="", new_id=lambda: UUID(int=1))

    assert [problem.reason for fate in plan.fates for problem in fate.problems][:2] == [
        "row 2 (B) has the same number, 1.",
        "row 2 (A) has the same number, 1.",
    ]


def test_every_problem_of_every_sheet_is_found_at_once() -> None:
    head = ["Nr", "Name", "Team", "E-Mail", "Vorgesetzter"]
    content = sheets(
        A=[head, [1, "Ida", "X", "nope", ""], [2, "", "X", "", ""]],
        B=[head, [3, "Bo", "", "", ""], [4, "Cy", "Y", "", "Nobody Known"]],
    )

    plan = make_plan(read_table(content), [], root="")

    told = [(fate.row, problem.label) for fate in plan.fates for problem in fate.problems]
    assert told == [
        ("2 (A)", "e-mail"),
        ("3 (A)", "name"),
        ("2 (B)", "unit"),
        ("3 (B)", "manager"),
    ]
