"""Who looked at a group's figures is kept by the day, for those whose figures they are."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from bothways.people.models import Person
from bothways.results.looks import who_saw, who_saw_mine
from bothways.results.models import Look
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.trust.counted import make_counted

HALF = {"b1": [[4, 4], [2, 2]] * 6, "b2": [[4, 4], [2, 2]] * 6}
ASKED = {
    "U-PSY1": ("PSY", "I can say that I got something wrong.", False),
    "U-TRU1": ("TRU", "I feel safe relying on my leader.", True),
}


@pytest.fixture
def round_(firm: Cast) -> Round:
    return make_counted(firm, HALF, questions=ASKED)


def looks_of(person: Person | None) -> set[tuple[str, bool]]:
    return set(Look.objects.filter(by=person).values_list("block", "about_leader"))


@pytest.mark.parametrize("what", ["/trust/groups/b1/", "/results/{pk}.csv", "/results/{pk}.json"])
def test_a_people_lead_s_look_is_kept_once_a_day_and_without_an_hour(
    firm: Cast, round_: Round, client_of: ClientOf, what: str
) -> None:
    browser = client_of(firm.people_lead)
    for _again in range(2):
        assert browser.get(what.format(pk=round_.pk)).status_code == 200

    kept = Look.objects.filter(by=firm.people_lead, block="b1")
    assert kept.count() == 1
    assert type(kept[0].on) is date


def test_a_member_s_look_at_their_own_group_is_not_kept(
    firm: Cast, round_: Round, client_of: ClientOf
) -> None:
    client_of(firm.employee).get("/trust/groups/b1/")
    client_of(firm.employee).get(f"/results/{round_.pk}.csv")

    assert not Look.objects.exists()


def test_the_firm_s_own_figures_are_everyone_s_and_leave_no_trace(
    firm: Cast, round_: Round, client_of: ClientOf
) -> None:
    client_of(firm.people_lead).get("/trust/")

    assert not Look.objects.exists()


def test_whose_figures_they_are_sees_who_looked(
    firm: Cast, round_: Round, client_of: ClientOf
) -> None:
    client_of(firm.people_lead).get("/trust/groups/b1/")
    client_of(firm.manager).get("/trust/groups/b1/")

    html = client_of(firm.employee).get("/trust/groups/b1/").content.decode()
    assert "Lena Oduya, people lead" in html
    assert "Ruben Dahl" in {seen.who for seen in who_saw_mine(firm.employee)}
    assert "Lena Oduya" in client_of(firm.employee).get("/anonymity/").content.decode()
    assert who_saw_mine(firm.other_employee) == []
    assert who_saw(round_, ["b2"], but=firm.other_employee) == []


def test_a_file_of_the_whole_firm_is_a_look_at_every_group(
    firm: Cast, round_: Round, client_of: ClientOf, tmp_path: Path
) -> None:
    call_command("export", str(tmp_path / "all.zip"), stdout=StringIO())
    call_command("export", str(tmp_path / "again.zip"), stdout=StringIO())

    assert {("b1", False), ("b2", False), ("b1", True), ("b2", True)} <= looks_of(None)
    assert Look.objects.count() == len(looks_of(None))
    assert any("command on the server" in seen.who for seen in who_saw_mine(firm.employee))
    assert any(seen.about_leader for seen in who_saw_mine(firm.manager))
