"""The names that a browser looks for before a letter is sent; the text itself never comes here."""

import json
from datetime import date
from pathlib import Path

from django.test import Client

from bothways.mailbox.telling import TELLS_WORDS, names_here
from bothways.people.models import Person
from bothways.pure.folding import fold
from tests.cast import Cast
from tests.conftest import ClientOf

TABLE = Path(__file__).parents[1] / "data" / "telling.json"


def test_every_word_of_every_name_here_is_told_once_and_by_itself(firm: Cast) -> None:
    Person.objects.filter(pk=firm.employee.pk).update(name="Gül Weiß-Łukasz")
    Person.objects.filter(pk=firm.manager.pk).update(name="Gül Osman")

    names = names_here()

    assert {"gul", "weiss", "lukasz", "osman"} <= set(names)
    assert names == sorted(set(names))
    assert not any(" " in name or name != fold(name) for name in names)


def test_who_has_left_is_looked_for_no_more(firm: Cast) -> None:
    Person.objects.filter(pk=firm.employee.pk).update(name="Quirin Xaver", left_on=date(2020, 1, 1))

    assert not {"quirin", "xaver"} & set(names_here())


def test_everybody_is_told_the_same_and_nothing_is_kept(firm: Cast, client_of: ClientOf) -> None:
    answers = [client_of(who).get("/mailbox/names/") for who in (firm.employee, firm.owner)]

    assert answers[0].content == answers[1].content
    assert answers[0].json() == {"names": names_here()}
    assert "no-store" in answers[0]["Cache-Control"]


def test_nobody_outside_is_told_a_name(firm: Cast) -> None:
    answer = Client().get("/mailbox/names/")

    assert answer.status_code == 302
    assert firm.employee.name.encode() not in answer.content


def test_each_kind_of_warning_has_its_sentence_and_its_place_for_what_was_found() -> None:
    kinds = {kind for one in json.loads(TABLE.read_text())["texts"] for kind, _ in one["tells"]}
    words = {code: str(said) for code, said in TELLS_WORDS}

    assert {f"tells_{kind}" for kind in kinds} == set(words) - {"tells_style_long"}
    for kind in kinds:
        assert "{found}" in words[f"tells_{kind}"]


def test_names_are_folded_here_as_in_the_browser() -> None:
    for word, plain in json.loads(TABLE.read_text())["folded"]:
        assert fold(word) == plain
