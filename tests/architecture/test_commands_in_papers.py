"""Whatever a paper tells somebody to type can be typed, and every name in it is the product's."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from bothways.calculator import __main__ as calculator
from bothways.config import serve
from bothways.config.env import Env
from bothways.guardian import service
from tests.architecture.source import ROOT, tree

PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TYPED = re.compile(r"python3 bothways ([a-z_]+)((?: +--?[a-z-]+(?: +[^\s`-][^\s`]*)?)*)")
MADE = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
LINK = re.compile(r"(?:\]\(|src=\")([^)\":\s]+)[)\"]")
SETTING = re.compile(r"\bBOTHWAYS_[A-Z_]+")
OUTSIDE_ENV = {"BOTHWAYS_CHROMIUM", "BOTHWAYS_REQUIRE_BROWSER"}  # of the tests, not the product
every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda page: page.name)


def launcher_words() -> set[str]:
    """Return the launcher's own words: the names of the functions that take words."""
    functions = (node for node in tree(ROOT / "bothways").body if isinstance(node, ast.FunctionDef))
    return {
        function.name
        for function in functions
        if [argument.arg.strip("_") for argument in function.args.args] == ["words"]
    }


def targets() -> set[str]:
    """Return what `make` can make."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def options_of(word: str) -> set[str]:
    """Return the options of a word of the launcher and of the command it is handed on to."""
    offered: set[str] = set()
    if word in launcher_words():
        offered |= set(re.findall(r'"(--[a-z-]+)"', (ROOT / "bothways").read_text()))
    if word in get_commands():
        parser = load_command_class(get_commands()[word], word).create_parser("", word)
        offered |= {option for action in parser._actions for option in action.option_strings}
    if word == "serve":  # plain Python, before Django
        offered |= {
            option for action in serve.parser()._actions for option in action.option_strings
        }
    if word == "score":  # plain Python as well
        actions = calculator.parser()._actions
        offered |= {option for action in actions for option in action.option_strings}
    if word in service.COMMANDS:  # runs where there is no installation
        offered |= service.options()
    return offered


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as a forge writes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_there_are_papers_and_words_to_compare() -> None:
    assert {"README.md", "SECURITY.md", "install.md", "rehearsal.md"} <= {p.name for p in PAPERS}
    assert {"demo", "test", "run", "check", "bench", "prove", "frontend"} <= launcher_words()
    assert launcher_words() >= targets() - {"frontend"}


@every_paper
def test_every_command_in_a_paper_exists(paper: Path) -> None:
    known = launcher_words() | {"serve"} | set(service.COMMANDS) | set(get_commands())
    typed = {word for word, _ in TYPED.findall(paper.read_text())}

    assert typed - known - {"WORD"} == set()
    assert set(MADE.findall(paper.read_text())) <= targets()


@every_paper
def test_every_option_in_a_paper_exists(paper: Path) -> None:
    for word, options in TYPED.findall(paper.read_text()):
        given = set(re.findall(r"--[a-z-]+", options))
        assert not given or given <= options_of(word), (word, options)


@every_paper
def test_every_setting_in_a_paper_exists(paper: Path) -> None:
    known = {f"BOTHWAYS_{name.upper()}" for name in Env.model_fields} | OUTSIDE_ENV
    known |= {service.VARIABLE}
    named = {name.rstrip("_") for name in SETTING.findall(paper.read_text())} - {"BOTHWAYS"}

    assert named - known == set()


@every_paper
def test_every_link_and_anchor_in_a_paper_leads_somewhere(paper: Path) -> None:
    for link in LINK.findall(paper.read_text()):
        path, _, anchor = link.partition("#")
        target = (paper.parent / path) if path else paper
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@every_paper
def test_every_benchmark_in_a_paper_exists(paper: Path) -> None:
    named = re.findall(r"bench ([a-z_0-9]+)", paper.read_text())

    assert [name for name in named if not (ROOT / f"benchmarks/{name}.py").exists()] == []


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs/decisions"
    linked = set(LINK.findall((folder / "README.md").read_text()))

    assert linked == {page.name for page in folder.glob("*.md")} - {"README.md"}


def test_the_readme_shows_light_pictures_that_are_there() -> None:
    pictures = list((ROOT / "docs/pictures").glob("*.png"))

    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > 250_000] == []
    readme = (ROOT / "README.md").read_text()
    assert [picture.name for picture in pictures if picture.name not in readme] == []


def test_the_changelog_begins_with_the_version_or_with_what_comes_after_it() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    log = (ROOT / "CHANGELOG.md").read_text()
    headings = re.findall(r"^## (\S+)(.*)$", log, re.MULTILINE)

    assert version
    to_come = "not yet released" in headings[0][1] and headings[0][0] != version[1]
    assert headings[1 if to_come else 0][0] == version[1]
