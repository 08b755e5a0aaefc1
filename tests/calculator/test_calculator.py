"""The page: what is put in is worked out, shown and forgotten."""

from io import StringIO
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from bothways.calculator import forms
from bothways.calculator.errors import SENTENCES
from bothways.people.models import Person
from bothways.pure.measurement.errors import SENTENCES as TOO_FEW
from bothways.record.models import Entry
from tests.cast import Cast
from tests.conftest import ClientOf

ADDRESS = "/calculator/"
TEAMS = "team,team_size\n" + "".join(f"Team {name},6\n" for name in "ABCDE")
ANSWERS = "team,q1,q2\n" + "".join(
    f"Team {name},{1 + (at + place) % 5},{2 + at % 3}\n"
    for place, name in enumerate("ABCD")
    for at in range(5)
)


@pytest.fixture
def page(firm: Cast, employee: Person, client_of: ClientOf) -> Client:
    return client_of(employee)


def put_in(page: Client, answers: str = ANSWERS, teams: str = TEAMS, **more: str) -> HttpResponse:
    files = {
        name: SimpleUploadedFile(f"{name}.csv", text.encode())
        for name, text in (("answers", answers), ("teams", teams))
        if text
    }
    return page.post(ADDRESS, {"kind": "now", **files, **more})


def test_everybody_in_the_firm_may_use_it_and_nobody_else(page: Client, client: Client) -> None:
    assert page.get(ADDRESS).status_code == 200
    assert page.get("/trust/").content.decode().count(f'href="{ADDRESS}"') == 1
    assert client.get(ADDRESS).status_code == 302


def test_each_team_is_told_in_a_sentence_a_picture_and_a_table(page: Client) -> None:
    text = put_in(page).content.decode()

    assert "out of 5. With 5 of 6 answering, the true value is probably between" in text
    assert text.count('class="span"') == 4
    assert text.count('<th scope="row"') == 4
    assert "Nobody answered in: Team E." in text
    assert "Over all teams:" in text
    assert "alpha" not in text, "20 answers are too few to say how well questions go together"


def test_pasted_rows_do_as_well_and_stay_in_their_fields(page: Client) -> None:
    told = put_in(page, "", "", answers_pasted=ANSWERS, teams_pasted=TEAMS)

    assert told.status_code == 200
    assert "Team A,1,2" in told.content.decode()


def test_the_result_can_be_taken_along_without_being_kept(page: Client) -> None:
    text = put_in(page, kind="climate").content.decode()

    address = text.split('href="data:text/csv;charset=utf-8,')[1].split('"')[0]
    rows = unquote(address).splitlines()
    assert rows[0] == "team,estimate,lo,hi"
    assert len(rows) == 5


def test_what_was_put_in_stands_in_no_table_and_no_log(page: Client, written: StringIO) -> None:
    before = Entry.objects.count()

    put_in(page, ANSWERS.replace("Team A", "Haberdashery"), TEAMS.replace("Team A", "Haberdashery"))

    assert Entry.objects.count() == before
    assert "Haberdashery" not in written.getvalue()


@pytest.mark.parametrize(
    ("answers", "teams", "says"),
    [
        ("", TEAMS, "There is nothing in the file of the answers."),
        (ANSWERS, "", "the sizes of the teams are needed"),
        (ANSWERS.replace("Team B,2", "Team B,7"), TEAMS, "Row 7 of the answers, column q1: ‘7’"),
        ("team,q1\nTeam A,\n", TEAMS, "Nobody answered any of these questions."),
        ("team,q1\n" + "Team A,3\n" * 120_000, TEAMS, "is larger than 1 MB"),
        ("team,q1\n" + "Team A,3\n" * 12_001, TEAMS.replace(",6", ",99999"), "at most 12000 rows"),
    ],
    ids=["no answers", "no sizes", "a wrong answer", "nobody answered", "too large", "too many"],
)
def test_a_bad_file_gets_a_sentence_and_no_result(
    page: Client, answers: str, teams: str, says: str
) -> None:
    told = put_in(page, answers, teams)

    assert told.status_code == 422
    assert says in told.content.decode().replace("&#x27;", "'")
    assert "out of 5" not in told.content.decode()


def test_a_sentence_comes_in_the_language_of_the_page(page: Client, employee: Person) -> None:
    Person.objects.filter(pk=employee.pk).update(language="de")

    text = put_in(page, ANSWERS.replace("Team B,2", "Team B,7")).content.decode()

    assert "Zeile 7" in text


def test_names_of_teams_are_words_and_nothing_else(page: Client) -> None:
    text = put_in(
        page, ANSWERS.replace("Team A", "<b>A</b>"), TEAMS.replace("Team A", "<b>A</b>")
    ).content.decode()

    assert "&lt;b&gt;A&lt;/b&gt;" in text
    assert "<b>A</b>" not in text


def test_sixty_complete_answers_say_how_well_the_questions_go_together(page: Client) -> None:
    rows = [f"Team {'ABCD'[at % 4]},{1 + at % 5},{1 + (at + at % 2) % 5}" for at in range(60)]

    text = put_in(page, "team,q1,q2\n" + "\n".join(rows), kind="climate", teams="").content.decode()

    assert "How well the questions go together: alpha 0." in text


def test_many_teams_stand_in_the_table_alone(page: Client) -> None:
    names = [f"T{number}" for number in range(41)]
    answers = "team,q1\n" + "".join(f"{name},3\n{name},4\n" for name in names)

    text = put_in(page, answers, "", kind="climate").content.decode()

    assert text.count('<th scope="row"') == 41
    assert 'class="span"' not in text


def test_every_reason_of_the_engine_has_its_sentence_here() -> None:
    assert {"nobody_answered", "silent_team", "one_in_each"} <= set(SENTENCES) & set(TOO_FEW)
    assert forms.MOST_BYTES == 1_000_000, "the sentence of too large a file says 1 MB"
