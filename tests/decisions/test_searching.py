"""Every word of a decision that everybody may read is found, and no draft."""

from datetime import timedelta

from bothways.decisions.actions import (
    answer_question,
    ask_about,
    begin_draft,
    change_decision,
    correct,
    let_stand,
)
from bothways.decisions.models import Decision
from bothways.search.queries import find, out_of_step
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of


def refs(words: str) -> list[str]:
    return [hit.ref for hit in find(words)]


def test_a_decision_is_found_by_its_question_and_its_reasons(
    firm: Cast, decision: Decision
) -> None:
    first = decision.reasons.split()[0]

    assert refs(decision.question) == [str(decision.pk)]
    assert refs(first) == [str(decision.pk)]


def test_what_is_asked_answered_and_corrected_under_it_is_found(
    firm: Cast, decision: Decision
) -> None:
    asked = ask_about(decision, by=firm.employee, words="Why no zither?", at=NOW)
    answer_question(asked, by=firm.manager, words="The xylophone is louder.", at=NOW)
    correct(decision, by=firm.manager, was="Two.", now="Three.", words="A quagga said so.", at=NOW)

    for word in ("zither", "xylophone", "quagga"):
        assert refs(word) == [str(decision.pk)]
    assert not out_of_step()


def test_its_newest_words_are_found_and_the_older_ones_are_not(firm: Cast) -> None:
    decision = make_decision(firm.manager, reasons=f"{WHY} The okapi sleeps.")
    told = tell_of(decision.question, reasons=f"{WHY} The tapir sleeps.")

    change_decision(decision, by=firm.manager, told=told, why="A mistake.", version=1, at=NOW)

    assert refs("tapir") == [str(decision.pk)]
    assert refs("okapi") == []
    assert refs("mistake") == [str(decision.pk)]
    assert not out_of_step()


def test_that_it_stands_is_found_with_its_reason(firm: Cast, decision: Decision) -> None:
    later = TODAY + timedelta(days=200)
    let_stand(
        decision, by=firm.manager, why="The vicuna agrees.", look_again_on=later, version=1, at=NOW
    )

    assert refs("vicuna") == [str(decision.pk)]
    assert not out_of_step()


def test_a_draft_is_not_found(firm: Cast) -> None:
    begin_draft(by=firm.manager, typed={"question": "Shall we buy a numbat?"}, at=NOW)

    assert refs("numbat") == []
    assert not out_of_step()
