"""Draws the icons of the home screen from the mark: python docs/pictures/icons.py

Writes src/bothways/ui/static/bothways/icons/*.png. Needs what `make test` installs into .venv,
and a Chromium on PATH or in BOTHWAYS_CHROMIUM. A maskable icon keeps the mark in its middle,
because phones cut circles out of it; the badge is one colour, because phones paint it themselves.
"""

import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parents[2] / "src/bothways/ui/static/bothways"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ICONS = (
    # file, pixels, share of the width that the mark takes, corner in percent, one colour
    ("icon-192.png", 192, 0.68, 22, False),
    ("icon-512.png", 512, 0.68, 22, False),
    ("maskable-512.png", 512, 0.52, 0, False),
    ("touch-180.png", 180, 0.64, 0, False),
    ("badge-96.png", 96, 0.92, 0, True),
)


def ground() -> str:
    """The colour of the page, from the tokens."""
    return re.findall(r"--ground:\s*(#\w{6})", (STATIC / "tokens.css").read_text())[0]


def drawing(share: float, corner: int, *, plain: bool) -> str:
    """A page with nothing but the mark on its ground."""
    mark = (STATIC / "mark.svg").read_text()
    colours = "svg .o, svg .b { stroke: white }" if plain else ""
    back = "transparent" if plain else ground()
    return f"""<!doctype html><style>
        html, body {{ margin: 0; block-size: 100%; background: transparent }}
        body {{ display: grid; place-items: center; background: {back}; border-radius: {corner}% }}
        svg {{ inline-size: {share * 100}%; }} {colours}</style>{mark}"""


def main() -> None:
    chromium = os.environ.get("BOTHWAYS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    (STATIC / "icons").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, pixels, share, corner, plain in ICONS:
            page = browser.new_page(viewport={"width": pixels, "height": pixels})
            page.set_content(drawing(share, corner, plain=plain))
            page.screenshot(path=STATIC / "icons" / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
