from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest

from bothways.pure.disclosure.proof import (
    Configuration,
    Finding,
    Publish,
    View,
    World,
    check,
    published,
)
from bothways.pure.disclosure.proof_cases import cases
from bothways.pure.disclosure.unsafe_formats import (
    UNSAFE_FORMATS,
    UnsafeFormat,
    ballots_as_n,
    exact,
    firm_clamped_alone,
)

Table = tuple[int | None, ...]
"""The answers of named people, each as a position in the configuration's answers."""


def small(format: str, *ballots: int, k: int = 3, c: int = 0) -> Configuration:
    return Configuration(
        format="full" if format == "full" else "focus",
        k=k,
        c=c,
        ballots=ballots,
        departments=tuple("ABC"[: len(ballots)]),
    )


def block_of_each(configuration: Configuration) -> list[int]:
    return [block for block, n in enumerate(configuration.ballots) for _ in range(n)]


def histogram(configuration: Configuration, table: Table) -> World:
    counts = [[0] * len(configuration.answers) for _ in configuration.ballots]
    for block, answer in zip(block_of_each(configuration), table, strict=True):
        if answer is not None:
            counts[block][answer] += 1
    return tuple(tuple(histogram) for histogram in counts)


def views_of_named_people(
    configuration: Configuration, publish: Publish
) -> dict[tuple[View, frozenset[int]], list[Table]]:
    """Tables that look alike to somebody who knows who skipped."""
    views: dict[tuple[View, frozenset[int]], list[Table]] = defaultdict(list)
    choices = (None, *range(len(configuration.answers)))
    for table in product(choices, repeat=sum(configuration.ballots)):
        answered = frozenset(who for who, answer in enumerate(table) if answer is not None)
        views[publish(configuration, histogram(configuration, table)), answered].append(table)
    return views


def given_away(configuration: Configuration, publish: Publish) -> Iterator[tuple[object, ...]]:
    """Person by person: each view, coalition and colleague who cannot have answered so."""
    for (view, answered), tables in views_of_named_people(configuration, publish).items():
        for size in range(configuration.c + 1):
            for coalition in combinations(sorted(answered), size):
                seen: dict[Table, list[Table]] = defaultdict(list)
                for table in tables:
                    seen[tuple(table[who] for who in coalition)].append(table)
                for answers, alike in seen.items():
                    for who in answered - set(coalition):
                        for group in configuration.protected:
                            if not any(table[who] in group for table in alike):
                                yield view, answered, coalition, answers, who, group


def reduced(configuration: Configuration, found: tuple) -> tuple[object, ...]:
    """The same finding without names: counts per block."""
    view, answered, coalition, answers, who, group = found
    block = block_of_each(configuration)
    per_block = tuple(
        sum(block[person] == number for person in answered)
        for number in range(len(configuration.ballots))
    )
    inside = tuple(sorted(zip((block[person] for person in coalition), answers, strict=True)))
    return view, per_block, inside, block[who], group


@pytest.mark.parametrize(
    ("configuration", "publish"),
    [
        (small("focus", 3, 3), published),
        (small("focus", 3, 3), exact),
        (small("focus", 3, 3), firm_clamped_alone),
        (small("focus", 4, 3), ballots_as_n),
        (small("focus", 3, 4, k=2, c=1), exact),
        (small("focus", 2, 3, k=2, c=1), ballots_as_n),
        (small("focus", 2, 3, k=2, c=1), published),
        (small("full", 4), published),
        (small("full", 2, 2), exact),
        (small("full", 1, 3), published),
    ],
)
def test_counting_histograms_finds_just_what_asking_person_by_person_finds(
    configuration: Configuration, publish: Publish
) -> None:
    finding = check(configuration, publish)

    by_name = {reduced(configuration, found) for found in given_away(configuration, publish)}

    assert finding.violations == len(by_name)
    assert finding.tables == (1 + len(configuration.answers)) ** sum(configuration.ballots)


@pytest.mark.parametrize("configuration", list(cases(small=True)), ids=str)
def test_nobody_is_given_away_in_a_small_firm(configuration: Configuration) -> None:
    assert check(configuration).violations == 0


@pytest.mark.parametrize("configuration", list(cases(small=True, three=True)), ids=str)
def test_nobody_is_given_away_where_only_three_answers_can_be_given(
    configuration: Configuration,
) -> None:
    assert configuration.answers == (1, 3, 5)
    assert check(configuration).violations == 0


def test_three_answers_leave_the_box_in_the_full_format_alone() -> None:
    assert {one.format for one in cases(three=True)} == {"full"}
    assert len(list(cases(three=True))) == 11


@pytest.mark.parametrize("publish", [exact, firm_clamped_alone])
def test_with_three_answers_too_a_format_that_only_sounds_right_is_caught(
    publish: Publish,
) -> None:
    assert check(Configuration("full", 3, 0, (3, 3), ("", ""), three=True), publish).violations > 0


@pytest.mark.parametrize("three", [False, True])
def test_with_three_answers_too_histograms_find_what_asking_person_by_person_finds(
    three: bool,
) -> None:
    configuration = replace(small("full", 1, 3), three=three)

    for publish in (published, exact):
        found = given_away(configuration, publish)
        by_name = {reduced(configuration, one) for one in found}
        assert check(configuration, publish).violations == len(by_name)


@pytest.mark.parametrize("unsafe", UNSAFE_FORMATS, ids=lambda unsafe: unsafe.name)
def test_a_format_that_only_sounds_right_is_caught(unsafe: UnsafeFormat) -> None:
    assert check(unsafe.configuration, unsafe.publish).violations > 0


@pytest.mark.parametrize(
    "unsafe",
    [unsafe for unsafe in UNSAFE_FORMATS if unsafe.configuration.format == "focus"],
    ids=lambda unsafe: unsafe.name,
)
def test_where_an_unsafe_format_fails_the_real_one_holds(unsafe: UnsafeFormat) -> None:
    assert check(unsafe.configuration).violations == 0


def test_the_data_sets_of_two_teams_of_three_are_a_hundred() -> None:
    # yes, no or skipped: 10 histograms for three people, 27 tables
    assert check(small("focus", 3, 3)) == Finding(
        small("focus", 3, 3), data_sets=100, tables=729, coalitions=100, violations=0
    )


def test_a_coalition_of_up_to_c_is_counted_with_every_choice_of_its_answers() -> None:
    # seven people, j of whom agree: nobody, one of either kind, or two of the three mixtures
    everybody_answers = Configuration("focus", 7, 2, (7,), ("A",), skips=False)

    finding = check(everybody_answers)

    assert finding.data_sets == 8
    assert finding.coalitions == 3 + 5 + 6 + 6 + 6 + 6 + 5 + 3


def test_without_the_clamp_a_unanimous_team_is_given_away() -> None:
    finding = check(Configuration("focus", 3, 0, (3,), ("A",), skips=False), exact)

    assert finding.violations == 2  # all three agree, or none does


def test_a_firm_is_written_as_its_departments_and_their_ballots() -> None:
    assert str(small("full", 3, 4, c=1)) == "full  k=3 c=1 ballots A3 B4"
    assert len(list(cases())) > len(list(cases(small=True)))
