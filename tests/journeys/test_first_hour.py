"""The first hour in a real browser: from nothing to an announced round, on a phone."""

import re
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from bothways.firm.actions import keep_values, keep_words
from bothways.firm.queries import mark_of_values_held
from bothways.members.actions import first_run_token
from bothways.notifications.models import Message
from bothways.people.models import Organisation, Person, Role
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.factories import NOW, TODAY, make_people
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, WindowOf
from tests.rounds import draft

pytestmark = pytest.mark.browser

MOST_KEYS_TO_A_BUTTON = 45
MOST_SCREENS, MOST_PRESSES = 12, 14
NAMES = "\n".join(
    f"Person {number}, person{number}@millrace.example, {'Assembly' if number % 2 else 'Stores'}"
    for number in range(1, 12)
)


class Walker:
    """Somebody at a keyboard, who counts the screens they see and what they press."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.n_presses = 0
        self.screens: list[str] = []

    def sees(self, title: str) -> None:
        """Wait for a screen, and look whether it fits and is in nobody's way."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        assert sideways(self.page) <= 0, title
        assert_accessible(self.page)
        self.screens.append(title)

    def goes_to(self, name: str) -> None:
        """Move the focus with the tab key until it is on the button, the link, the field."""
        for _step in range(MOST_KEYS_TO_A_BUTTON):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(NAME_OF_FOCUS).startswith(name):
                return
        raise AssertionError(f"{MOST_KEYS_TO_A_BUTTON} times Tab and not at {name}")

    def types(self, field: str, words: str) -> None:
        self.goes_to(field)
        self.page.keyboard.insert_text(words)

    def presses(self, name: str) -> None:
        self.goes_to(name)
        self.n_presses += 1
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


NAME_OF_FOCUS = """() => {
  const at = document.activeElement;
  const label = at.labels && at.labels.length ? at.labels[0] : at;
  return (label.innerText || at.value || '').replace(/\\s+/g, ' ').trim();
}"""


def test_from_nothing_to_an_announced_round_by_keyboard_alone(
    window_of: WindowOf, data: Path
) -> None:
    page = window_of()
    who = Walker(page)
    page.goto(f"/welcome/?token={first_run_token(data)}")

    who.sees("Who are you?")
    who.types("Name of the firm", "Millrace")
    who.types("Your name", "Sanne Weir")
    who.types("Your e-mail address", "sanne@millrace.example")
    who.presses("Go on")
    who.sees("Who works here?")
    who.goes_to("Or type a few names")
    page.keyboard.press("Enter")
    who.types("A few names", NAMES)
    who.presses("Add these people")
    who.presses("Go on")
    who.sees("How small may a group be?")
    who.presses("Go on")
    who.sees("Who stands for the employees?")
    who.goes_to("Who is it?")
    page.keyboard.type("Person 4")
    who.presses("Go on")
    who.sees("What do you stand for?")
    who.goes_to("Nothing comes to mind?")
    page.keyboard.press("Enter")
    who.presses("Take Our word counts")
    who.presses("Go on")
    who.sees("Does a mail arrive?")
    who.presses("Send me a test mail")
    expect(page.get_by_text("Did it arrive?")).to_be_visible()
    assert mail.outbox[-1].to == ["sanne@millrace.example"]
    who.presses("It arrived")
    who.sees("What do you want to know first?")
    expect(page.get_by_label("How is trust here?")).to_be_checked()
    who.presses("Go on")
    who.sees("What do you tell people?")
    who.presses("Keep and go on")
    who.sees("Announce it")
    who.goes_to("Mail nobody")
    page.keyboard.press("ArrowDown")  # links lead to this computer alone, so nothing is chosen
    who.presses("Fix the rules and announce")
    who.sees("“How is trust here?” is announced")

    round_ = Round.objects.get()
    assert round_.state == Round.State.OPEN
    assert len(round_.rules["blocks"]) == 1
    assert Message.objects.filter(kind="round.announced").count() == 12
    assert Role.objects.get(kind=Role.Kind.REPRESENTATIVE).person.name == "Person 4"
    assert len(who.screens) <= MOST_SCREENS
    assert who.n_presses <= MOST_PRESSES


def test_somebody_who_leaves_everything_out_can_still_announce(
    firm: Cast, window_of: WindowOf
) -> None:
    page = window_of(firm.owner)
    page.goto("/")
    page.get_by_role("link", name="Go on setting up").click()
    for _step in range(3):  # the smallest group, the representative, the values
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()
    page.get_by_role("button", name="Not now").click()  # the test mail
    page.get_by_label("What gets in the way?").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Not now").click()
    page.get_by_label("Mail nobody").check()
    page.get_by_role("button", name="Fix the rules and announce").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "“What gets in the way?” is announced"
    )
    expect(page.get_by_role("heading", name="Left out so far")).to_be_visible()
    assert_accessible(page)


def test_stopping_anywhere_and_coming_back_loses_nothing(firm: Cast, window_of: WindowOf) -> None:
    page = window_of(firm.owner)
    page.goto("/welcome/values/")
    page.get_by_label("Value 1, in a word or two").fill("Our word")
    page.get_by_label("What one sees when it is lived").first.fill("We keep it.")
    page.get_by_role("button", name="Go on").click()
    page.goto("/")
    page.get_by_role("link", name="Go on setting up").click()
    page.go_back()
    page.go_back()
    page.reload()

    page.goto("/welcome/values/")
    expect(page.get_by_label("Value 1, in a word or two")).to_have_value("Our word")
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who stands for the employees?")


def test_two_owners_at_once_lose_nothing_of_what_they_typed(
    firm: Cast, colleague: Person, window_of: WindowOf
) -> None:
    Role.objects.create(person=colleague, kind=Role.Kind.OWNER)
    one, other = window_of(firm.owner), window_of(colleague)
    for page, words in ((one, "First"), (other, "Second")):
        page.goto("/welcome/values/")
        page.get_by_label("Value 1, in a word or two").fill(words)
        page.get_by_label("What one sees when it is lived").first.fill("So.")

    one.get_by_role("button", name="Go on").click()
    expect(one.get_by_role("heading", level=1)).to_have_text("Does a mail arrive?")
    other.on("console", lambda _message: None)
    window_of.quiet("409")  # type: ignore[attr-defined]
    other.get_by_role("button", name="Go on").click()

    expect(other.get_by_text("Somebody changed this first.")).to_be_visible()
    expect(other.get_by_label("Value 1, in a word or two")).to_have_value("Second")
    expect(other.get_by_text("First.", exact=True)).to_be_visible()
    other.get_by_role("button", name="Go on").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Does a mail arrive?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, DESK])
def test_every_screen_of_the_first_hour_fits_and_has_no_barrier(
    firm: Cast, window_of: WindowOf, width: int, scheme: str
) -> None:
    Organisation.objects.update(name="Donaudampfschifffahrtsgesellschaft am Unteren Hafen")
    values = [("Verantwortungsbewusstsein", "Wer etwas zusagt, hält es oder sagt es früh.")] * 1
    keep_values(values, seen=mark_of_values_held(), by=firm.owner, at=NOW, on=TODAY)
    round_ = draft(firm.owner, title="Wie geht es uns miteinander in diesem Herbst?")
    keep_words(round_, words="Liebe alle,\n\n" + "wir fragen. " * 60, contact="E. F.")
    make_people(60, unit="Millrace/Operations/Assembly")
    page = window_of(firm.owner, width=width, color_scheme=scheme)

    for address in (
        "/welcome/people/",
        "/welcome/group/",
        "/welcome/representative/",
        "/welcome/values/",
        "/welcome/mail/?state=missing",
        "/welcome/round/",
        "/welcome/words/",
        "/welcome/announce/",
        "/welcome/done/",
        "/",
        "/firm/",
        "/values/",
        f"/rounds/{round_.pk}/announcement/",
        f"/rounds/{round_.pk}/announcement/change/",
    ):
        page.goto(address)
        assert sideways(page) <= 0, address
        assert_accessible(page)


def test_the_poster_opens_from_the_round_s_page(firm: Cast, window_of: WindowOf) -> None:
    round_ = draft(firm.owner)
    page = window_of(firm.owner)
    page.goto(f"/rounds/{round_.pk}/")

    address = page.get_by_role("link", name="The poster (PDF)").get_attribute("href")

    assert re.fullmatch(r"/rounds/[\w-]+/poster/", str(address))
    answer = page.request.get(str(address))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
