from pathlib import Path

import pytest

from bothways.rehearsal.files import FileError, read_material

ROSTER = (
    "wave,id,unit,manager,site\n0,p1,Firm/Ops,,North\n0,p2,Firm/Ops,p1,South\n1,p1,Firm/Ops,,N\n"
)
ANSWERS = "wave,id,q1,q2\n0,p1,5,\n0,p2,1,3\n"


@pytest.fixture
def write(tmp_path: Path):
    def put(roster: str = ROSTER, answers: str = ANSWERS, constructs: str = ""):
        (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
        (tmp_path / "answers.csv").write_text(answers, encoding="utf-8")
        (tmp_path / "constructs.csv").write_text(constructs, encoding="utf-8")
        return read_material(
            tmp_path / "roster.csv",
            tmp_path / "answers.csv",
            tmp_path / "constructs.csv" if constructs else None,
        )

    return put


def test_waves_people_and_answers_are_read(write) -> None:
    material = write()

    assert material.questions == ("q1", "q2")
    assert [wave.name for wave in material.waves] == ["0", "1"]
    assert material.waves[0].answers == {"p1": (5, None), "p2": (1, 3)}
    assert material.waves[0].people["p2"].extra == {"site": "South"}
    assert material.waves[1].answers == {}


def test_without_a_file_of_constructs_each_question_stands_alone(write) -> None:
    assert write().constructs == {"q1": "q1", "q2": "q2"}


def test_constructs_gather_questions(write) -> None:
    material = write(constructs="question,construct\nq1,TRU\n")

    assert material.constructs == {"q1": "TRU", "q2": "q2"}


def test_waves_go_by_number_not_by_the_alphabet(write) -> None:
    roster = "wave,id,unit,manager\n" + "".join(f"{n},p1,Firm,\n" for n in (10, 9, 2))

    assert [wave.name for wave in write(roster, "wave,id,q\n2,p1,1\n").waves] == ["2", "9", "10"]


@pytest.mark.parametrize(
    ("roster", "answers", "says"),
    [
        (ROSTER.replace("unit", "team"), ANSWERS, "no column 'unit'"),
        (ROSTER, ANSWERS.replace("0,p2", "0,p9"), "line 3: 'p9' is not in the roster"),
        (ROSTER, ANSWERS.replace("5", "6"), "line 2: '6' is not 1 to 5"),
        (ROSTER, ANSWERS + "0,p2,1,1\n", "line 4: 'p2' answers twice"),
        (ROSTER + "0,p2,Firm/Ops,,x\n", ANSWERS, "line 5: 'p2' is there twice"),
        (ROSTER.replace(",p1,South", ",p7,South"), ANSWERS, "'p7', the manager of 'p2'"),
        (ROSTER.replace("0,p2,Firm", "0,p2,Other"), ANSWERS, "a firm has one name"),
        (ROSTER, ANSWERS + "0\n", "more or fewer cells"),
        ("wave,id,unit,manager\n", ANSWERS, "holds nobody"),
        (ROSTER, "wave,id,q1\n", "holds no answers"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(write, roster: str, answers: str, says: str) -> None:
    with pytest.raises(FileError, match=says):
        write(roster, answers)


def test_a_construct_for_a_question_nobody_is_asked_is_refused(write) -> None:
    with pytest.raises(FileError, match="nobody is asked 'q9'"):
        write(constructs="question,construct\nq9,TRU\n")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="can't be read"):
        read_material(tmp_path / "no.csv", tmp_path / "no.csv", None)
