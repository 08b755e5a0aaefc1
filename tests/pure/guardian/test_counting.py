"""Counting: both must find the same, and whoever exchanges, drops or invents is found out."""

import json
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from bothways.pure.ballots import release_parts, release_root, release_salts, root_holds, to_text
from bothways.pure.ballots.text64 import to_bytes
from bothways.pure.guardian.counting import count_slips
from bothways.pure.guardian.memory import Memory
from bothways.pure.guardian.opening import read_groups
from bothways.pure.guardian.rounds import Asked
from tests.pure.guardian.paper import ROUND, Paper, confirmed, done, held

Groups = list[dict[str, Any]]


@pytest.fixture(scope="module")
def paper() -> Paper:
    return held()


@pytest.fixture(scope="module")
def peeled(paper: Paper) -> tuple[Groups, Memory]:
    """What the second key handed out, and what it remembers of that."""
    result = done(paper, confirmed(paper), paper.open())
    return result.answers[0]["groups"], result.memory


def companys(paper: Paper, groups: Groups) -> Any:
    """What the company finds in the same slips."""
    asked = Asked(ROUND, paper.manifest)
    return count_slips(asked, read_groups({"groups": groups}), paper.seal.private_bytes_raw())


def test_both_find_the_same_figures_and_the_same_root(
    paper: Paper, peeled: tuple[Groups, Memory]
) -> None:
    groups, memory = peeled
    answer = done(paper, memory, paper.count(groups)).answers[0]

    ours = companys(paper, groups)
    assert answer["document"] == ours.document
    assert answer["document_digest"] == ours.digest
    assert answer["root"] == ours.root.hex()
    assert answer["not_counted"] == 0
    assert json.loads(ours.document)["answered"] == 18


def test_the_root_is_signed_by_the_second_key(paper: Paper, peeled: tuple[Groups, Memory]) -> None:
    groups, memory = peeled
    answer = done(paper, memory, paper.count(groups)).answers[0]
    parts = release_parts(answer["document"])
    root = release_root(parts, release_salts(paper.seal.private_bytes_raw(), len(parts)))

    assert root_holds(
        paper.identity.public,
        to_bytes(answer["signature"], 64, "signature"),
        manifest_hash=paper.manifest.hash,
        root=root,
    )


def test_other_slips_than_those_handed_out_are_not_counted(
    paper: Paper, peeled: tuple[Groups, Memory]
) -> None:
    """The company has the stamp for slips, so it could put in its own."""
    groups, memory = peeled
    swapped = [{**groups[0], "slips": groups[1]["slips"][:8]}, groups[1]]
    dropped = [{**groups[0], "slips": groups[0]["slips"][1:]}, groups[1]]

    for other in (swapped, dropped, [], groups[:1]):
        result = done(paper, memory, paper.count(other))
        assert result.answers == ()
        assert "not the slips" in result.refused[0]


def test_another_key_than_the_one_in_the_rules_is_refused(
    paper: Paper, peeled: tuple[Groups, Memory]
) -> None:
    groups, memory = peeled
    for other in (X25519PrivateKey.generate().private_bytes_raw(), b"short"):
        item = {**paper.count(groups), "seal_private": to_text(other)}

        assert "not the one that the rules name" in done(paper, memory, item).refused[0]


def test_without_its_memory_the_second_key_does_not_count(
    paper: Paper, peeled: tuple[Groups, Memory]
) -> None:
    groups, _memory = peeled

    assert done(paper, confirmed(paper), paper.count(groups)).answers == ()


def test_a_slip_that_the_keeper_exchanged_is_invalid_for_the_company(
    paper: Paper, peeled: tuple[Groups, Memory]
) -> None:
    """The second key can't make the company's stamp, so an invented slip counts for nothing."""
    groups, _memory = peeled
    invented = to_text(bytes(paper.manifest.inner_size))
    forged = [{**groups[0], "slips": [invented, *groups[0]["slips"][1:]]}, groups[1]]

    counted = companys(paper, forged)

    assert counted.n_invalid == 1
    assert json.loads(counted.document)["answered"] == 17
    assert counted.document != companys(paper, groups).document


def test_a_slip_that_was_put_in_twice_counts_for_nothing(
    paper: Paper, peeled: tuple[Groups, Memory]
) -> None:
    groups, _memory = peeled
    first, second, *others = groups[0]["slips"]
    doubled = [{**groups[0], "slips": [second, second, *others]}, groups[1]]

    assert companys(paper, doubled).n_invalid == 2
    assert first != second


def test_what_did_not_open_is_added_to_what_did_not_count(
    paper: Paper, peeled: tuple[Groups, Memory]
) -> None:
    groups, memory = peeled
    item = {**paper.count(groups), "not_counted_before": 2}

    assert done(paper, memory, item).answers[0]["not_counted"] == 2


def test_other_rules_than_the_confirmed_ones_are_not_counted_by(
    paper: Paper, peeled: tuple[Groups, Memory]
) -> None:
    groups, memory = peeled
    other = replace(paper.manifest, text=paper.manifest.text.replace("November", "December"))
    item = {**paper.count(groups), "manifest": other.text}

    assert "not the ones that were confirmed" in done(paper, memory, item).refused[0]
