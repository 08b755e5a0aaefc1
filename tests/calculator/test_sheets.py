"""The two tables: read as people write them, refused with the row and what to do."""

import pytest

from bothways.calculator.errors import BadFileError
from bothways.calculator.sheets import read_firms

ANSWERS = "team,q1,q2\nAssembly,4,5\nAssembly,,3\nDispatch,2,\n"
TEAMS = "team,team_size\nAssembly,3\nDispatch,2\n"


def refused(answers: str, teams: str | None = TEAMS) -> str:
    with pytest.raises(BadFileError) as refusal:
        read_firms(answers.encode(), None if teams is None else teams.encode())
    return str(refusal.value)


def test_answers_and_sizes_come_in_the_order_of_the_teams() -> None:
    (firm,) = read_firms(ANSWERS.encode(), TEAMS.encode())

    assert (firm.teams, firm.sizes) == (["Assembly", "Dispatch"], [3, 2])
    assert firm.of_team == [0, 0, 1]
    assert firm.answers == [[4, 5], [None, 3], [2, None]]


def test_without_sizes_the_teams_are_those_of_the_answers() -> None:
    (firm,) = read_firms(ANSWERS.encode(), None)

    assert (firm.teams, firm.sizes) == (["Assembly", "Dispatch"], [None, None])


def test_several_firms_stand_apart_though_their_teams_have_one_name() -> None:
    one, two = read_firms(
        b"rep,team,q1\n1,A,4\n2,A,5\n", b"rep,team,team_size\n1,A,2\n2,A,9\n2,B,4\n"
    )

    assert (one.name, one.sizes, one.answers) == ("1", [2], [[4]])
    assert (two.name, two.sizes, two.answers) == ("2", [9, 4], [[5]])


@pytest.mark.parametrize(
    "answers",
    [
        "\ufeffTeam;Q1;Q2\nMünchen;4,5;5\n\n;;\n",
        "team\tname\tq1\tq_2\nMünchen\tS. W.\t4.5\t5\n",
        "UNIT, q01 ,q02 ,comment\n München ,4.5,5,too many meetings\n",
    ],
    ids=["semicolons and decimal commas", "tabs and a name", "other names, spaces, a comment"],
)
def test_a_table_is_read_as_spreadsheets_write_it(answers: str) -> None:
    (firm,) = read_firms(answers.encode(), None)

    assert firm.teams == ["München"]
    assert firm.answers == [[4.5, 5]]


def test_letters_of_an_old_spreadsheet_are_read() -> None:
    (firm,) = read_firms("team,q1\nMünchen,4\n".encode("cp1252"), None)

    assert firm.teams == ["München"]


@pytest.mark.parametrize("nothing", ["", "NA", "n/a", "-", "NaN"])
def test_what_stands_for_no_answer_is_none(nothing: str) -> None:
    (firm,) = read_firms(f"team,q1,q2\nA,{nothing},3\n".encode(), None)

    assert firm.answers == [[None, 3]]


@pytest.mark.parametrize(
    ("answers", "teams", "says"),
    [
        ("", TEAMS, "nothing in the file of the answers"),
        ("\n\n", TEAMS, "nothing in the file of the answers"),
        ("q1,q2\n4,5\n", TEAMS, "first row of the answers names no column ‘team’"),
        ("team,mood\nA,5\n", TEAMS, "Name each column of answers with a q first"),
        ("team,q1,q1\nA,5,4\n", TEAMS, "Two columns of the answers are named ‘q1’"),
        ("team,q1\n", TEAMS, "no row below the names of the columns in the answers"),
        ("team,q1\nAssembly,4\nAssembly,4,5\n", TEAMS, "Row 3 of the answers has more fields"),
        ("team,q1\nAssembly,4\n,5\n", TEAMS, "Row 3 of the answers says no team"),
        ("team,q1\nAssembly,6\n", TEAMS, "Row 2 of the answers, column q1: ‘6’ is no answer"),
        ("team,q1\nAssembly,yes\n", TEAMS, "‘yes’ is no answer from 1 to 5"),
        ("team,q1\nAssembly,inf\n", TEAMS, "‘inf’ is no answer from 1 to 5"),
        ("team,q1\nAssemby,4\n", TEAMS, "‘Assemby’, row 2 of the answers, is not in the file"),
        ("rep,team,q1\n7,Assembly,4\n", TEAMS, "not in the file of teams"),
        (ANSWERS, "team\nAssembly\n", "no column ‘team_size’"),
        (ANSWERS, "team,team_size\nAssembly,few\n", "Row 2 of the teams: ‘few’ is no number"),
        (ANSWERS, "team,team_size\nAssembly,0\n", "‘0’ is no number of people"),
        (ANSWERS, TEAMS + "Assembly,4\n", "Team ‘Assembly’ stands in the file of teams twice"),
        (ANSWERS, "team,team_size\nAssembly,1\nDispatch,2\n", "1 people by the file"),
        ("PK\x03\x04team,q1\nA,4\n", TEAMS, "file of the answers is not a text"),
        (ANSWERS, "team,team_size\0\n", "file of the teams is not a text"),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_what_to_do(
    answers: str, teams: str, says: str
) -> None:
    assert says in refused(answers, teams)


def test_a_wrong_size_is_looked_for_in_the_row_of_the_teams() -> None:
    said = refused("team,q1\nB,4\nB,5\n", "team,team_size\nA,9\n\nB,1\n")

    assert said.endswith("Put the right size into row 4 of the teams.")
