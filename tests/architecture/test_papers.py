"""What the papers say is so: every path exists, every list is the code's own."""

import os
import re
from pathlib import Path

import pytest
from django.core.management import call_command

from bothways.config.reference import PAGES
from tests.architecture.source import ROOT, SRC, TESTS, kept_files, modules, named

PATH = re.compile(r"`([\w./*-]+/[\w./*-]*|[\w-]+\.(?:md|py|toml|css))`")
CODE_AND_TEST = re.compile(r"`((?:src|tests|frontend|deploy)/[\w./-]+)(?:::(\w+))?`")


def rows(page: Path) -> list[list[str]]:
    """Return the cells of every row of a page's tables, without the heads."""
    lines = page.read_text().splitlines()
    is_rule = [set(line) <= set("|-: ") and "-" in line for line in lines]
    heads = {number - 1 for number, rule in enumerate(is_rule) if rule}
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for number, line in enumerate(lines)
        if line.startswith("|") and not is_rule[number] and number not in heads
    ]


def names(path: str, name: str) -> bool:
    """A file defines a function, a class or a constant of that name."""
    defined = rf"(?:(?:def|class|function|const) {name}\b|^{name}\b)"
    return bool(re.search(defined, (ROOT / path).read_text(), re.MULTILINE))


def test_docs_reference_says_what_the_code_says() -> None:
    call_command("reference", "--check")


def test_docs_reference_holds_nothing_else() -> None:
    written = {*PAGES, "oracles.md"}  # by `python3 bothways oracles`, from the tests' own data

    assert {path.name for path in (ROOT / "docs/reference").glob("*.md")} == written


def test_every_path_on_the_map_exists() -> None:
    paths = PATH.findall((ROOT / "docs/map.md").read_text())

    assert len(paths) > 20
    assert [path for path in paths if not _stands(path.strip("/"))] == []


def _stands(path: str) -> bool:
    """It exists, seen from the root, from the rooms, or (a bare name) inside some room."""
    return any(any(folder.glob(path)) for folder in (ROOT, SRC)) or any(SRC.glob(f"*/{path}"))


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "docs/map.md").read_text()
    rooms = [path.parent.name for path in SRC.glob("*/__init__.py")]

    assert [room for room in rooms if f"{room}/" not in text] == []


def test_every_promise_names_code_and_a_test_that_exist() -> None:
    page = ROOT / "docs/promises.md"
    for row in rows(page):
        found = CODE_AND_TEST.findall(" ".join(row))
        paths = [path for path, _ in found]
        assert any(path.startswith(("src/", "frontend/")) for path in paths), row
        assert any(path.startswith("tests/") or "test" in path for path in paths), row
        for path, name in found:
            assert (ROOT / path).exists(), path
            assert not name or names(path, name), (path, name)


def test_every_refusal_says_why_and_names_a_test_that_exists() -> None:
    refusals = rows(ROOT / "docs/use/what-we-do-not-say.md")

    assert len(refusals) > 10
    for refusal in refusals:
        assert len(refusal) == 4, refusal
        assert all(refusal), refusal
        found = CODE_AND_TEST.findall(refusal[-1])
        assert found, refusal
        for path, name in found:
            assert name, refusal
            assert path.startswith(("tests/", "frontend/tests/")), path
            assert names(path, name), (path, name)


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/**/*.md")), ids=lambda page: page.name)
def test_every_link_between_papers_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_has_a_title_and_says_in_bold_what_was_decided() -> None:
    for page in (ROOT / "docs/decisions").glob("*.md"):
        text = page.read_text()
        assert text.startswith("# "), page.name
        assert text.count("**") >= 2, page.name


def test_tests_stand_where_their_source_stands() -> None:
    apart = {"architecture", "journeys", "data", "vendor", "words"}
    folders = {path.name for path in TESTS.iterdir() if path.is_dir() and path.name[0] != "_"}
    rooms = {path.parent.name for path in SRC.glob("*/__init__.py")}

    assert folders - apart - rooms == set()


def test_nothing_vendored_lacks_its_licence() -> None:
    vendored = {path.parent for path in kept_files() if "vendor" in path.parts}
    fonts = {path.parent for path in kept_files() if path.suffix in {".woff2", ".ttf", ".otf"}}

    for folder in vendored | fonts:
        names = {path.name.upper() for path in folder.glob("*")}
        assert any("LICENSE" in name or "LICENCE" in name for name in names), named(folder)


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    own = [place for place in (ROOT, Path.home()) if place.parent != place]
    here = "".join(f"|{re.escape(str(place) + os.sep)}" for place in own)
    somewhere = re.compile(rf"(/home/|/Users/|C:\\Users\\{here})\w")
    assert all(somewhere.search(f"see {place / 'notes'}") for place in own)
    texts = [path for path in kept_files() if path.suffix in {".py", ".md", ".toml", ".html"}]

    assert [
        named(path)
        for path in texts
        if path.name != "test_papers.py" and somewhere.search(path.read_text(encoding="utf-8"))
    ] == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")

    assert [named(path) for path in modules() if later.search(path.read_text())] == []
