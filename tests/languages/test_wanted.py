"""A text that stands in several places is translated once."""

from pathlib import Path

import pytest

from bothways.languages.wanted import wanted_texts

HEAD = "from django.utils.translation import gettext as _, ngettext\n"


def test_one_text_in_two_files_names_both(tmp_path: Path) -> None:
    for name in ("b.py", "a.py"):
        (tmp_path / name).write_text(f"{HEAD}# Translators: said in {name}\n_('Kept')\n")

    (text,) = wanted_texts(tmp_path)

    assert (text.files, text.notes) == (["a.py", "b.py"], ["said in a.py", "said in b.py"])


def test_two_plurals_for_one_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        f"{HEAD}ngettext('a day', 'days', 2)\nngettext('a day', 'x', 2)\n"
    )

    with pytest.raises(ValueError, match="two plurals"):
        wanted_texts(tmp_path)
