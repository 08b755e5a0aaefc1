"""Every word of a decision that everybody may read is found, and no draft."""

from datetime import timedelta

from bothways.decisions.actions import (
    answer_question,
    ask_about,
    begin_draft,
    change_decision,
    correct,
    let_stand,
    record_decision,
    say_no,
)
from bothways.decisions.models import Decision
from bothways.decisions.queries import prompt_in
from bothways.decisions.searching import decisions
from bothways.search.queries import find, out_of_step
from tests.cast import Cast
from tests.factories import NOW, TODAY, WHY, make_decision, tell_of
from tests.rounds import NEWS
from tests.trust.counted import make_counted


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


def test_whoever_looks_for_the_words_of_a_question_finds_the_no_that_answers_it(
    firm: Cast,
) -> None:
    questions = {NEWS.code: (NEWS.construct, NEWS.text, False)}
    round_ = make_counted(firm, {"b1": [(2,)] * 10, "b2": [(2,)] * 10}, questions=questions)
    prompt = prompt_in({"round": str(round_.pk), "question": NEWS.code})
    assert prompt is not None
    again = TODAY + timedelta(days=90)
    no = say_no(by=firm.owner, prompt=prompt, reasons=WHY, look_again_on=again, at=NOW)
    told = tell_of("Do we print a weekly sheet?")
    other = record_decision(by=firm.owner, told=told, prompt=prompt, at=NOW)

    assert set(refs("early enough to prepare")) == {str(no.pk), str(other.pk)}
    assert not out_of_step()
    (text,) = decisions([str(no.pk)])
    assert NEWS.text in text.title
    assert NEWS.text not in text.body


def test_a_draft_is_not_found(firm: Cast) -> None:
    begin_draft(by=firm.manager, typed={"question": "Shall we buy a numbat?"}, at=NOW)

    assert refs("numbat") == []
    assert not out_of_step()
