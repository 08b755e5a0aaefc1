"""What a stranger would still have to ask about a promise before they could check it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bothways.pure.concrete import (
    DOING,
    GAP,
    HINTS,
    LOOKING,
    SEEN,
    TRYING,
    WHAT,
    WHEN,
    WHO,
    Lacking,
    lacking,
)


def hints(text: str, language: str = "en") -> list[str]:
    return [one.hint for one in lacking(text, language=language)]


@pytest.mark.parametrize(
    "text",
    [
        "Every station gets its own gauges.",
        "The gauges are at every station.",
        "I will answer each question from Monday in writing.",
        "We order eight chairs for the canteen.",
        "I send the shift plan to all of you two weeks ahead.",
        "Two more people join the late shift.",
        "The gate closes at six, and I hand out the keys.",
        "I'll pay the overtime of October with the November wage.",
        "We will not change the shifts in December.",
    ],
)
def test_of_a_promise_that_can_be_checked_nothing_is_said(text: str) -> None:
    assert hints(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Jede Station bekommt eigene Lehren.",
        "Wir bestellen acht Stühle für die Kantine.",
        "Ich schicke den Schichtplan zwei Wochen vorher an alle.",
        "Die Überstunden vom Oktober zahle ich mit dem Lohn im November.",
        "In die Spätschicht kommen zwei Leute mehr.",
        "Ich beantworte jede Frage vom Montag schriftlich.",
    ],
)
def test_nor_of_a_good_one_in_german(text: str) -> None:
    assert hints(text, "de") == []


@pytest.mark.parametrize(
    "text",
    [
        "Cada puesto tendrá sus propios calibres.",
        "Compraremos ocho sillas para el comedor.",
        "Enviaré el plan de turnos a todos con dos semanas.",
        "Pagaré las horas extra de octubre con la nómina de noviembre.",
        "Responderé por escrito a cada pregunta del lunes.",
    ],
)
def test_nor_of_a_good_one_in_spanish(text: str) -> None:
    assert hints(text, "es") == []


@pytest.mark.parametrize(
    ("text", "hint", "found"),
    [
        ("We will try to replace the old gauges.", TRYING, "try"),
        ("I will do my best to bring the chairs.", TRYING, "do my best"),
        ("We hope to open the canteen again.", TRYING, "hope to"),
        ("You will get an answer as soon as possible.", WHEN, "as soon as possible"),
        ("The chairs will come soon.", WHEN, "soon"),
        ("I will talk to each of you regularly.", WHEN, "regularly"),
        ("We will look into the noise in the hall.", LOOKING, "look into"),
        ("I will take care of the gate.", LOOKING, "take care of"),
        ("We will work on the shift plan.", LOOKING, "work on"),
        ("There will be better tools in the hall.", SEEN, "better"),
        ("We will improve how the shifts talk.", SEEN, "improve"),
        ("Somebody will mend the gate.", WHO, "Somebody"),
        ("Wir versuchen, die alten Lehren zu ersetzen.", TRYING, "versuchen"),
        ("Ich gebe mein Bestes für die neuen Stühle.", TRYING, "mein Bestes"),
        ("Die Antwort kommt so schnell wie möglich.", WHEN, "so schnell wie möglich"),
        ("Wir melden uns zeitnah mit dem Plan.", WHEN, "zeitnah"),
        ("Wir prüfen den Lärm in der Halle.", LOOKING, "prüfen"),
        ("Ich kümmere mich um das Tor.", LOOKING, "kümmere"),
        ("Wir verbessern den Austausch der Schichten.", SEEN, "verbessern"),
        ("Jemand repariert das Tor.", WHO, "Jemand"),
        ("Intentaremos cambiar los calibres.", TRYING, "Intentaremos"),
        ("La respuesta llegará lo antes posible.", WHEN, "lo antes posible"),
        ("Estudiaremos el ruido de la nave.", LOOKING, "Estudiaremos"),
        ("Mejoraremos el plan de los turnos.", SEEN, "Mejoraremos"),
        ("Alguien reparará la puerta.", WHO, "Alguien"),
    ],
)
def test_vague_words_are_found_and_named(text: str, hint: str, found: str) -> None:
    assert Lacking(hint, found) in lacking(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I will do it.", "en"),
        ("We will do that for you.", "en"),
        ("Ich mache das.", "de"),
        ("Lo haré para todos.", "es"),
    ],
)
def test_a_promise_without_a_thing_is_asked_what_it_is(text: str, language: str) -> None:
    assert WHAT in hints(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("New chairs for the canteen", "en"),
        ("Neue Stühle für die Kantine", "de"),
        ("Sillas nuevas para el comedor", "es"),
    ],
)
def test_a_thing_without_a_deed_is_asked_what_is_done(text: str, language: str) -> None:
    assert hints(text, language) == [DOING]


def test_the_forms_own_bad_example_is_found() -> None:
    assert hints("Better tools", "en") == [SEEN, DOING]


def test_what_can_be_counted_can_be_seen() -> None:
    assert SEEN in hints("There will be more people on the late shift.")
    assert SEEN not in hints("There will be 2 more people on the late shift.")


def test_the_language_is_that_of_the_text_not_of_the_reader() -> None:
    assert hints("Wir prüfen den Lärm in der Halle.", "en") == [LOOKING]
    assert hints("We will look into the noise.", "de-at") == [LOOKING]


@pytest.mark.parametrize(
    "text",
    [
        "Yeni sandalyeleri mart ayında getiriyoruz.",
        "Wkrótce postaramy się poprawić wszystko.",
        "سنحضر الكراسي الجديدة قريبا إن أمكن",
        "我们会尽快改进",
        "",
        "8 × 2",
    ],
)
def test_nothing_is_said_of_other_languages(text: str) -> None:
    assert hints(text, "tr") == []


def test_long_texts_in_a_language_nobody_knows_are_left_alone_for_english_readers_too() -> None:
    assert hints("Yeni sandalyeleri mart ayında getiriyoruz.", "en") == []


def test_hints_come_in_one_order_and_once_each() -> None:
    found = hints("Someone will try, try again, to improve things soon and look into more.")

    assert found == [TRYING, WHEN, LOOKING, SEEN, WHO]
    assert found == [hint for hint in HINTS if hint in found]


def test_a_word_inside_another_is_not_found() -> None:
    assert hints("The industry poster hangs in the hall, and the country map is there.") == []


def test_a_gap_that_was_left_is_found_in_any_language() -> None:
    assert hints("I order … for the hall.") == [GAP]
    assert hints("Masaya … koyuyoruz, mart ayında.", "tr") == [GAP]


@pytest.mark.parametrize("text", ["We will TRY.", "I’ll try to mend it.", "Try, we will!"])
def test_large_letters_and_curly_marks_hide_no_vague_word(text: str) -> None:
    assert TRYING in hints(text)


def test_what_is_found_is_named_as_it_was_written() -> None:
    (found,) = lacking("The chairs will come As Soon As Possible.")

    assert found == Lacking(WHEN, "As Soon As Possible")


def test_of_two_vague_words_of_one_kind_the_first_is_named() -> None:
    assert lacking("The chairs will come soon, or eventually.") == [Lacking(WHEN, "soon")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("There will be two more chairs in the canteen.", "en"),
        ("There will be half an hour more for the handover.", "en"),
        ("In der Kantine stehen zehn Stühle mehr.", "de"),
        ("Die Übergabe bekommt eine Stunde mehr.", "de"),
        ("Habrá diez sillas más en el comedor.", "es"),
        ("El turno tendrá una hora más para la entrega.", "es"),
    ],
)
def test_a_number_in_words_can_be_counted_in_each_language(text: str, language: str) -> None:
    assert SEEN not in hints(text, language)


@pytest.mark.parametrize(
    ("text", "language", "hint"),
    [
        ("Es wird mehr Stühle geben.", "de", SEEN),
        ("Habrá más sillas en el comedor.", "es", SEEN),
        ("Man sollte das Tor reparieren.", "de", WHO),
        ("Se debería reparar la puerta.", "es", WHO),
        ("Ich kümmere mich regelmäßig darum.", "de", WHEN),
        ("Hablaré con cada uno de vez en cuando.", "es", WHEN),
        ("Ich möchte die Stühle bestellen.", "de", TRYING),
        ("Quisiera cambiar los calibres.", "es", TRYING),
    ],
)
def test_the_same_is_vague_in_german_and_spanish(text: str, language: str, hint: str) -> None:
    assert hint in hints(text, language)


@pytest.mark.parametrize(
    ("reader", "expected"), [("en", [WHEN]), ("en-gb", [WHEN]), ("de", []), ("tr", []), ("", [])]
)
def test_two_or_three_words_are_read_in_the_readers_language(
    reader: str, expected: list[str]
) -> None:
    assert [hint for hint in hints("Chairs come shortly", reader) if hint == WHEN] == expected


def test_where_two_languages_share_the_words_the_readers_decides() -> None:
    # 'in' and 'so' are small words of English and of German
    assert TRYING in hints("Versuchen so in Halle", "de")
    assert TRYING not in hints("Versuchen so in Halle", "en")


@pytest.mark.parametrize("text", ["…", "I order …", "… … …", "Ich bestelle … für …"])
def test_a_gap_is_said_once_and_before_all_else(text: str) -> None:
    found = hints(text)

    assert found[0] == GAP
    assert found.count(GAP) == 1


@settings(max_examples=30)
@given(st.text(max_size=280), st.sampled_from(["en", "de", "es", "tr", "", "de-at"]))
def test_whatever_is_typed_hints_are_known_ordered_and_stand_in_the_text(
    text: str, language: str
) -> None:
    found = lacking(text, language=language)

    kinds = [one.hint for one in found]
    assert kinds == sorted(set(kinds), key=HINTS.index)
    assert all(one.found in text for one in found)


@settings(max_examples=30)
@given(st.integers(min_value=0, max_value=10**6))
def test_any_figure_makes_more_something_to_count(number: int) -> None:
    assert SEEN not in hints(f"There will be {number} more people on the late shift.")
