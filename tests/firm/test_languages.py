"""The firm's own language: for its posters, its announcements, and mails to who chose none."""

from datetime import datetime

import pytest
from django.utils.translation import get_language, override

from bothways.firm.actions import choose_round
from bothways.firm.ready import TRUST, values_of
from bothways.firm.telling import in_the_firms_language, ready_words
from bothways.notifications.actions import tell
from bothways.notifications.models import Message
from bothways.people.models import Organisation, Person
from bothways.people.queries import firm_language
from tests.cast import Cast
from tests.factories import NOW
from tests.rounds import OPEN_FOR, draft


def speaks(language: str) -> None:
    Organisation.objects.update(language=language)


@pytest.mark.parametrize(("chosen", "spoken"), [("", "en"), ("de", "de"), ("es", "es")])
def test_the_firm_s_words_are_in_its_language_whoever_reads(
    owner: Person, chosen: str, spoken: str
) -> None:
    speaks(chosen)

    with override("fr"), in_the_firms_language():
        assert get_language() == spoken


def test_before_there_is_a_firm_there_is_no_language_of_it(db: None) -> None:
    assert firm_language() == ""


def test_a_poster_does_not_change_the_language_of_whoever_opened_it(owner: Person) -> None:
    speaks("de")

    with override("es"):
        ready_words(draft(owner))
        assert get_language() == "es"


def test_the_first_round_is_named_in_the_firm_s_language(owner: Person, now: datetime) -> None:
    speaks("de")
    with override("es"):
        asked = values_of(TRUST, opens_at=NOW, closes_at=NOW + OPEN_FOR)

    with override("de"):
        assert asked["title"] == str(TRUST.title)


def test_a_round_with_a_day_that_is_none_is_never_made(owner: Person, now: datetime) -> None:
    with pytest.raises(ValueError, match="close"):
        choose_round(TRUST, opens_at=NOW, closes_at=NOW - OPEN_FOR, by=owner, at=now)


def test_who_chose_no_language_gets_the_firm_s_and_who_did_gets_their_own(firm: Cast) -> None:
    speaks("de")
    Person.objects.filter(pk=firm.colleague.pk).update(language="es")
    firm.colleague.refresh_from_db()
    fields = {"title": "T", "text": "x", "link": "y"}

    tell("round.announced", to=[firm.employee, firm.colleague], at=NOW, **fields)

    subjects = dict(Message.objects.values_list("to__name", "subject"))
    for name, language in (("Jo Marsh", "de"), ("Tariq Bell", "es")):
        with override(language):
            from bothways.notifications.catalogue import MESSAGES

            wanted = str(MESSAGES["round.announced"].subject).format(title="T")
        assert subjects[name] == wanted


def test_asking_for_the_firm_s_language_is_one_question_for_all_who_are_told(
    firm: Cast, django_assert_max_num_queries: object
) -> None:
    few = list(Person.objects.here()[:2])
    many = list(Person.objects.here())
    fields = {"title": "T", "text": "x", "link": "y"}

    for people in (few, many):  # and two for the mark of the ledger, one for who can be reached
        with django_assert_max_num_queries(5):  # type: ignore[operator]
            tell("round.announced", to=people, at=NOW, **fields)
