"""The browser counts as Python does: the second key signs what it counted itself, byte for byte."""

from pathlib import Path
from random import SystemRandom
from typing import Any

from playwright.sync_api import Browser

from tests.pure.disclosure.drawn_rounds import answers_of, drawn_rounds, released_text

SCRIPT = Path(__file__).parents[2] / "src/bothways/ui/static/bothways/guardian.js"
N_ROUNDS = 4000
COUNT = """(rounds) => rounds.map(([rules, piles]) =>
    bothwaysCounting.canonicalJson(bothwaysCounting.release(rules, piles)))"""


def as_asked(drawn: dict[str, Any]) -> list[Any]:
    """Return (rules, piles) as the browser takes them."""
    piles = [[[block], [answers_of(b) for b in told]] for block, told in drawn["ballots"].items()]
    return [{name: drawn[name] for name in ("format", "k", "c", "questions", "blocks")}, piles]


def test_a_browser_releases_thousands_of_drawn_rounds_in_the_same_bytes(browser: Browser) -> None:
    seed = SystemRandom().randrange(2**32)  # each run another; the message names it
    rounds = list(drawn_rounds(seed, N_ROUNDS))
    page = browser.new_page()
    page.add_script_tag(path=SCRIPT)

    counted = page.evaluate(COUNT, [as_asked(drawn) for drawn in rounds])

    page.close()
    differ = [one for one, text in zip(rounds, counted, strict=True) if released_text(one) != text]
    assert not differ, f"of seed {seed}, the first: {differ[0]}"
