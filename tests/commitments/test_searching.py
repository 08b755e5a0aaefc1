"""What the search is given of promises."""

from datetime import timedelta

from bothways.commitments.actions import give_word, show_words, take_evidence_away
from bothways.commitments.models import Commitment
from bothways.commitments.queries import origin_of
from bothways.commitments.searching import promises
from bothways.record.prompted import Prompt, PromptKind
from bothways.search.queries import find, out_of_step
from bothways.search.registry import Text
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_promise
from tests.rounds import NEWS
from tests.trust.counted import make_counted


def text_of(promise: Commitment) -> Text:
    (text,) = promises([str(promise.pk)])
    return text


def test_a_promise_is_found_by_its_words_and_by_what_was_said_of_it(
    promise: Commitment, firm: Cast
) -> None:
    give_word(promise, by=firm.manager, words="Six hang there.", at=NOW + timedelta(days=2))
    show_words(promise, by=firm.manager, words="The wall by the gate.", at=NOW)

    text = text_of(promise)

    assert (text.ref, text.title) == (str(promise.pk), "The gauges are at every station.")
    assert text.body == "Six hang there. · The wall by the gate."
    assert text.on == TODAY + timedelta(days=2)


def test_what_was_taken_away_is_not_found(promise: Commitment, firm: Cast) -> None:
    shown = show_words(promise, by=firm.manager, words="The wall by the gate.", at=NOW)

    take_evidence_away(shown, by=firm.manager, at=NOW)

    assert text_of(promise).body == ""


def test_whoever_looks_for_the_words_of_a_question_finds_what_answers_it(firm: Cast) -> None:
    questions = {NEWS.code: (NEWS.construct, NEWS.text, False)}
    round_ = make_counted(firm, {"b1": [(2,)] * 10, "b2": [(2,)] * 10}, questions=questions)
    origin = origin_of(round_.pk, NEWS.code)
    answer = make_promise(firm.manager, "I tell both shifts on Monday.", origin=origin)

    assert [hit.ref for hit in find("early enough to prepare")] == [str(answer.pk)]
    assert not out_of_step()


def test_a_promise_is_found_by_what_prompted_it(firm: Cast) -> None:
    prompt = Prompt(PromptKind.MEETING, "", "The talk by the crane")
    of_a_talk = make_promise(firm.manager, "A hook for each.", prompt=prompt)

    assert [hit.ref for hit in find("talk crane")] == [str(of_a_talk.pk)]
    assert not out_of_step()


def test_what_is_between_two_is_given_to_no_search(promise: Commitment, firm: Cast) -> None:
    between = make_promise(firm.manager, "Between us.", to=firm.employee)

    assert list(promises([str(between.pk)])) == []
    assert [text.ref for text in promises(None)] == [str(promise.pk)]
