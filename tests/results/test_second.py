"""What two keyholders must agree on, at the edges: covers, too few, seals that don't open, void."""

import json
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any

import pytest

from bothways.ballotbox.models import Peeled
from bothways.ballotbox.queries import holds_secrets
from bothways.people.models import Person
from bothways.pure.ballots import canonical_json, to_text
from bothways.pure.checking import Verdict, check_round, read_round_file
from bothways.record.models import Entry
from bothways.results.actions import close_due_rounds
from bothways.results.differing import two_counts_differ, where_they_differ
from bothways.results.errors import ForgedAnswerError, NotWaitingError, OtherGroupsError
from bothways.results.lost import KEY_WAITED_FOR, declare_key_lost
from bothways.results.models import Difference, Release, Sheet
from bothways.results.queries import difference_of, release_of
from bothways.results.round_file import round_file
from bothways.results.second import agree, differing, n_ballots, take_peeled
from bothways.surveys.models import Round
from bothways.surveys.voting import draw_envelope, fetch_stamp, put_in, put_in_cover
from tests.cast import ASSEMBLY, STORES, Cast
from tests.conftest import ClientOf
from tests.keeper import Keeper, everybody_answers
from tests.rounds import TRUST
from tests.scenes import TwoKeys

ANSWERS = (4, 2, 5)


@pytest.fixture
def firm(two_keys: TwoKeys, db: None) -> Cast:
    """Millrace, in which a round under two keys is open."""
    return deepcopy(two_keys.firm)


@pytest.fixture
def keeper(two_keys: TwoKeys) -> Keeper:
    return two_keys.keeper_of_a_test()


@pytest.fixture
def round_(two_keys: TwoKeys, db: None) -> Round:
    return Round.objects.get(pk=two_keys.round.pk)


def team(path: str, n: int) -> list[Person]:
    return list(Person.objects.here().filter(unit__path=path).order_by("name")[:n])


def put_in_mixed(round_: Round, keeper: Keeper, by: Mapping[Person, str]) -> None:
    """Let people answer, cover, or cover first and answer then."""
    at = round_.opens_at + timedelta(hours=1)
    wallets = {person: draw_envelope(round_, person, at=at) for person in by}
    keeper.serve(at)
    for person, does in by.items():
        wallet = fetch_stamp(round_, person, wallets[person], at=at)
        if "cover" in does:
            wallet = put_in_cover(round_, wallet, at=at)
        if "answer" in does:
            put_in(round_, wallet, ANSWERS, at=at)


def close(round_: Round) -> datetime:
    assert close_due_rounds(round_.closes_at) == []
    round_.refresh_from_db()
    assert round_.state == Round.State.CLOSED
    return round_.closes_at + timedelta(hours=1)


def finish(round_: Round, keeper: Keeper) -> dict[str, Any]:
    """Close, peel and count; return what was released."""
    after = close(round_)
    for _step in range(2):
        assert all(one["taken"] for one in keeper.serve(after))
    round_.refresh_from_db()
    assert round_.state == Round.State.RELEASED
    told: dict[str, Any] = json.loads(Release.objects.get(pk=round_.pk).document)
    return told


def verdicts(round_: Round) -> dict[str, Verdict]:
    body = canonical_json(round_file(round_)).encode()
    return {one.code: one.verdict for one in check_round(read_round_file(body))}


def broken(round_: Round) -> set[str]:
    return {code for code, verdict in verdicts(round_).items() if verdict is Verdict.BROKEN}


def test_covers_are_counted_as_ballots_and_not_as_answers(round_: Round, keeper: Keeper) -> None:
    people = team(ASSEMBLY, 10) + team(STORES, 10)
    put_in_mixed(
        round_, keeper, {one: "cover" if n % 10 > 7 else "answer" for n, one in enumerate(people)}
    )

    told = finish(round_, keeper)

    assert told["answered"] == 16
    assert sum(n_ballots(Sheet.objects.get()).values()) == 20
    assert Entry.objects.get(verb="round.released").details["not_counted"] == 0
    assert broken(round_) == set()


def test_who_covers_first_and_answers_then_is_one_ballot_and_one_answer(
    round_: Round, keeper: Keeper
) -> None:
    people = team(ASSEMBLY, 8)
    put_in_mixed(round_, keeper, dict.fromkeys(people, "cover, then answer"))

    assert finish(round_, keeper)["answered"] == 8
    assert sum(n_ballots(Sheet.objects.get()).values()) == 8


def test_a_group_that_covers_alone_made_large_enough_is_taken_together_with_others(
    round_: Round, keeper: Keeper
) -> None:
    """Eight ballots make a group for the second key; five of them are answers, so no figure."""
    by = dict.fromkeys(team(ASSEMBLY, 8), "answer")
    by |= {one: "answer" if n < 5 else "cover" for n, one in enumerate(team(STORES, 8))}
    put_in_mixed(round_, keeper, by)

    told = finish(round_, keeper)

    assert told["answered"] == 13
    assert all(cell["n"] >= 7 for cell in told["cells"] if cell.get("n") is not None)
    assert broken(round_) == set()


def test_a_box_of_covers_alone_gives_a_round_without_figures(round_: Round, keeper: Keeper) -> None:
    put_in_mixed(round_, keeper, dict.fromkeys(team(ASSEMBLY, 9), "cover"))

    told = finish(round_, keeper)

    assert (told["answered"], told["cells"]) == (None, [])
    assert broken(round_) == set()


@pytest.mark.parametrize("n", [0, 1, 6])
def test_with_fewer_ballots_than_the_smallest_group_no_slip_leaves_the_second_key(
    round_: Round, keeper: Keeper, n: int
) -> None:
    """And the round still comes to its end: without figures, and with both signatures."""
    put_in_mixed(round_, keeper, dict.fromkeys(team(ASSEMBLY, n), "answer"))
    after = close(round_)

    peeled = keeper.do(keeper.work(after)).answers[-1]
    assert [slip for group in peeled["groups"] for slip in group["slips"]] == []
    for _step in range(3):
        keeper.serve(after)

    round_.refresh_from_db()
    assert round_.state == Round.State.RELEASED
    released = release_of(round_)
    assert released is not None
    assert (released.n_answered, list(released.cells)) == (None, [])
    assert not holds_secrets(round_.pk)
    assert broken(round_) == set()


# The public file at every step.


def test_at_each_step_the_public_file_says_how_far_the_round_is(
    round_: Round, keeper: Keeper
) -> None:
    everybody_answers(round_, keeper, dict.fromkeys(team(ASSEMBLY, 8), ANSWERS))
    steps = [verdicts(round_)]
    after = close(round_)
    steps.append(verdicts(round_))
    keeper.serve(after)
    steps.append(verdicts(round_))
    keeper.serve(after)
    steps.append(verdicts(round_))

    assert [step.get("sheet.company") for step in steps] == [None, *[Verdict.HOLDS] * 3]
    assert [step.get("sheet.guardian") for step in steps] == [
        None,
        Verdict.UNTOLD,
        Verdict.HOLDS,
        Verdict.HOLDS,
    ]
    assert [step.get("release.guardian") for step in steps] == [None, None, None, Verdict.HOLDS]
    assert not any(Verdict.BROKEN in step.values() for step in steps)


@pytest.mark.parametrize("how", ["lost while open", "lost while it waits", "waited a month"])
def test_a_void_round_has_a_file_without_a_result_and_nothing_in_it_is_broken(
    firm: Cast, round_: Round, keeper: Keeper, client_of: ClientOf, how: str
) -> None:
    everybody_answers(round_, keeper, dict.fromkeys(team(ASSEMBLY, 8), ANSWERS))
    if how != "lost while open":
        close(round_)
    if how == "waited a month":
        close_due_rounds(round_.closes_at + KEY_WAITED_FOR)
    else:
        declare_key_lost(round_, by=firm.owner, at=round_.opens_at + timedelta(hours=2))

    round_.refresh_from_db()
    assert round_.state == Round.State.VOID
    answer = client_of(firm.employee).get(f"/results/{round_.pk}/public.json")
    whole = json.loads(answer.content)
    assert whole["release"] is None
    assert (whole["sheet"] is None) == (how == "lost while open")
    assert broken(round_) == set()
    assert not holds_secrets(round_.pk)


# Agreeing and differing.


@pytest.fixture
def peeled(round_: Round, keeper: Keeper) -> datetime:
    """The moment after the slips of sixteen came back."""
    voters = team(ASSEMBLY, 8) + team(STORES, 8)
    everybody_answers(round_, keeper, dict.fromkeys(voters, ANSWERS))
    after = close(round_)
    assert all(one["taken"] for one in keeper.serve(after))
    round_.refresh_from_db()
    return after


def counted(keeper: Keeper, at: datetime) -> dict[str, Any]:
    """What the second key counted, as `agree` takes it."""
    from bothways.pure.ballots.text64 import to_bytes

    answer = next(one for one in keeper.do(keeper.work(at)).answers if one["kind"] == "release")
    return {
        "document": answer["document"],
        "root": bytes.fromhex(answer["root"]),
        "signature": to_bytes(answer["signature"], 64, "signature"),
        "not_counted": answer["not_counted"],
        "at": at,
    }


def test_both_agree_once_and_ever_after_it_changes_nothing(
    round_: Round, keeper: Keeper, peeled: datetime
) -> None:
    theirs = counted(keeper, peeled)

    assert agree(round_, **theirs)
    round_.refresh_from_db()
    assert not agree(round_, **theirs)
    assert not agree(round_, **{**theirs, "document": "{}", "not_counted": 9})
    assert Difference.objects.count() == 0


@pytest.mark.parametrize("signature", [bytes(64), b"\xff" * 64, b"", b"short"])
def test_a_release_that_the_second_key_did_not_sign_is_refused_and_not_even_noted(
    round_: Round, keeper: Keeper, peeled: datetime, signature: bytes
) -> None:
    theirs = {**counted(keeper, peeled), "signature": signature}

    with pytest.raises(ForgedAnswerError):
        agree(round_, **theirs)

    assert (Release.objects.count(), Difference.objects.count()) == (0, 0)


def test_nothing_is_agreed_on_before_the_box_is_shut_or_once_it_is_void(
    firm: Cast, round_: Round, keeper: Keeper, peeled: datetime
) -> None:
    theirs = counted(keeper, peeled)
    for state in (Round.State.OPEN, Round.State.VOID):
        round_.state = state
        with pytest.raises(NotWaitingError):
            agree(round_, **theirs)


def test_while_counts_differ_the_figures_of_neither_are_in_any_answer(
    firm: Cast, round_: Round, keeper: Keeper, peeled: datetime, client_of: ClientOf
) -> None:
    theirs = counted(keeper, peeled)
    theirs["document"] = theirs["document"].replace('"answered":16', '"answered":15')
    from bothways.results.errors import CountsDifferError

    with pytest.raises(CountsDifferError):
        agree(round_, **theirs)

    assert difference_of(round_) is not None
    state = client_of(firm.representative).get("/guardian/state/").content.decode()
    assert json.loads(state)["rounds"][0]["step"] == "differ"
    assert '"ge"' not in state
    assert round_file(round_)["release"] is None
    assert client_of(firm.owner).get(f"/results/{round_.pk}.json").status_code == 404
    assert broken(round_) == set()


def test_counts_that_differ_for_a_month_end_the_round_and_destroy_the_slips(
    round_: Round, keeper: Keeper, peeled: datetime
) -> None:
    close_due_rounds(round_.closes_at + KEY_WAITED_FOR)

    round_.refresh_from_db()
    assert round_.state == Round.State.VOID
    assert Peeled.objects.count() == 0
    assert not holds_secrets(round_.pk)
    assert Release.objects.count() == 0


def test_slips_that_were_said_not_to_open_are_counted_among_the_not_counted(
    round_: Round, keeper: Keeper
) -> None:
    everybody_answers(round_, keeper, dict.fromkeys(team(ASSEMBLY, 9), ANSWERS))
    after = close(round_)
    answer = keeper.do(keeper.work(after)).answers[-1]
    from bothways.pure.ballots.text64 import to_bytes
    from bothways.pure.guardian.opening import read_groups

    ((blocks, slips),) = read_groups(answer)
    signature = to_bytes(answer["sheet_signature"], 64, "signature")
    holding = next(block for block, n in n_ballots(Sheet.objects.get()).items() if n)
    other = next(block for block, n in n_ballots(Sheet.objects.get()).items() if not n)

    with pytest.raises(OtherGroupsError):
        take_peeled(round_, [(blocks, slips[:-1])], {}, sheet_signature=signature)
    with pytest.raises(OtherGroupsError):
        take_peeled(round_, [(blocks, slips)], {holding: 1}, sheet_signature=signature)
    if other not in blocks:
        with pytest.raises(OtherGroupsError):
            take_peeled(round_, [(blocks, slips[:-1])], {other: 1}, sheet_signature=signature)
    assert take_peeled(round_, [(blocks, slips[:-1])], {holding: 1}, sheet_signature=signature)


def test_where_the_counts_differ_stands_on_the_rounds_page_for_everybody(
    round_: Round, firm: Cast, client_of: ClientOf
) -> None:
    places = [("firm", "", TRUST.code), ("unit", "Assembly", TRUST.code), ("firm", "", "gone")]
    names = ("level", "name", "question")
    cells = [dict(zip(names, place, strict=True), blocks=[]) for place in places]
    Difference.objects.create(round=round_, ours="a", theirs="b", cells=cells, at=close(round_))

    line, *others = where_they_differ(round_)

    assert line == f"Everyone: {TRUST.text}"
    assert others == [f"Assembly: {TRUST.text}", "Everyone: gone"]
    for person in (firm.owner, firm.employee, firm.representative):
        page = client_of(person).get(f"/rounds/{round_.pk}/").content.decode()
        assert "The two keyholders came to different figures, so nothing is released." in page
        assert line in page
    desk = client_of(firm.representative).get("/guardian/").content.decode()
    assert line in desk


def test_counts_that_differ_in_no_figure_say_so_and_a_round_in_order_says_nothing(
    round_: Round,
) -> None:
    assert two_counts_differ(round_) is None
    assert where_they_differ(round_) == []
    Difference.objects.create(round=round_, ours="a", theirs="b", cells=[], at=close(round_))

    found = two_counts_differ(round_)

    assert found is not None
    assert found.lines == ["In no figure, only in how many ballots could be counted."]
    assert "the round is void" in found.what_to_do


@pytest.mark.parametrize("theirs", ["", "x", "[]", "7", "null", "{}", '{"cells":7}'])
def test_a_document_that_is_none_differs_in_every_figure(
    round_: Round, keeper: Keeper, peeled: datetime, theirs: str
) -> None:
    ours = counted(keeper, peeled)["document"]

    assert len(differing(ours, theirs)) == len(json.loads(ours)["cells"])


def test_one_other_figure_is_named_by_place_and_question_alone(
    round_: Round, keeper: Keeper, peeled: datetime
) -> None:
    ours = counted(keeper, peeled)["document"]
    told = json.loads(ours)
    changed = next(cell for cell in told["cells"] if cell["level"] == "firm")
    changed["n"] = 15

    (only,) = differing(ours, canonical_json(told))

    assert (only["level"], only["question"]) == ("firm", changed["question"])
    assert not {"n", "ge"} & set(only)
    assert differing(ours, ours) == []
    assert to_text(b"") == ""
