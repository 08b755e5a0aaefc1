"""What can't be protected from, and what is stored, sentence by sentence for each configuration."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from bothways.surveys.second_key import APART, NONE, SAME_HOST, State
from bothways.trust.find_out import keys, limits
from bothways.trust.find_out.setup import Setup
from bothways.trust.find_out.stored import stored

PLAIN = Setup(
    k=7,
    c=2,
    delay=20,
    ballots_in_sqlite=True,
    session_days=14,
    is_demo=False,
    second_key=NONE,
    box_address="",
    has_replica=False,
    has_backups=False,
    backups_kept=0,
    has_passkeys=False,
)
STATES: tuple[State, ...] = (NONE, SAME_HOST, APART)
BY_STATE = (
    keys.limit_of_keys,
    keys.read_by_the_server,
    keys.hidden_from_the_representative,
    keys.who_reads_ballots,
    keys.copy_of_the_machine,
)


def setup(**fields: Any) -> Setup:
    return replace(PLAIN, **fields)


def told(**fields: Any) -> str:
    return " ".join(" ".join(one) for one in limits(setup(**fields)))


def kept(**fields: Any) -> str:
    return " ".join(" ".join(row) for row in stored(setup(**fields)))


@pytest.mark.parametrize("say", BY_STATE, ids=lambda say: say.__name__)
def test_wherever_the_second_key_lies_the_words_are_others(say: Any) -> None:
    assert len({say(state) for state in STATES}) == 3


@pytest.mark.parametrize(
    ("state", "name"),
    [(NONE, "One key."), (SAME_HOST, "Two keys on one side"), (APART, "Two who agree.")],
)
def test_the_limit_of_the_keys_is_named_after_who_holds_them(state: State, name: str) -> None:
    names = [one for one, _words in limits(setup(second_key=state))]

    assert [one for one in names if one.startswith(name)]
    assert (setup(second_key=state).is_two_keys, setup(second_key=state).has_second_key) == (
        state == APART,
        state != NONE,
    )


def test_without_a_second_key_its_keeper_sees_nothing_by_it() -> None:
    assert keys.seen_with_the_second(NONE) == []
    assert len(keys.seen_with_the_second(SAME_HOST)) == 2
    assert keys.seen_with_the_second(SAME_HOST) == keys.seen_with_the_second(APART)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["de", "es"])
def test_every_limit_and_every_row_is_said_in_the_readers_language(
    state: State, language: str
) -> None:
    here = setup(second_key=state, has_replica=True, has_backups=True, has_passkeys=True)
    english_limits, english_rows = limits(here), stored(here)

    with translation.override(language):
        told_limits, told_rows = limits(here), stored(here)

    assert len(told_limits) == len(english_limits)
    for mine, theirs in zip(told_limits, english_limits, strict=True):
        assert mine[1] != theirs[1]
    for mine_row, theirs_row in zip(told_rows, english_rows, strict=True):
        assert mine_row[0] != theirs_row[0]
    assert "%(" not in str(told_limits) + str(told_rows)


def test_no_two_limits_have_one_name() -> None:
    names = [name for name, _words in limits(setup(has_replica=True))]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("delay", "longest"), [(1, 3), (20, 60), (300, 900)])
def test_a_ballot_waits_three_times_the_delay_at_most(delay: int, longest: int) -> None:
    assert f"{longest} seconds at most" in told(delay=delay)


def test_without_a_wait_the_page_says_that_a_ballot_leaves_at_once() -> None:
    words = told(delay=0)

    assert "Here a ballot leaves at once." in words
    assert "seconds at most" not in words


def test_an_address_of_its_own_for_the_box_is_named() -> None:
    words = told(box_address="https://box.millrace.example")

    assert "an address of their own here, https://box.millrace.example:" in words
    assert "Ballots go to the same address" in told()


@pytest.mark.parametrize(
    ("sqlite", "says"),
    [(True, "without ballots"), (False, "sealed ballots and the company's keys")],
)
def test_a_second_machine_is_a_limit_where_there_is_one(sqlite: bool, says: str) -> None:
    there = dict(limits(setup(has_replica=True, ballots_in_sqlite=sqlite)))

    assert says in there["A copy of the database."]
    assert "A copy of the database." not in dict(limits(setup(ballots_in_sqlite=sqlite)))


@pytest.mark.parametrize("state", STATES)
def test_a_file_may_keep_old_blocks_and_a_server_keeps_a_log(state: State) -> None:
    file, server = (
        dict(limits(setup(ballots_in_sqlite=kind, second_key=state)))["The disk."]
        for kind in (True, False)
    )

    assert "old blocks" in file
    assert "the database's own log" in server
    assert ("one of the two keys" in server) == (state == APART)


@pytest.mark.parametrize("c", [1, 2, 5])
def test_how_many_colleagues_together_can_not_be_sure_is_the_firms_number(c: int) -> None:
    assert f"{c} of them can't be sure of yours." in told(c=c)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "Bothways makes none by itself here"),
        ({"has_backups": True, "backups_kept": 1}, "after 1 night "),
        ({"has_backups": True, "backups_kept": 30}, "after 30 nights "),
        ({"has_backups": True, "backups_kept": 0}, "not in Bothways' hands "),
    ],
)
def test_what_becomes_of_backups_is_said_as_it_is_set(fields: dict[str, Any], says: str) -> None:
    assert says in f"{kept(**fields)} "


@pytest.mark.parametrize(("days", "says"), [(1, "after 1 day "), (14, "after 14 days ")])
def test_a_sign_in_ends_after_as_many_days_as_are_set(days: int, says: str) -> None:
    assert says in kept(session_days=days)


@pytest.mark.parametrize("has", [True, False])
def test_passkeys_are_stored_only_where_a_browser_can_keep_one(has: bool) -> None:
    assert ("Your passkeys" in kept(has_passkeys=has)) is has


@pytest.mark.parametrize(("state", "named"), [(NONE, False), (SAME_HOST, True), (APART, True)])
def test_who_keeps_the_second_key_reads_who_fetched_an_envelope(state: State, named: bool) -> None:
    rows = {what: who for what, who, _until in stored(setup(second_key=state))}
    who = rows["That you may answer a round, and that you fetched an envelope"]

    assert ("whoever keeps the second key" in who) is named
    assert who.startswith("whoever runs the server")


def test_what_is_stored_has_for_each_thing_who_reads_it_and_when_it_goes() -> None:
    rows = stored(setup())

    assert all(all(cell.strip() for cell in row) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)


@pytest.mark.parametrize(("k", "c", "floor"), [(7, 2, 7), (5, 2, 7), (9, 2, 9), (12, 3, 12)])
def test_the_fewest_answers_that_make_a_figure_are_never_below_the_rule(
    k: int, c: int, floor: int
) -> None:
    assert setup(k=k, c=c).floor == floor
