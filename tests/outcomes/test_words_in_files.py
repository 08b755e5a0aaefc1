"""Every word by which a file may name a month or a column, in the three languages."""

import pytest

from bothways.members.importing import FileRefusedError
from bothways.outcomes.measures import EVERYBODYS
from bothways.outcomes.months import Month
from bothways.outcomes.reading import month_in, read_figures

MONTHS = {
    1: ("Jan", "January", "Januar", "Jänner", "ene", "enero"),
    2: ("Feb", "February", "Februar", "febrero"),
    3: ("Mar", "March", "Mrz", "März", "Marz", "marzo"),
    4: ("Apr", "April", "abr", "abril"),
    5: ("May", "Mai", "mayo"),
    6: ("Jun", "June", "Juni", "junio"),
    7: ("Jul", "July", "Juli", "julio"),
    8: ("Aug", "August", "ago", "agosto"),
    9: ("Sep", "Sept", "September", "septiembre"),
    10: ("Oct", "Okt", "October", "Oktober", "octubre"),
    11: ("Nov", "November", "noviembre"),
    12: ("Dec", "Dez", "Dic", "December", "Dezember", "diciembre"),
}
COLUMNS = {
    "headcount": (
        "Headcount",
        "People",
        "Employees",
        "Staff",
        "People on the last day",
        "Mitarbeitende",
        "Beschäftigte",
        "Kopfzahl",
        "Personen am letzten Tag",
        "Plantilla",
        "Empleados",
        "Personas el último día",
    ),
    "leavers": (
        "Leavers",
        "Left",
        "Exits",
        "Terminations",
        "People who left",
        "Abgänge",
        "Austritte",
        "Ausgeschiedene",
        "Ausgeschiedene Personen",
        "Bajas",
        "Salidas",
        "Personas que se fueron",
    ),
    "days_lost": (
        "Days lost",
        "days_lost",
        "Sick days",
        "Absence days",
        "Days of absence",
        "Fehltage",
        "Krankheitstage",
        "Abwesenheitstage",
        "Tage der Abwesenheit",
        "Días perdidos",
        "Ausencias",
        "Días de ausencia",
    ),
    "days_planned": (
        "Days planned",
        "Planned days",
        "Working days",
        "Solltage",
        "Arbeitstage",
        "Geplante Tage",
        "Días laborables",
        "Días previstos",
    ),
    "days_to_decide": (
        "Days to decide",
        "Time to decide",
        "Days from question to decision",
        "Tage bis zur Entscheidung",
        "Tage von der Frage bis zur Entscheidung",
        "Días hasta la decisión",
        "Días de la pregunta a la decisión",
    ),
}
OF_THE_MONTH = (
    "Month",
    "Monat",
    "Mes",
    "Period",
    "Periode",
    "Período",
    "Date",
    "Datum",
    "Fecha",
)
BELOW_THE_FIRM = (
    "Department",
    "Team",
    "Unit",
    "Group",
    "Site",
    "Division",
    "Abteilung",
    "Bereich",
    "Gruppe",
    "Standort",
    "Departamento",
    "Equipo",
    "Unidad",
    "Grupo",
    "Centro",
    "Name",
    "Nombre",
    "Employee",
    "Person",
)
NUMBERED = [(number, name) for number, names in MONTHS.items() for name in names]
NAMED = [(code, head) for code, heads in COLUMNS.items() for head in heads]


@pytest.mark.parametrize(("number", "name"), NUMBERED)
def test_every_name_of_a_month_is_known_however_it_is_written(number: int, name: str) -> None:
    for text in (
        f"{name} 2026",
        f"{name.upper()} 2026",
        f"{name.lower()}-26",
        f"{name}. 2026",
        f"{name} de 2026",
        f"  {name}/2026 ",
    ):
        assert month_in(text) == Month(2026, number), text


@pytest.mark.parametrize(("code", "head"), NAMED)
def test_every_name_of_a_column_is_known_however_it_is_written(code: str, head: str) -> None:
    for written in (head, head.upper(), head.replace(" ", "_"), f" {head} "):
        found = read_figures(f"month;{written}\n2026-10;1".encode(), list(EVERYBODYS.values()))

        assert list(found.wanted) == [(Month(2026, 10), code)], written
        assert found.unread == []


@pytest.mark.parametrize("head", OF_THE_MONTH)
def test_every_name_of_the_months_own_column_is_known(head: str) -> None:
    found = read_figures(f"{head};leavers\n2026-10;1".encode(), list(EVERYBODYS.values()))

    assert list(found.wanted) == [(Month(2026, 10), "leavers")]


@pytest.mark.parametrize("head", BELOW_THE_FIRM)
def test_every_column_that_splits_the_firm_up_is_refused(head: str) -> None:
    with pytest.raises(FileRefusedError, match="could point at persons"):
        read_figures(f"month;{head};leavers\n2026-10;x;1".encode(), list(EVERYBODYS.values()))


def test_no_word_stands_for_two_things() -> None:
    from bothways.outcomes.reading import NAMES, SYNONYMS

    words = [word for said in SYNONYMS.values() for word in said.split()]
    assert len(words) == len(set(words))
    assert {NAMES[name.lower()] for name in ("may", "mai", "mayo")} == {5}


@pytest.mark.parametrize(
    "text",
    [
        "Q3 2026",
        "2026",
        "week 40 2026",
        "Oct",
        "Oct 2026 x",
        "32.10.2026.1",
        "10/10/2026",
        "2026/10",
        "Octember 2026",
        "Oct 26000",
    ],
)
def test_what_names_no_month_for_sure_is_not_guessed(text: str) -> None:
    assert month_in(text) is None
