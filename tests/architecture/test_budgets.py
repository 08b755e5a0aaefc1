"""Nothing grows past what a reader holds in mind. A breach is a redesign, never an exception."""

import ast
import re
import statistics
import tomllib

import pytest

from tests.architecture.source import (
    ROOT,
    SRC,
    TESTS,
    functions,
    modules,
    n_lines,
    named,
    templates,
)

BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.comprehension, ast.match_case)


def percentile(values: list[int], share: float) -> int:
    """Return the smallest value that `share` of the values do not exceed."""
    return sorted(values)[max(0, round(share * len(values)) - 1)]


def too_long(lengths: dict[str, int], stop: int) -> dict[str, int]:
    return {name: length for name, length in lengths.items() if length > stop}


def function_lengths() -> dict[str, int]:
    """Lines per function, from its `def` to its end."""
    return {
        f"{named(path)}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in [*modules(), ROOT / "bothways"]
        for node in functions(path)
    }


def test_functions_are_short() -> None:
    lengths = function_lengths()

    assert too_long(lengths, 60) == {}
    assert statistics.median(lengths.values()) <= 10
    assert percentile(list(lengths.values()), 0.95) <= 35


def test_functions_branch_little() -> None:
    branches = [
        1 + sum(isinstance(node, BRANCHES) for node in ast.walk(function))
        for path in modules()
        for function in functions(path)
    ]
    limits = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]

    assert percentile(branches, 0.95) <= 8
    assert limits["mccabe"]["max-complexity"] == 10  # ruff holds the hard stop
    assert "C90" in limits["select"]


def test_files_are_short() -> None:
    lengths = {named(path): n_lines(path) for path in [*modules(), ROOT / "bothways"]}
    with_something = [length for length in lengths.values() if length > 1]

    assert too_long(lengths, 500) == {}
    assert statistics.median(with_something) <= 100
    assert percentile(with_something, 0.95) <= 350


def test_tests_are_short() -> None:
    assert too_long({named(path): n_lines(path) for path in modules(TESTS)}, 600) == {}


def test_templates_are_short() -> None:
    lengths = {named(path): n_lines(path) for path in templates()}

    assert too_long(lengths, 200) == {}
    assert statistics.median(lengths.values()) <= 30
    assert percentile(list(lengths.values()), 0.95) <= 80


def test_no_budget_is_waived_at_the_line() -> None:
    waived = re.compile(r"noqa: *(C90|PLR|E501)|nosec|type: ignore(?!\[)|complexity")

    assert [
        f"{named(path)}:{number}"
        for path in modules(SRC)
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if waived.search(line)
    ] == []


@pytest.mark.parametrize(
    "forbidden",
    [
        r"<script(?![^>]*\bsrc=)",
        r"<style\b",
        r"\sstyle\s*=",
        r"\son[a-z]+\s*=\s*[\"'{]",
        r"javascript:",
    ],
)
def test_templates_hold_no_inline_script_and_no_inline_style(forbidden: str) -> None:
    found = re.compile(forbidden, re.IGNORECASE)

    assert [named(path) for path in templates() if found.search(path.read_text())] == []


def test_there_is_more_test_than_source() -> None:
    source = sum(n_lines(path) for path in modules())
    tests = sum(n_lines(path) for path in modules(TESTS))

    assert tests >= 1.3 * source, f"{tests} lines of tests for {source} lines of source"
