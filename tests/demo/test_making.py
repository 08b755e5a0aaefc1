"""The firm that the demo makes, through the real actions."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import localdate

from bothways.ballotbox.queries import holds_secrets
from bothways.commitments.models import Commitment
from bothways.commitments.queries import say_do
from bothways.commitments.words import standing
from bothways.demo import second_key
from bothways.demo.doors import DOORS
from bothways.demo.making import IN_EVERY_PULSE, MAIL_SHOWN_FOR
from bothways.demo.programmes import TEN_MINUTES
from bothways.leaders.models import ProfileShare
from bothways.leaders.queries import by_name_is_offered, profile_of
from bothways.notifications.models import Message
from bothways.outcomes.months import Month, month_of
from bothways.outcomes.queries import suggestion_for
from bothways.outcomes.queries import table as outcomes_table
from bothways.people.models import Person, Value
from bothways.programmes.models import Verdict
from bothways.pure.disclosure import audit
from bothways.record.models import Entry
from bothways.results.queries import release_of, releases
from bothways.results.sheets import release_signers, sheet_signers
from bothways.surveys.models import Entitlement, Round
from bothways.surveys.queries import stamps_waiting
from tests.millrace import NOW, Told

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("millrace")]
TODAY = localdate(NOW)
A_YEAR = timedelta(days=365)


def test_a_hundred_people_work_there_and_three_have_left() -> None:
    assert Person.objects.here().count() == 100
    assert Person.objects.exclude(left_on=None).count() == 3


def test_six_rounds_are_counted_and_one_is_open() -> None:
    of_trust = Round.objects.exclude(kind=Round.Kind.PROMISES)
    to_everyone = of_trust.filter(audience="everyone").order_by("opens_at")

    assert [round_.state for round_ in to_everyone] == ["released"] * 6 + ["open"]
    assert [round_.kind for round_ in to_everyone].count("survey") == 2


def test_every_release_passes_its_audit_and_most_people_took_part() -> None:
    for round_, released in releases():
        assert audit(released) == []
        assert released.n_answered is not None
        assert released.n_answered > (10 if round_.asks_leaders else 70)


def test_the_last_two_rounds_have_two_keys_and_say_that_both_lie_on_this_computer(
    millrace: Told,
) -> None:
    rules = [millrace.rounds[number].rules["guardian"] for number in range(1, 8)]

    assert rules[:5] == [None] * 5
    assert [one["where"] for one in rules[5:]] == ["same_host"] * 2
    assert second_key.place().stat().st_mode & 0o077 == 0


def test_the_counted_one_of_them_is_signed_with_both(millrace: Told) -> None:
    sixth = Round.objects.get(pk=millrace.rounds[6].pk)

    assert release_signers(sixth.release) == {"company", "guardian"}
    assert sheet_signers(sixth.sheet) == {"company", "guardian"}


def test_nobody_waits_for_a_stamp_in_the_open_round(millrace: Told) -> None:
    assert stamps_waiting(millrace.rounds[7]) == []


def test_without_the_demo_s_key_nothing_is_done(
    millrace: Told, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(second_key, "place", lambda: tmp_path / "none.json")

    assert second_key.serve(NOW) == 0


def test_nothing_of_the_counted_ballots_is_left(millrace: Told) -> None:
    held = [holds_secrets(millrace.rounds[number].pk) for number in range(1, 8)]

    assert held == [False] * 6 + [True]


def test_whoever_is_behind_a_door_can_still_answer(millrace: Told) -> None:
    numbers = [door.number for door in DOORS]
    mine = Entitlement.objects.filter(round=millrace.rounds[7], person__number__in=numbers)

    assert mine.count() == len(DOORS)
    assert set(mine.values_list("blinded_digest", flat=True)) == {""}


def test_some_have_answered_the_open_round(millrace: Told) -> None:
    drawn = Entitlement.objects.filter(round=millrace.rounds[7]).exclude(blinded_digest="")

    assert 25 < drawn.count() < 65


def test_promises_stand_in_every_way() -> None:
    states = {standing(promise, TODAY).state for promise in Commitment.objects.all()}

    assert {"open", "moved", "kept", "broken", "silent"} <= states


def test_most_words_of_the_year_were_kept_and_not_all() -> None:
    said = say_do(since=TODAY - A_YEAR, on=TODAY)

    assert 0.6 < said.kept / said.due < 0.9
    assert said.silent >= 2
    assert said.broken >= 2
    assert said.waiting >= 5


def test_the_team_lead_has_a_silent_promise_and_the_leaver_too() -> None:
    silent = {promise.made_by.number for promise in Commitment.objects.all().silent(TODAY)}

    assert {"M004", "M059"} <= silent


def test_the_last_rounds_results_have_answers(millrace: Told) -> None:
    answers = Commitment.objects.filter(round_id=millrace.rounds[6].pk)

    assert answers.count() >= 4
    assert all("of" in answer.figure for answer in answers)


def test_the_newcomer_was_promised_something() -> None:
    newcomer = Person.objects.get(number="M046")

    assert newcomer.promised.filter(commitment__to_person=newcomer).exists()
    assert newcomer.unit.people.filter(left_on=None).count() == 3


def test_everything_happened_before_now() -> None:
    assert Entry.objects.exists()
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert not Message.objects.filter(made_at__gt=NOW).exists()


def test_the_record_runs_in_the_order_of_time() -> None:
    moments = list(Entry.objects.order_by("id").values_list("at", flat=True))

    assert moments == sorted(moments)


def test_only_the_mail_of_the_last_days_waits_to_be_read() -> None:
    waiting = Message.objects.filter(state=Message.State.WAITING)

    assert waiting.exists()
    assert not waiting.filter(made_at__lt=NOW - MAIL_SHOWN_FOR).exists()


@pytest.mark.parametrize("door", DOORS, ids=[door.number for door in DOORS])
def test_every_role_finds_its_pages_in_order(door: object) -> None:
    client = Client()
    client.force_login(Person.objects.get(number=door.number))  # type: ignore[attr-defined]

    for address in ("/", "/promises/", "/trust/", "/rounds/", "/record/", "/anonymity/"):
        assert client.get(address).status_code == 200


def test_a_second_firm_is_not_made_over_the_first(settings: object) -> None:
    from bothways.demo.management.commands.make_demo import Command

    with pytest.raises(CommandError, match="There is a firm here already"):
        call_command(Command())


def test_one_person_works_in_two_units_and_a_lead_stands_in_for_another() -> None:
    priya, grace = Person.objects.get(number="M051"), Person.objects.get(number="M007")

    assert [also.unit.name for also in priya.also.all()] == ["Assembly line 2"]
    assert {line.kind for line in priya.lines.all()} == {"matrix"}
    standing_in_for = grace.leads.filter(kind="interim", until_on__gt=TODAY)
    assert {line.person.unit.name for line in standing_in_for} == {"Dispatch"}


def test_the_firm_says_what_it_stands_for_and_promises_point_to_it() -> None:
    assert [value.place for value in Value.objects.filter(dropped_on=None)] == [1, 2, 3]
    for value in Value.objects.all():
        assert Commitment.objects.filter(value=value).exists()


def test_two_years_of_figures_fit_who_came_and_who_left(millrace: Told) -> None:
    found = outcomes_table()

    left = found.of("leavers")
    assert len(found.months) == 24
    assert found.months[-1] == Month(2026, 10)
    assert sum(left.values()) == 5  # three of the story, and two before it
    gone = Person.objects.exclude(left_on=None).values_list("left_on", flat=True)
    assert all(left[month_of(day)] >= 1 for day in gone)
    assert (
        found.of("headcount")[Month(2026, 10)]
        == suggestion_for(Month(2026, 10)).values["headcount"]
    )


def test_one_month_of_the_figures_is_missing_and_one_was_mended(millrace: Told) -> None:
    found = outcomes_table()

    assert len(found.of("days_to_decide")) == 23
    assert len(found.of(found.measures[-1].code)) == 24
    [mended] = Entry.objects.filter(verb="outcomes.changed")
    assert mended.details["changes"][0]["was"] == "79"


def test_those_who_lead_were_asked_in_a_box_of_their_own_and_it_has_a_result() -> None:
    [(counted, released)] = [pair for pair in releases() if pair[0].asks_leaders]

    figures = [cell.n for cell in released.cells if cell.level == "firm"]
    assert (counted.entitlements.count(), released.n_answered) == (12, 12)
    assert len(figures) == 6
    assert all(n is not None and n >= 7 for n in figures)
    assert not by_name_is_offered()


def test_one_leader_shares_his_profile() -> None:
    share = ProfileShare.objects.get()

    assert share.leader.name == "Ruben Dahl"
    assert profile_of(share.leader).n_rounds == 2


def test_nine_groups_have_figures_of_their_own_in_the_last_round(millrace: Told) -> None:
    released = release_of(Round.objects.get(pk=millrace.rounds[6].pk))
    assert released is not None

    for code in IN_EVERY_PULSE:
        parts = [
            cell
            for cell in released.cells
            if (cell.level, cell.question) == ("group", code) and cell.n is not None
        ]
        assert len(parts) == 9


def test_what_was_tried_by_lot_ends_with_a_verdict_that_has_an_interval() -> None:
    ended = Verdict.objects.get(programme__title=TEN_MINUTES["title"])

    assert ended.document["rung"] == 3
    assert min(ended.document["n_with"], ended.document["n_without"]) == 4
    assert ended.document["low"] < ended.document["estimate"] < ended.document["high"]
