from random import Random

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.wording import reading_grade
from bothways.surveys.bank import all_items, askable
from bothways.surveys.wording import alike, hints, points_at_leader


def test_a_plain_sentence_needs_no_mending() -> None:
    assert hints("I know why big decisions were made.") == []


def test_a_long_sentence_is_named_with_its_words() -> None:
    found = hints("I " + "really " * 14 + "know it.")

    assert "17 words" in found[0]


def test_two_ideas_are_noticed() -> None:
    assert "two things" in hints("My pay and/or hours are fair.")[0]


def test_a_negation_is_noticed() -> None:
    assert any("'not'" in hint for hint in hints("I don't trust the plan."))
    assert any("'not'" in hint for hint in hints("Nobody is never late."))


def test_a_question_mark_is_noticed() -> None:
    assert any("sentence" in hint for hint in hints("Do you know the plan?"))


def test_long_words_are_noticed() -> None:
    assert any("colleague" in hint for hint in hints("Organisational transformation inspires."))


def test_words_for_a_leader_point_at_one() -> None:
    assert points_at_leader("My boss listens.")
    assert points_at_leader("I trust my team lead.")
    assert not points_at_leader("The top leaders tell the truth.")


def test_every_item_of_the_book_is_short_and_easy() -> None:
    for item in all_items():
        assert len(item.text.split()) <= 14, item.code
        assert reading_grade(item.text) <= 8.5, (item.code, reading_grade(item.text))


def test_the_book_is_whole_and_its_codes_are_single() -> None:
    items = all_items()

    assert len(items) == 78
    assert len({(item.code, item.version) for item in items}) == 78
    assert sum(item.direction == "down" for item in items) == 23


def test_what_points_at_a_leader_is_marked_in_the_book() -> None:
    for item in all_items():
        if item.direction == "up":
            assert item.about_leader == points_at_leader(item.text), item.code


def test_a_pulse_asks_nothing_turned_round() -> None:
    assert all(item.keyed == "+" for item in askable("pulse"))
    assert any(item.keyed == "-" for item in askable("survey"))
    assert all(item.scale == "agree" for item in askable("survey"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("My leader keeps promises.", "My leader keeps a promise"),
        ("My leader keeps promises.", "My leader always keeps promises"),
        ("I can speak up here.", "Here I can speak up!"),
        ("I can trust the board.", "I can't trust the board."),
        ("Our office is quiet.", "Our offices are quiet."),
        ("Ons kantoor is rustig.", "Ons kantoor is erg rustig."),
    ],
)
def test_the_same_question_is_known_by_another_letter_order_or_word(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I have the tools I need.", "I have the time I need."),
        ("Pay is fair.", "Pay is late."),
        ("I feel safe.", "I feel heard."),
        ("Lunch is good.", "Lunch is good and long enough for a walk outside."),
        ("123", "456"),
    ],
)
def test_other_questions_stay_others(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_no_two_questions_of_the_book_that_a_round_can_ask_are_alike() -> None:
    texts = [item.text for item in askable("survey")]

    found = {(a, b) for place, a in enumerate(texts) for b in texts[place + 1 :] if alike(a, b)}
    assert found == set()


@pytest.mark.parametrize(
    "text",
    [
        "Meine Führungskraft hört zu.",
        "Ich vertraue meinem direkten Vorgesetzten.",
        "Mit meiner Chefin kann ich reden.",
        "Mein Teamleiter ist fair.",
        "Mi responsable me escucha.",
        "Confío en mi jefa.",
        "A mi actual supervisor le importa.",
    ],
)
def test_a_question_that_points_at_ones_leader_is_known_in_german_and_spanish(text: str) -> None:
    assert points_at_leader(text)


@pytest.mark.parametrize("text", ["Mein Team leistet viel.", "Mi equipo trabaja bien."])
def test_a_question_about_ones_team_points_at_nobody(text: str) -> None:
    assert not points_at_leader(text)


def test_german_and_spanish_questions_are_checked_by_their_own_words() -> None:
    assert any("'not'" in hint for hint in hints("Ich habe keine Zeit.", "de"))
    assert any("two things" in hint for hint in hints("Die Zeiten und der Lohn stimmen.", "de"))
    assert any("'not'" in hint for hint in hints("Nunca tengo tiempo.", "es"))
    assert hints("Der Zusammenhalt in der Abteilung ist außerordentlich.", "de") == []


WORDS = st.lists(
    st.sampled_from(["pay", "fair", "shift", "lunch", "tools", "meeting", "Größe", "años"]),
    min_size=1,
    max_size=5,
    unique=True,
)


@settings(max_examples=12)
@given(WORDS, st.randoms(use_true_random=False))
def test_a_question_is_itself_in_any_order_of_its_words_and_in_capitals(
    words: list[str], chance: Random
) -> None:
    turned = chance.sample(words, len(words))

    assert alike(" ".join(words), " ".join(turned).upper() + "!")


@settings(max_examples=30)
@given(st.text(max_size=60), st.sampled_from(["en", "de", "es", "nl", ""]))
def test_no_text_makes_the_check_stumble_and_each_hint_is_a_sentence(
    text: str, language: str
) -> None:
    found = hints(text, language)

    assert len(set(found)) == len(found) <= 8
    assert all(hint.endswith(".") for hint in found)


@pytest.mark.parametrize(
    ("language", "leads", "asks_a_name"),
    [
        ("en", "Of course our terrible canteen is too far.", "Name the colleague who helps most."),
        (
            "de",
            "Natürlich ist die Kantine zu weit.",
            "Nennen Sie die Person, die am meisten hilft.",
        ),
        ("es", "Por supuesto la cantina queda lejos.", "¿Quién ayuda más a los demás?"),
    ],
)
def test_what_leads_and_what_asks_for_a_name_is_noticed_in_each_language(
    language: str, leads: str, asks_a_name: str
) -> None:
    assert any("what to think" in hint for hint in hints(leads, language))
    assert any("for a name" in hint for hint in hints(asks_a_name, language))
    for plain in ("I know who decides what.", "Ich weiß, wer was entscheidet.", "Sé quién decide."):
        assert not any("for a name" in hint for hint in hints(plain, language))


def test_signs_of_a_web_page_are_noticed_and_a_comparison_is_none() -> None:
    assert any("web page" in hint for hint in hints("I like <b>our</b> shop."))
    assert any("web page" in hint for hint in hints("Pay &amp; hours."))
    assert hints("I wait < 5 minutes at the gate.") == []


def test_no_item_of_the_book_leads_or_asks_for_a_name_in_any_language() -> None:
    for item in all_items():
        for language, text in item.texts.items():
            said = hints(text, language)
            assert not [hint for hint in said if "what to think" in hint or "a name" in hint], text


@pytest.mark.parametrize(("n", "is_said"), [(14, False), (15, True)])
def test_fourteen_words_are_short_enough_and_fifteen_are_named(n: int, is_said: bool) -> None:
    found = hints("we " * (n - 1) + "do", "nl")

    assert found == (["It has 15 words. Up to 14 are easy to read on a phone."] if is_said else [])


def test_all_that_is_wrong_with_a_question_is_said_at_once_and_in_the_reader_s_language() -> None:
    worst = "Do you not think that " + "organisational " * 12 + "and administrative change helps?"
    found = hints(worst)
    assert len(found) == 6

    for language in ("de", "es"):
        with override(language):
            told = hints(worst)
        assert len(told) == 6
        assert not set(told) & set(found)


@pytest.mark.parametrize("language", ["nl", "fr", "xx"])
def test_of_a_language_that_nobody_here_knows_only_length_and_question_marks_are_said(
    language: str,
) -> None:
    assert hints("Not this and not that, organisational transformation.", language) == []
    assert len(hints("Not this and not that?", language)) == 1


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("MY BOSS listens.", True),
        ("My direct manager listens.", True),
        ("My managers listen.", False),
        ("The manager of my shift listens.", False),
        ("My bossa nova class is fun.", False),
        ("Dummy boss.", False),
        ("", False),
    ],
)
def test_pointing_at_a_leader_is_known_by_whole_words(text: str, points: bool) -> None:
    assert points_at_leader(text) is points
