"""Are the program's files those of the release?"""

import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import bothways
from bothways.operations.audit.finding import Finding, notice, violation
from bothways.operations.audit.look import Look

ROOT = Path(bothways.__file__).resolve().parents[2]
LIST = "files.sha256"
LISTED = ("src", "bothways", "frontend/src", "requirements")
MADE_HERE = {"__pycache__", "node_modules", ".mypy_cache", ".ruff_cache"}
ENDS_MADE_HERE = {".pyc", ".mo"}

FILE_CHANGED = violation(
    "program-file-changed",
    "This file is not the one of the release. Whatever it does now, nobody outside has looked at.",
    "Compare it with the release of this version, or fetch the release again.",
)
FILE_ADDED = violation(
    "program-file-added",
    "The release has no such file. Python runs what lies there.",
    "See what it does, and remove it.",
)
FILE_MISSING = violation(
    "program-file-missing",
    "A file of the release is not there.",
    "Fetch the release again.",
)
NO_LIST = notice(
    "no-list-of-files",
    f"This copy of the program has no {LIST}, so its files were compared with nothing.",
    "Compare the folder with the release of this version by other means.",
)
NO_LIST_THOUGH_ASKED = violation(
    "no-list-of-files-though-asked",
    f"The files were to be compared, and this copy of the program has no {LIST}.",
    "Fetch the release of this version; its list lies at its root.",
)


def check(look: Look, root: Path = ROOT) -> Iterator[Finding]:
    """Compare every file with the list that came with the release, by name."""
    if not (root / LIST).is_file():
        kind = NO_LIST_THOUGH_ASKED if look.insists_on_files else NO_LIST
        yield kind.at(str(root / LIST), "There is no such list.")
        return
    listed, here = read_list(root), sums(root, _lying(root))
    for name in sorted(set(listed) | set(here)):
        if name not in here:
            yield FILE_MISSING.at(name, f"{name} is not there.")
        elif name not in listed:
            yield FILE_ADDED.at(name, f"{name} is not of the release.")
        elif listed[name] != here[name]:
            yield FILE_CHANGED.at(name, f"{name} was changed.")


def read_list(root: Path) -> dict[str, str]:
    """Return the checksum of each file, by its path, as the list has them."""
    lines = (root / LIST).read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}


def sums(root: Path, names: list[str]) -> dict[str, str]:
    """Return the checksum of each of these files."""
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}


def written(root: Path) -> str:
    """Return the list as it stands in the file: for `sha256sum --check`, too."""
    return "".join(f"{digest}  {name}\n" for name, digest in sums(root, tracked(root)).items())


def tracked(root: Path) -> list[str]:
    """Return the release's own files, sorted: those that git knows, or, without git, all."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return _lying(root)
    words = [git, "-C", str(root), "ls-files", "-z", "--", *LISTED]
    said = subprocess.run(words, capture_output=True, check=True).stdout  # noqa: S603
    names = [name for name in said.decode().split("\0") if name]
    return sorted(name for name in names if (root / name).is_file())


def _lying(root: Path) -> list[str]:
    """Every file that lies in those places, but what is made while running."""
    found = []
    for place in LISTED:
        start = root / place
        for path in [start] if start.is_file() else sorted(start.rglob("*")):
            inside = path.relative_to(root)
            made_here = MADE_HERE & set(inside.parts) or path.suffix in ENDS_MADE_HERE
            made_here = made_here or ".egg-info" in str(inside)
            if path.is_file() and not made_here:
                found.append(inside.as_posix())
    return sorted(found)
