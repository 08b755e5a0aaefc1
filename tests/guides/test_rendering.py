"""What a guide's Markdown becomes, and what never gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bothways.guides.rendering import may_link, render

TEXT = """\
## When to use it

When somebody asks, and you
want to say **yes**.

## What to do

1. **Ask first.** Then wait.
2. **Name one day.** Not “soon”.
3. Nothing in bold here.

> I will do it by [Friday](/promises/new/).

- Don't hurry.
- Don't promise for others.
"""


def test_a_text_is_taken_apart_as_it_stands() -> None:
    parts = render(TEXT)

    assert parts.headings == ("When to use it", "What to do")
    assert parts.steps == ("Ask first.", "Name one day.")
    assert (parts.n_numbered, parts.n_points, parts.n_quotes) == (3, 2, 1)
    assert parts.links == ("/promises/new/",)
    assert parts.blocks[1] == "When somebody asks, and you want to say yes."


def test_markdown_becomes_the_signs_of_a_page() -> None:
    html = render(TEXT).html

    assert "<h2>What to do</h2>" in html
    assert "<strong>Ask first.</strong> Then wait." in html
    assert '<a href="/promises/new/">Friday</a>' in html
    assert "<blockquote>" in html


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>press</p>",
        'a <b style="color:red">word</b>',
        "<!-- a note -->",
    ],
)
def test_html_in_a_text_is_shown_and_never_done(written: str) -> None:
    html = render(written).html

    assert "&lt;" in html
    assert not any(sign in html for sign in ("<script", "<p on", "<b ", "<!--"))


@pytest.mark.parametrize(
    "address",
    ["/promises/new/", "/anonymity/#limits", "/search/?q=lamp", "https://example.org/a_(b)"],
)
def test_a_link_leads_to_our_own_pages_or_elsewhere_by_https(address: str) -> None:
    assert may_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://example.org/",
        "//example.org/",
        "/\\example.org/",
        "https://",
        "mailto:a@example.org",
        "promises/",
        "",
    ],
)
def test_no_other_link_keeps_its_address(address: str) -> None:
    parts = render(f"See [this](<{address}>).")

    assert not may_link(address)
    assert "href" not in parts.html
    assert "this" in parts.html


def test_a_picture_is_not_fetched() -> None:
    assert "<img" not in render("![a lamp](https://example.org/lamp.png)").html


@given(st.text(alphabet="<>\"'&/=ab \n#*[]()!`:", max_size=80))
def test_whatever_is_written_no_tag_but_our_own_comes_out(written: str) -> None:
    html = render(written).html
    signs = {word.split(">")[0].split(" ")[0].strip("/") for word in html.split("<")[1:]}

    ours = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "ul", "ol", "li", "a"}
    assert signs <= ours | {"blockquote", "br", "hr", "code"}
