"""A round for those who lead people: who is asked what, and that nothing else changes by it."""

from datetime import timedelta

import pytest

from bothways.people.queries import leaders_here
from bothways.results.queries import release_of
from bothways.results.visibility import viewer_of
from bothways.surveys import queries
from bothways.surveys.actions import announce_round, change_round, own_question
from bothways.surveys.errors import CannotOpenError, FrozenError, NotForTheseError
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.schedule import suggested
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW
from tests.leading import OF_THE_TEAM, asked, more_leaders
from tests.rounds import NEWS, SAFETY, TRUST, counted, draft, opened

LEADERS = Round.Audience.LEADERS


def names(round_: Round) -> set[str]:
    return {right.person.name for right in Entitlement.objects.filter(round=round_)}


def test_those_lead_to_whom_somebody_here_reports(firm: Cast) -> None:
    assert {person.name for person in leaders_here()} == {
        "Sanne Weir", "Lena Oduya", "Ruben Dahl", "Pia Novak",
    }  # fmt: skip


def test_it_asks_those_who_lead_and_nobody_else(firm: Cast) -> None:
    more = more_leaders(8, under=firm.owner)

    round_ = opened(firm.owner, questions=OF_THE_TEAM, audience=LEADERS)

    assert round_.rules["audience"] == "leaders"
    assert len(names(round_)) == 12 == sum(b["eligible"] for b in round_.rules["blocks"])
    assert {person.name for person in more} < names(round_)
    assert firm.employee.name not in names(round_)


def test_too_few_who_lead_are_not_asked_and_hear_of_the_way_by_name(firm: Cast) -> None:
    round_ = draft(firm.owner, questions=OF_THE_TEAM, audience=LEADERS)

    with pytest.raises(CannotOpenError, match=r"4 people lead others here.*10 at least.*by name"):
        announce_round(round_, by=firm.owner, at=NOW)


@pytest.mark.parametrize(
    ("audience", "questions"),
    [(LEADERS, [TRUST, *OF_THE_TEAM]), (Round.Audience.EVERYONE, [*OF_THE_TEAM, NEWS])],
)
def test_a_question_of_the_other_side_is_refused(
    firm: Cast, audience: str, questions: list[object]
) -> None:
    more_leaders(8, under=firm.owner)
    round_ = draft(firm.owner, questions=questions, audience=audience)  # type: ignore[arg-type]

    with pytest.raises(CannotOpenError, match="is not a question for those who are asked"):
        announce_round(round_, by=firm.owner, at=NOW)


def test_who_is_asked_can_not_be_changed_once_it_is_announced(firm: Cast) -> None:
    round_ = opened(firm.owner)
    round_.audience = LEADERS

    with pytest.raises(FrozenError):
        round_.save()
    with pytest.raises(FrozenError):
        change_round(
            round_, by=firm.owner, at=NOW, title="x", kind="pulse", questions=OF_THE_TEAM,
            opens_at=NOW, closes_at=NOW + timedelta(days=1), audience=LEADERS,
        )  # fmt: skip


def test_it_makes_no_block_of_everyones_rounds_coarser_nor_they_of_it(firm: Cast) -> None:
    more_leaders(8, under=firm.owner)
    before = opened(firm.owner, questions=OF_THE_TEAM, audience=LEADERS)
    blocks = [set(block["teams"]) for block in before.rules["blocks"]]
    since = NOW - timedelta(days=365)

    assert len(blocks) == 1
    assert queries.partitions_since(since) == {}
    assert [set(teams) for teams in queries.partitions_since(since, audience=LEADERS).values()] == (
        blocks
    )


def test_its_figures_are_counted_and_shown_by_the_same_rules(
    firm: Cast, client_of: ClientOf
) -> None:
    more_leaders(8, under=firm.owner)
    people = list(leaders_here())
    given = dict.fromkeys(people, (4, 2, 5))

    round_ = counted(firm.owner, given, questions=OF_THE_TEAM, audience=LEADERS)

    released = release_of(round_)
    assert released is not None
    assert released.n_answered == 12
    assert viewer_of(firm.employee, round_).sees(released.cells[0])
    page = client_of(firm.employee).get(f"/trust/?round={round_.pk}").content.decode()
    assert "12 of 12 leaders answered" in page
    assert "at least 9 of 12" in page


def test_everyones_newest_result_stays_what_it_was(firm: Cast, client_of: ClientOf) -> None:
    given = dict.fromkeys([p for p in firm.people() if p.left_on is None], (4, 4, 2))
    everyones = counted(firm.owner, given, title="Everyone's")
    more_leaders(8, under=firm.owner)
    later = everyones.closes_at + timedelta(days=1)
    given = dict.fromkeys(leaders_here(), (4, 2, 5))
    counted(
        firm.owner, given, questions=OF_THE_TEAM, audience=LEADERS, opens_at=later, title="Leaders'"
    )

    page = client_of(firm.employee).get("/trust/").content.decode()

    assert "Everyone’s, closed on" in page or "Everyone&#x27;s, closed on" in page
    assert queries.last_counted() == everyones
    assert [item.code for item in suggested("pulse", LEADERS)] == [
        "D-TRU1", "D-PSY1", "D-MIR1",
    ]  # fmt: skip


def test_who_is_not_asked_reads_why(firm: Cast, client_of: ClientOf) -> None:
    more_leaders(8, under=firm.owner)
    round_ = opened(firm.owner, questions=OF_THE_TEAM, audience=LEADERS)

    page = client_of(firm.employee).get(f"/rounds/{round_.pk}/answer/").content.decode()
    week = client_of(firm.employee).get("/").content.decode()

    assert "This round asks those who lead people" in page
    assert round_.title not in week


def test_a_draft_for_leaders_begins_with_the_mirror_and_the_form_keeps_who_is_asked(
    firm: Cast, client_of: ClientOf
) -> None:
    browser = client_of(firm.people_lead)
    page = browser.get("/rounds/new/?audience=leaders").content.decode()
    told = {
        "title": "Leaders", "kind": "pulse", "audience": "leaders", "items": ["D-TRU1"], "own": "",
        "opens_at": "2026-12-01T08:00", "closes_at": "2026-12-08T18:00",
    }  # fmt: skip

    browser.post("/rounds/new/", told)
    wrong = browser.post("/rounds/new/", told | {"items": ["U-TRU1"]})

    assert "Asked are the 4 people here who lead others" in page
    assert 'value="D-TRU1" checked' in page
    assert "U-TRU1" not in page
    assert Round.objects.get().asks_leaders
    assert wrong.status_code == 422


def test_an_own_question_asks_one_side_alone_and_nearly_the_same_waits_for_the_quarter(
    firm: Cast,
) -> None:
    more_leaders(8, under=firm.owner)
    mine, nearly = own_question("The rota is fair."), own_question("Our rotas are fair!")
    counted(firm.owner, {}, questions=[SAFETY, mine])
    later = NOW + timedelta(days=14)

    with pytest.raises(NotForTheseError, match="The rota is fair"):
        draft(firm.owner, questions=[*asked("D-TRU1"), mine], audience=LEADERS, opens_at=later)

    of_team = [*asked("D-TRU1"), nearly]
    round_ = draft(firm.owner, questions=of_team, audience=LEADERS, opens_at=later)
    with pytest.raises(CannotOpenError, match=r"'The rota is fair\.' was asked on"):
        announce_round(round_, by=firm.owner, at=later)
