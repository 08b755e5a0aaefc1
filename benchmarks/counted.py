"""'Was my answer counted?', for a round of 500 people: in a browser, and by `bothways verify`.

Run: python3 bothways bench counted
Goals: in Chromium 3 s from the load to the last verdict, the receipt's included; on the command
line 2 s from the command to its answer, the start of Python included.
"""

import os
import statistics
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.installation import ROOT, throw_away
from benchmarks.phone import LATENCY_MS, SLOWER, find_chromium, slow_down
from benchmarks.report import report
from benchmarks.start import end, first_page

if TYPE_CHECKING:
    from bothways.people.models import Person
    from bothways.surveys.models import Round

PEOPLE, QUESTIONS, TIMES = 500, 30, 5
GOAL_PAGE, GOAL_COMMAND = 3.0, 2.0
VERDICTS = "[data-counted][data-done]"


def main() -> None:
    chromium = find_chromium()
    with throw_away() as folder:
        round_, cookie, receipt = counted_round()
        files = written(round_, receipt, folder)
        report("bothways verify, with a receipt", verifying(*files), "s", goal=GOAL_COMMAND)
        _took, process, port = first_page()
        origin = f"http://127.0.0.1:{port}"
        page = f"{origin}/results/{round_.pk}/counted/"
        cookie["url"] = origin
        try:
            with sync_playwright() as playwright:
                flags = ["--no-sandbox", "--disable-gpu"]
                browser = playwright.chromium.launch(executable_path=chromium, args=flags)
                seconds = looking(browser, page, cookie, files[1])
                report("the page, from load to the verdicts", seconds, "s", goal=GOAL_PAGE)
                seconds = looking(browser, page, cookie, files[1], slow=True)
                what = f"  on a slow phone (CPU / {SLOWER}, {LATENCY_MS} ms)"
                report(what, seconds, "s")
                browser.close()
        finally:
            end(process)


def counted_round() -> tuple["Round", dict[str, str], dict[str, Any]]:
    """Return a released round of 500 x 30, its owner's cookie and one person's receipt."""
    from django.conf import settings
    from django.test import Client

    from benchmarks.firms import firm_of
    from bothways.record.actions import append_entries
    from bothways.results.actions import close_due_rounds
    from bothways.surveys.actions import Asked
    from bothways.surveys.voting import cast_ballot
    from tests.factories import NOW
    from tests.rounds import opened

    owner, people = firm_of(PEOPLE)
    asked = [Asked(f"Q{n}", f"Question {n}", f"C{n // 3}") for n in range(QUESTIONS)]
    round_ = opened(owner, title="All", kind="survey", questions=asked, opens_at=NOW)
    answers = [1 + n % 5 for n in range(QUESTIONS)]
    receipt = kept(round_, people[0], answers)
    for person in people[1:]:
        cast_ballot(round_, person, answers, at=NOW)
    close_due_rounds(round_.closes_at)
    append_entries(at=round_.closes_at + timedelta(minutes=1))
    round_.refresh_from_db()
    client = Client()
    client.force_login(owner)  # type: ignore[arg-type]
    name = settings.SESSION_COOKIE_NAME
    return round_, {"name": name, "value": client.cookies[name].value}, receipt


def kept(round_: "Round", person: "Person", answers: list[int]) -> dict[str, Any]:
    """Put in this person's ballot; return the receipt as a device writes it to a file."""
    from bothways.ballotbox.actions import put_ballot
    from bothways.pure.ballots import read_manifest
    from bothways.pure.ballots.client import fill_in
    from bothways.pure.checking import KIND_RECEIPT
    from bothways.surveys.voting import draw_envelope

    wallet = draw_envelope(round_, person, at=round_.opens_at)
    _wallet, envelope = fill_in(wallet, read_manifest(round_.manifest), answers)
    told = put_ballot(round_.pk, envelope.to_fields(), at=round_.opens_at)
    round_hex, rules = round_.pk.hex, round_.manifest_hash
    return {"v": 1, "kind": KIND_RECEIPT, "round": round_hex, "rules": rules, **told}


def written(round_: "Round", receipt: dict[str, Any], folder: Path) -> tuple[Path, Path]:
    """Write the round's public file and the receipt; return where they lie."""
    from bothways.pure.ballots import canonical_json
    from bothways.results.round_file import round_file

    files = folder / "round.json", folder / "receipt.json"
    for path, content in zip(files, (round_file(round_), receipt), strict=True):
        path.write_text(canonical_json(content), encoding="utf-8")
    report("  the round's public file", files[0].stat().st_size / 1000, "KB")
    return files


def verifying(file: Path, receipt: Path) -> float:
    """Return the seconds from the command to its answer, the median of five."""
    words = [sys.executable, "-m", "bothways.verify", str(file), "--receipt", str(receipt)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    seconds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=env)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def looking(
    browser: Browser, url: str, cookie: dict[str, str], receipt: Path, *, slow: bool = False
) -> float:
    """Return the seconds from the load to the last verdict and the receipt's, median of five."""
    seconds = []
    for _ in range(TIMES):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        if slow:
            slow_down(context.new_cdp_session(page))
        started = time.perf_counter()
        page.goto(url)
        page.wait_for_selector(VERDICTS, state="attached")
        page.get_by_text("Bring a receipt").click()
        page.locator("input[type=file]").first.set_input_files(receipt)
        found = page.get_by_text("It was in the box when the box was closed.")
        expect(found).to_be_visible(timeout=20_000)
        seconds.append(time.perf_counter() - started)
        expect(page.get_by_text("All of it holds.")).to_be_visible()
        context.close()
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
