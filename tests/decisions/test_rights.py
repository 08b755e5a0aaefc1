"""Who may do what with a decision."""

import pytest

from bothways.access.guard import may
from bothways.decisions.actions import ask_about, begin_draft, correct
from bothways.decisions.models import Decision, Thanks
from tests.cast import Cast
from tests.factories import NOW


@pytest.mark.parametrize(
    ("rule", "who"),
    [
        ("decisions.see", {"owner", "people_lead", "manager", "employee", "representative"}),
        ("decisions.make", {"owner", "people_lead", "manager", "employee", "representative"}),
        ("decisions.ask", {"owner", "people_lead", "manager", "employee", "representative"}),
        ("decisions.write", {"manager"}),
        ("decisions.answer", {"manager"}),
    ],
)
def test_each_right_about_a_decision_is_for_exactly_these(
    firm: Cast, decision: Decision, rule: str, who: set[str]
) -> None:
    names = ("owner", "people_lead", "manager", "employee", "representative")

    assert {name for name in names if may(getattr(firm, name), rule, decision)} == who


def test_an_answer_is_for_those_who_decided(firm: Cast, decision: Decision) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    assert may(firm.manager, "decisions.answer", question)
    assert not may(firm.employee, "decisions.answer", question)


def test_a_draft_and_its_rules_are_for_its_writers_alone(firm: Cast) -> None:
    draft = begin_draft(by=firm.manager, typed={}, writers=[firm.owner], at=NOW)

    for rule in ("drafts.see", "drafts.keep"):
        assert {one for one in firm.people() if may(one, rule, draft)} == {firm.manager, firm.owner}


def test_thanks_are_for_whoever_is_thanked(firm: Cast, decision: Decision) -> None:
    said = {"was": "30", "now": "13", "words": "Misread."}
    correct(decision, by=firm.manager, at=NOW, thanks_to=firm.employee, **said)
    thanks = Thanks.objects.get()

    assert {one for one in firm.people() if may(one, "thanks.answer", thanks)} == {firm.employee}
