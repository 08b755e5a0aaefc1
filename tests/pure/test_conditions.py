"""Talk on pay, hours and conditions is known by open lists of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.pure.conditions import WORDS, conditions_in


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Why do nights earn less Pay?", "Pay"),
        ("Our SALARIES are late.", "SALARIES"),
        ("Who decides about the rota?", "rota"),
        ("Warum ist der Mindestlohn hier die Regel?", "Mindestlohn"),
        ("Die Wochenarbeitszeit stimmt nicht.", "Wochenarbeitszeit"),
        ("Überstunden werden nicht notiert", "Überstunden"),
        ("UEBERSTUNDEN und Überstunden", "UEBERSTUNDEN"),
        ("¿Por qué la nomina llega tarde?", "nomina"),
        ("Los turnos de noche", "turnos"),
        ("Die Lohnerhöhung kam nie", "Lohnerhöhung"),
        ("Where is my raise?", "raise"),
        ("Mobbing im Lager", "Mobbing"),
        ("Die Lohntransparenz fehlt", "Lohntransparenz"),
        ("Wo bleibt das Weihnachtsgeld?", "Weihnachtsgeld"),
        ("38 Wochenstunden", "Wochenstunden"),
        ("La remuneración de mayo", "remuneración"),
    ],
)
def test_what_speaks_of_conditions_is_found_by_its_first_word(text: str, word: str) -> None:
    assert conditions_in(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "A bench in the yard",
        "The breakfast was cold",
        "Das lohnt sich nicht, lohnte sich nie, und lohnen soll es sich: ein lohnendes Ziel",
        "Eine Belohnung für alle",
        "Un banco al sol",
        "Whoever said this is a fool",
        "",
    ],
)
def test_other_talk_is_not(text: str) -> None:
    assert conditions_in(text) == ""


def test_every_language_that_comes_along_has_a_list() -> None:
    assert set(WORDS) == {"en", "de", "es"}
    for language, stems in WORDS.items():
        assert len(stems) == len(set(stems)), language
        for stem in stems:
            assert conditions_in(f"x {stem.strip('.~')} y") != "", stem


@given(st.text(max_size=60))
def test_no_text_at_all_is_too_much_for_it(text: str) -> None:
    found = conditions_in(text)

    assert found == "" or found in text
