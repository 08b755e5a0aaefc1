"""No page says what is not true here: each that speaks of anonymity, in each configuration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from bothways.firm.poster import poster_of
from bothways.firm.telling import as_text
from bothways.people.models import Person
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from bothways.trust import find_out
from bothways.trust.find_out.setup import read_setup
from bothways.ui.paper import Paper
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.keeper import keeper_in_office
from tests.rounds import draft
from tests.words import TABLE, holds, names_in

SILENT = {"template", "script", "style", "noscript"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
FIRST_HOUR = ("group", "representative", "words", "announce", "done")
# What this test sets up, and so can judge; what a script or an event decides, others test.
JUDGED = {
    *("one_key", "two_keys", "same_host", "with_second", "sqlite", "postgresql", "void", "demo"),
    *("delay", "no_delay", "own_box", "same_address", "replica", "backups", "no_backups"),
    *("kiosk", "no_representative"),
}


class Shown(HTMLParser):
    """What of a page can be read before any script runs: nothing that is hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []  # for each open element: whether it can't be read
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag in SILENT or "hidden" in dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.words.append(" ".join(data.split()))


def readable(html: str) -> str:
    """Return the words of a page, each piece of text on a line of its own."""
    page = Shown()
    page.feed(html)
    return "\n".join(filter(None, page.words))


def pattern_of(sentence: str) -> re.Pattern[str]:
    """Return what finds a sentence, whatever was put in for its names and numbers."""
    plain = " ".join(re.sub(r"<[^>]*>", "", sentence).split())
    words = re.split(r"%\(\w+\)[sd]|\{\w+\}", plain)
    return re.compile(r"(?<![\w])" + r".{0,90}?".join(map(re.escape, words)) + r"(?![\w,;]| [a-z])")


JUDGED_LINES = [
    (condition, sentence, pattern_of(sentence))
    for page in TABLE
    for condition, sentence in page.lines()
    if set(names_in(condition)) <= JUDGED
]


def false_sentences(text: str, now: frozenset[str]) -> list[str]:
    """Return the sentences that are shown although what makes them true is not so."""
    lines = [line for line in JUDGED_LINES if not holds(line[0], now)]
    return [f"{condition}: {words}" for condition, words, found in lines if found.search(text)]


def conditions_said(text: str, now: frozenset[str]) -> set[str]:
    """Return the conditions of which at least one sentence is shown."""
    held = [line for line in JUDGED_LINES if holds(line[0], now)]
    return {condition for condition, _, found in held if found.search(text)}


@dataclass(frozen=True)
class Configuration:
    """One installation: where the second key is, and what is set."""

    name: str
    holds: set[str]  # over the plainest there is
    second: str = ""
    settings: dict[str, object] = field(default_factory=dict)
    setup: dict[str, object] = field(default_factory=dict)

    @property
    def now(self) -> frozenset[str]:
        """Every condition that holds here."""
        other = {"delay": "no_delay", "own_box": "same_address", "backups": "no_backups"}
        plain = {connections["ballots"].vendor} if not self.setup else set()
        plain |= {"with_second"} if self.holds & {"two_keys", "same_host"} else {"one_key"}
        return frozenset(
            plain | self.holds | {o for one, o in other.items() if one not in self.holds}
        )


INSTALLATIONS = [
    Configuration("one key", set()),
    Configuration(
        "second key apart, and all that can be set",
        {"two_keys", "delay", "own_box", "backups"},
        second="apart",
        settings={
            "BALLOT_DELAY_SECONDS": 90,
            "BOX_URL": "https://box.millrace.example",
            "BACKUP_TO": "/srv/backups",
            "BACKUP_PASSPHRASE": "twelve letters",
        },
    ),
    Configuration("second key on the same host", {"same_host"}, second="same_host"),
]
DATABASES = [
    Configuration(
        "PostgreSQL with a replica",
        {"postgresql", "replica"},
        setup={"ballots_in_sqlite": False, "has_replica": True},
    ),
    Configuration(
        "PostgreSQL with two keys",
        {"postgresql", "two_keys"},
        setup={"ballots_in_sqlite": False, "second_key": "apart"},
    ),
    Configuration(
        "PostgreSQL with both keys on one side",
        {"postgresql", "same_host"},
        setup={"ballots_in_sqlite": False, "second_key": "same_host"},
    ),
    Configuration(
        "a replica, ballots in a file",
        {"sqlite", "replica"},
        setup={"ballots_in_sqlite": True, "has_replica": True},
    ),
]


@pytest.fixture(params=INSTALLATIONS, ids=lambda one: one.name)
def configuration(
    request: pytest.FixtureRequest,
    firm: Cast,
    settings: Settings,
) -> Configuration:
    """Set up one installation after the other."""
    one: Configuration = request.param
    for name, value in one.settings.items():
        setattr(settings, name, value)
    if one.second:
        keeper_in_office(firm.representative, where=one.second)
    return one


@pytest.fixture
def round_(configuration: Configuration, firm: Cast) -> Round:
    """A draft that would open an hour ago."""
    return draft(firm.owner, opens_at=timezone.now() - timedelta(hours=1))


def poster_words(round_: Round, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what is written on a round's poster."""
    kept: list[str] = []

    def note_only(paper: Paper) -> bytes:
        kept.extend(str(values[0]) for what, values in paper.strokes if what == "text")
        return b""

    with monkeypatch.context() as patch:
        patch.setattr(Paper, "pdf", note_only)
        poster_of(round_)
    return "\n".join(kept)


def page(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200, address
    return readable(answer.content.decode())


def pages(
    round_: Round, firm: Cast, client_of: ClientOf, patch: pytest.MonkeyPatch
) -> Iterator[tuple[str, str]]:
    """Give the words of each page that speaks of anonymity, before and after announcing."""
    owner, employee = client_of(firm.owner), client_of(firm.employee)
    for step in FIRST_HOUR:
        yield step, page(owner, f"/welcome/{step}/")
    yield "poster of a draft", poster_words(round_, patch)
    announce_round(round_, by=firm.owner, at=round_.opens_at)
    round_ = Round.objects.get()
    for address in (f"/rounds/{round_.pk}/", "/anonymity/", "/guardian/", "/", "/trust/"):
        yield address, page(employee, address)
    yield "before answering", page(employee, f"/rounds/{round_.pk}/answer/")
    yield "desk", page(client_of(firm.representative), "/guardian/")
    yield "poster", poster_words(round_, patch)
    yield "mail", as_text(round_)


def unsaid(configuration: Configuration, text: str) -> list[str]:
    """Return what is so in a configuration and said nowhere."""
    said = {
        name
        for condition in conditions_said(text, configuration.now)
        for name in names_in(condition)
    }
    return sorted(configuration.holds - said)


def test_no_page_says_what_is_not_true_in_this_configuration(
    configuration: Configuration,
    round_: Round,
    firm: Cast,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = dict(pages(round_, firm, client_of, monkeypatch))

    found = {name: false_sentences(text, configuration.now) for name, text in shown.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert unsaid(configuration, "\n".join(shown.values())) == []


@pytest.mark.parametrize("there", DATABASES, ids=lambda one: one.name)
def test_what_could_be_found_out_is_true_on_each_database(
    there: Configuration, firm: Cast, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_out, "read_setup", lambda: replace(read_setup(), **there.setup))

    text = page(client_of(firm.employee), "/anonymity/")

    assert false_sentences(text, there.now) == []
    assert unsaid(there, text) == []


def test_a_false_sentence_on_a_page_is_found() -> None:
    planted = readable("<p>Opened once, with two keys.</p><p hidden>There are two keys.</p>")

    assert false_sentences(planted, frozenset({"one_key"})) == [
        "two_keys: Opened once, with two keys."
    ]
    assert false_sentences(planted, frozenset({"two_keys"})) == []


def test_what_was_put_in_for_a_name_does_not_hide_a_sentence() -> None:
    text = "Two keys: the company holds one, Edda Falk the other. Neither opens the box alone."

    assert len(false_sentences(text, frozenset({"one_key"}))) == 1


def test_a_keeper_who_leads_people_by_now_is_no_second_side(
    firm: Cast, client_of: ClientOf
) -> None:
    keeper_in_office(firm.representative)
    round_ = draft(firm.owner, opens_at=timezone.now() - timedelta(hours=1))
    announce_round(round_, by=firm.owner, at=round_.opens_at)
    Person.objects.filter(pk=firm.employee.pk).update(manager=firm.representative)

    now = frozenset({"same_host", "with_second", "no_delay"})
    for address in (f"/rounds/{round_.pk}/", f"/rounds/{round_.pk}/answer/"):
        text = page(client_of(firm.employee), address)
        assert false_sentences(text, now) == []
        assert "same_host" in conditions_said(text, now)
