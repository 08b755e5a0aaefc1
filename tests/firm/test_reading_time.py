"""How much somebody reads who sets up a firm with a file of people; docs/run/first-hour.md has it.

Run it with -s to see the words of each screen.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from bothways.members.actions import first_run_token
from bothways.people.models import Person

ROOT = Path(__file__).resolve().parents[2]
WORDS_A_MINUTE = 240  # ordinary reading
MOST_WORDS = 1700
MINUTES_TO_TYPE, MINUTES_TO_WAIT, MOST_MINUTES = 0.5, 0.25, 10
ALONE = {"input", "br", "img", "hr", "meta", "link", "path", "use", "line", "circle", "rect"}
UNREAD = {"select", "svg", "nav", "script", "style"}  # nav: the list of steps beside each screen
WHO = {"firm": "Millrace", "name": "Sanne Weir", "email": "sanne@millrace.example"}
PEOPLE = "Name,E-mail,Team,Manager\n" + "\n".join(
    f"Person {n},person{n}@millrace.example,{'Assembly' if n % 2 else 'Stores'},"
    + ("Sanne Weir" if n < 3 else f"Person {2 - n % 2}")
    for n in range(1, 24)
)


class Visible(HTMLParser):
    """The words of <main> that stand on the screen: nothing hidden, nothing folded away."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.within: list[tuple[str, bool]] = []  # tags around the place, and whether one reads on

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag in ALONE:
            return
        _around, reads = self.within[-1] if self.within else ("", False)
        hidden = tag in UNREAD or "vh" in (own.get("class") or "").split()
        reads = (reads or tag == "main") and not hidden
        if self.within and self.within[-1][0] == "details-closed":
            reads = tag == "summary"
        folded = tag == "details" and "open" not in own
        self.within.append(("details-closed" if folded and reads else tag, reads))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ALONE and self.within:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if self.within and self.within[-1][1] and self.within[-1][0] != "details-closed":
            self.words += [word for word in data.split() if re.search(r"\w", word)]


def words_on(page: str) -> list[str]:
    screen = Visible()
    screen.feed(page)
    return screen.words


class Setting:
    """Somebody who sets up, and what they read on the way."""

    def __init__(self, data: Path, language: str) -> None:
        self.client = Client(headers={"Accept-Language": language})
        self.data = data
        self.read: dict[str, int] = {}

    def sees(self, address: str) -> str:
        page = str(self.client.get(address).content.decode())
        self.read[address.partition("token")[0]] = len(words_on(page))
        return page

    def posts(self, address: str, **words: object) -> None:
        answer = self.client.post(address, words)
        assert answer.status_code == 302, (address, answer.content.decode())

    def goes_the_whole_way(self, language: str) -> None:
        token = first_run_token(self.data)
        self.sees(f"/welcome/?token={token}")
        self.posts("/welcome/", **WHO, language=language, token=token)
        self.sees("/welcome/people/")
        self.sees("/people/import/")
        file = SimpleUploadedFile("people.csv", PEOPLE.encode())
        self.posts("/people/import/", file=file)
        page = self.sees("/people/import/preview/")
        plan = re.search(r'name="plan" value="(\w+)"', page)
        assert plan
        self.posts("/people/import/confirm/", plan=plan[1])
        for step in ("/people/import/done/", "/welcome/people/", "/welcome/group/"):
            self.sees(step)
        self.sees("/welcome/representative/")
        chosen = Person.objects.get(name="Person 5")
        self.posts("/welcome/representative/", person=chosen.pk)
        for step in ("values/", "mail/", "mail/?state=sent"):
            self.sees(f"/welcome/{step}")
        page = self.sees("/welcome/round/")
        days = dict(re.findall(r'name="(opens_at|closes_at)" value="([^"]+)"', page))
        self.posts("/welcome/round/", ready="trust", **days)
        self.sees("/welcome/words/")
        self.posts("/welcome/words/", words="We ask.", contact="Person 5")
        self.sees("/welcome/announce/")
        self.posts("/welcome/announce/", mail="now")
        self.sees("/welcome/done/")


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_whoever_sets_up_with_a_file_reads_less_than_seven_minutes(
    data: Path, language: str
) -> None:
    one = Setting(data, language)

    with override(None):
        one.goes_the_whole_way(language)

    said = "".join(f"{n:6} {address}\n" for address, n in one.read.items())
    n_words = sum(one.read.values())
    sys.stdout.write(f"\n{said}{n_words:6} words in {language}\n")
    assert n_words < MOST_WORDS
    assert n_words / WORDS_A_MINUTE + MINUTES_TO_TYPE + MINUTES_TO_WAIT < MOST_MINUTES
