"""A language in which every translated text stands in marks, and what of a page does not."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

OPEN, CLOSE = "⟦", "⟧"
CONTEXT = "\x04"
SPOKEN = ("alt", "title", "aria-label", "aria-description", "placeholder", "label")
NOT_READ = {"script", "style", "code", "svg", "template"}
EMPTY = {"input", "img", "br", "hr", "meta", "link", "wbr", "source"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
MACHINE = re.compile(
    r"\b(?:[0-9a-f]{4,}|BOTHWAYS_\w+|https?://\S*|\S+@\S+|bothways \w+|[\w-]+\.(?:py|csv|xlsx))"
)


class Pseudo:
    """Stands where Django keeps the German translation."""

    def gettext(self, text: str) -> str:
        return f"{OPEN}{text.rpartition(CONTEXT)[2]}{CLOSE}" if text else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)

    def to_language(self) -> str:
        return "de"


class Reader(HTMLParser):
    """Reads a page as a person hears it: its text in order, and each spoken attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.spoken: list[str] = []
        self.within: list[tuple[str, bool]] = []  # open elements, and whether they are left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        left_out = tag in NOT_READ or "code" in values.get("class", "").split()
        left_out = left_out or (tag != "html" and values.get("lang", "de") != "de")
        if tag not in EMPTY:
            self.within.append((tag, left_out))
        self.text.append("\n")
        if not any(out for _tag, out in self.within):
            self.spoken += [values[name] for name in SPOKEN if values.get(name)]
            if values.get("type") in {"submit", "button"} and tag == "input":
                self.spoken.append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass
        self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not any(out for _tag, out in self.within):
            self.text.append(data)


def escaped(html: str, data: Iterable[str]) -> list[str]:
    """Return what a page says that went through no gettext and is nobody's data."""
    reader = Reader()
    reader.feed(html)
    return [
        left for text in ["".join(reader.text), *reader.spoken] for left in unmarked(text, data)
    ]


def unmarked(text: str, data: Iterable[str]) -> list[str]:
    """Return the lines outside all marks that hold words, without what is data."""
    depth, outside = 0, []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        outside.append(sign if depth == 0 and sign != CLOSE else "\n" if sign == OPEN else "")
    rest = "".join(outside)
    for known in sorted(data, key=len, reverse=True):
        rest = rest.replace(known, "\n")
    return [
        " ".join(line.split())
        for line in MACHINE.sub(" ", rest).splitlines()
        if LETTERS.search(line)
    ]
