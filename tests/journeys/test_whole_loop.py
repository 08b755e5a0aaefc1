"""The whole loop once, on a real installation: set up, asked, answered, counted, promised, kept.

Web server and worker run as processes, mail arrives at a mail server, people hold a phone.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bothways.pure.ballots import Envelope
from bothways.pure.disclosure import Released, audit, read_release
from tests import blank
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import PHONE, SOON
from tests.journeys.installation import CODE, Installation, wait_for
from tests.journeys.visitor import Visitor
from tests.notifications.mail_server import mail_server
from tests.postgres import connected

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]

FIRM = "millrace.example"
OWNER, LEAD, RUBEN, PIA = "Sanne Weir", "Lena Oduya", "Ruben Dahl", "Pia Novak"
JO, TARIQ, EDDA, UNREACHED = "Jo Marsh", "Tariq Bell", "Edda Falk", "Omar Lind"
ASSEMBLY = [JO, TARIQ, *(f"Ada Mill{letter}" for letter in "abcdefghi")]
STORES = [EDDA, UNREACHED, *(f"Ben Loft{letter}" for letter in "abcdefgh")]
SILENT = {OWNER, LEAD, UNREACHED}  # who do not answer
LATE = PIA  # who sends the sealed ballot when the box is closed
WORD = "Every station gets its own gauges."
EVIDENCE = "They hang at all four stations since this morning."

Phones = Callable[[], Page]


def email(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{FIRM}"


def roster() -> str:
    """The firm as a payroll would export it: 25 people."""
    led = [(RUBEN, "Assembly", ASSEMBLY), (PIA, "Stores", STORES)]
    rows = [(OWNER, "Mill", ""), (LEAD, "Mill/Office", OWNER)]
    rows += [(leader, f"Mill/{team}", OWNER) for leader, team, _ in led]
    rows += [(name, f"Mill/{team}", leader) for leader, team, names in led for name in names]
    lines = [
        f"{name};{email(name)};{unit};{email(leader) if leader else ''}"
        for name, unit, leader in rows
    ]
    return "\n".join(["Name;E-Mail;Unit;Reports to", *lines])


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Installation]:
    with mail_server() as mail:
        mail.refuses.add(email(UNREACHED))
        installation = Installation(tmp_path, mail)
        blank.lay_out(installation.data)
        installation.say("prepare")
        installation.start()
        try:
            yield installation
        finally:
            ended = installation.stop()
    assert ended == 0


@pytest.fixture
def phone(browser: Browser, there: Installation) -> Iterator[Phones]:
    """Return a function that gives somebody a phone; at the end every console was quiet."""
    contexts, complaints = [], []

    def hand_out() -> Page:
        size: Any = {"width": PHONE, "height": 844}
        context = browser.new_context(viewport=size, base_url=there.address)
        context.set_default_timeout(SOON)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield hand_out
    for context in contexts:
        context.close()
    assert not complaints


def test_one_round_of_trust_from_an_empty_folder_to_a_word_that_was_kept(
    there: Installation, phone: Phones, tmp_path: Path
) -> None:
    began = time.monotonic()
    set_up(phone(), there, tmp_path / "people.csv")
    lead, jo, tariq, ruben = phone(), phone(), phone(), phone()
    sign_in(lead, there, LEAD)
    slowness = time.monotonic() - began
    path = announce_round(lead, open_for=timedelta(seconds=max(50, int(4 * slowness))))

    voters = {name: Visitor(there, email(name)) for name in [*ASSEMBLY, *STORES, RUBEN, LATE]}
    for name in (*SILENT, JO, TARIQ):
        voters.pop(name, None)
    envelopes = draw_envelopes(voters, f"{path}answer/")
    answer_from_the_mail(jo, there, JO, mine=True)
    answer_from_the_mail(tariq, there, TARIQ, mine=False)
    late = voters.pop(LATE), envelopes.pop(LATE)
    assert_refused(*late)
    put_in_while_the_server_is_killed(there, voters, envelopes)

    for address in ("/anonymity/", "/me/", "/rounds/", path, "/"):
        look(jo, address)
    wait_for_the_result(there)
    assert late[0].send(json.dumps(late[1].to_fields()))[0] == 410
    assert_counted_once(jo, there, {name: answers_of(name) for name in [*voters, JO, TARIQ]})

    sign_in(ruben, there, RUBEN)
    jo.goto("/me/mails/")
    promised = jo.get_by_role("listitem").filter(has_text="What was promised to you")
    promised.get_by_role("button").click()  # without it, it stands in the weekly mail
    expect(promised).to_contain_text("At once.")
    promise = answer_with_a_promise(ruben)
    wait_for("the mail", lambda: there.mails_to(email(JO), f"{RUBEN} promised you something"))
    expect(look(jo, "/")).to_contain_text(WORD)
    keep(ruben, promise)
    wait_for("the mail", lambda: there.mails_to(email(JO), f"Kept: what {RUBEN} promised you"))
    expect(look(jo, promise)).to_contain_text(EVIDENCE)
    expect(look(jo, "/")).to_contain_text("Kept")
    trust = look(jo, "/trust/")
    expect(trust).to_contain_text("1 of 1 kept")
    expect(trust).not_to_contain_text("0 more")
    look(jo, "/promises/")
    assert_on_the_record(phone(), there, path)

    assert_says_nothing_of_anybody(there, [*voters.values(), late[0]], [*envelopes.values()])


def look(page: Page, address: str) -> Locator:
    """Open a page, see that nothing on it is in anybody's way, and return what it says."""
    page.goto(address)
    assert_accessible(page)
    return page.locator("main")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def set_up(page: Page, there: Installation, file: Path) -> None:
    """From the address in the terminal to a firm with people and their representative."""
    file.write_text(roster(), encoding="utf-8-sig")
    (address,) = re.findall(r"http\S+", there.say("first_run_address"))
    look(page, address)
    page.get_by_label("Name of the firm").fill("Mill")
    page.get_by_label("Your name").fill(OWNER)
    page.get_by_label("Your e-mail address").fill(email(OWNER))
    press(page, "Go on")
    page.get_by_role("link", name="Take in a file").click()
    page.get_by_label("The file", exact=True).set_input_files(file)
    press(page, "Look what it would change")
    page.get_by_text("Row by row").first.click()
    expect(page.get_by_text(LEAD).first).to_be_visible()
    assert_accessible(page)
    press(page, "Take it in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your file is in")
    page.get_by_role("link", name="Go on setting up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How small may a group be?")
    press(page, "Go on")
    page.get_by_label("Who is it?").select_option(label=EDDA)
    press(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you stand for?")
    assert_accessible(page)
    look(page, f"/people/?q={LEAD.split(maxsplit=1)[0]}")
    page.get_by_role("link", name=LEAD).click()
    press(page, "Give : people lead")
    expect(page.get_by_role("button", name="Take away : people lead")).to_be_visible()


def sign_in(page: Page, there: Installation, name: str, address: str = "/") -> None:
    """Open an address, be led to the door, and go through it by the code in the mail."""
    look(page, address)
    before = len(there.mails_to(email(name)))
    page.get_by_label("Your e-mail address").fill(email(name))
    press(page, "Send me a code")
    expect(page.get_by_label("Your code")).to_be_focused()
    wait_for("the code", lambda: len(there.mails_to(email(name))) > before)
    page.get_by_label("Your code").fill(there.code_for(email(name)))
    press(page, "Sign in")
    expect(page).to_have_url(there.address + address)
    assert_accessible(page)


def announce_round(page: Page, *, open_for: timedelta) -> str:
    """Prepare a pulse of three questions whose box opens now; return the round's path."""
    page.get_by_role("link", name="Prepare a round").click()
    page.get_by_label("Title").fill("First pulse")
    for item in reversed(page.locator("input[name=items]:checked").all()[3:]):
        item.uncheck()
    now = datetime.now(UTC)
    closes = now + open_for
    page.get_by_label("The box opens").fill(f"{now:%Y-%m-%dT%H:%M}")
    page.get_by_label("The box closes").fill(f"{closes:%Y-%m-%dT%H:%M}:{closes.second or 1:02}")
    assert_accessible(page)
    press(page, "Keep as a draft")
    assert_accessible(page)
    press(page, "Fix the rules and announce")
    expect(page.get_by_role("link", name="Answer", exact=True)).to_be_visible()
    assert_accessible(page)
    return urlsplit(page.url).path


def draw_envelopes(voters: dict[str, Visitor], path: str) -> dict[str, Envelope]:
    """Let all of them sign in by their mailed code, three at a time, and seal their answers."""
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda voter: voter.draw_envelope(path), voters.values()))
    return {name: voter.seal(answers_of(name)) for name, voter in voters.items()}


def answers_of(name: str) -> tuple[int | None, ...]:
    """What this person says: mixed, and the same in every run."""
    if name in (JO, TARIQ):
        return 4, 1, None
    place = len(name) + ord(name[-1])
    return (4, 5, 2, 4, 3)[place % 5], (2, 1, 4)[place % 3], (4, None)[place % 2]


def answer_from_the_mail(page: Page, there: Installation, name: str, *, mine: bool) -> None:
    """Follow the link in the mail, sign in, answer, seal."""
    (mail,) = wait_for("the mail", lambda: there.mails_to(email(name), "the box is open until"))
    link = re.search(r"http\S+/answer/", mail.get_content())
    assert link
    sign_in(page, there, name, urlsplit(link[0]).path)
    page.get_by_label("This is my own device").set_checked(mine)
    press(page, "I understand, start")
    for words in ("Agree", "Strongly disagree", "Doesn't apply, or I'd rather not say"):
        page.get_by_label(words, exact=True).locator("visible=true").check()
        assert_accessible(page)
        page.get_by_role("link", name="Next").locator("visible=true").click()
    press(page, "Seal and put in the box")
    expect(page.get_by_role("heading", name="Sealed and in the box")).to_be_visible()
    assert_accessible(page)


def assert_refused(voter: Visitor, envelope: Envelope) -> None:
    """Put into the slot what does not belong there: each has its status and a sentence."""
    fields = envelope.to_fields()
    spoilt = {name: f"{fields[name][:-4]}AAAA" for name in ("credential", "sealed", "signature")}
    wrong: list[tuple[int, str, dict[str, str]]] = [
        (400, "{", {}),
        (400, json.dumps(fields | {"name": JO}), {}),
        (400, json.dumps(fields), {"Cookie": "sessionid=somebody"}),
        (403, json.dumps(fields | {"block": "b2" if envelope.block == "b1" else "b1"}), {}),
        (413, "9" * 20_000, {}),
        *((403, json.dumps(fields | {name: value}), {}) for name, value in spoilt.items()),
    ]
    for status, body, headers in wrong:
        found, told = voter.send(body, **headers)
        assert found == status, told
        assert told["say"].endswith(".")


def put_in_while_the_server_is_killed(
    there: Installation, voters: dict[str, Visitor], envelopes: dict[str, Envelope]
) -> None:
    """Send all ballots, end web server and worker outright among them, and see both come back."""
    with ThreadPoolExecutor(3) as pool:
        sent = [pool.submit(voters[name].put_in, envelopes[name]) for name in voters]
        wait_for("some ballots", lambda: sum(one.done() for one in sent) > len(sent) // 3)
        before = there.kill()
        for one in sent:
            one.result()
    there.comes_back(before)
    name = next(iter(voters))
    older, envelopes[name] = envelopes[name], voters[name].seal(answers_of(name))
    voters[name].put_in(envelopes[name])
    assert voters[name].send(json.dumps(older.to_fields()))[0] == 409


def wait_for_the_result(there: Installation) -> None:
    """Until everybody with a mailbox was told, whether they answered or not."""
    names = [OWNER, LEAD, RUBEN, PIA, *ASSEMBLY, *STORES]
    told = {email(name) for name in names if name != UNREACHED}

    def everybody_was_told() -> bool:
        return all(there.mails_to(address, "the result is there") for address in told)

    wait_for("the result in everybody's mail", everybody_was_told, seconds=400)
    assert all(len(there.mails_to(address, "the result is there")) == 1 for address in told)


def assert_counted_once(
    page: Page, there: Installation, answers: dict[str, tuple[int | None, ...]]
) -> None:
    """The trust page shows the figure with its interval, and no ballot is lost or doubled."""
    main = look(page, "/trust/")
    expect(main).to_contain_text(f"{len(answers)} of 25 people answered.")
    expect(main).to_contain_text(re.compile(r"The true share is probably (between|above|below) "))
    with closing(connected(there.data / "bothways.sqlite3")) as kept:
        ((document,),) = kept.execute("SELECT document FROM results_release").fetchall()
    released = read_release(document)
    assert audit(released) == []
    assert released.n_answered == len(answers)
    assert_holds(released, [*answers.values()])


def assert_holds(released: Released, answers: list[tuple[int | None, ...]]) -> None:
    """Every figure of the whole firm holds the true count, and its n is exact."""
    for place, question in enumerate(released.questions):
        told = [given[place] for given in answers if given[place] is not None]
        (cell,) = [c for c in released.cells if (c.level, c.question) == ("firm", question.id)]
        low, high = cell.ge[4]
        assert cell.n == len(told)
        assert low <= sum(value >= 4 for value in told if value) <= high


def answer_with_a_promise(page: Page) -> str:
    """From the result to a promise to one's own unit; return where it stands."""
    look(page, "/trust/")
    page.get_by_role("link", name="Answer it with a promise").first.click()
    expect(page.get_by_label("Which result does it answer?")).not_to_have_value("")
    page.get_by_label("What do you promise?").fill(WORD)
    page.get_by_label("To whom?").select_option(label="Assembly")
    page.get_by_label("By when?").fill(f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}")
    assert_accessible(page)
    press(page, "Give my word")
    expect(page.get_by_role("heading", level=1)).to_contain_text(WORD)
    assert_accessible(page)
    return urlsplit(page.url).path


def keep(page: Page, promise: str) -> None:
    """Close the promise with a line of evidence."""
    look(page, promise)
    page.get_by_role("link", name="It is kept").click()
    page.get_by_label("What shows that it was kept?").fill(EVIDENCE)
    assert_accessible(page)
    press(page, "Close it as kept")
    expect(page.locator("main")).to_contain_text(EVIDENCE)
    assert_accessible(page)


def assert_on_the_record(page: Page, there: Installation, path: str) -> None:
    """The representative reads what was done, the round's page says that it is over."""
    sign_in(page, there, EDDA, "/record/")
    record = page.locator("main")
    for words in ("announced", "closed the box of", "counted", "promised", "kept a promise"):
        expect(record.get_by_text(words).first).to_be_visible()
    expect(look(page, path)).to_contain_text("Counted. The box was open")


def assert_says_nothing_of_anybody(
    there: Installation, voters: list[Visitor], envelopes: list[Envelope]
) -> None:
    """What web server and worker wrote: their own troubles, and nobody's name, code or ballot."""
    said = there.said()
    assert "a mail was refused" in said
    names = [OWNER, LEAD, RUBEN, PIA, *ASSEMBLY, *STORES]
    secret = ["/box", FIRM, WORD, *names, *(name.split()[-1] for name in names)]
    secret += [voter.about["round"] for voter in voters]
    secret += [
        str(value)
        for one in envelopes
        for value in one.to_fields().values()
        if len(str(value)) > 20
    ]
    assert [words for words in secret if words in said] == []
    codes = {found[0] for mail in there.mail.mails if (found := CODE.match(mail["Subject"]))}
    assert len(codes) > len(voters)
    assert codes & set(re.findall(r"(?<![\d.])\d{6}(?!\d)", said)) == set()
