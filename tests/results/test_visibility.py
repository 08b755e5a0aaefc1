import pytest

from bothways.people.models import Person
from bothways.pure.disclosure import Cell
from bothways.results.visibility import Viewer, viewer_of
from bothways.surveys.models import Round
from tests.cast import ASSEMBLY, OFFICE, Cast
from tests.factories import make_people
from tests.rounds import NEWS, TRUST, opened


def group_of(path: str, round_: Round, question: str) -> Cell:
    block = next(block for block in round_.blocks.all() if path in block.teams)
    return Cell("group", block.name, (block.code,), question, 12, None, {4: (5, 5)})


def firm_of(round_: Round, question: str) -> Cell:
    codes = tuple(block.code for block in round_.blocks.all())
    return Cell("firm", "Millrace", codes, question, 31, None, {4: (9, 9)})


@pytest.fixture
def round_(owner: Person, people_lead: Person) -> Round:
    """A round in which Assembly is a block of its own, since the office is large enough too."""
    make_people(8, unit=OFFICE, manager=people_lead)
    return opened(owner)


def test_everybody_sees_the_firm(round_: Round, firm: Cast) -> None:
    for person in (firm.employee, firm.owner, firm.dispatcher, firm.representative):
        assert viewer_of(person, round_).sees(firm_of(round_, NEWS.code))
        assert viewer_of(person, round_).sees(firm_of(round_, TRUST.code))


def test_a_group_is_seen_by_its_members_their_leaders_and_the_people_lead(
    round_: Round, firm: Cast
) -> None:
    cell = group_of(ASSEMBLY, round_, NEWS.code)

    seen = {
        name
        for name in (
            "employee",
            "manager",
            "owner",
            "people_lead",
            "other_employee",
            "other_manager",
        )
        if viewer_of(getattr(firm, name), round_).sees(cell)
    }

    assert seen == {"employee", "manager", "owner", "people_lead"}


def test_what_points_at_a_leader_is_seen_by_that_leader_alone(round_: Round, firm: Cast) -> None:
    cell = group_of(ASSEMBLY, round_, TRUST.code)

    seen = {
        name
        for name in ("employee", "manager", "owner", "people_lead", "other_manager")
        if viewer_of(getattr(firm, name), round_).sees(cell)
    }

    assert seen == {"manager"}


def viewer(person_id: str, leaders: dict[str, set[str]], **fields: object) -> Viewer:
    given = {
        "is_people_lead": False,
        "own_block": None,
        "leads": frozenset(),
        "about_leader": frozenset({"q"}),
        "k": 7,
        **fields,
    }
    frozen = {block: frozenset(ids) for block, ids in leaders.items()}
    return Viewer(person_id=person_id, leaders=frozen, **given)  # type: ignore[arg-type]


def test_a_group_with_two_leaders_belongs_to_neither() -> None:
    cell = Cell("group", "", ("b1", "b2"), "q", 12, None, {4: (5, 5)})
    leaders = {"b1": {"ann"}, "b2": {"ben"}}

    assert not viewer("ann", leaders, leads=frozenset({"b1"})).sees(cell)
    assert not viewer("ben", leaders, leads=frozenset({"b2"})).sees(cell)
    assert not viewer("kim", leaders, is_people_lead=True).sees(cell)


def test_over_k_leaders_a_department_points_at_nobody() -> None:
    cell = Cell("department", "", ("b1",), "q", 60, None, {4: (5, 5)})
    leaders = {"b1": {f"leader {n}" for n in range(7)}}

    assert viewer("x", leaders, is_people_lead=True).sees(cell)
    assert viewer("x", leaders, own_block="b1").sees(cell)
    assert not viewer("x", leaders, own_block="b2").sees(cell)
