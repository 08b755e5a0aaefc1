"""A header means a column, whatever it is called."""

import pytest

from bothways.members.importing.columns import LABELS, SECOND_BEST, SYNONYMS, column_of, guess


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("E-Mail", "email"),
        ("  e mail address ", "email"),
        ("Employee ID", "number"),
        ("No.", "number"),
        ("Full_Name", "name"),
        ("Reports to", "manager"),
        ("Start date", "started_on"),
        ("Salary", None),
        ("", None),
        ("Straße", None),
    ],
)
def test_capitals_spaces_and_signs_make_no_difference(header: str, column: str | None) -> None:
    assert column_of(header) == column


def test_what_a_page_calls_a_column_is_understood_as_a_header() -> None:
    assert {column: column_of(str(label)) for column, label in LABELS.items()} == {
        column: column for column in LABELS
    }


def test_no_word_means_two_columns() -> None:
    every = [*SYNONYMS.values(), *SECOND_BEST.values()]
    words = [word for column in every for word in column.split()]

    assert len(words) == len(set(words))


EXPORTS = {
    "Personio": (
        "Personalnummer,Vorname,Nachname,E-Mail,Abteilung,Team,Vorgesetzter,Position,"
        "Standort,Einstellungsdatum",
        "number first_name last_name email department team manager title site started_on",
    ),
    "BambooHR": (
        "Employee #,First Name,Last Name,Work Email,Department,Division,Reports To,"
        "Job Title,Location,Hire Date",
        "number first_name last_name email department division manager title site started_on",
    ),
    "SAP SuccessFactors": (
        "User ID,First Name,Last Name,Business Email,Business Unit,Department,Manager User ID,"
        "Job Title,Location,Hire Date,Cost Center",
        "number first_name last_name email division department - title site started_on -",
    ),
    "DATEV": (
        "Pers.-Nr.,Name,Vorname,Eintritt,Kostenstelle,Tätigkeit",
        "number last_name first_name started_on department title",
    ),
    "HiBob": (
        "Employee ID,Display name,Email,Department,Team,Reports to,Job title,Site,Start date",
        "number name email department team manager title site started_on",
    ),
    "Factorial": (
        "Nº empleado,Nombre,Apellidos,Correo electrónico,Departamento,Equipo,Responsable,"
        "Puesto,Centro de trabajo,Fecha de alta",
        "number first_name last_name email department team manager title site started_on",
    ),
    "Workday": (
        "Employee ID,Legal First Name,Legal Last Name,Email - Primary Work,"
        "Supervisory Organization,Worker's Manager,Business Title,Location,Hire Date,Annual Salary",
        "number first_name last_name email unit manager title site started_on -",
    ),
    "a German list": (
        "Mitarbeiter-Nr.,Mitarbeiter,Dienstliche E-Mail,Organisationseinheit,Führungskraft,"
        "Stellenbezeichnung,Büro,Eintrittsdatum (TT.MM.JJJJ),Sprache,Gehalt",
        "number name email unit manager title site started_on language -",
    ),
    "a Spanish list": (
        "Matrícula,Primer apellido,Segundo apellido,Nombre,Unidad,Jefe directo,Cargo,Sede,Idioma",
        "number last_name last_name_2 first_name unit manager title site language",
    ),
}


@pytest.mark.parametrize("system", EXPORTS)
def test_the_headers_of_common_exports_are_understood(system: str) -> None:
    headers, meant = EXPORTS[system]

    found = [column or "-" for column in guess(headers.split(","))]

    assert found == meant.split()


def test_a_cost_centre_and_a_private_address_are_taken_only_for_want_of_better() -> None:
    assert guess(["Kostenstelle", "Private E-Mail"]) == ["department", "email"]
    assert guess(["Kostenstelle", "Team", "E-Mail", "Private E-Mail"]) == [
        None,
        "team",
        "email",
        None,
    ]
