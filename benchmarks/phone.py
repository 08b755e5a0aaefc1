"""From a press to the page on a slow phone that was never here before: the demo, served for real.

Run: python3 bothways bench phone
Simulated by Chromium: a processor four times slower than this one, 400 kbit/s each way, 150 ms
for each round trip, nothing in the cache. Largest contentful paint: the moment the page's main
words stand on the screen. Goal: 2 s.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

from benchmarks.installation import ROOT
from benchmarks.report import report
from benchmarks.start import end, first_page

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
GOAL_SECONDS, GOAL_KB, TIMES = 2.0, 100.0, 5
KBIT_A_SECOND, LATENCY_MS, SLOWER = 400, 150, 4
PEOPLE_LEAD = "People lead"
EMPLOYEE = "Employee on the shop floor"
PAGES = (
    # what, who, address
    ("the door", "", "/sign-in/"),
    ("this week", EMPLOYEE, "/"),
    ("answering, before", EMPLOYEE, "answer"),
    ("the trust page", EMPLOYEE, "/trust/"),
    ("promises", EMPLOYEE, "/promises/"),
    ("people", PEOPLE_LEAD, "/people/"),
)
LARGEST_PAINT = """() => new Promise((done) => {
    const seen = new PerformanceObserver((list) => {
        const last = list.getEntries().at(-1);
        setTimeout(() => done(last.startTime), 300);
    });
    seen.observe({ type: "largest-contentful-paint", buffered: true });
})"""


def main() -> None:
    chromium = find_chromium()
    with demo() as address, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for what, who, path in PAGES:
            seconds, kilobytes = first_load(browser, address, who, path)
            report(f"{what}: largest paint", seconds, "s", goal=GOAL_SECONDS)
            report(f"{what}: on the wire", kilobytes, "KB", goal=GOAL_KB)
        browser.close()


def find_chromium() -> str:
    """Return where the browser is; end where there is none."""
    said = os.environ.get("BOTHWAYS_CHROMIUM")
    found = said or next(filter(None, map(shutil.which, NAMES)), None)
    return found or sys.exit("There is no Chromium here to measure with.")


@contextmanager
def demo() -> Iterator[str]:
    """Serve the demo firm from a throw-away folder; yield its address."""
    with tempfile.TemporaryDirectory(prefix="bothways-bench-") as folder:
        os.environ.update(
            BOTHWAYS_DATA=folder, BOTHWAYS_MODE="demo", PYTHONPATH=f"{ROOT / 'src'}:{ROOT}"
        )
        words = [sys.executable, "-m", "bothways", "prepare"]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        _took, process, port = first_page()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            end(process)


def first_load(browser: Browser, address: str, who: str, path: str) -> tuple[float, float]:
    """Return (seconds to the largest paint, kilobytes on the wire), the median of five visits."""
    cookies, path = come_in(browser, address, who, path)
    visits = [visit(browser, cookies, address + path) for _ in range(TIMES)]
    seconds, kilobytes = zip(*visits, strict=True)
    return statistics.median(seconds), statistics.median(kilobytes)


def come_in(browser: Browser, address: str, who: str, path: str) -> tuple[Any, str]:
    """Come in by a door of the demo; return the cookies and the address of the page."""
    window = browser.new_context().new_page()
    if who:
        window.goto(f"{address}/demo/")
        window.get_by_role("button", name=who).first.click()
    if path == "answer":
        link = window.get_by_role("link", name="Answer", exact=True).first
        path = link.get_attribute("href") or "/"
    cookies = window.context.cookies()
    window.context.close()
    return cookies, path


def visit(browser: Browser, cookies: Any, url: str) -> tuple[float, float]:
    """Open one page as a slow phone does that was never here; return (seconds, kilobytes)."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
    context.add_cookies(cookies)
    page = context.new_page()
    chrome = context.new_cdp_session(page)
    weights: list[float] = []
    chrome.on("Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"]))
    slow_down(chrome)
    page.goto(url, wait_until="load")
    milliseconds = page.evaluate(LARGEST_PAINT)
    context.close()
    return milliseconds / 1000, sum(weights) / 1000


def slow_down(chrome: CDPSession) -> None:
    """Make a page's processor and line those of a slow phone."""
    chrome.send("Network.enable")
    chrome.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    speed = KBIT_A_SECOND * 1000 / 8
    slow = {"downloadThroughput": speed, "uploadThroughput": speed, "latency": LATENCY_MS}
    chrome.send("Network.emulateNetworkConditions", {"offline": False, **slow})


if __name__ == "__main__":
    main()
