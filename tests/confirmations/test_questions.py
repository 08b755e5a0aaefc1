"""How a round asks about a promise: in every language, its words as given, nobody's name."""

from datetime import date

from bothways.commitments.models import Commitment
from bothways.confirmations.questions import LONGEST_QUOTED, code_of, question_about
from bothways.surveys.models import LONGEST_ASKED, OWN, RoundQuestion
from tests.cast import ASSEMBLY, Cast
from tests.confirmations.made import SECRETLY, kept
from tests.factories import make_unit


def test_the_frame_is_in_each_language_and_the_words_as_given(firm: Cast) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=SECRETLY)

    asked = question_about(promise, "kept", None)

    assert asked.text == (f"Promised to Assembly on 2 November 2026: “{promise.text}” It was kept.")
    assert asked.texts["en"] == asked.text
    assert {"en", "de", "es"} <= set(asked.texts)
    assert all(promise.text in text for text in asked.texts.values())
    assert len(set(asked.texts.values())) >= 3


def test_nobodys_name_stands_in_rules_that_are_never_changed(firm: Cast) -> None:
    promise = kept(firm.owner, confirm=SECRETLY)

    for asks in ("kept", "helped"):
        asked = question_about(promise, asks, None)
        assert not any(firm.owner.name in text for text in asked.texts.values())
        assert not asked.about_leader


def test_the_code_follows_from_the_promise_and_is_no_own_question_of_the_firm(firm: Cast) -> None:
    promise, other = kept(firm.owner), kept(firm.owner, "Soup comes on Fridays.")

    codes = {code_of(one, asks) for one in (promise, other) for asks in ("kept", "helped")}

    assert len(codes) == 4
    assert code_of(Commitment(pk=promise.pk), "kept") in codes
    assert all(len(code) <= 20 and not code.startswith(OWN) for code in codes)


def test_the_longest_words_fit_into_a_question(firm: Cast) -> None:
    promise = Commitment(text="w" * 280, made_on=date(2026, 9, 30), question="Q")
    answered = RoundQuestion(text="q" * 600)

    asked = question_about(promise, "helped", answered)

    assert all(len(text) <= LONGEST_ASKED for text in asked.texts.values())
    assert all("w" * 280 in text for text in asked.texts.values())
    assert "q" * (LONGEST_QUOTED - 1) + "…" in asked.text
