"""Whoever installs the package instead of a checkout gets every file the product reads."""

import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/bothways"
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]


def kept_files() -> list[Path]:
    """Every file of the package that is under version control, relative to the package."""
    words = ["git", "ls-files", "-z", "--", "."]
    listed = subprocess.run(words, cwd=PACKAGE, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a checkout: there is no list of files to compare with")
    names = [Path(name) for name in listed.stdout.split("\0") if name]
    return [name for name in names if (PACKAGE / name).exists()]


def test_every_file_that_is_not_python_is_package_data() -> None:
    taken = {
        path for pattern in SETUPTOOLS["package-data"]["bothways"] for path in PACKAGE.glob(pattern)
    }
    left_out = {
        path
        for pattern in SETUPTOOLS["exclude-package-data"]["bothways"]
        for path in PACKAGE.glob(pattern)
    }

    files = [PACKAGE / name for name in kept_files() if name.suffix != ".py"]

    assert len(files) > 80, "templates, static files and data are there"
    assert [str(path) for path in files if path not in taken - left_out] == []


def test_every_folder_with_python_is_found_as_a_package() -> None:
    folders = {name.parent for name in kept_files() if name.suffix == ".py"}

    assert SETUPTOOLS["packages"]["find"]["where"] == ["src"]
    assert [
        str(folder) for folder in folders if not (PACKAGE / folder / "__init__.py").exists()
    ] == []
