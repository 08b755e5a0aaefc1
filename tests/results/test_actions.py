from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connections

from bothways.ballotbox.models import BlockKey, Bundle
from bothways.ballotbox.queries import holds_secrets
from bothways.notifications.models import Message
from bothways.people.models import Person
from bothways.pure.ballots import manifest_hash
from bothways.pure.disclosure import audit
from bothways.record.models import Entry
from bothways.results import actions, queries
from bothways.results.errors import RulesChangedError
from bothways.results.models import Release
from bothways.surveys.models import Round
from bothways.surveys.voting import cast_ballot, draw_envelope, put_in, put_in_cover
from tests.cast import Cast
from tests.rounds import NEWS, SAFETY, counted, opened
from tests.tampering import tamper


def everybody(firm: Cast, answers: Sequence[int | None]) -> dict[Person, Sequence[int | None]]:
    return dict.fromkeys(Person.objects.here(), answers)


def test_a_round_is_closed_counted_released_and_its_ballots_are_gone(
    owner: Person, firm: Cast
) -> None:
    round_ = counted(owner, everybody(firm, [5, 4, 2]))

    released = queries.release_of(round_)
    assert round_.state == "released"
    assert released.n_answered == 31
    assert released.of_firm("U-PSY1").n == 31
    assert not holds_secrets(round_.pk)
    assert not Bundle.objects.exists()
    assert not BlockKey.objects.exists()


def test_the_release_obeys_its_rules_and_no_exact_figure_is_kept_where_all_agree(
    owner: Person, firm: Cast
) -> None:
    round_ = counted(owner, everybody(firm, [5, 4, 2]))

    released = queries.release_of(round_)
    assert audit(released) == []
    assert queries.in_words(released.of_firm("U-PSY1")).startswith("at least")
    assert '"ge":{"4":[31,31]}' not in Release.objects.get().document


def test_before_its_time_nothing_is_counted(owner: Person, employee: Person) -> None:
    round_ = opened(owner)
    cast_ballot(round_, employee, [5, 5, 5], at=round_.opens_at)

    assert actions.close_due_rounds(round_.closes_at - timedelta(seconds=1)) == []
    assert holds_secrets(round_.pk)


def test_who_answers_again_is_counted_once_with_the_last_answer(owner: Person, firm: Cast) -> None:
    round_ = opened(owner, questions=[SAFETY])
    for person in Person.objects.here():
        wallet = draw_envelope(round_, person, at=round_.opens_at)
        for answer in ([1], [2], [5]):
            wallet = put_in(round_, wallet, answer, at=round_.opens_at)

    actions.close_due_rounds(round_.closes_at)

    cell = queries.release_of(round_).of_firm("U-PSY1")
    assert cell.n == 31
    assert cell.ge[4][1] == 31


def test_too_few_ballots_give_a_sentence_and_no_figure(owner: Person, firm: Cast) -> None:
    few = dict(list(everybody(firm, [4, 4, 4]).items())[:5])

    round_ = counted(owner, few)

    released = queries.release_of(round_)
    assert released.n_answered is None
    assert released.cells == ()
    assert "fewer than 7" in Message.objects.filter(kind="round.released").first().body


def test_a_count_that_broke_off_starts_again_and_counts_nothing_twice(
    owner: Person, firm: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = opened(owner, questions=[SAFETY])
    for person in Person.objects.here():
        cast_ballot(round_, person, [4], at=round_.opens_at)
    with monkeypatch.context() as patch:
        patch.setattr(actions.disclosure, "release", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.close_due_rounds(round_.closes_at)
    assert Round.objects.get(pk=round_.pk).state == "closed"

    actions.close_due_rounds(round_.closes_at + timedelta(minutes=1))

    assert Release.objects.count() == 1
    assert queries.release_of(round_).of_firm("U-PSY1").n == 31


def test_what_outlived_its_release_is_destroyed_by_the_next_run(
    owner: Person, firm: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(actions.box, "destroy", lambda _pk: None)
        round_ = counted(owner, everybody(firm, [3, 3, 3]))
    assert holds_secrets(round_.pk)

    actions.close_due_rounds(round_.closes_at)

    assert not holds_secrets(round_.pk)


def test_a_release_is_never_written_again(owner: Person, firm: Cast) -> None:
    round_ = counted(owner, everybody(firm, [3, 3, 3]))
    before = Release.objects.get().digest

    actions.close_due_rounds(round_.closes_at + timedelta(days=1))

    assert Release.objects.get().digest == before


def test_everybody_gets_the_same_mail_and_the_record_says_what_was_released(
    owner: Person, firm: Cast
) -> None:
    round_ = counted(owner, everybody(firm, [4, 4, 4]))

    mails = Message.objects.filter(kind="round.released")
    assert mails.count() == 31
    assert len({mail.body for mail in mails}) == 1
    entry = Entry.objects.get(verb="round.released")
    assert entry.details["release"] == Release.objects.get().digest
    assert entry.details["not_counted"] == 0
    assert entry.about_id == str(round_.pk)


def test_no_row_order_is_needed_to_read_releases(owner: Person, firm: Cast) -> None:
    round_ = counted(owner, everybody(firm, [4, 4, 4]))

    with connections["default"].execute_wrapper(_only_two()):
        found = queries.releases()

    assert [one.pk for one, _released in found] == [round_.pk]


def _only_two():
    seen: list[str] = []

    def count(execute, sql, params, many, context):
        seen.append(sql)
        assert len(seen) <= 2
        return execute(sql, params, many, context)

    return count


def test_rules_that_were_changed_behind_the_box_s_back_are_not_counted_by(
    owner: Person, firm: Cast
) -> None:
    round_ = opened(owner, questions=[SAFETY])
    for person in Person.objects.here():
        cast_ballot(round_, person, [4], at=round_.opens_at)
    fixed = round_.manifest
    looser = fixed.replace('"k":7', '"k":1').replace('"c":2', '"c":0')
    assert looser != fixed
    tamper(Round.objects.filter(pk=round_.pk), manifest=looser)

    for _again in range(2):
        with pytest.raises(RulesChangedError, match="not counted"):
            actions.close_due_rounds(round_.closes_at)

    assert not Release.objects.exists()
    assert Entry.objects.filter(verb="round.count_refused").count() == 1
    tamper(Round.objects.filter(pk=round_.pk), manifest=fixed)
    assert actions.close_due_rounds(round_.closes_at) == [round_]


def test_a_new_hash_beside_the_changed_rules_helps_nobody(owner: Person, employee: Person) -> None:
    round_ = opened(owner, questions=[SAFETY])
    cast_ballot(round_, employee, [1], at=round_.opens_at)
    looser = round_.manifest.replace('"k":7', '"k":1')
    tamper(
        Round.objects.filter(pk=round_.pk),
        manifest=looser,
        manifest_hash=manifest_hash(looser).hex(),
    )

    with pytest.raises(RulesChangedError):
        actions.close_due_rounds(round_.closes_at)

    assert not Release.objects.exists()


def test_a_round_with_changed_rules_holds_up_no_other(owner: Person, firm: Cast) -> None:
    broken = opened(owner, questions=[SAFETY])
    actions.box.stop_signing(broken.pk)
    tamper(Round.objects.filter(pk=broken.pk), state="closed", manifest="{}")
    fine = opened(owner, questions=[NEWS], opens_at=broken.closes_at, title="The next one")

    with pytest.raises(RulesChangedError):
        actions.close_due_rounds(fine.closes_at)

    assert Round.objects.get(pk=fine.pk).state == "released"


def test_covers_make_no_group_large_enough(owner: Person, firm: Cast) -> None:
    """k is a number of answers: six of them and four covers are six."""
    round_ = opened(owner)
    at = round_.opens_at + timedelta(hours=1)
    for number, person in enumerate(Person.objects.here()[:10]):
        wallet = draw_envelope(round_, person, at=at)
        if number < 6:
            put_in(round_, wallet, [5, 4, 2], at=at)
        else:
            put_in_cover(round_, wallet, at=at)

    actions.close_due_rounds(round_.closes_at)

    released = queries.release_of(round_)
    assert released.k == 7
    assert released.n_answered is None
    assert not released.cells


def test_covers_change_nothing_of_what_is_released(owner: Person, firm: Cast) -> None:
    answering = list(Person.objects.here())[:25]
    alone = counted(owner, {one: [5, 4, 2] for one in answering}, title="Without")
    round_ = opened(owner, title="With", opens_at=alone.closes_at + timedelta(days=92))
    at = round_.opens_at + timedelta(hours=1)
    for person in Person.objects.here():
        wallet = draw_envelope(round_, person, at=at)
        wallet = put_in_cover(round_, wallet, at=at)
        if person in answering:
            put_in(round_, wallet, [5, 4, 2], at=at)

    actions.close_due_rounds(round_.closes_at)

    before, after = queries.release_of(alone), queries.release_of(round_)
    assert after.n_answered == before.n_answered == 25
    assert [cell.n for cell in after.cells] == [cell.n for cell in before.cells]
    entry = Entry.objects.filter(verb="round.released", about_id=str(round_.pk)).get()
    assert entry.details["not_counted"] == 0
