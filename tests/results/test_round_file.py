"""A round's public file: the same for everybody, and enough to check the round with."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from bothways.ballotbox import actions as box
from bothways.ballotbox.queries import box_of
from bothways.people.models import Person
from bothways.pure.ballots import canonical_json, leaf, sign_receipt, to_bytes, to_text
from bothways.pure.checking import Verdict, check_receipt, check_round, read_round_file
from bothways.pure.checking.files import ReceiptFile
from bothways.pure.checking.findings import Finding
from bothways.results.actions import close_due_rounds
from bothways.results.models import Release
from bothways.results.round_file import round_file
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot
from tests.cast import Cast
from tests.rounds import counted, draft, opened


def answered(owner: Person) -> Round:
    return counted(owner, {person: [5, 4, 2] for person in Person.objects.here()})


def told(round_: Round, person: Person | None = None) -> bytes:
    return canonical_json(round_file(round_, for_=person)).encode()


def verdicts(findings: list[Finding]) -> dict[str, Verdict]:
    return {finding.code: finding.verdict for finding in findings}


def broken(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings if finding.verdict is Verdict.BROKEN}


def test_all_that_can_be_checked_of_a_counted_round_holds(owner: Person, firm: Cast) -> None:
    findings = check_round(read_round_file(told(answered(owner))))

    assert broken(findings) == set()
    assert {code for code, verdict in verdicts(findings).items() if verdict is Verdict.UNTOLD} == {
        "keys"
    }
    assert {"sheet.leaves", "release.tree", "ledger.announced.place"} <= set(verdicts(findings))


def test_it_holds_the_firm_s_figures_and_nobody_s_besides(
    owner: Person, employee: Person, firm: Cast
) -> None:
    round_ = answered(owner)

    levels = {json.loads(part[0])["level"] for part in parts(told(round_))[1:]}
    mine = {json.loads(part[0])["level"] for part in parts(told(round_, employee))[1:]}

    assert levels == {"firm"}
    assert "group" in mine
    assert broken(check_round(read_round_file(told(round_, employee)))) == set()


def parts(body: bytes) -> list[tuple[str, bytes]]:
    release = read_round_file(body).release
    assert release is not None
    return [part for part in release.parts if not isinstance(part, bytes)]


def test_no_salt_of_a_hidden_figure_is_in_it(owner: Person, firm: Cast) -> None:
    round_ = answered(owner)
    salts = bytes.fromhex(Release.objects.get().salts)
    body = told(round_)

    shown = {salt for _, salt in parts(body)}
    told_bytes = json.dumps(json.loads(body))

    hidden = [salts[at : at + 16] for at in range(0, len(salts), 16)]
    hidden = [salt for salt in hidden if salt not in shown]
    assert hidden
    assert not any(salt.hex() in told_bytes for salt in hidden)


def test_before_closing_the_rules_alone_can_be_checked(owner: Person, firm: Cast) -> None:
    findings = verdicts(check_round(read_round_file(told(opened(owner)))))

    assert findings["rules"] is Verdict.HOLDS
    assert findings["ledger.announced.entry"] is Verdict.HOLDS
    assert findings["sheet"] is findings["release"] is Verdict.UNTOLD


def with_receipt(owner: Person, employee: Person) -> tuple[bytes, ReceiptFile]:
    """A counted round, and the receipt of one of its ballots."""
    round_ = opened(owner)
    for person in Person.objects.here():
        cast_ballot(round_, person, [5, 4, 2], at=round_.opens_at)
    kept = box_of(round_.pk)
    private, rules, closes = bytes(kept.receipt_key), bytes(kept.manifest_hash), kept.closes
    box.stop_signing(round_.pk)
    found = box.take_ballots(round_.pk)
    mine = leaf(next(iter(found.values()))[0])
    close_due_rounds(round_.closes_at)
    signed = sign_receipt(private, mine, rules, closes)
    round_.refresh_from_db()
    return told(round_), ReceiptFile(round_.pk.hex, rules, mine, closes, signed)


def test_a_receipt_finds_its_ballot_on_the_list(
    owner: Person, employee: Person, firm: Cast
) -> None:
    body, receipt = with_receipt(owner, employee)
    file = read_round_file(body)

    assert set(verdicts(check_receipt(file, receipt)).values()) == {Verdict.HOLDS}
    assert broken(check_receipt(file, replace(receipt, leaf=bytes(32)))) == {
        "receipt.signature",
        "receipt.leaf",
    }
    assert broken(check_receipt(file, replace(receipt, round="0f" * 16))) == {"receipt.round"}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("missing", "sheet.leaves"),
        ("doubled", "sheet.leaves"),
        ("swapped", "sheet.leaves"),
        ("other", "sheet.leaves"),
        ("numbers", "sheet.numbers"),
        ("sheet", "sheet.company"),
        ("figure", "release.tree"),
        ("signature", "release.company"),
        ("rules", "ledger.announced.entry"),
        ("salt", "ledger.announced.entry"),
        ("head", "ledger.announced.place"),
    ],
)
def test_whatever_is_changed_in_it_is_found(
    owner: Person, firm: Cast, damage: str, code: str
) -> None:
    whole = json.loads(told(answered(owner)))

    harm(whole, damage)

    assert code in broken(check_round(read_round_file(canonical_json(whole).encode())))


def harm(whole: dict[str, Any], damage: str) -> None:
    leaves = to_bytes(whole["leaves"], len(whole["leaves"]) * 3 // 4, "leaves")
    first, second, rest = leaves[:32], leaves[32:64], leaves[64:]
    lists = {
        "missing": second + rest,
        "doubled": first + leaves,
        "swapped": second + first + rest,
        "other": bytes(32) + second + rest,
    }
    sheet = json.loads(whole["sheet"]["text"])
    sheet["blocks"][0]["issued"] = sheet["blocks"][0]["ballots"] - 1
    figure = whole["release"]["parts"][1]
    announced = whole["ledger"]["announced"]
    changes = {
        **{name: (whole, "leaves", to_text(listed)) for name, listed in lists.items()},
        "numbers": (whole["sheet"], "text", canonical_json(sheet)),
        "sheet": (whole["sheet"], "company", to_text(bytes(64))),
        "figure": (figure, "part", figure["part"].replace('"n":31', '"n":30')),
        "signature": (whole["release"], "company", to_text(bytes(64))),
        "rules": (whole, "manifest", whole["manifest"].replace('"k":7', '"k":5')),
        "salt": (announced["entry"], "salt", to_text(bytes(32))),
        "head": (announced["head"], "signature", to_text(bytes(64))),
    }
    place, name, value = changes[damage]
    place[name] = value


def test_everybody_who_is_here_gets_the_same_file(
    client: Client, owner: Person, employee: Person, firm: Cast
) -> None:
    round_ = answered(owner)
    bodies = []
    for person in (owner, employee):
        client.force_login(person)
        bodies.append(client.get(f"/results/{round_.pk}/public.json").content)

    assert bodies[0] == bodies[1] == told(round_)


def test_a_draft_has_no_file(client: Client, owner: Person, firm: Cast) -> None:
    client.force_login(owner)

    assert client.get(f"/results/{draft(owner).pk}/public.json").status_code == 404
