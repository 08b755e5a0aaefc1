"""A class without a rule looks like nothing: so one that is misspelt is found here."""

import re
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "bothways"
RULES = set(
    re.findall(r"\.([a-zA-Z][\w-]*)", (SRC / "ui/static/bothways/bothways.css").read_text())
)
FOR_SCRIPTS_AND_TESTS = {  # they say what a thing is, and look like nothing of their own
    *("decision", "evidence", "fold", "on-ledger", "row__h", "score"),
    *("spread__held", "stack--l", "table_of", "word--xl"),
}


def classes_of(template: str) -> set[str]:
    """Return the classes that a template names; those it puts together end in '-' or '_'."""
    plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", template)
    named = re.findall(r'\sclass="([^"]*)"', plain)
    whole = {name for names in named for name in names.split()}
    return {name for name in whole if not name.endswith(("-", "_"))}


@pytest.mark.parametrize("room", sorted(path.name for path in SRC.iterdir() if path.is_dir()))
def test_every_class_that_a_page_names_has_a_rule(room: str) -> None:
    named = {
        name
        for template in (SRC / room).rglob("*.html")
        for name in classes_of(template.read_text())
    }

    assert named - RULES - FOR_SCRIPTS_AND_TESTS == set()


def test_a_class_that_is_put_together_is_left_alone() -> None:
    assert classes_of('<p class="row promise--{{ how.state }}{% if one %} big{% endif %}">') == {
        "row",
        "big",
    }
