"""No address without a rule, no rule without a use."""

import ast
import re

from bothways.access.policy import POLICY
from bothways.config.addresses import OPEN, addresses
from bothways.config.middleware import BALLOTS_UNDER
from tests.architecture.source import SRC, modules, named, templates, tree

RULE = re.compile(r"^[a-z]+\.[a-z_]+$")


def test_there_are_addresses_to_look_at() -> None:
    assert len(addresses()) > 5


def test_every_address_has_a_rule_or_says_why_it_is_open() -> None:
    assert [address.path for address in addresses() if not address.rule] == []
    assert [a.path for a in addresses() if a.rule.startswith(OPEN) and len(a.reason) < 10] == []


def test_every_rule_of_an_address_is_in_the_policy_table() -> None:
    asked = {address.rule for address in addresses() if not address.reason}

    assert asked - set(POLICY) == set()


def test_every_rule_named_in_the_code_is_in_the_policy_table() -> None:
    asked = {
        node.args[position].value
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and (position := {"guarded": 0, "may": 1}.get(node.func.id)) is not None
        and len(node.args) > position
        and isinstance(node.args[position], ast.Constant)
    }

    assert asked - set(POLICY) == set()


def test_every_line_of_the_policy_table_is_used() -> None:
    """Used by name in code or template, or as the `noun.see` behind another right."""
    policy = SRC / "access" / "policy.py"
    texts = [path.read_text() for path in [*modules(), *templates()] if path != policy]
    named_somewhere = {rule for rule in POLICY if any(f'"{rule}"' in text for text in texts)}
    seen = {f"{rule.partition('.')[0]}.see" for rule in named_somewhere}

    assert set(POLICY) - named_somewhere - seen == set()


def test_every_right_is_a_noun_and_a_verb_with_a_way_to_see_its_noun() -> None:
    nouns = {rule.partition(".")[0] for rule in POLICY}

    assert [rule for rule in POLICY if not RULE.match(rule)] == []
    assert {f"{noun}.see" for noun in nouns} - set(POLICY) == set()


def test_every_predicate_says_who_that_is() -> None:
    assert [rule for rule, who in POLICY.items() if not who.__doc__] == []


def test_the_box_alone_is_answered_before_any_rule() -> None:
    answering = [named(path) for path in modules() if "ballotbox.views" in path.read_text()]

    assert answering == ["src/bothways/config/middleware.py"]
    assert not [a.path for a in addresses() if a.path.startswith(BALLOTS_UNDER)]
