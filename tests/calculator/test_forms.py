"""What can be put in: a file or pasted rows, and how much of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bothways.calculator import forms
from bothways.calculator.forms import SheetsForm

ANSWERS = "team,q1\nA,4\nA,3\nB,5\nB,1\n"
SIZES = "team,team_size\nA,3\nB,4\n"


def form(kind: str = "now", files: dict[str, bytes] | None = None, **pasted: str) -> SheetsForm:
    chosen = {
        name: SimpleUploadedFile(f"{name}.csv", content) for name, content in (files or {}).items()
    }
    return SheetsForm({"kind": kind, **pasted}, chosen)


def said(sent: SheetsForm) -> str:
    assert not sent.is_valid()
    return " ".join(sent.non_field_errors())


def test_files_and_pasted_rows_say_the_same() -> None:
    by_file = form(files={"answers": ANSWERS.encode(), "teams": SIZES.encode()})
    pasted = form(answers_pasted=ANSWERS, teams_pasted=SIZES)

    assert by_file.is_valid()
    assert pasted.is_valid()
    assert by_file.firms == pasted.firms


def test_what_a_browser_makes_of_pasted_lines_is_read() -> None:
    sent = form(answers_pasted=ANSWERS.replace("\n", "\r\n"), teams_pasted="\r\n" + SIZES)

    assert sent.is_valid(), sent.errors
    assert sent.firms[0].sizes == [3, 4]


def test_a_file_wins_over_what_was_pasted_before() -> None:
    sent = form("climate", files={"answers": ANSWERS.encode()}, answers_pasted="team,q1\nOther,2\n")

    assert sent.is_valid()
    assert sent.firms[0].teams == ["A", "B"]


def test_climate_needs_no_sizes_and_now_does() -> None:
    assert form("climate", answers_pasted=ANSWERS).is_valid()
    assert "sizes of the teams are needed" in said(form("now", answers_pasted=ANSWERS))


def test_which_of_the_two_is_wanted() -> None:
    for kind in ("climate", "now"):
        sent = form(kind, answers_pasted=ANSWERS, teams_pasted=SIZES)
        assert sent.is_valid()
        assert sent.wanted == kind


@pytest.mark.parametrize("kind", ["", "best", "rank"])
def test_no_other_kind_is_worked_out(kind: str) -> None:
    sent = form(kind, answers_pasted=ANSWERS, teams_pasted=SIZES)

    assert not sent.is_valid()
    assert "kind" in sent.errors


@pytest.mark.parametrize("blank", [b"", b"\n \n"])
def test_a_file_without_anything_in_it_is_said(blank: bytes) -> None:
    assert "nothing in the file of the answers" in said(form(files={"answers": blank}))


def test_nothing_at_all_is_said() -> None:
    assert "nothing in the file of the answers" in said(form())


def test_a_full_file_is_taken_and_a_byte_more_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_BYTES", 2_000)
    head = b"team,q1\n"
    rows = b"A,4\n" * ((2_000 - len(head)) // 4)

    assert form("climate", files={"answers": head + rows}).is_valid()
    assert "larger than 1 MB" in said(form("climate", files={"answers": head + rows + b"A,4\n"}))


@pytest.mark.parametrize(
    ("limit", "sent"),
    [
        ("MOST_PEOPLE", "team,q1\n" + "A,3\n" * 4),
        ("MOST_QUESTIONS", "team,q1,q2,q3,q4\nA,3,3,3,3\n"),
        ("MOST_TEAMS", "team,q1\nA,3\nB,3\nC,3\nD,3\n"),
    ],
)
def test_there_is_an_end_to_rows_questions_and_teams(
    limit: str, sent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert form("climate", answers_pasted=sent).is_valid()

    monkeypatch.setattr(forms, limit, 3)
    assert "This page takes at most" in said(form("climate", answers_pasted=sent))
