"""The same reader's test for the pages beside the trust page, at their edges.

Programmes before and after, with groups and by months; monthly figures with nobody leaving; a
leader's profile without and with a round; a firm's own questions; the plan of the year.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bothways.outcomes.measures import Kind
from bothways.programmes.actions import judge, withdraw
from bothways.programmes.months import GRACE
from bothways.pure.wording import HIGHEST_GRADE, reading_grade
from bothways.surveys.actions import Words, asked_of, reword_question
from bothways.surveys.bank import askable
from tests.cast import Cast
from tests.factories import NOW, at_nine, make_person
from tests.programmes.test_months import BEGUN, LOOK, a_year, declared, figures
from tests.rounds import opened
from tests.surveys.test_own import written
from tests.trust.counted import make_counted, mixed
from tests.trust.test_sentences import NEVER, sentences, texts_of

CHOICES = re.compile(r"<(label class=\"choice|select)\b.*?</(?:label|select)>", re.DOTALL)
DATED = re.compile(r"\b20\d\d\b")  # a day and a name are no hard words
MOST_COMMAS = 4
Pages = dict[str, list[str]]
Read = Callable[[str], list[str]]


def is_a_sentence(text: str) -> bool:
    """Neither the second half of one, nor a list of names; a day is no hard word either."""
    return text[0].isupper() and text.count(",") < MOST_COMMAS and not DATED.search(text)


@pytest.fixture
def read(firm: Cast, client_of: Callable[[object], Client]) -> Read:
    """Read a page as the people lead, who leads somebody here."""
    make_person("Uwe Kern", manager=firm.people_lead, language="de")
    client = client_of(firm.people_lead)

    def of(address: str) -> list[str]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        html = CHOICES.sub(" ", answer.content.decode())
        return texts_of(re.sub(r"</?(?:label|legend)\b[^>]*>", "<p>", html))

    return of


@pytest.fixture
def pages(firm: Cast, read: Read) -> Pages:
    lead = firm.people_lead
    found = {
        "no programme": read("/did-it-work/"),
        "first a round": read("/did-it-work/new/"),
        "too few months beforehand": read("/did-it-work/new/?chosen=firm"),
        "no figures": read("/outcomes/"),
        "profile before": read("/leaders/profile/"),
        "plan": read("/rounds/plan/"),
        "no own question": read("/rounds/own/"),
        "write one": read("/rounds/own/new/"),
    }
    few, gone = declared(lead, title="Without figures"), declared(lead, title="Taken back")
    withdraw(gone, by=lead, words="We do it otherwise.", at=NOW)
    judge(few, at=at_nine(LOOK + GRACE))
    a_year(before=4, after=1)
    down = declared(lead)
    found["what could be seen"] = read(f"/did-it-work/{down.pk}/")
    judge(down, at=at_nine(LOOK))
    for name, one in (("too few", few), ("taken back", gone), ("clearly down", down)):
        found[f"programme: {name}"] = read(f"/did-it-work/{one.pk}/")
    figures(BEGUN.plus(12), [0] * 12)
    figures(BEGUN.plus(12), [100] * 12, Kind.HEADCOUNT)
    found["nobody left"] = read("/outcomes/")
    whole = {i.code: (i.construct, i.text, i.about_leader) for i in askable("survey")}
    survey = [(4,) * len(whole)] * 6 + [(2,) * len(whole)] * 3
    make_counted(firm, {"b1": survey, "b2": survey}, format="full", questions=whole)
    found["profile after"] = read("/leaders/profile/")
    found["ways"] = read("/did-it-work/new/")
    found["by lot"] = read("/did-it-work/new/?chosen=lot")
    question = written(lead, construct="FAI").question
    opened(lead, questions=[asked_of(question.wordings.get())], opens_at=NOW + timedelta(days=100))
    reword_question(question, Words("The way to lunch is worth it.", "en"), by=lead, at=NOW)
    found["own questions"] = read("/rounds/own/")
    found["its versions"] = read(f"/rounds/own/{question.pk}/")
    return found


def test_no_sentence_beside_the_trust_page_needs_more_than_eight_years_of_school(
    pages: Pages,
) -> None:
    hard = {
        f"{page}: {sentence} ({reading_grade(sentence):.1f})"
        for page, texts in pages.items()
        for text in texts
        for sentence in sentences(text)
        if reading_grade(sentence) > HIGHEST_GRADE and is_a_sentence(sentence)
    }

    assert hard == set()
    assert {page for page, texts in pages.items() if len(texts) < 3} == set()


def test_no_page_beside_the_trust_page_says_what_numbers_can_not_say(pages: Pages) -> None:
    said = [text for texts in pages.values() for text in texts if NEVER.search(text)]

    assert said == []


@pytest.mark.parametrize("ballots", [mixed(11, 0), mixed(0, 11), [(None, None, None)] * 11])
def test_a_leaders_profile_has_a_sentence_at_every_edge_and_no_number_that_is_none(
    firm: Cast, client_of: Callable[[object], Client], ballots: list[tuple[int | None, ...]]
) -> None:
    make_counted(firm, {"b1": ballots, "b2": ballots})

    texts = texts_of(client_of(firm.manager).get("/leaders/profile/").content.decode())

    assert len(texts) > 5
    assert not [text for text in texts if "nan" in text.lower().split() or "None" in text.split()]
    assert not [text for text in texts if NEVER.search(text)]
