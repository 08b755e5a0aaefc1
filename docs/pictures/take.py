"""Takes the README's pictures of a running demo: python docs/pictures/take.py ADDRESS

ADDRESS is what `make demo` printed, as in http://127.0.0.1:8000. Needs what `make test` installs
into .venv, and a Chromium on PATH or in BOTHWAYS_CHROMIUM.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
EMPLOYEE = "Employee on the shop floor"
PICTURES = (
    # file, address, width, height, finer by
    ("trust-phone.png", "/trust/", 390, 844, 2),
    ("before-phone.png", "answer", 390, 844, 2),
    ("trust-desk.png", "/trust/", 1280, 860, 1),
)


def main(address: str) -> None:
    chromium = os.environ.get("BOTHWAYS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, page, width, height, finer in PICTURES:
            take(browser, address, page, HERE / name, (width, height, finer))
        browser.close()


def take(browser: Browser, address: str, page: str, file: Path, size: tuple[int, int, int]) -> None:
    """Come in as the employee of the demo, and take one picture of what the window shows."""
    width, height, finer = size
    window = browser.new_page(
        viewport={"width": width, "height": height}, device_scale_factor=finer
    )
    window.goto(f"{address}/demo/")
    window.get_by_role("button", name=EMPLOYEE).click()
    if page == "answer":
        window.get_by_role("link", name="Answer", exact=True).first.click()
    else:
        window.goto(address + page)
    window.wait_for_load_state("networkidle")
    window.screenshot(path=file)
    window.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
