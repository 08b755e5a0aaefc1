"""Each row's fate, before anything is done."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.members.importing import Known, Plan, make_plan, read_table
from bothways.members.importing.line import circles

HEADER = "number,name,email,unit,manager,site,started\n"


def uid(number: int) -> UUID:
    return UUID(int=number)


ANNE = Known(id=uid(1), number="1", name="Anne", email="anne@f.example", unit="Firm", manager=None)
BERT = Known(
    id=uid(2), number="2", name="Bert", email="bert@f.example", unit="Firm/Ops", manager=uid(1),
    site="North", started_on=date(2020, 1, 1),
)  # fmt: skip
CARA = replace(BERT, id=uid(3), number=None, name="Cara", email="cara@f.example")
GONE = replace(BERT, id=uid(4), number="4", name="Gone", email="gone@f.example", is_here=False)
KNOWN = (ANNE, BERT, CARA, GONE)
SAME = (
    "1,Anne,anne@f.example,Firm,,,\n"
    "2,Bert,bert@f.example,Firm/Ops,1,North,2020-01-01\n"
    ",Cara,cara@f.example,Firm/Ops,anne@f.example,North,2020-01-01\n"
)


def plan_of(rows: str, *, header: str = HEADER, everybody: bool = False, root: str = "Firm",
            known: tuple[Known, ...] = KNOWN, **more: object) -> Plan:  # fmt: skip
    table = read_table((header + rows).encode())
    return make_plan(table, known, root=root, everybody=everybody, **more)


def fates(plan: Plan) -> list[tuple[str, str]]:
    return [(fate.kind.value, fate.name) for fate in plan.fates]


def reasons(plan: Plan) -> list[str]:
    return [
        f"{fate.row} {problem.label}: {problem.reason}"
        for fate in plan.fates
        for problem in fate.problems
    ]


def test_the_same_file_again_changes_nothing() -> None:
    plan = plan_of(SAME)

    assert plan.is_empty
    assert plan.counts["unchanged"] == 3


def test_a_number_or_an_address_that_nobody_has_is_a_new_person() -> None:
    plan = plan_of("9,Dora,dora@f.example,Firm/Ops,2,,\n")

    assert fates(plan) == [("new", "Dora")]
    assert plan.fates[0].person.manager == BERT.id


def test_what_changes_is_named_with_old_and_new() -> None:
    plan = plan_of("2,Bert Berg,bert@f.example,Firm/Sales,,South,2020-01-01\n")

    [fate] = plan.fates
    assert fate.kind == "changed"
    assert [(change.label, change.old, change.new) for change in fate.changes] == [
        ("name", "Bert", "Bert Berg"),
        ("unit", "Firm/Ops", "Firm/Sales"),
        ("manager", "Anne", ""),
        ("site", "North", "South"),
    ]


def test_a_column_that_the_file_does_not_have_is_left_as_it_is() -> None:
    plan = plan_of("Cara,cara@f.example,Firm/Ops\n", header="name,email,unit\n")

    assert plan.is_empty


def test_a_number_finds_the_person_whose_address_changes() -> None:
    plan = plan_of("2,Bert,b.berg@f.example,Firm/Ops,1,North,2020-01-01\n")

    assert plan.fates[0].person.id == BERT.id
    assert [change.column for change in plan.fates[0].changes] == ["email"]


def test_an_address_finds_the_person_who_has_no_number_yet() -> None:
    plan = plan_of("33,Cara,cara@f.example,Firm/Ops,1,North,2020-01-01\n")

    assert plan.fates[0].person.id == CARA.id
    assert [change.column for change in plan.fates[0].changes] == ["number"]


def test_two_people_may_swap_their_addresses() -> None:
    plan = plan_of(
        "1,Anne,bert@f.example,Firm,,,\n2,Bert,anne@f.example,Firm/Ops,1,North,2020-01-01\n"
    )

    assert {fate.kind.value for fate in plan.fates} == {"changed"}


def test_whoever_is_missing_leaves_only_if_the_file_is_everybody() -> None:
    rows = SAME.splitlines(keepends=True)[0]

    assert fates(plan_of(rows)) == [("unchanged", "Anne")]
    assert fates(plan_of(rows, everybody=True)) == [
        ("leaver", "Bert"),
        ("leaver", "Cara"),
        ("unchanged", "Anne"),
    ]


def test_a_leaver_in_the_file_comes_back() -> None:
    plan = plan_of("4,Gone,gone@f.example,Firm/Ops,1,North,2020-01-01\n")

    assert fates(plan) == [("back", "Gone")]
    assert plan.fates[0].person.is_here


def test_two_rows_with_one_address_are_both_refused() -> None:
    plan = plan_of("8,Dora,d@f.example,Firm,,,\n9,Dirk,D@f.example,Firm,,,\n")

    assert reasons(plan) == [
        "2 e-mail: row 3 has the same address, d@f.example.",
        "3 e-mail: row 2 has the same address, d@f.example.",
    ]


def test_two_rows_with_one_number_are_both_refused() -> None:
    plan = plan_of("8,Dora,,Firm,,,\n8,Dirk,,Firm,,,\n")

    assert reasons(plan) == [
        "2 number: row 3 has the same number, 8.",
        "3 number: row 2 has the same number, 8.",
    ]


def test_two_rows_about_one_person_are_told_apart_by_nothing() -> None:
    plan = plan_of("2,Bert,new@f.example,Firm,,,\n,Bert,bert@f.example,Firm,,,\n")

    assert reasons(plan) == ["3 name: row 2 is about the same person."]


def test_an_address_that_somebody_outside_the_file_has_is_refused() -> None:
    plan = plan_of("2,Bert,cara@f.example,Firm,,,\n")

    assert reasons(plan) == ["2 e-mail: Cara has this already."]


def test_an_address_that_belongs_to_another_number_is_refused() -> None:
    plan = plan_of("9,Dora,bert@f.example,Firm,,,\n")

    assert reasons(plan) == ["2 e-mail: this address belongs to Bert, whose number is 2."]


def test_a_row_without_number_and_address_is_refused() -> None:
    plan = plan_of(",Dora,,Firm,,,\n")

    assert reasons(plan) == [
        "2 e-mail: the row has neither a number nor an e-mail, so we can't tell who it is."
    ]


def test_a_manager_whom_nobody_knows_is_refused_by_name() -> None:
    plan = plan_of("9,Dora,,Firm,77,,\n")

    assert reasons(plan) == [
        "2 manager: nobody has the number, address or name '77', neither in this file nor here."
    ]


def test_a_manager_may_stand_further_down_in_the_same_file() -> None:
    plan = plan_of("8,Dora,,Firm,DIRK@f.example,,\n9,Dirk,dirk@f.example,Firm,1,,\n")

    by_name = {fate.name: fate.person for fate in plan.fates}
    assert by_name["Dora"].manager == by_name["Dirk"].id


def test_a_manager_who_has_left_or_would_leave_is_refused() -> None:
    assert "2 manager: Gone has left." in reasons(plan_of("9,Dora,,Firm,4,,\n"))[0]
    assert "Bert is not in this file" in reasons(plan_of("9,Dora,,Firm,2,,\n", everybody=True))[0]


def test_a_circle_is_refused_in_each_of_its_rows_and_shown() -> None:
    plan = plan_of("7,X,,Firm,8,,\n8,Y,,Firm,9,,\n9,Z,,Firm,7,,\n6,W,,Firm,7,,\n")

    assert reasons(plan) == [
        f"{row} manager: the reporting line runs in a circle: X → Y → Z → X." for row in (2, 3, 4)
    ]


def test_a_circle_that_closes_over_people_outside_the_file_is_found() -> None:
    plan = plan_of("1,Anne,anne@f.example,Firm,2,,\n")

    assert reasons(plan) == ["2 manager: the reporting line runs in a circle: Anne → Bert → Anne."]


def test_nobody_leads_themselves() -> None:
    assert "Dora → Dora" in reasons(plan_of("9,Dora,,Firm,9,,\n"))[0]


def test_a_long_circle_is_shown_in_part() -> None:
    rows = "".join(f"{n},P{n},,Firm,{10 + (n - 9) % 8},,\n" for n in range(10, 18))

    assert reasons(plan_of(rows))[0].endswith("P10 → P11 → P12 → P13 → P14 → ….")


def test_every_problem_of_a_row_is_named() -> None:
    plan = plan_of("9,=1+1,nope,,77,,soon\n")

    assert [reason.split(":")[0] for reason in reasons(plan)] == [
        "2 name",
        "2 e-mail",
        "2 unit",
        "2 started",
        "2 manager",
    ]


def test_whoever_puts_the_file_in_can_not_be_missing_from_it() -> None:
    row = "2,Bert,bert@f.example,Firm/Ops,,North,2020-01-01\n"

    plan = plan_of(row, everybody=True, asks=ANNE.id)

    assert plan.is_refused
    assert "You are not in this file" in plan.problems[0]


def test_the_last_owner_can_not_be_missing() -> None:
    row = "2,Bert,bert@f.example,Firm/Ops,,North,2020-01-01\n"

    assert plan_of(row, everybody=True, owners=frozenset({ANNE.id})).is_refused
    assert not plan_of(row, everybody=True, owners=frozenset({ANNE.id, BERT.id})).is_refused
    assert not plan_of(row, owners=frozenset({ANNE.id})).is_refused


def test_the_digest_is_that_of_what_would_be_done() -> None:
    new = "9,Dora,,Firm,,,\n"

    assert plan_of(new).digest == plan_of(new).digest
    assert plan_of(new).digest != plan_of(new, known=(ANNE,), everybody=True).digest
    assert plan_of(SAME).digest != plan_of(SAME, known=(ANNE, BERT)).digest


@given(st.dictionaries(st.integers(0, 12), st.none() | st.integers(0, 12), max_size=13))
def test_a_line_has_a_circle_exactly_if_somebody_is_above_themselves(
    line: dict[int, int | None],
) -> None:
    leader_of = {uid(person): uid(leader) if leader is not None else None
                 for person, leader in line.items()}  # fmt: skip

    def is_above_themselves(person: UUID) -> bool:
        at = leader_of.get(person)
        for _ in leader_of:
            if at == person:
                return True
            at = leader_of.get(at) if at else None
        return False

    found = {person for circle in circles(leader_of) for person in circle}
    assert found == {person for person in leader_of if is_above_themselves(person)}


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_circle_is_found_once(size: int) -> None:
    ring = {uid(n): uid((n + 1) % size) for n in range(size)}
    tail = {uid(100): uid(0), uid(101): None}

    assert len(circles({**tail, **ring})) == 1


DAYS = "number,name,email,unit,last day\n"
FURTHER = "number,name,unit,also in,matrix manager,interim,interim from,interim until\n"
ON = date(2026, 11, 22)


def test_a_last_day_to_come_is_a_change_and_no_leaving() -> None:
    plan = plan_of("2,Bert,bert@f.example,Firm/Ops,2026-11-22\n", header=DAYS, on=ON)

    assert fates(plan) == [("changed", "Bert")]
    assert [(c.label, c.new) for c in plan.fates[0].changes] == [("last day", "2026-11-22")]


def test_a_last_day_that_is_over_makes_a_leaver_of_who_is_here() -> None:
    plan = plan_of("2,Bert,bert@f.example,Firm/Ops,2026-11-21\n", header=DAYS, on=ON)

    assert fates(plan) == [("leaver", "Bert")]
    assert plan.fates[0].row == "2"


def test_those_who_left_long_ago_are_not_taken_in_and_come_not_back() -> None:
    plan = plan_of(
        "9,Old,old@f.example,Firm,2020-01-01\n4,Gone,gone@f.example,Firm,2020-01-01\n",
        header=DAYS,
        on=ON,
    )

    assert {fate.kind.value for fate in plan.fates} == {"past"}
    assert plan.is_empty


def test_whoever_comes_back_has_no_last_day_any_more() -> None:
    gone = replace(GONE, leaves_on=date(2020, 1, 1))

    plan = plan_of("4,Gone,gone@f.example,Firm/Ops,1,North,2020-01-01\n", known=(ANNE, gone))

    assert plan.fates[0].person.leaves_on is None


def test_who_leaves_by_this_file_leads_nobody_in_it() -> None:
    header = "number,name,email,unit,manager,last day\n"
    rows = "2,Bert,bert@f.example,Firm/Ops,1,2020-01-01\n9,Dora,,Firm,Bert,\n"

    assert reasons(plan_of(rows, header=header, on=ON)) == [
        "3 manager: the last day of 'Bert' is over. Name somebody who is here."
    ]


def test_ones_own_last_day_and_that_of_the_last_owner_need_somebody_else() -> None:
    row = "1,Anne,anne@f.example,Firm,2020-01-01\n"
    later = "1,Anne,anne@f.example,Firm,2027-01-01\n"

    own = plan_of(row, header=DAYS, on=ON, asks=ANNE.id)
    last = plan_of(later, header=DAYS, on=ON, owners=frozenset({ANNE.id}))

    assert "your own last day is over" in own.problems[0]
    assert "No owner would stay" in last.problems[0]


@pytest.mark.parametrize(
    ("rows", "header", "everybody"),
    [
        ("1,Anne,anne@f.example,Firm,,,\n", HEADER, True),
        ("2,Bert,bert@f.example,Firm/Ops,2027-01-01\n", DAYS, False),
        ("2,Bert,bert@f.example,Firm/Ops,2020-01-01\n", DAYS, False),
    ],
)
def test_a_file_lets_an_owner_go_only_if_an_owner_puts_it_in(
    rows: str, header: str, *, everybody: bool
) -> None:
    owners = frozenset({ANNE.id, BERT.id})
    how = {"header": header, "everybody": everybody, "on": ON, "owners": owners}
    known = (ANNE, BERT, replace(CARA, id=uid(3)))
    by_lead = plan_of(rows, **how, known=known, asks=uid(3))

    assert any("Only an owner can let Bert go" in words for words in by_lead.problems)
    assert not any(
        "Only an owner" in words for words in plan_of(rows, **how, asks=ANNE.id).problems
    )


def test_further_units_and_lines_are_found_and_said() -> None:
    row = "2,Bert,Firm/Ops,Firm/Sales;Lab,Cara,anne@f.example,2026-12-01,2027-01-31\n"

    [fate] = plan_of(row, header=FURTHER).fates

    bert = fate.person
    assert bert.also == ("Firm/Lab", "Firm/Sales")
    assert (bert.matrix, bert.interim) == ((CARA.id,), ANNE.id)
    assert (bert.interim_from, bert.interim_until) == (date(2026, 12, 1), date(2027, 1, 31))
    assert [(change.label, change.new) for change in fate.changes] == [
        ("last day", ""),
        ("also in the units", "Firm/Lab, Firm/Sales"),
        ("also reports to", "Cara"),
        ("who stands in for the manager", "Anne"),
        ("stands in from", "2026-12-01"),
        ("stands in until", "2027-01-31"),
    ][1:]


def test_further_lines_to_nobody_to_oneself_or_backwards_are_refused() -> None:
    rows = (
        "2,Bert,Firm,,Bert,,,\n,Cara,Firm,,,Nobody Known,,\n1,Anne,Firm,,,2,2026-12-02,2026-12-01\n"
    ).replace(",Cara", "7,Cara")

    assert [reason.split(".")[0] for reason in reasons(plan_of(rows, header=FURTHER))] == [
        "2 also reports to: nobody can be this for themselves",
        "3 who stands in for the manager: nobody has the number, address or name 'Nobody Known', "
        "neither in this file nor here",
        "4 stands in until: the last day comes before the first",
    ]


def test_empty_cells_take_further_lines_away_and_missing_columns_leave_them() -> None:
    bert = replace(BERT, also=("Firm/Lab",), matrix=(CARA.id,), interim=CARA.id)
    known = (ANNE, bert, CARA)

    gone = plan_of("2,Bert,Firm/Ops,,,,,\n", header=FURTHER, known=known).fates[0]
    left = plan_of(SAME.splitlines(keepends=True)[1], known=known).fates[0]

    assert (gone.person.also, gone.person.matrix, gone.person.interim) == ((), (), None)
    assert left.kind == "unchanged"
