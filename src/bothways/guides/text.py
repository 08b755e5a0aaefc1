"""A guide's file: the lines about it at the top, then its text."""

import re
from dataclasses import dataclass
from functools import cached_property

from bothways.guides.errors import FaultyGuideError
from bothways.guides.rendering import Parts, render

FRAME = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)
LINES = ("title", "minutes", "for", "sources")


@dataclass(frozen=True)
class Guide:
    """One playbook in one language."""

    slug: str
    language: str
    title: str
    minutes: int
    whom: str  # for whom it is, as in 'whoever leads a team'
    sources: tuple[str, ...]
    body: str  # Markdown

    @cached_property
    def parts(self) -> Parts:
        """The text as HTML, and what it is made of; worked out once."""
        return render(self.body)

    @property
    def steps(self) -> tuple[str, ...]:
        """Each step in one line: what stands in bold at its beginning."""
        return self.parts.steps

    @property
    def html(self) -> str:
        """The text as HTML; a page may show it as it is, for `render` lets no HTML through."""
        return self.parts.html


def read_text(slug: str, language: str, content: str) -> Guide:
    """Read a guide's file.

    Raises FaultyGuideError if a line at its top is missing, unknown or no number.
    """
    frame = FRAME.match(content)
    if frame is None:
        raise FaultyGuideError("no lines about it at the top, between two lines of ---")
    lines, sources = _lines(frame[1])
    missing = [name for name in LINES[:-1] if not lines.get(name)]
    if missing or not sources:
        raise FaultyGuideError(f"missing at the top: {', '.join(missing) or 'sources'}")
    if not lines["minutes"].isdigit():
        raise FaultyGuideError(f"minutes is no number: {lines['minutes']}")
    return Guide(
        slug=slug,
        language=language,
        title=lines["title"],
        minutes=int(lines["minutes"]),
        whom=lines["for"],
        sources=sources,
        body=frame[2],
    )


def _lines(top: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return what stands at the top by its name, and the sources, one a line after a dash."""
    lines: dict[str, str] = {}
    sources: list[str] = []
    for line in top.splitlines():
        if line.startswith("- ") and "sources" in lines:
            sources.append(line[2:].strip())
            continue
        name, colon, value = line.partition(":")
        if not colon or name not in LINES:
            raise FaultyGuideError(f"a line at the top that says nothing we know: {line}")
        lines[name] = value.strip()
    return lines, tuple(sources)
