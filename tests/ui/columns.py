"""What stands in the two columns of a page, read from its HTML."""

from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "hr", "img"}
PLACED = {"head", "full", "col", "vh"}  # vh: out of the flow


class _Columns(HTMLParser):
    """Notes the classes of whatever stands directly in <main>."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = -1  # within main; -1 is outside
        self.found: list[set[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        if self.depth == 0 and "hidden" not in dict(attrs) and tag not in ("script", "template"):
            self.found.append(set((dict(attrs).get("class") or "").split()))
        if self.depth >= 0 or tag == "main":
            self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line of a drawing, as in <line/>: it opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        if self.depth >= 0 and tag not in VOID:
            self.depth -= 1


def strays(page: str) -> list[set[str]]:
    """Return the classes of whatever stands in a column by itself and so moves all after it."""
    reader = _Columns()
    reader.feed(page)
    assert reader.found, "there is no <main> with anything in it"
    return [classes for classes in reader.found if not classes & PLACED]
