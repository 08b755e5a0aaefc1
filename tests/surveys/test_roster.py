from datetime import timedelta

from django.utils.timezone import localdate

from bothways.members.actions import draw_line, mark_leavers, plan_leaving, work_also_in
from bothways.people.models import Line, Person, Unit
from bothways.surveys.models import Entitlement
from bothways.surveys.roster import department_of, leaders_of
from tests.cast import ASSEMBLY, DISPATCH, STORES, Cast
from tests.factories import NOW, make_people, make_person
from tests.rounds import NEWS, SAFETY, draft, opened
from tests.tampering import tamper


def test_everybody_here_gets_one_right_to_an_envelope_and_leavers_none(
    owner: Person, leaver: Person
) -> None:
    round_ = opened(owner)

    asked = set(Entitlement.objects.filter(round=round_).values_list("person_id", flat=True))
    assert asked == set(Person.objects.here().values_list("pk", flat=True))
    assert leaver.pk not in asked


def test_a_team_of_three_shares_a_block_with_its_neighbour(owner: Person) -> None:
    round_ = opened(owner)

    block = next(block for block in round_.blocks.all() if DISPATCH in block.teams)
    assert STORES in block.teams
    assert block.n_eligible >= 10


def test_a_block_knows_whom_its_people_report_to(owner: Person, firm: Cast) -> None:
    round_ = opened(owner)

    block = next(block for block in round_.blocks.all() if ASSEMBLY in block.teams)
    if block.teams == [ASSEMBLY]:
        assert block.leaders == [str(firm.manager.pk)]


def test_the_leader_of_a_team_is_counted_in_it(firm: Cast) -> None:
    team = [firm.manager, firm.employee, firm.colleague]

    assert leaders_of(team) == [str(firm.manager.pk)]


def test_a_team_without_its_leader_points_at_the_same_one(firm: Cast) -> None:
    assert leaders_of([firm.employee, firm.colleague]) == [str(firm.manager.pk)]


def test_two_teams_point_at_two_leaders(firm: Cast) -> None:
    assert leaders_of([firm.employee, firm.other_employee]) == sorted(
        [str(firm.manager.pk), str(firm.other_manager.pk)]
    )


def test_a_department_is_the_first_level_below_the_firm() -> None:
    assert department_of("Firm/Ops/Team 1/Shift A") == "Ops"
    assert department_of("Firm/Ops") == "Ops"
    assert department_of("Firm") == ""


def test_a_year_long_blocks_only_get_coarser(owner: Person, manager: Person) -> None:
    first = opened(owner, questions=[SAFETY])
    shared = next(set(block.teams) for block in first.blocks.all() if DISPATCH in block.teams)
    tamper(
        type(first).objects.filter(pk=first.pk),
        closes_at=NOW + timedelta(hours=1),
        state=first.State.RELEASED,
    )
    make_people(20, unit=DISPATCH, manager=manager)

    second = opened(owner, questions=[NEWS], opens_at=NOW + timedelta(days=100), title="Later")

    later = next(set(block.teams) for block in second.blocks.all() if DISPATCH in block.teams)
    assert shared <= later


def test_another_name_for_a_team_makes_no_finer_block(owner: Person, manager: Person) -> None:
    first = opened(owner, questions=[SAFETY])
    shared = next(set(block.teams) for block in first.blocks.all() if DISPATCH in block.teams)
    first.state = first.State.RELEASED
    first.save()
    renamed = Unit.objects.create(name="Shipping", path="Millrace/Operations/Shipping")
    Person.objects.filter(unit__path=DISPATCH).update(unit=renamed)
    make_people(20, unit=renamed.path, manager=manager)

    second = opened(owner, questions=[NEWS], opens_at=NOW + timedelta(days=100), title="Later")

    later = next(set(block.teams) for block in second.blocks.all() if renamed.path in block.teams)
    assert shared - {DISPATCH} <= later


def test_a_team_cut_in_two_is_asked_as_one_for_a_year(owner: Person, manager: Person) -> None:
    make_people(24, unit=ASSEMBLY, manager=manager)
    first = opened(owner, questions=[SAFETY])
    first.state = first.State.RELEASED
    first.save()
    halves = [
        Unit.objects.create(name=name, path=f"Millrace/Operations/{name}")
        for name in ("One", "Two")
    ]
    for place, person in enumerate(Person.objects.filter(unit__path=ASSEMBLY)):
        Person.objects.filter(pk=person.pk).update(unit=halves[place % 2])

    second = opened(owner, questions=[NEWS], opens_at=NOW + timedelta(days=100), title="Later")

    paths = {half.path for half in halves}
    assert any(paths <= set(block.teams) for block in second.blocks.all())


def test_after_a_year_a_new_team_may_stand_alone(owner: Person, manager: Person) -> None:
    first = opened(owner, questions=[SAFETY])
    first.state = first.State.RELEASED
    first.save()
    renamed = Unit.objects.create(name="Shipping", path="Millrace/Operations/Shipping")
    Person.objects.filter(unit__path=DISPATCH).update(unit=renamed)
    make_people(20, unit=renamed.path, manager=manager)

    second = opened(owner, questions=[NEWS], opens_at=NOW + timedelta(days=370), title="Later")

    assert any(block.teams == [renamed.path] for block in second.blocks.all())


def test_who_comes_later_is_not_asked(owner: Person) -> None:
    round_ = opened(owner)

    late = make_person("Late Comer")

    assert not Entitlement.objects.filter(round=round_, person=late).exists()


def test_a_draft_has_no_roster(owner: Person) -> None:
    assert not Entitlement.objects.filter(round=draft(owner)).exists()


def test_who_begins_later_or_whose_last_day_is_over_is_not_asked(firm: Cast) -> None:
    today = localdate()
    later = make_person("Dee Later", unit=ASSEMBLY, started_on=today + timedelta(days=1))
    over = make_person("Dee Over", unit=ASSEMBLY, leaves_on=today - timedelta(days=1))
    stays = make_person("Dee Stays", unit=ASSEMBLY, leaves_on=today)

    round_ = opened(firm.owner)

    asked = set(Entitlement.objects.filter(round=round_).values_list("person_id", flat=True))
    assert stays.pk in asked
    assert not {later.pk, over.pk} & asked


def test_a_first_and_a_last_day_that_pass_while_a_round_is_open_change_nothing_in_it(
    firm: Cast,
) -> None:
    today = localdate()
    later = make_person("Dee Later", unit=ASSEMBLY, started_on=today + timedelta(days=1))
    plan_leaving(firm.manager, last_day=today, on=today, by=firm.owner)
    round_ = opened(firm.owner)
    rules, n_asked = round_.manifest, round_.entitlements.count()
    leaders = [block.leaders for block in round_.blocks.all()]

    mark_leavers(on=today + timedelta(days=1))
    Person.objects.filter(pk=later.pk).update(started_on=today)

    round_ = type(round_).objects.get(pk=round_.pk)
    assert (round_.manifest, round_.entitlements.count()) == (rules, n_asked)
    assert [block.leaders for block in round_.blocks.all()] == leaders
    assert not round_.entitlements.filter(person=later).exists()
    assert round_.entitlements.filter(person=firm.manager).exists()


def test_a_second_unit_and_further_lines_count_for_no_block_and_no_leader(firm: Cast) -> None:
    stores = firm.other_employee.unit
    for person in Person.objects.filter(unit=firm.employee.unit, left_on=None):
        work_also_in(person, stores, by=firm.owner)
        if person != firm.manager:
            draw_line(person, firm.other_employee, Line.Kind.INTERIM, by=firm.owner)

    round_ = opened(firm.owner)

    block = next(block for block in round_.blocks.all() if ASSEMBLY in block.teams)
    asked = round_.entitlements.filter(block=block.code)
    assert {right.person.unit.path for right in asked} == set(block.teams)
    assert str(firm.other_employee.pk) not in block.leaders
    assert str(firm.manager.pk) in block.leaders
