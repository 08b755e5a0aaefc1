"""A round with two keys, checked from its file: whatever one side changes alone is found."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from bothways.pure.ballots import canonical_json, sign_release, sign_root, sign_sheet, to_text
from bothways.pure.ballots.text64 import to_bytes
from bothways.pure.checking import Verdict
from tests.pure.checking.public import (
    File,
    broken,
    company,
    findings,
    proof,
    stranger,
    verdict,
    whole,
)
from tests.pure.guardian.paper import held

Damage = Callable[[File], None]
HASH = 32


def rules_hash() -> bytes:
    return held().manifest.hash


def change_sheet(file: File, change: Callable[[dict[str, Any]], object], key: bytes) -> None:
    """Write another sheet, and sign it as the company."""
    sheet = json.loads(file["sheet"]["text"])
    change(sheet)
    text = canonical_json(sheet)
    file["sheet"]["text"] = text
    file["sheet"]["company"] = to_text(sign_sheet(key, rules_hash(), text))


def test_everything_in_it_holds_and_nothing_is_left_untold() -> None:
    assert {one.verdict for one in findings(whole())} == {Verdict.HOLDS}


def test_it_names_both_keyholders() -> None:
    said = {one.code: one.says for one in findings(whole())}

    assert "Edda Falk" in said["keys"]
    assert "Edda Falk" in said["sheet.guardian"]
    assert "Edda Falk" in said["release.guardian"]


@pytest.mark.parametrize("part", ["sheet", "release"])
@pytest.mark.parametrize("side", ["company", "guardian"])
@pytest.mark.parametrize(
    "signed", ["not signed", "signed with a key of nobody's", "signed by the other side", "zeros"]
)
def test_each_of_both_must_have_signed_list_and_result_itself(
    part: str, side: str, signed: str
) -> None:
    file = whole()
    other = {"company": "guardian", "guardian": "company"}[side]
    file[part][side] = {
        "not signed": None,
        "signed with a key of nobody's": signed_by(stranger(), file, part),
        "signed by the other side": file[part][other],
        "zeros": to_text(bytes(64)),
    }[signed]

    assert broken(file) == {f"{part}.{side}"}


def signed_by(key: bytes, file: File, part: str) -> str:
    if part == "sheet":
        return to_text(sign_sheet(key, rules_hash(), file["sheet"]["text"]))
    return to_text(sign_root(key, rules_hash(), bytes.fromhex(file["release"]["root"])))


def test_a_signature_of_the_list_does_not_pass_for_one_of_the_result() -> None:
    file = whole()
    file["release"]["guardian"] = file["sheet"]["guardian"]
    file["sheet"]["company"] = file["release"]["company"]

    assert broken(file) == {"release.guardian", "sheet.company"}


# What the rules say of the second key is what everything else is checked against.


def of_the_guardian(name: str, value: object) -> Damage:
    def damage(file: File) -> None:
        rules = json.loads(file["manifest"])
        rules["guardian"][name] = value
        file["manifest"] = canonical_json(rules)

    return damage


def other_block_key(file: File) -> None:
    rules = json.loads(file["manifest"])
    keys = rules["guardian"]["blocks"]
    keys["b1"], keys["b2"] = keys["b2"], keys["b1"]
    file["manifest"] = canonical_json(rules)


def other_slips_key(file: File) -> None:
    rules = json.loads(file["manifest"])
    rules["keys"]["slips"] = rules["keys"]["blocks"]["b1"]
    file["manifest"] = canonical_json(rules)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(of_the_guardian("name", "Edda Fall"), id="another name"),
        pytest.param(of_the_guardian("key", to_text(bytes(HASH))), id="another signing key"),
        pytest.param(of_the_guardian("seal", to_text(bytes(HASH))), id="another seal"),
        pytest.param(of_the_guardian("where", "same_host"), id="another place"),
        pytest.param(other_block_key, id="the keys of two groups swapped"),
        pytest.param(other_slips_key, id="another key for slips"),
    ],
)
def test_what_the_rules_say_of_the_second_key_can_not_be_changed_afterwards(
    damage: Damage,
) -> None:
    file = whole()
    damage(file)

    assert {
        "ledger.announced.entry",
        "sheet.rules",
        "sheet.company",
        "sheet.guardian",
        "release.company",
        "release.guardian",
    } <= broken(file)


def without_guardian(rules: dict[str, Any]) -> None:
    rules["guardian"] = None


def without_slips_key(rules: dict[str, Any]) -> None:
    del rules["keys"]["slips"]


def of_one_key_only(rules: dict[str, Any]) -> None:
    rules["v"] = 1


def in_an_unknown_place(rules: dict[str, Any]) -> None:
    rules["guardian"]["where"] = "somewhere"


def without_a_block(rules: dict[str, Any]) -> None:
    del rules["guardian"]["blocks"]["b2"]


def with_a_short_key(rules: dict[str, Any]) -> None:
    rules["guardian"]["key"] = "AAAA"


@pytest.mark.parametrize(
    "change",
    [
        without_guardian,
        without_slips_key,
        of_one_key_only,
        in_an_unknown_place,
        without_a_block,
        with_a_short_key,
    ],
)
def test_rules_from_which_the_second_key_was_taken_never_hold(
    change: Callable[[dict[str, Any]], None],
) -> None:
    """Whether they can be read or not, nobody is told that all is well."""
    file = whole()
    rules = json.loads(file["manifest"])
    change(rules)
    file["manifest"] = canonical_json(rules)

    assert broken(file) & {"rules", "ledger.announced.entry"}


def test_rules_that_are_not_written_canonically_are_not_read() -> None:
    file = whole()
    file["manifest"] = json.dumps(json.loads(file["manifest"]), indent=1)

    assert broken(file) == {"rules"}


def test_a_second_key_on_the_companys_own_server_is_said_to_be_none() -> None:
    file = whole()
    of_the_guardian("where", "same_host")(file)

    assert verdict(file, "keys") is Verdict.UNTOLD
    said = next(one.says for one in findings(file) if one.code == "keys")
    assert "the second one is none" in said


# What the company could write alone: its own key signs, the second one does not.


def not_the_first(file: File) -> None:
    leaves = to_bytes(file["leaves"], 18 * HASH, "leaves")
    file["leaves"] = to_text(leaves[HASH:])


def one_more(file: File) -> None:
    leaves = to_bytes(file["leaves"], 18 * HASH, "leaves")
    file["leaves"] = to_text(leaves + b"\xff" * HASH)


def not_a_multiple(file: File) -> None:
    leaves = to_bytes(file["leaves"], 18 * HASH, "leaves")
    file["leaves"] = to_text(leaves[:-1])


def none_at_all(file: File) -> None:
    file["leaves"] = ""


@pytest.mark.parametrize("damage", [not_the_first, one_more, not_a_multiple, none_at_all])
def test_a_list_that_is_longer_or_shorter_than_the_signed_one_is_found(damage: Damage) -> None:
    file = whole()
    damage(file)

    assert broken(file) == {"sheet.leaves"}


def more_ballots_than_envelopes(sheet: dict[str, Any]) -> None:
    sheet["blocks"][0]["issued"] = sheet["blocks"][0]["ballots"] - 1


def more_envelopes_than_people(sheet: dict[str, Any]) -> None:
    sheet["blocks"][1]["issued"] = sheet["blocks"][1]["eligible"] + 1


def more_people_than_in_the_rules(sheet: dict[str, Any]) -> None:
    sheet["blocks"][1]["eligible"] += 5


def a_group_left_out(sheet: dict[str, Any]) -> None:
    sheet["blocks"].pop()


def a_group_named_twice(sheet: dict[str, Any]) -> None:
    """Two rows of one group would let it have twice as many ballots as people."""
    sheet["blocks"].append({**sheet["blocks"][-1], "ballots": 0})


def a_group_of_nobodys(sheet: dict[str, Any]) -> None:
    sheet["blocks"].append({"id": "b9", "eligible": 9, "issued": 0, "ballots": 0})


def a_negative_number(sheet: dict[str, Any]) -> None:
    sheet["blocks"][0]["ballots"] -= 10
    sheet["blocks"][1]["ballots"] += 10


def a_ballot_moved_to_another_group(sheet: dict[str, Any]) -> None:
    sheet["blocks"][1]["ballots"] += 1


@pytest.mark.parametrize(
    "change",
    [
        more_ballots_than_envelopes,
        more_envelopes_than_people,
        more_people_than_in_the_rules,
        a_group_left_out,
        a_group_named_twice,
        a_group_of_nobodys,
        a_negative_number,
        a_ballot_moved_to_another_group,
    ],
)
def test_numbers_that_can_not_be_are_found_though_the_company_signed_them(
    change: Callable[[dict[str, Any]], None],
) -> None:
    file = whole()
    change_sheet(file, change, company())

    assert broken(file) == {"sheet.numbers", "sheet.guardian"}


def test_a_list_that_the_company_made_anew_lacks_the_second_signature() -> None:
    def shorter(sheet: dict[str, Any]) -> None:
        sheet["n_leaves"], sheet["leaves"] = 0, hashlib.sha256(b"").hexdigest()
        for row in sheet["blocks"]:
            row["ballots"] = 0

    file = whole()
    change_sheet(file, shorter, company())
    file["leaves"] = ""

    assert broken(file) == {"sheet.guardian", "release.number"}


def test_a_list_of_another_round_is_found() -> None:
    def other_rules(sheet: dict[str, Any]) -> None:
        sheet["rules"] = "00" * HASH

    file = whole()
    change_sheet(file, other_rules, company())

    assert "sheet.rules" in broken(file)


def test_a_result_in_the_old_form_is_none_in_a_round_with_two_keys() -> None:
    """The old signature is the company's alone: it would get past the second key."""
    file = whole()
    document = "a result of the company's own"
    digest = hashlib.sha256(document.encode()).hexdigest()
    signature = sign_release(company(), rules_hash(), document)
    file["release"] = {"digest": digest, "company": to_text(signature)}
    file["ledger"]["released"] = proof("released", release=digest)

    assert verdict(file, "release.company") is Verdict.HOLDS
    assert broken(file) == {"release.guardian"}


def test_a_result_without_the_list_it_was_counted_from_is_none_in_a_round_with_two_keys() -> None:
    for missing in ("sheet", "leaves"):
        file = whole()
        file[missing] = None

        assert "sheet" in broken(file)


def other_figure(parts: list[dict[str, str]]) -> None:
    parts[1]["part"] = parts[1]["part"].replace('"n":18', '"n":17')


def other_salt(parts: list[dict[str, str]]) -> None:
    parts[1]["salt"] = to_text(bytes(16))


def figure_left_out(parts: list[dict[str, str]]) -> None:
    parts.pop()


def figures_swapped(parts: list[dict[str, str]]) -> None:
    parts[1], parts[2] = parts[2], parts[1]


def figure_twice(parts: list[dict[str, str]]) -> None:
    parts.append(parts[-1])


def other_leaf(parts: list[dict[str, str]]) -> None:
    parts[-1] = {"leaf": "00" * HASH}


def other_head(parts: list[dict[str, str]]) -> None:
    parts[0]["part"] = parts[0]["part"].replace('"answered":18', '"answered":17')


@pytest.mark.parametrize(
    "change",
    [
        other_figure,
        other_salt,
        figure_left_out,
        figures_swapped,
        figure_twice,
        other_leaf,
        other_head,
    ],
)
def test_a_figure_that_was_not_signed_is_found(
    change: Callable[[list[dict[str, str]]], None],
) -> None:
    file = whole()
    change(file["release"]["parts"])

    assert "release.tree" in broken(file)


def test_a_result_whose_head_is_hidden_is_found() -> None:
    file = whole()
    file["release"]["parts"][0] = {"leaf": "00" * HASH}

    assert {"release.tree", "release.head"} <= broken(file)


@pytest.mark.parametrize(
    ("name", "value"),
    [("k", 5), ("c", 1), ("format", "full"), ("blocks", []), ("questions", [])],
)
def test_a_result_that_was_counted_by_other_rules_is_found(name: str, value: object) -> None:
    file = whole()
    head = json.loads(file["release"]["parts"][0]["part"])
    file["release"]["parts"][0]["part"] = canonical_json({**head, name: value})

    assert {"release.tree", "release.rules"} <= broken(file)


def test_more_answers_than_ballots_are_found() -> None:
    file = whole()
    head = json.loads(file["release"]["parts"][0]["part"])
    file["release"]["parts"][0]["part"] = canonical_json({**head, "answered": 19})

    assert "release.number" in broken(file)


# Rounds that are not at their end.


def waiting() -> File:
    """The file of a round that is closed and waits for the second key."""
    file = whole()
    file["release"] = file["ledger"]["released"] = file["sheet"]["guardian"] = None
    return file


def test_a_round_that_waits_for_the_second_key_is_not_called_broken() -> None:
    file = waiting()

    assert broken(file) == set()
    assert verdict(file, "sheet.company") is Verdict.HOLDS
    assert verdict(file, "sheet.guardian") is Verdict.UNTOLD
    assert verdict(file, "release") is Verdict.UNTOLD


def test_a_false_signature_is_found_while_it_waits_too() -> None:
    file = waiting()
    file["sheet"]["guardian"] = file["sheet"]["company"]

    assert broken(file) == {"sheet.guardian"}


def test_a_peeled_round_has_both_signatures_of_its_list() -> None:
    file = whole()
    file["release"] = file["ledger"]["released"] = None

    assert broken(file) == set()
    assert verdict(file, "sheet.guardian") is Verdict.HOLDS


def test_an_open_round_has_its_rules_and_its_place_on_the_ledger() -> None:
    file = waiting()
    file["sheet"] = file["leaves"] = None

    assert broken(file) == set()
    assert verdict(file, "sheet") is Verdict.UNTOLD
    assert verdict(file, "ledger.announced.place") is Verdict.HOLDS
