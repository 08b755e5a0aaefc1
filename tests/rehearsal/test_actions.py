from pathlib import Path

from bothways.rehearsal.actions import rehearse
from bothways.rehearsal.files import Material, Somebody, Wave


def wave(name: str, how_many: int, *, unit: str = "Firm/Ops", **extra: str) -> Wave:
    people = {f"p{n}": Somebody(f"p{n}", unit, "", dict(extra)) for n in range(how_many)}
    return Wave(name, people, dict.fromkeys(people, (4, None)))


def run(tmp_path: Path, *waves: Wave):
    material = Material(("q1", "q2"), {"q1": "A", "q2": "B"}, list(waves))
    said: list[str] = []
    outcome = rehearse(
        material, out=tmp_path, format_="focus", k=7, c=2, say=lambda what, *_: said.append(what)
    )
    return outcome, said


def test_a_wave_becomes_a_release_and_everything_that_can_be_seen(tmp_path: Path) -> None:
    outcome, said = run(tmp_path, wave("0", 12))

    (released,) = [released for _wave, released in outcome.releases]
    assert released.n_answered == 12
    assert outcome.published["cells"][0]["waves"] == [0]
    assert (tmp_path / "release-0.csv").exists()
    assert said[0] == "wave 0: keys"


def test_a_question_nobody_answered_has_a_sentence_and_no_number(tmp_path: Path) -> None:
    outcome, _said = run(tmp_path, wave("0", 12))

    few = [cell for cell in outcome.published["cells"] if "n_max" in cell]
    assert few == [
        {"waves": [0], "filter": {"block": ["b1"]}, "n_max": 6, "ge": {"q2": [[0, 6]] * 4}}
    ]


def test_where_all_agree_the_cell_says_at_least(tmp_path: Path) -> None:
    outcome, _said = run(tmp_path, wave("0", 12))

    (cell,) = [cell for cell in outcome.published["cells"] if "n" in cell]
    assert cell["ge"] == {"q1": [[0, 12], [0, 12], [9, 12], [0, 12]]}


def test_a_wave_of_too_few_people_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    outcome, _said = run(tmp_path, wave("0", 4), wave("1", 12))

    ((refused, reason),) = outcome.refused
    assert refused.name == "0"
    assert "we show nothing below 7" in reason
    assert [row["block"] for row in outcome.published["rosters"]["0"]] == [None] * 4
    assert [wave.name for wave, _released in outcome.releases] == ["1"]


def test_no_column_of_the_roster_can_stand_in_for_what_was_found(tmp_path: Path) -> None:
    outcome, _said = run(tmp_path, wave("0", 12, block="x", responded="x", site="North"))

    row = outcome.published["rosters"]["0"][0]
    assert row == {
        "id": "p0",
        "org": ["/", "/Ops"],
        "responded": True,
        "block": "b1",
        "site": "North",
    }


def test_whoever_left_and_came_back_is_asked_again(tmp_path: Path) -> None:
    outcome, _said = run(tmp_path, wave("0", 12), wave("1", 10), wave("2", 12))

    assert [released.n_eligible for _wave, released in outcome.releases] == [12, 10, 12]
