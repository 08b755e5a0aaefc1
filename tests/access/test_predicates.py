"""The sentences of the policy table, each with real things and the people they are about."""

from datetime import date

import pytest

from bothways.access.guard import may
from bothways.access.policy import POLICY
from bothways.commitments.models import Commitment
from bothways.people.models import Person, Role
from tests.cast import ASSEMBLY, Cast
from tests.factories import give, make_decision, make_person, make_promise, make_unit

NAMED = ("owner", "people_lead", "manager", "other_manager", "employee", "representative")
PAST = date(2026, 9, 30)  # when the leaver of the cast left


def who_may(firm: Cast, rule: str, thing: object = None) -> set[str]:
    return {name for name in NAMED if may(getattr(firm, name), rule, thing)}


def now_gone(person: Person) -> Person:
    person.left_on = PAST
    person.save()
    return person


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("cards.see", {"owner", "people_lead"}),
        ("cards.print", {"owner", "people_lead"}),
        ("kiosks.keep", {"owner", "people_lead"}),
        ("firm.set_up", {"owner", "people_lead"}),
        ("firm.keep", {"owner"}),
        ("guardian.take", {"representative"}),
        ("guardian.declare_lost", {"owner", "representative"}),
        ("trust.compare", {"people_lead"}),
        ("leaders.see", {"owner", "people_lead", "manager", "other_manager"}),
        ("leaders.say", {"owner", "people_lead", "manager", "other_manager"}),
        ("outcomes.keep", {"owner", "people_lead"}),
        ("programmes.declare", {"owner", "people_lead"}),
        ("installation.export", {"owner"}),
        ("tokens.keep", {"owner"}),
    ],
)
def test_a_right_of_a_role_is_for_exactly_that_role(firm: Cast, rule: str, who: set[str]) -> None:
    assert who_may(firm, rule) == who


def test_reading_and_speaking_are_for_everyone_who_is_here(firm: Cast) -> None:
    for rule in ("commitments.make", "decisions.make", "decisions.ask", "search.see", "guides.see"):
        assert who_may(firm, rule) == set(NAMED)


def test_whoever_has_left_may_nothing_in_the_whole_table_though_they_made_it(firm: Cast) -> None:
    promise = make_promise(firm.manager)
    decision = make_decision(firm.manager)
    now_gone(firm.manager)
    about = {"commitments": promise, "confirmations": promise, "decisions": decision}

    allowed = [
        rule for rule in POLICY if may(firm.manager, rule, about.get(rule.partition(".")[0]))
    ]

    assert allowed == []


def test_who_begins_tomorrow_is_not_here_today(firm: Cast) -> None:
    far_off = make_person("Kit Wren", unit=ASSEMBLY, started_on=date(2999, 1, 1))

    assert not may(far_off, "me.see")
    assert who_may(firm, "person.see", far_off) == {"owner", "people_lead"}


def test_the_page_of_somebody_who_is_here_is_for_all_and_kept_by_two(firm: Cast) -> None:
    assert who_may(firm, "person.see", firm.dispatcher) == set(NAMED)
    assert who_may(firm, "person.keep", firm.dispatcher) == {"owner", "people_lead"}


def test_a_card_for_somebody_with_a_role_is_printed_by_the_owner_alone(firm: Cast) -> None:
    assert who_may(firm, "person.print_card", firm.colleague) == {"owner", "people_lead"}
    assert who_may(firm, "person.print_card", firm.representative) == {"owner"}
    assert who_may(firm, "person.print_card", firm.owner) == {"owner"}
    assert who_may(firm, "person.print_card", firm.leaver) == set()


def test_somebody_with_a_role_is_erased_by_the_owner_alone(firm: Cast) -> None:
    assert who_may(firm, "person.erase", firm.leaver) == {"owner", "people_lead"}
    assert who_may(firm, "person.erase", firm.people_lead) == {"owner"}
    assert who_may(firm, "person.erase") == {"owner", "people_lead"}


def test_a_role_that_was_just_given_counts_at_the_next_look(firm: Cast) -> None:
    give(firm.employee, Role.Kind.PEOPLE_LEAD)

    assert may(firm.employee, "members.keep")
    assert not may(firm.employee, "firm.keep")


def test_a_promise_in_the_open_is_seen_by_all_and_closed_by_its_author(firm: Cast) -> None:
    promise = make_promise(firm.manager, to=make_unit(ASSEMBLY))

    assert who_may(firm, "commitments.see", promise) == set(NAMED)
    assert who_may(firm, "commitments.close", promise) == {"manager"}
    assert who_may(firm, "confirmations.answer", promise) == {"manager"}


def test_what_is_between_two_is_seen_by_the_two_whatever_role_another_has(firm: Cast) -> None:
    between = make_promise(firm.manager, to=firm.employee)

    assert who_may(firm, "commitments.see", between) == {"manager", "employee"}
    assert who_may(firm, "confirmations.see", between) == {"manager", "employee"}
    assert who_may(firm, "confirmations.judge", between) == {"employee"}


def test_a_promise_to_a_team_is_judged_by_those_who_were_in_it_that_day(firm: Cast) -> None:
    promise = make_promise(firm.manager, to=make_unit(ASSEMBLY))
    newcomer = make_person("Kit Wren", unit=ASSEMBLY, manager=firm.manager)

    assert who_may(firm, "confirmations.judge", promise) == {"employee"}
    assert may(firm.colleague, "confirmations.judge", promise)
    assert not may(newcomer, "confirmations.judge", promise)


def test_a_promise_is_handed_over_by_its_author_while_they_stay(firm: Cast) -> None:
    promise = make_promise(firm.manager)

    assert who_may(firm, "commitments.hand_over", promise) == {"manager"}
    assert who_may(firm, "commitments.end", promise) == set()


def test_once_the_last_day_is_named_who_keeps_people_hands_it_over_too(firm: Cast) -> None:
    promise = make_promise(firm.manager)
    between = make_promise(firm.manager, "One to one.", to=firm.employee)
    Person.objects.filter(pk=firm.manager.pk).update(leaves_on=date(2999, 1, 1))
    fresh = {one.pk: one for one in Commitment.objects.select_related("made_by")}

    said = who_may(firm, "commitments.hand_over", fresh[promise.pk])

    assert said == {"owner", "people_lead", "manager"}
    assert who_may(firm, "commitments.hand_over", fresh[between.pk]) == {"manager"}


def test_what_a_leaver_promised_is_ended_by_the_owner_or_the_other_of_the_two(firm: Cast) -> None:
    promise = make_promise(firm.manager)
    between = make_promise(firm.manager, "One to one.", to=firm.employee)
    now_gone(firm.manager)

    assert who_may(firm, "commitments.end", promise) == {"owner"}
    assert who_may(firm, "commitments.end", between) == {"employee"}


def test_a_decision_is_written_and_answered_by_who_decided_and_read_by_all(firm: Cast) -> None:
    decision = make_decision(firm.people_lead, deciders=[firm.other_manager])

    assert who_may(firm, "decisions.see", decision) == set(NAMED)
    assert who_may(firm, "decisions.write", decision) == {"people_lead", "other_manager"}
    assert who_may(firm, "decisions.answer", decision) == {"other_manager"}


def test_where_nobody_who_decided_is_here_the_owner_speaks_for_a_decision(firm: Cast) -> None:
    decision = make_decision(firm.manager)
    assert who_may(firm, "decisions.write", decision) == {"manager"}
    now_gone(firm.manager)
    fresh = type(decision).objects.get(pk=decision.pk)

    assert who_may(firm, "decisions.write", fresh) == {"owner"}
    assert who_may(firm, "decisions.answer", fresh) == {"owner"}


def test_every_rule_says_in_a_sentence_whom_it_lets_in() -> None:
    for rule, predicate in POLICY.items():
        said = predicate.__doc__ or ""
        assert said.endswith("."), rule
        assert len(said) < 120, rule
        assert said[0].isupper(), rule


def test_every_right_is_a_noun_and_a_verb() -> None:
    for rule in POLICY:
        noun, dot, verb = rule.partition(".")
        assert dot == "."
        assert noun.isidentifier()
        assert verb.isidentifier()
        assert rule == rule.lower()
