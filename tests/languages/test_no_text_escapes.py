"""No page and no mail says a word that a translator could not have written.

The crawl puts every translated text into marks and reads each page that somebody can reach; what
stands outside the marks is somebody's data, or it escaped.
"""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import trans_real

from bothways.guides.queries import all_guides
from bothways.notifications.models import Message
from bothways.notifications.weekly_mails import build_weekly_mails
from bothways.people.models import Organisation, Person, Unit
from bothways.surveys import actions as surveys
from bothways.surveys.bank import all_items, by_code
from bothways.surveys.jobs import tell_of_open_box
from bothways.surveys.models import Round, RoundBlock, RoundQuestion
from bothways.ui import days
from tests.cast import Cast
from tests.factories import make_promise
from tests.languages.pseudo import Pseudo, Reader, escaped, unmarked
from tests.rounds import counted, draft, opened
from tests.wishing import wish_at_once

LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
NOT_CRAWLED = re.compile(
    r"^/(?:static|box|sign-out|languages/\w+\.po|manifest|sw\.js)|/manifest/|\."
)
LEADS = re.compile(r"https?://\S+|(?<=\s)/(?:[\w-]+/)*")  # where a line of a mail leads
OURS = {"Bothways", "English", "Deutsch", "Español", "Millrace"}
TOO_LONG = "x" * 300
WRONG_FORMS = {
    "/sign-in/": {"address": "nobody"},
    "/people/add/": {"name": "", "email": "x"},
    "/rounds/new/": {"own": TOO_LONG, "kind": "pulse"},
    "/promises/new/": {"text": "", "due_on": "never"},
    "/people/import/": {},
}
PROMISE = "Jede Station bekommt ihr eigenes Werkzeug."


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """German in which every text stands in marks."""
    monkeypatch.setitem(trans_real._translations, "de", Pseudo())
    days._written.cache_clear()  # what was written in the real German
    yield
    days._written.cache_clear()
    translation.deactivate()


@pytest.fixture
def busy(firm: Cast) -> Cast:
    """Millrace with a counted round, an open one, a draft, and promises in several states."""
    now = timezone.now()
    Person.objects.update(language="de")
    Organisation.objects.update(language="de")
    asked = [surveys.Asked(i.code, i.text, i.construct) for i in by_code(["U-COM1", "U-ENG3"])]
    answers = dict.fromkeys(Person.objects.here(), (4, 5))
    counted(firm.owner, answers, questions=asked, opens_at=now - timedelta(days=200))
    opened(firm.owner, questions=asked, opens_at=now - timedelta(hours=1), title="Dezember")
    own = surveys.own_question("Die Kantine ist gut.")
    draft(firm.people_lead, questions=[own], opens_at=now + timedelta(days=9), title="Entwurf")
    return firm


def data_of(firm: Cast) -> set[str]:
    """What people typed, and what the book says: nobody translates it on the page."""
    found = OURS | {PROMISE, TOO_LONG, settings.TIME_ZONE}
    for person in Person.objects.all():
        found |= {person.name, person.initials, person.email or "", person.title, person.site}
        found |= set(person.name.split())
    found |= set(Unit.objects.values_list("name", flat=True))
    found |= set(Unit.objects.values_list("path", flat=True))
    found |= set(Organisation.objects.values_list("name", flat=True))
    found |= set(Round.objects.values_list("title", flat=True))
    found |= set(RoundBlock.objects.values_list("name", flat=True))
    found |= set(RoundQuestion.objects.values_list("text", flat=True))
    found |= {text for item in all_items() for text in item.texts.values()}
    found |= set(said_by_guides())
    found |= {text.replace("{company}", "Millrace") for text in found}
    return found - {""}


def said_by_guides() -> Iterator[str]:
    """The playbooks, which are written in each language as they are."""
    for guide in all_guides("de"):
        yield from (guide.title, guide.whom, *guide.sources, *guide.steps)
        reader = Reader()
        reader.feed(guide.html)
        yield from (line.strip() for line in "".join(reader.text).splitlines())


def crawl(browser: Client, start: str) -> Iterator[tuple[str, str]]:
    """Every page that can be reached by links, each kind of address once or twice."""
    waiting, seen = [start], {start}
    while waiting:
        path = waiting.pop(0)
        answer = browser.get(path, follow=True)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        html = answer.content.decode()
        yield path, html
        for link in LINK.findall(html):
            kind = re.sub(r"[0-9a-f-]{36}|\d+|\?.*", "*", link)
            if not NOT_CRAWLED.search(link) and kind not in seen:
                seen.add(kind)
                waiting.append(link)


@pytest.mark.parametrize("name", ["owner", "people_lead", "representative", "manager", "employee"])
def test_no_page_says_a_word_past_gettext(busy: Cast, marked: None, name: str) -> None:
    person = getattr(busy, name)
    make_some_promises(busy)
    browser = Client()
    browser.force_login(person)
    data = data_of(busy)

    found = {path: escaped(html, data) for path, html in crawl(browser, "/")}
    for path, values in WRONG_FORMS.items():
        found[f"{path} (wrong)"] = escaped(browser.post(path, values).content.decode(), data)

    assert len(found) > 8
    assert {path: left for path, left in found.items() if left} == {}


def test_no_page_before_signing_in_says_a_word_past_gettext(busy: Cast, marked: None) -> None:
    browser = Client(headers={"accept-language": "de"})
    data = data_of(busy)

    found = {path: escaped(html, data) for path, html in crawl(browser, "/sign-in/")}
    found["wrong"] = escaped(browser.post("/sign-in/", {"address": "x"}).content.decode(), data)
    found["404"] = escaped(browser.get("/nowhere/").content.decode(), data)

    assert {path: left for path, left in found.items() if left} == {}


def test_no_mail_says_a_word_past_gettext(busy: Cast, marked: None) -> None:
    wish_at_once("promised", busy.people())
    make_some_promises(busy)
    tell_of_open_box(timezone.now())
    monday = timezone.localdate() + timedelta(days=7 - timezone.localdate().weekday())
    build_weekly_mails(at=timezone.make_aware(datetime.combine(monday, time(8))))
    data = data_of(busy)

    told = {(m.kind, m.subject, m.body) for m in Message.objects.filter(to__language="de")}
    fresh = [mail for mail in told if "⟦" in mail[1]]

    assert {kind for kind, _subject, _body in fresh} >= {"round.opened", "week.mail"}
    said = [LEADS.sub("", f"{subject}\n{body}") for _kind, subject, body in fresh]
    assert [left for text in said for left in unmarked(text, data)] == []


def make_some_promises(firm: Cast) -> None:
    """One to everybody in the open, one that is silent, one to a single person."""
    today = timezone.localdate()
    make_promise(firm.owner, text=PROMISE, made_on=today, due_on=today + timedelta(days=5), to=None)
    made_on = today - timedelta(days=30)
    due_on = today - timedelta(days=9)
    make_promise(firm.manager, text=PROMISE, made_on=made_on, due_on=due_on, to=firm.employee)
