"""Every refusal of this room, as a person reads it."""

from dataclasses import dataclass

import pytest
from django.utils import translation

from bothways.api import errors as told
from bothways.outcomes import errors
from bothways.outcomes.months import Month
from bothways.people.errors import RefusedError

OCTOBER = Month(2026, 10)
FAULTS = [
    errors.Fault(OCTOBER, "leavers", "Write a whole number."),
    errors.Fault(OCTOBER, "headcount", "There is nothing below 0 to count."),
]


@dataclass(frozen=True)
class Said:
    """A refusal, and its sentence in three languages."""

    refusal: RefusedError
    en: str
    de: str
    es: str


REFUSALS = {
    "changed meanwhile": Said(
        errors.ChangedMeanwhileError(),
        en=(
            "Someone changed figures of this month a moment ago. Look at them again; what you "
            "typed is still here."
        ),
        de=(
            "Jemand hat Zahlen dieses Monats gerade geändert. Sehen Sie sie noch einmal an; was "
            "Sie eingetippt haben, steht noch hier."
        ),
        es=(
            "Alguien cambió cifras de este mes hace un momento. Mírelas otra vez; lo que "
            "escribió sigue aquí."
        ),
    ),
    "file changed": Said(
        errors.FileChangedError(),
        en="Figures were changed since you looked. This is what the file would do now.",
        de="Seit Sie nachgesehen haben, wurden Zahlen geändert. Das würde die Datei jetzt tun.",
        es="Desde que miró se cambiaron cifras. Esto es lo que haría ahora el archivo.",
    ),
    "nothing to undo": Said(
        errors.NothingToUndoError(),
        en="Nothing of the last file can be undone any more.",
        de="Von der letzten Datei lässt sich nichts mehr zurücknehmen.",
        es="Ya no se puede deshacer nada del último archivo.",
    ),
    "no place left": Said(
        errors.NoPlaceLeftError(),
        en="There are five own measures already. Stop counting one of them first.",
        de="Es gibt schon fünf eigene Größen. Zählen Sie erst eine davon nicht mehr.",
        es="Ya hay cinco medidas propias. Deje primero de contar una de ellas.",
    ),
    "name taken": Said(
        errors.NameTakenError(),
        en="Another measure has this name. Choose a name of its own.",
        de="Eine andere Größe heißt schon so. Wählen Sie einen eigenen Namen.",
        es="Otra medida tiene este nombre. Elija un nombre propio.",
    ),
    "fewer digits": Said(
        errors.FewerDigitsError(),
        en="Figures that are written down have more digits than this. Leave as many.",
        de="Zahlen, die schon dastehen, haben mehr Stellen. Lassen Sie so viele.",
        es="Hay cifras anotadas con más decimales. Deje los mismos.",
    ),
    "code taken": Said(
        told.CodeTakenError(),
        en="Another measure has this short name. Choose one of its own.",
        de="Eine andere Größe hat diesen Kurznamen. Wählen Sie einen eigenen.",
        es="Otra medida tiene este nombre corto. Elija uno propio.",
    ),
}
ANSWERS = {
    "not known": (told.not_known(), 401, "token_needed"),
    "may not": (told.may_not(), 403, "may_not_write"),
    "not here": (told.not_here(), 404, "not_found"),
    "no such method": (told.no_such_method("GET, PUT"), 405, "wrong_method"),
    "too large": (told.too_large(65536), 413, "too_large"),
    "not json": (told.not_json(), 400, "not_json"),
    "not as described": (told.not_as_described((("months", "x"),)), 422, "not_as_described"),
}


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("name", REFUSALS)
def test_each_refusal_says_what_happened_and_what_to_do(name: str, language: str) -> None:
    said = REFUSALS[name]

    with translation.override(language):
        assert str(said.refusal) == getattr(said, language)


def test_several_faults_are_told_one_after_the_other() -> None:
    refusal = errors.FiguresRefusedError(FAULTS)

    assert str(refusal) == "Write a whole number. There is nothing below 0 to count."
    assert [fault.measure for fault in refusal.faults] == ["leavers", "headcount"]


@pytest.mark.parametrize("name", ANSWERS)
def test_each_answer_to_a_program_has_its_status_its_code_and_a_sentence(name: str) -> None:
    refusal, status, code = ANSWERS[name]
    document = refusal.document()["error"]

    assert refusal.status == status
    assert document["code"] == code  # type: ignore[index]
    assert document["message"].endswith(".")  # type: ignore[index]


def test_an_answer_says_which_header_it_needs() -> None:
    assert told.not_known().headers == {"WWW-Authenticate": "Bearer"}
    assert told.no_such_method("GET").headers == {"Allow": "GET"}
    assert told.not_here().headers == {}


def test_faults_of_a_program_name_their_places() -> None:
    refusal = told.not_as_described((("months[0].month", "Name each month once."),))

    assert refusal.document()["error"]["faults"] == [  # type: ignore[index]
        {"where": "months[0].month", "message": "Name each month once."}
    ]
