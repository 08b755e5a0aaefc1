"""A round under two keys, from the ceremony to the release, and all that must not get through."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from bothways.ballotbox.models import BlockKey, Box, Bundle, Peeled
from bothways.guardian.actions import remind, take_answers
from bothways.guardian.errors import NotAnswersError, ShapeError
from bothways.keyholders.models import SpareKey
from bothways.keyholders.queries import keys_of
from bothways.members.actions.roles import give_role, take_role
from bothways.notifications.models import Message
from bothways.people.models import Role
from bothways.pure.ballots import read_manifest, root_holds, sheet_holds, to_text
from bothways.pure.guardian.documents import signed_answers
from bothways.pure.guardian.memory import Memory
from bothways.record.models import Entry
from bothways.results.actions import close_due_rounds
from bothways.results.lost import KEY_WAITED_FOR
from bothways.results.models import Difference, Release, Sheet
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.voting import draw_envelope, fetch_stamp
from tests.cast import Cast
from tests.factories import NOW
from tests.guardian.conftest import N_A_TEAM
from tests.guardian.handing_in import Answer, hand_in, only, said, verbs
from tests.keeper import Keeper, keeper_in_office, through_json
from tests.scenes import TwoKeys


@pytest.fixture
def firm(two_keys: TwoKeys, db: None) -> Cast:
    """Millrace, in which a round under two keys is open."""
    return deepcopy(two_keys.firm)


@pytest.fixture
def keeper(two_keys: TwoKeys, db: None) -> Keeper:
    return two_keys.keeper_of_a_test()


@pytest.fixture
def round_(two_keys: TwoKeys, db: None) -> Round:
    return Round.objects.get(pk=two_keys.round.pk)


@pytest.mark.both
def test_a_round_with_two_keys_is_released_when_both_have_counted_the_same(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    assert closed.state == Round.State.CLOSED
    assert [one["kind"] for one in keeper.serve(after)] == ["peeled"]
    assert [one for one in keeper.serve(after) if not one["taken"]] == []
    closed.refresh_from_db()

    release, sheet = Release.objects.get(pk=closed.pk), Sheet.objects.get(pk=closed.pk)
    manifest = read_manifest(closed.manifest)
    assert manifest.guardian is not None
    assert closed.state == Round.State.RELEASED
    assert json.loads(release.document)["answered"] == 2 * N_A_TEAM
    for key, signature in (
        (manifest.receipt_key, release.signature),
        (manifest.guardian.key, release.guardian_signature),
    ):
        root = bytes.fromhex(release.root)
        signed = bytes.fromhex(signature)
        assert root_holds(key, signed, manifest_hash=manifest.hash, root=root)
    signed = bytes.fromhex(sheet.guardian_signature)
    assert sheet_holds(manifest.guardian.key, signed, manifest_hash=manifest.hash, text=sheet.text)
    assert verbs(closed)[-4:] == [
        "round.announced",
        "round.confirmed",
        "round.closed",
        "round.released",
    ]


@pytest.mark.both
def test_after_the_release_nothing_is_left_that_could_open_or_link(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    keeper.serve(after)
    assert Peeled.objects.count() == 1
    assert SpareKey.objects.exclude(round="").count() > 0

    keeper.serve(after)

    for model in (Peeled, Bundle, BlockKey):
        assert model.objects.count() == 0
    assert SpareKey.objects.exclude(round="").count() == 0
    box = Box.objects.get(pk=closed.pk.hex)
    assert (box.seal_key, box.receipt_key, box.slips_key) == (None, None, None)
    assert not Entitlement.objects.exclude(for_guardian=None, stamp=None).exists()


def test_stamps_are_forgotten_when_the_box_closes(closed: Round) -> None:
    assert not Entitlement.objects.exclude(for_guardian=None, stamp=None).exists()
    assert Entitlement.objects.exclude(blinded_digest="").count() == 2 * N_A_TEAM


def test_every_answer_can_be_handed_in_again_and_changes_nothing(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    peeled = keeper.do(keeper.work(after))
    assert keeper.send(peeled, after) == keeper.send(peeled, after)
    counted = keeper.do(keeper.work(after))
    assert keeper.send(counted, after) == keeper.send(counted, after)

    assert verbs(closed).count("round.released") == 1
    assert Release.objects.count() == 1


@pytest.mark.both
def test_the_second_peeling_of_a_box_does_not_replace_the_first(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    """Two orders of the same slips would be one too many to keep."""
    work = keeper.work(after)
    keeper.send(keeper.do(work), after)
    first = bytes(Peeled.objects.get().groups)

    keeper.send(keeper.do(work), after)

    assert bytes(Peeled.objects.get().groups) == first


def test_while_the_second_key_is_away_the_round_waits_and_its_keeper_is_told_daily(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    before = Message.objects.filter(kind="key.awaited").count()
    assert close_due_rounds(after) == []
    assert remind(after) == 1
    assert remind(after + timedelta(hours=5)) == 0
    assert remind(after + timedelta(days=1, hours=1)) == 1

    told = Message.objects.filter(kind="key.awaited")
    assert told.count() == before + 2
    assert {one.to for one in told} == {keeper.person}
    assert close_due_rounds(after + timedelta(days=29)) == []
    closed.refresh_from_db()
    assert closed.state == Round.State.CLOSED


@pytest.mark.both
def test_after_a_month_without_the_second_key_the_round_is_void(
    closed: Round, keeper: Keeper
) -> None:
    late = closed.closes_at + KEY_WAITED_FOR

    close_due_rounds(late)

    closed.refresh_from_db()
    assert closed.state == Round.State.VOID
    assert Entry.objects.get(verb="round.voided").details["why"] == "key_waited"
    assert Message.objects.filter(kind="round.key_lost").count() > 20
    assert SpareKey.objects.exclude(round="").count() == 0
    assert Bundle.objects.count() == 0
    assert keeper.work(late)["rounds"] == []


def test_a_person_who_was_not_on_the_list_that_was_confirmed_gets_no_stamp(
    firm: Cast, round_: Round, keeper: Keeper
) -> None:
    """Whoever has root can give an invented person a right, and no stamp."""
    right = Entitlement.objects.get(round=round_, person=firm.dispatcher)
    seen = dict(keeper.memory.confirmed[round_.pk.hex])
    seen["people"] = {who: b for who, b in seen["people"].items() if who != right.pk.hex}
    keeper.memory = replace(keeper.memory, confirmed={round_.pk.hex: seen})
    wallet = draw_envelope(round_, firm.dispatcher, at=round_.opens_at)

    keeper.serve(round_.opens_at)

    assert "block that was confirmed" in keeper.refused[-1]
    assert not fetch_stamp(round_, firm.dispatcher, wallet, at=round_.opens_at).is_stamped


def test_a_second_envelope_that_root_asks_for_in_the_name_of_the_same_person_gets_no_stamp(
    firm: Cast, round_: Round, keeper: Keeper
) -> None:
    at = round_.opens_at
    right = Entitlement.objects.get(round=round_, person=firm.employee)
    before = {round_.pk.hex: {right.pk.hex: "00" * 32}}
    keeper.memory = replace(keeper.memory, stamped=before)
    wallet = draw_envelope(round_, firm.employee, at=at)

    keeper.serve(at)

    assert "A second envelope was asked for." in keeper.refused[-1]
    assert not fetch_stamp(round_, firm.employee, wallet, at=at).is_stamped


def test_a_stamp_that_does_not_fit_is_not_handed_on(
    firm: Cast, round_: Round, keeper: Keeper
) -> None:
    draw_envelope(round_, firm.employee, at=round_.opens_at)
    answer = only(keeper, "stamps", round_.opens_at)
    who = next(iter(answer["stamps"]))
    for bad in (to_text(bytes(384)), to_text(b"\x01" * 384), to_text(b"\xff" * 384), "AAAA", 7):
        assert said(keeper, {**answer, "stamps": {who: bad}})

    assert Entitlement.objects.exclude(stamp=None).count() == 0


def test_a_stamp_for_somebody_who_did_not_ask_is_passed_over(round_: Round, keeper: Keeper) -> None:
    answer = {"kind": "stamps", "round": round_.pk.hex, "stamps": {"ab" * 16: "AAAA"}}

    assert hand_in(keeper, [answer])[0]["taken"]


# A keeper who does not play fair.


def exchanged(answer: Answer) -> None:
    slips = answer["groups"][0]["slips"]
    slips[0] = to_text(bytes(len(slips[0]) * 3 // 4))


def doubled(answer: Answer) -> None:
    slips = answer["groups"][0]["slips"]
    slips[0] = slips[1]


@pytest.mark.parametrize("cheat", [exchanged, doubled])
def test_a_keeper_who_exchanges_a_slip_is_found_out_and_nothing_is_released(
    closed: Round, keeper: Keeper, after: datetime, cheat: Callable[[Answer], None]
) -> None:
    """The count of who cheats does not know of it, so it is another one than the company's."""
    honest = keeper.do(keeper.work(after))
    answer = through_json(honest.answers[0])
    cheat(answer)
    assert hand_in(keeper, [answer], after)[0]["taken"]
    work = keeper.work(after)
    for item in work["rounds"]:
        item["groups"] = honest.answers[0]["groups"]

    results = keeper.send(keeper.do(work), after)

    assert "differ" in results[0]["say"]
    closed.refresh_from_db()
    assert closed.state == Round.State.CLOSED
    assert Release.objects.count() == 0
    difference = Difference.objects.get(pk=closed.pk)
    assert difference.ours != difference.theirs
    assert {cell["level"] for cell in difference.cells} >= {"firm"}
    assert verbs(closed).count("round.counts_differ") == 1


def test_where_counts_differ_it_is_noted_once_and_no_figure_is_kept(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    keeper.serve(after)
    answer = only(keeper, "release", after)
    false = {**answer, "document": answer["document"].replace('"answered":16', '"answered":15')}

    assert "differ" in said(keeper, false, after)
    assert "differ" in said(keeper, false, after)
    assert "differ" in said(keeper, {**answer, "not_counted": 1}, after)

    assert verbs(closed).count("round.counts_differ") == 2
    row = Difference.objects.values().get()
    assert set(row) == {"round_id", "ours", "theirs", "cells", "at"}
    assert all("ge" not in cell for cell in row["cells"])
    assert hand_in(keeper, [answer], after)[0]["taken"]
    closed.refresh_from_db()
    assert closed.state == Round.State.RELEASED


def dropped(answer: Answer) -> None:
    answer["groups"][0]["slips"].pop()


def one_more(answer: Answer) -> None:
    answer["groups"][0]["slips"].append(answer["groups"][0]["slips"][0])


def moved(answer: Answer) -> None:
    answer["groups"][1]["slips"].append(answer["groups"][0]["slips"].pop())


def in_one_group(answer: Answer) -> None:
    first, second = answer["groups"]
    answer["groups"] = [
        {"blocks": first["blocks"] + second["blocks"], "slips": first["slips"] + second["slips"]}
    ]


def none_at_all(answer: Answer) -> None:
    answer["groups"] = []


def cut_off(answer: Answer) -> None:
    answer["groups"][0]["slips"][0] = answer["groups"][0]["slips"][0][:-4]


def said_not_to_open(answer: Answer) -> None:
    answer["unpeelable"] = dict.fromkeys(answer["unpeelable"], -1)


def unsigned(answer: Answer) -> None:
    answer["sheet_signature"] = to_text(bytes(64))


@pytest.mark.parametrize(
    "cheat",
    [dropped, one_more, moved, in_one_group, none_at_all, cut_off, said_not_to_open, unsigned],
)
def test_slips_that_are_not_those_of_the_box_are_not_taken(
    closed: Round, keeper: Keeper, after: datetime, cheat: Callable[[Answer], None]
) -> None:
    answer = through_json(only(keeper, "peeled", after))
    cheat(answer)

    assert said(keeper, answer, after)
    assert Peeled.objects.count() == 0


def test_a_release_before_the_slips_are_there_is_not_taken(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    answer = {
        "kind": "release",
        "round": closed.pk.hex,
        "document": "{}",
        "root": "00" * 32,
        "signature": to_text(bytes(64)),
        "not_counted": 0,
    }

    assert "does not wait" in said(keeper, answer, after)
    keeper.serve(after)
    assert "not signed" in said(keeper, answer, after)
    for odd in ({"root": "zz"}, {"document": 7}, {"signature": None}):
        assert "form that is meant" in said(keeper, {**answer, **odd}, after)


# A company that does not play fair.


def test_a_company_that_drops_a_ballot_is_refused_by_the_second_key(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    work = keeper.work(after)
    block = next(block for block, some in work["rounds"][0]["records"].items() if some)
    work["rounds"][0]["records"][block].pop()

    assert keeper.do(work).answers == ()
    assert "sheet" in keeper.refused[-1] or "don't fit" in keeper.refused[-1]


def test_a_company_that_changes_the_rules_is_refused(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    work = keeper.work(after)
    item = work["rounds"][0]
    item["manifest"] = item["manifest"].replace("November pulse", "December pulse")

    assert keeper.do(work).answers == ()
    assert "not the ones that were confirmed" in keeper.refused[-1]


def test_a_company_that_asks_for_a_second_opening_is_refused(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    keeper.do(keeper.work(after))
    keeper.memory = replace(keeper.memory, opened={closed.pk.hex: "00" * 32})

    assert keeper.do(keeper.work(after)).answers == ()
    assert "opened before" in keeper.refused[-1]


def test_without_its_memory_a_key_asks_its_keeper_again(
    closed: Round, keeper: Keeper, after: datetime
) -> None:
    keeper.memory = Memory()

    assert keeper.serve(after) == []
    assert "confirmed" in keeper.refused[-1]


# Whose answers they are.


def test_answers_of_another_key_are_not_taken(closed: Round, keeper: Keeper) -> None:
    from bothways.pure.guardian.keyfile import new_identity

    document = signed_answers(new_identity("x"), [])
    with pytest.raises(NotAnswersError):
        take_answers(document, keys_of(keeper.person), at=NOW)


@pytest.mark.parametrize("bad", [{}, {"v": 1}, {"v": 2, "answers": []}, {"v": 1, "answers": "x"}])
def test_what_is_no_document_of_answers_is_refused(keeper: Keeper, bad: Answer) -> None:
    with pytest.raises(ShapeError):
        take_answers(bad, keys_of(keeper.person), at=NOW)


@pytest.mark.parametrize(
    "odd", [{}, {"kind": "burn"}, 7, None, {"kind": "peeled"}, {"kind": "spare"}]
)
def test_an_odd_answer_is_refused_alone(keeper: Keeper, odd: Any) -> None:
    good = {"kind": "spare", "keys": []}

    results = hand_in(keeper, [odd, good])

    assert [one["taken"] for one in results] == [False, True]


def test_a_new_representative_does_not_touch_the_round_of_the_old_one(
    firm: Cast, closed: Round, keeper: Keeper, after: datetime
) -> None:
    take_role(firm.representative, Role.Kind.REPRESENTATIVE, by=firm.owner)
    give_role(firm.employee, Role.Kind.REPRESENTATIVE, by=firm.owner)
    new = keeper_in_office(firm.employee)
    answer = through_json(only(keeper, "peeled", after))

    assert new.work(after)["rounds"] == []
    assert "asks nothing" in said(new, answer, after)
    assert hand_in(keeper, [answer], after)[0]["taken"]
    keeper.serve(after)
    closed.refresh_from_db()
    assert closed.state == Round.State.RELEASED


def test_a_key_out_of_office_makes_no_more_spare_keys(
    firm: Cast, round_: Round, keeper: Keeper
) -> None:
    take_role(firm.representative, Role.Kind.REPRESENTATIVE, by=firm.owner)
    give_role(firm.employee, Role.Kind.REPRESENTATIVE, by=firm.owner)
    keeper_in_office(firm.employee)

    assert "asks nothing" in said(keeper, {"kind": "spare", "keys": []})


# Announcing.


def test_the_work_tells_nothing_of_ballots_while_the_box_is_open(
    firm: Cast, round_: Round, keeper: Keeper
) -> None:
    wallet = draw_envelope(round_, firm.employee, at=round_.opens_at)
    work = json.dumps(keeper.work(round_.opens_at))

    assert to_text(wallet.key) not in work
    assert "records" not in work
    assert "groups" not in work
    assert settings.BASE_URL in work
