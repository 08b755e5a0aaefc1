"""The lock is complete, hashed, and names no place to fetch from."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {name: (ROOT / f"requirements/{name}.txt").read_text() for name in ("run", "dev")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WANTED = {"run": PROJECT["project"]["dependencies"], "dev": PROJECT["dependency-groups"]["dev"]}


def pins(lock: str) -> dict[str, list[str]]:
    """Return the locked versions of each package."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==([\w.+!-]+)", LOCKS[lock], re.MULTILINE):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock: str) -> None:
    assert "://" not in LOCKS[lock]


def test_the_lock_of_the_ballot_clients_parts_holds_no_address() -> None:
    lock = ROOT / "frontend/package-lock.json"
    fetched_from = re.findall(r'"resolved": "([^"]*)"', lock.read_text() if lock.exists() else "")

    assert [place for place in fetched_from if "://" in place] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\w)", LOCKS[lock].strip())

    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_the_project_asks_for_is_locked_at_a_version_that_fits(lock: str) -> None:
    locked = pins(lock)

    for text in WANTED[lock]:
        wanted = Requirement(text)
        versions = locked.get(canonicalize_name(wanted.name), [])
        assert versions, f"{wanted.name} is not locked: write requirements/{lock}.txt again"
        assert all(wanted.specifier.contains(version) for version in versions), wanted


def test_a_package_in_both_locks_has_one_version() -> None:
    run, dev = pins("run"), pins("dev")

    assert {name: dev[name] for name in run if name in dev and run[name] != dev[name]} == {}
