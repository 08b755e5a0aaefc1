"""Markdown into HTML that can do no harm: no HTML passes through, and no link to just anywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

OWN = re.compile(r"/(?![/\\])[\w./?=&#-]*\Z")  # an address of this installation
ELSEWHERE = re.compile(r"https://[\w.-]+(?:/[^\s<>\"'\\]*)?\Z")


@dataclass(frozen=True)
class Parts:
    """What a text is made of."""

    html: str
    headings: tuple[str, ...]
    steps: tuple[str, ...]  # what stands in bold at the beginning of each numbered point
    n_numbered: int
    n_points: int  # in lists without numbers
    n_quotes: int
    links: tuple[str, ...]  # all that are asked for; `html` holds only those that may be
    blocks: tuple[str, ...]  # the words of each heading, paragraph and point


def may_link(address: str) -> bool:
    """Say whether a link may lead there: to a page of our own, or elsewhere by https."""
    return bool(OWN.match(address) or ELSEWHERE.match(address))


def render(markdown: str) -> Parts:
    """Return a text as HTML, with what it is made of."""
    reader = _reader()
    tokens = reader.parse(markdown)
    inside = [token for token in tokens if token.type == "inline"]
    return Parts(
        html=reader.renderer.render(_safe(tokens), reader.options, {}),
        headings=tuple(_after(tokens, "heading_open")),
        steps=tuple(filter(None, map(_bold, _first_of_points(tokens)))),
        n_numbered=len(_first_of_points(tokens)),
        n_points=sum(1 for _ in _points(tokens, "-")),
        n_quotes=sum(token.type == "blockquote_open" for token in tokens),
        links=tuple(link for token in inside for link in _links(token)),
        blocks=tuple(_plain(token) for token in inside),
    )


def _reader() -> "MarkdownIt":
    """Plain CommonMark; what looks like HTML is shown as it is written."""
    from markdown_it import MarkdownIt  # only who reads a guide needs it

    reader = MarkdownIt("commonmark", {"html": False})
    reader.validateLink = _let_through  # type: ignore[method-assign]
    return reader.disable(["image", "code", "fence", "html_block", "autolink"])


def _let_through(url: str) -> bool:
    """Let every link be a link, so that a bad one is found; `_safe` disarms it."""
    return bool(url)


def _safe(tokens: list["Token"]) -> list["Token"]:
    """Take the address from every link that may not be."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open" and not may_link(str(child.attrs.get("href", ""))):
                child.attrs.pop("href", None)
    return tokens


def _after(tokens: list["Token"], kind: str) -> Iterator[str]:
    """The words right after each token of this kind."""
    for token, following in pairwise(tokens):
        if token.type == kind:
            yield _plain(following)


def _points(tokens: list["Token"], sign: str) -> Iterator["Token"]:
    """The first paragraph of each point of a list with this sign ('.' for numbers)."""
    for place, token in enumerate(tokens):
        if token.type == "list_item_open" and token.markup == sign:
            yield tokens[place + 2]


def _first_of_points(tokens: list["Token"]) -> list["Token"]:
    return list(_points(tokens, "."))


def _bold(token: "Token") -> str:
    """What stands in bold at the very beginning; '' where nothing does."""
    children = [child for child in token.children or () if child.type != "text" or child.content]
    if not children or children[0].type != "strong_open":
        return ""
    end = next(place for place, child in enumerate(children) if child.type == "strong_close")
    return "".join(child.content for child in children[1:end])


def _links(token: "Token") -> Iterator[str]:
    for child in token.children or ():
        if child.type == "link_open":
            yield str(child.attrs.get("href", ""))


def _plain(token: "Token") -> str:
    """The words alone, without any sign of Markdown."""
    words = (" " if child.type == "softbreak" else child.content for child in token.children or ())
    return "".join(words)
