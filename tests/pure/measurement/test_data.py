"""The real answers are test data: each file is named with its licence, and none is shipped."""

from tests.architecture.source import ROOT, SRC, kept_files
from tests.pure.measurement.data import FOLDER


def test_each_file_stands_in_the_readme_with_where_it_is_from() -> None:
    text = (FOLDER / "README.md").read_text()
    names = {path.name for path in FOLDER.iterdir()} - {"README.md"}

    assert len(names) > 20
    assert [name for name in names if f"`{name}`" not in text] == []


def test_none_of_it_is_in_the_package() -> None:
    names = {path.name for path in FOLDER.iterdir()} - {"README.md"}

    assert not FOLDER.is_relative_to(SRC)
    assert [
        path for path in kept_files() if path.name in names and FOLDER not in path.parents
    ] == []
    assert ROOT in FOLDER.parents


def test_it_is_small_enough_to_be_carried() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_300_000
