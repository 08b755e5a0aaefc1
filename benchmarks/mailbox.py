"""Looking into one's mailbox among 5,000 letters of everybody, in Chromium, served for real.

Run: python3 bothways bench mailbox
100 days of letters, of which 15 are one author's and the answers to them. From the press on 'Open
it' with a code to the threads on the page: the keys of the code (Argon2id), the marks of all its
letters, and whatever opens. Goal: 1.5 s, the middle of five. Fetching everybody's letters comes
before, whoever looks, and is said beside.
"""

import json
import secrets
import statistics
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.ballots import server
from benchmarks.installation import ROOT, throw_away
from benchmarks.phone import find_chromium
from benchmarks.report import report

LETTERS, DAYS, LARGE_ONE_IN, TIMES = 5_000, 100, 20, 5
THREADS, IN_A_THREAD, ANSWERS = 3, 3, 2
GOAL_SECONDS = 1.5
IS_READY = "() => !document.querySelector('[data-part=month-mark]').hidden"
OPENED = """(n) => new Promise((done) => {
    const list = document.querySelector("[data-screen=threads] [data-part=list]");
    const begun = performance.now();
    const look = () => {
        const shown = list.offsetParent !== null && list.childElementCount === n;
        if (shown) done((performance.now() - begun) / 1000);
        else requestAnimationFrame(look);
    };
    document.querySelector("form[data-part=open]").requestSubmit();
    look();
})"""
TEXT = "We could begin a little earlier on Fridays, and close the gate at four."


def main() -> None:
    with throw_away():
        person, code = prepared()
        cookie = session_of(person)
        with server() as port, sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu"]
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
            address = f"http://localhost:{port}"
            looks = [look(browser, address, cookie, code) for _ in range(TIMES)]
            browser.close()
        fetching, opening = (statistics.median(one) for one in zip(*looks, strict=True))
        report(f"fetching {LETTERS} letters of everybody, from load", fetching, "s")
        report("opening a mailbox among them", opening, "s", goal=GOAL_SECONDS)
        report("  the slowest of them", max(seconds for _, seconds in looks), "s")


def prepared() -> tuple[Any, str]:
    """Have everybody's letters lie there; return somebody who is here, and an author's code."""
    from django.utils import timezone

    from bothways.mailbox.actions import keep_the_months, open_board, take_out
    from bothways.mailbox.actions.board import keys_of
    from bothways.mailbox.queries import board_key
    from bothways.pure.mailbox import record_sizes, root_of
    from bothways.pure.mailbox.codes import code_words
    from tests.factories import make_people

    now = timezone.localtime()
    (person,) = make_people(1)
    keep_the_months(at=now)
    desk = open_board(on=now.date() - timedelta(days=DAYS + 1), at=now)
    take_out(at=now)
    key = board_key()
    assert key is not None
    code = secrets.token_bytes(16)
    own = letters_of(root_of(code), desk.code_bytes, keys_of(key))
    sizes = [record_sizes()[n % LARGE_ONE_IN == 0] for n in range(LETTERS - len(own))]
    others = [b"\x01" + desk.code_bytes + secrets.token_bytes(size - 9) for size in sizes]
    lay_down([*own, *others], now)
    words = json.loads((ROOT / "frontend/src/mailbox/words/en.json").read_text())
    return person, " ".join(code_words(code, words))


def letters_of(root: bytes, desk: bytes, keys: Any) -> list[bytes]:
    """What an author wrote in some threads, and what they were answered."""
    from bothways.pure.mailbox import Thread
    from bothways.pure.mailbox.client import answered, written

    records = []
    for number in range(THREADS):
        thread = Thread.of(root, 1_000 + number)
        to_desk = {"desk": desk, "epoch": 1}
        for n in range(IN_A_THREAD):
            told = {"seal": keys.seal_public, "pin": keys.sign_public, "thread": thread}
            fresh = {"number": n, "place": 80 * n, "key": secrets.token_bytes(32)}
            records.append(written(TEXT, **to_desk, **told, **fresh).pack())
        for n in range(ANSWERS):
            told = {"seal": thread.seal_public, "replies": thread.in_, "thread": thread.sign_public}
            fresh = {"number": n, "place": 900 * n, "key": secrets.token_bytes(32)}
            records.append(answered(TEXT, **to_desk, **told, **fresh, keys=keys).pack())
    return records


def lay_down(records: list[bytes], now: datetime) -> None:
    """Spread letters over the packets of the days before."""
    from bothways.mailbox.models import Packet
    from bothways.pure.mailbox import HOURS

    hours = [
        f"{now - timedelta(days=day):%Y-%m-%d}T{hour:02}"
        for day in range(1, DAYS + 1)
        for hour in HOURS
    ]
    packets: dict[tuple[str, int], list[bytes]] = {}
    for place, record in enumerate(records):
        packets.setdefault((hours[place * 37 % len(hours)], len(record)), []).append(record)
    Packet.objects.bulk_create(
        Packet(id=f"{hour}/{size}/0", hour=hour, size=size, records=b"".join(sorted(some)))
        for (hour, size), some in packets.items()
    )


def session_of(person: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person)
    return str(client.cookies["sessionid"].value)


def look(browser: Browser, address: str, cookie: str, code: str) -> tuple[float, float]:
    """Come as a device that was never here; return the seconds of fetching and of opening."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en")
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/mailbox/", wait_until="load")
    page.wait_for_function(IS_READY)
    fetching = page.evaluate("() => performance.now()") / 1000
    page.get_by_role("button", name="Open my mailbox").click()
    page.get_by_label("Your code").fill(code)
    opening = page.evaluate(OPENED, THREADS)
    assert_read(page)
    context.close()
    return fetching, opening


def assert_read(page: Page) -> None:
    read = page.get_by_text(TEXT, exact=True).count()
    if read != THREADS * (IN_A_THREAD + ANSWERS):
        raise RuntimeError(f"{read} letters were read")


if __name__ == "__main__":
    main()
