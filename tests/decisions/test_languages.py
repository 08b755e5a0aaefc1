"""Decisions in German and Spanish: pages, refusals, mails and the week, without English left."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from bothways.decisions import errors
from bothways.decisions.actions import ask_about, change_decision, correct
from bothways.decisions.models import Decision
from bothways.decisions.weekly import what_those_who_decided_owe, what_was_decided
from bothways.decisions.words import standings, waits
from bothways.notifications.catalogue import MESSAGES, Mail
from bothways.trust.record_words import WORDS
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY, WHY, at_nine, make_decision, tell_of

LANGUAGES = ("de", "es")
ENGLISH = re.compile(
    r"\b(the decision|looked at|answered|version of|written down|everyone sees|who sees|"
    r"questions about|change the words|is owed|ask about)\b",
    re.IGNORECASE,
)
PLACES = ("one", "versions", "change", "correct", "look-again")


@pytest.fixture
def much_said(firm: Cast) -> Decision:
    """A decision with a question, a correction and a second version, in no words of English."""
    now = at_nine(localdate())
    foreign = {
        "question": "Dritte Schicht?",
        "reasons": "Beide Pressen stehen still, leider, heute.",
    }
    decision = make_decision(firm.manager, recorded_on=localdate(), **foreign)
    ask_about(decision, by=firm.employee, words="Warum?", at=now)
    correct(decision, by=firm.manager, was="Beide.", now="Eine.", words="Verlesen.", at=now)
    told = tell_of(
        "Dritte Schicht?",
        reasons="Eine Presse steht still, leider, heute und morgen.",
        decided_on=decision.decided_on,
        look_again_on=decision.look_again_on,
    )
    change_decision(decision, by=firm.manager, told=told, why="Verlesen.", version=1, at=now)
    return decision


def fields_of(mail: Mail) -> list[set[str]]:
    """Return what a mail's subject and body let somebody fill in."""
    return [set(re.findall(r"{\w+}", str(text))) for text in (mail.subject, mail.body)]


def english_left(client: Client, address: str) -> list[str]:
    """Return English words that a page still shows."""
    shown = client.get(address).content.decode()
    words = re.sub(r"<[^>]+>", " ", shown.partition("<main")[2])
    return ENGLISH.findall(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_english_left(
    firm: Cast, much_said: Decision, client_of: ClientOf, language: str
) -> None:
    firm.manager.language = language
    firm.manager.save()
    client = client_of(firm.manager)
    addresses = [reverse(f"decisions:{name}", args=[much_said.pk]) for name in PLACES]

    for address in [reverse("decisions:list"), reverse("decisions:new"), *addresses]:
        assert english_left(client, address) == [], address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "refusal",
    [
        errors.NoReasonError(),
        errors.ChangedMeanwhileError(),
        errors.AlreadyAnsweredError(),
        errors.NoDayToLookAgainError(),
        errors.TooManyWordsError(280),
    ],
)
def test_a_refusal_is_said_in_the_language_of_whoever_reads_it(
    language: str, refusal: Exception
) -> None:
    in_english = str(refusal)

    with translation.override(language):
        assert str(refusal) != in_english
        assert str(refusal).endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_and_every_line_of_the_record_has_its_translation(language: str) -> None:
    mails = [mail for kind, mail in MESSAGES.items() if kind.startswith("decision.")]
    words = [said for verb, said in WORDS.items() if verb.startswith("decision.")]
    texts = [text for mail in mails for text in (mail.when, mail.subject, mail.body)] + words
    in_english = [str(text) for text in texts]

    with translation.override(language):
        found = [str(text) for text in texts]

    assert len(found) == len(mails) * 3 + 8
    assert [text for text, english in zip(found, in_english, strict=True) if text == english] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_a_mail_is_named_alike_in_every_language(language: str) -> None:
    for kind, mail in MESSAGES.items():
        if kind.startswith("decision."):
            in_english = [
                set(re.findall(r"{\w+}", str(text))) for text in (mail.subject, mail.body)
            ]
            with translation.override(language):
                found = [set(re.findall(r"{\w+}", str(text))) for text in (mail.subject, mail.body)]
            assert found == in_english, kind


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Should have been looked at again on 31 January", "One answer is owed"]),
        ("de", ["Hätte am 31. Januar wieder angesehen werden sollen", "Eine Antwort steht aus"]),
        ("es", ["Debería haberse revisado el 31 de enero", "Se debe una respuesta"]),
    ],
)
def test_how_it_stands_is_said_in_three_languages(
    firm: Cast, decision: Decision, language: str, said: list[str]
) -> None:
    on = TODAY + timedelta(days=91)
    ask_about(decision, by=firm.employee, words="Why?", at=at_nine(on))

    with translation.override(language):
        assert [one.words for one in standings(decision, on)] == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["since today", "since yesterday", "for 4 days"]),
        ("de", ["seit heute", "seit gestern", "seit 4 Tagen"]),
        ("es", ["desde hoy", "desde ayer", "desde hace 4 días"]),
    ],
)
def test_since_when_an_answer_is_owed_is_said_in_three_languages(
    firm: Cast, decision: Decision, language: str, said: list[str]
) -> None:
    question = ask_about(decision, by=firm.employee, words="Why?", at=NOW)

    with translation.override(language):
        found = [waits(question, TODAY + timedelta(days=n)).words for n in (0, 1, 4)]

    assert all(part in whole for part, whole in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("language", "act", "news"),
    [
        ("en", "Answer", "Decided"),
        ("de", "Antworten", "Entschieden"),
        ("es", "Responder", "Decidido"),
    ],
)
def test_the_week_speaks_the_language_in_which_it_is_read(
    firm: Cast, decision: Decision, language: str, act: str, news: str
) -> None:
    ask_about(decision, by=firm.employee, words="Why?", at=NOW)
    (owed,) = what_those_who_decided_owe([firm.manager], TODAY)[firm.manager.pk]
    (new,) = what_was_decided([firm.manager], TODAY)[firm.manager.pk]

    with translation.override(language):
        assert str(owed.act) == act
        assert str(new.words).startswith(news)
        assert new.said == owed.said == decision.question


def test_reasons_in_any_language_are_reasons_enough(firm: Cast) -> None:
    for number, reasons in enumerate(
        (
            WHY,
            "Die Leitungen in der Halle sind schon am Ende ihrer Kraft.",
            "El cableado de la nave ya está al límite de su capacidad.",
            "الأسلاك في القاعة وصلت إلى أقصى حد لها هذا العام.",
            "予算が足りないため、来年度に改めて見直します。",
        )
    ):
        assert make_decision(firm.manager, f"Question {number}?", reasons=reasons).is_no
