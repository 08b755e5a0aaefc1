"""Whether a page fits its window, and what axe-core finds on it, as tests."""

import hashlib
from functools import lru_cache
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
RUN = """async () => {
    if (!window.axe && !window.loadAxe) return null;
    if (!window.axe) window.loadAxe();
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const only = {resultTypes: ['violations'], runOnly: {type: 'tag', values: tags}};
    return (await axe.run(document, only)).violations;
}"""


@lru_cache(maxsize=1)
def axe_source() -> str:
    """Return axe-core, after a look at whether it is the one we took."""
    text = AXE.read_bytes()
    if hashlib.sha256(text).hexdigest() != AXE_SHA256:
        raise AssertionError("tests/vendor/axe.min.js is not the file that was taken from npm")
    return text.decode()


def keep_ready(context: BrowserContext) -> None:
    """Let every page of this browser have axe-core at hand; it is read only where it is asked."""
    context.add_init_script(f"window.loadAxe = () => {{ {axe_source()} }};")


def sideways(page: Page) -> int:
    """How many pixels of the page lie beyond the edge of the window."""
    page.wait_for_load_state()  # between two pages there is no document
    root = "document.documentElement"
    return int(page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))


def assert_accessible(page: Page) -> None:
    """Fail with one line per barrier that axe-core finds on the page as it is now."""
    page.wait_for_load_state()
    found = page.evaluate(RUN)
    if found is None:  # a window of the test's own, or one without scripts
        page.evaluate(axe_source())
        found = page.evaluate(RUN)
    lines = [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]
    assert not lines, f"on {page.url}:\n" + "\n".join(lines)
