"""What is written about the firm: its size of groups, its values, the steps of its first hour."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from bothways.firm import actions
from bothways.firm.errors import (
    ChangedMeanwhileError,
    LinesRefusedError,
    RoundIsOnError,
    WordsAreOutError,
)
from bothways.firm.models import Announcement, Mark
from bothways.firm.presets import PRESETS, preset_of
from bothways.firm.queries import first_round, mark_of_values_held, values_lived
from bothways.firm.ready import IN_THE_WAY, TRUST, WHOLE, ready_of
from bothways.firm.telling import words_of
from bothways.notifications.errors import MailServerError
from bothways.notifications.models import Message
from bothways.people.models import Organisation, Person, Value
from bothways.people.queries import values_held
from bothways.record.models import Entry
from bothways.surveys.actions import announce_round
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.factories import TODAY, make_promise
from tests.rounds import draft, opened

STRICT, USUAL, FLOOR = PRESETS
WORD = ("Our word counts", "We keep it or say early.")
NEWS = ("Bad news early", "Who brings a problem is thanked.")


def keep(*rows: tuple[str, str], by: Person, seen: str | None = None, at: datetime) -> None:
    seen = mark_of_values_held() if seen is None else seen
    actions.keep_values(list(rows), seen=seen, by=by, at=at, on=TODAY)


def choose(ready: object, *, by: Person, at: datetime) -> Round:
    opens = at + timedelta(days=3)
    return actions.choose_round(
        ready,  # type: ignore[arg-type]
        opens_at=opens,
        closes_at=opens + timedelta(days=7),
        by=by,
        at=at,
    )


# The smallest group.


def test_the_three_sizes_are_the_ones_the_anonymity_page_names() -> None:
    assert [(preset.k, preset.c) for preset in PRESETS] == [(9, 3), (7, 2), (5, 1)]


def test_a_size_is_chosen_and_is_on_the_record(owner: Person, now: datetime) -> None:
    actions.choose_group_size(STRICT, seen="7/2", by=owner, at=now)

    firm = Organisation.objects.get()
    assert preset_of(firm) is STRICT
    entry = Entry.objects.get(verb="firm.group_changed")
    assert (entry.by, entry.details) == (owner, {"was": "7/2", "now": "9/3"})
    assert Mark.objects.get(step="group").said == Mark.Said.DONE


def test_choosing_what_stands_is_a_choice_and_no_change(owner: Person, now: datetime) -> None:
    actions.choose_group_size(USUAL, seen="7/2", by=owner, at=now)

    assert Mark.objects.filter(step="group").exists()
    assert not Entry.objects.filter(verb="firm.group_changed").exists()


def test_of_two_who_choose_at_once_the_second_is_told(owner: Person, now: datetime) -> None:
    actions.choose_group_size(STRICT, seen="7/2", by=owner, at=now)

    with pytest.raises(ChangedMeanwhileError, match="changed this first"):
        actions.choose_group_size(FLOOR, seen="7/2", by=owner, at=now)

    assert preset_of(Organisation.objects.get()) is STRICT


def test_while_a_round_is_on_nothing_of_the_firm_changes_and_the_attempt_is_on_the_record(
    owner: Person, now: datetime
) -> None:
    round_ = opened(owner)
    firm = Organisation.objects.get()

    for attempt in (
        lambda: actions.choose_group_size(FLOOR, seen="7/2", by=owner, at=now),
        lambda: actions.change_firm(by=owner, at=now, name="Else", language="en"),
        lambda: keep(WORD, by=owner, at=now),
    ):
        with pytest.raises(RoundIsOnError, match="on the record"):
            attempt()

    assert Organisation.objects.get().name == firm.name
    assert (firm.k, firm.c) == (7, 2)
    assert not values_held()
    tried = Entry.objects.filter(verb="firm.change_refused", by=owner)
    assert [entry.details["title"] for entry in tried] == [round_.title] * 3


def test_a_round_that_is_prepared_stands_in_nobodys_way(owner: Person, now: datetime) -> None:
    draft(owner)

    actions.choose_group_size(FLOOR, seen="7/2", by=owner, at=now)

    assert Organisation.objects.get().k == 5


def test_a_firm_gets_another_name_and_language(owner: Person, now: datetime) -> None:
    actions.change_firm(by=owner, at=now, name="Millrace & Sons", language="en")
    actions.change_firm(by=owner, at=now, name="Millrace & Sons", language="en")

    assert Organisation.objects.get().name == "Millrace & Sons"
    assert Entry.objects.get(verb="firm.changed").details == {
        "was": "Millrace",
        "now": "Millrace & Sons",
        "spoke": "",
        "speaks": "en",
    }


# What the firm stands for.


def test_values_are_kept_in_the_order_they_were_written(owner: Person, now: datetime) -> None:
    keep(WORD, NEWS, by=owner, at=now)
    keep(NEWS, WORD, by=owner, at=now)

    assert [value.name for value in values_held()] == [NEWS[0], WORD[0]]
    assert Value.objects.count() == 2
    kept = Entry.objects.filter(verb="firm.values_kept").first()
    assert kept is not None
    assert kept.details == {"values": [NEWS[0], WORD[0]], "sentences": [NEWS[1], WORD[1]]}
    assert Entry.objects.filter(verb="firm.values_kept").count() == 2


def test_a_sentence_said_anew_keeps_the_promises_that_point_to_it(
    owner: Person, now: datetime
) -> None:
    keep(WORD, by=owner, at=now)
    promise = make_promise(owner, value=values_held()[0])

    keep(("our word COUNTS", "We keep it."), by=owner, at=now)

    (lived,) = values_lived(owner)
    assert lived.value.sentence == "We keep it."
    assert lived.promises == [promise]


def test_a_value_that_is_dropped_stays_with_its_promises(owner: Person, now: datetime) -> None:
    keep(WORD, NEWS, by=owner, at=now)
    promise = make_promise(owner, value=values_held()[0])

    keep(NEWS, by=owner, at=now)

    promise.refresh_from_db()
    assert promise.value is not None
    assert promise.value.dropped_on == TODAY
    assert [lived.value.name for lived in values_lived(owner)] == [NEWS[0]]


def test_a_dropped_value_can_be_taken_up_again(owner: Person, now: datetime) -> None:
    keep(WORD, by=owner, at=now)
    keep(by=owner, at=now)
    keep(WORD, by=owner, at=now)

    assert [value.name for value in values_held()] == [WORD[0]]


def test_two_who_write_values_at_once_lose_nothing(owner: Person, now: datetime) -> None:
    seen = mark_of_values_held()
    keep(WORD, by=owner, at=now, seen=seen)

    with pytest.raises(ChangedMeanwhileError):
        keep(NEWS, by=owner, at=now, seen=seen)

    assert [value.name for value in values_held()] == [WORD[0]]


def test_a_promise_between_two_is_under_its_value_for_those_two_alone(
    firm: Cast, now: datetime
) -> None:
    keep(WORD, by=firm.owner, at=now)
    make_promise(firm.owner, to=firm.employee, value=values_held()[0])

    assert len(values_lived(firm.employee)[0].promises) == 1
    assert values_lived(firm.colleague)[0].promises == []


# A few people by hand.


def test_people_typed_by_hand_come_in_with_team_and_leader(owner: Person, now: datetime) -> None:
    lines = ["Ada Quinn, ada@millrace.example, Paint", "Bo Lund; 4711", "Cy Ray\tCY@X.EXAMPLE"]

    added = actions.add_by_hand(lines, report_to_me=True, by=owner, at=now)

    ada, bo, cy = added
    assert (ada.unit.path, ada.manager) == ("Millrace/Paint", owner)
    assert (bo.number, bo.email, bo.unit.path) == ("4711", None, "Millrace")
    assert cy.email == "cy@x.example"


def test_people_typed_by_hand_need_not_report_to_whoever_types(
    owner: Person, now: datetime
) -> None:
    (ada,) = actions.add_by_hand(["Ada, a@x.example"], report_to_me=False, by=owner, at=now)

    assert ada.manager is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Ada Quinn", "Ada Quinn needs an e-mail address or a staff number"),
        ("ada@millrace.example", "does not begin with a name"),
        ("Ada, ada@nowhere@", "the e-mail address of Ada is none"),
        ("Ada, a@x.example, Paint, Night, More", "more in it than a name and a team"),
        ("Jo, jo.marsh@millrace.example", "somebody has this address"),
    ],
)
def test_a_line_that_can_not_be_taken_is_named_and_nobody_comes_in(
    firm: Cast, now: datetime, line: str, words: str
) -> None:
    n_before = Person.objects.count()

    with pytest.raises(LinesRefusedError) as refusal:
        actions.add_by_hand(["Bo, bo@x.example", line], report_to_me=True, by=firm.owner, at=now)

    (problem,) = refusal.value.problems
    assert problem.startswith("Line 2")
    assert words in problem
    assert Person.objects.count() == n_before


# The first round.


@pytest.mark.parametrize("ready", [TRUST, IN_THE_WAY, WHOLE], ids=lambda ready: ready.key)
def test_each_of_the_three_rounds_can_be_announced_as_it_is(
    owner: Person, now: datetime, ready: object
) -> None:
    round_ = choose(ready, by=owner, at=now)

    announce_round(round_, by=owner, at=now)

    assert round_.state == Round.State.OPEN
    assert ready_of(round_) is ready
    assert "{company}" not in str([question.text for question in round_.questions.all()])


def test_choosing_again_changes_the_draft_and_makes_no_second(owner: Person, now: datetime) -> None:
    first = choose(TRUST, by=owner, at=now)
    second = choose(IN_THE_WAY, by=owner, at=now)

    assert first.pk == second.pk
    assert Round.objects.get().title == "What gets in the way?"


def test_a_draft_made_by_hand_is_left_as_it_is(owner: Person, now: datetime) -> None:
    by_hand = draft(owner, title="Ours")
    assert first_round() == by_hand

    chosen = choose(TRUST, by=owner, at=now)

    assert Round.objects.count() == 2
    assert first_round() == chosen
    by_hand.refresh_from_db()
    assert by_hand.title == "Ours"


def test_the_first_round_asks_nothing_about_a_survey_before_it() -> None:
    asked = {item.text for ready in (TRUST, IN_THE_WAY, WHOLE) for item in ready.items}

    assert not [text for text in asked if "last survey" in text]
    assert all(len(ready.items) == len(ready.codes) for ready in (TRUST, IN_THE_WAY, WHOLE))


# What people are told.


def test_the_announcement_goes_to_everyone_who_is_asked_and_only_once(
    firm: Cast, now: datetime
) -> None:
    round_ = opened(firm.owner)
    actions.keep_words(round_, words="We want to know.", contact="Edda, in Stores")

    n = actions.mail_words(round_, by=firm.owner, at=now)
    again = actions.mail_words(round_, by=firm.owner, at=now)

    assert (n, again) == (Person.objects.here().count(), 0)
    body = Message.objects.filter(kind="round.announced")[0].body
    assert body.startswith("We want to know.")
    assert "fewer than 7 answers" in body
    assert f"/rounds/{round_.pk}/announcement/" in body
    assert Entry.objects.filter(verb="round.words_mailed").count() == 1


def test_a_draft_is_mailed_to_nobody(owner: Person, now: datetime) -> None:
    round_ = draft(owner)
    actions.keep_words(round_, words="Soon.", contact="")

    assert actions.mail_words(round_, by=owner, at=now) == 0


def test_words_that_went_out_stay_as_they_are(owner: Person, now: datetime) -> None:
    round_ = opened(owner)
    actions.keep_words(round_, words="One.", contact="")
    actions.mail_words(round_, by=owner, at=now)

    with pytest.raises(WordsAreOutError, match="went out"):
        actions.keep_words(round_, words="Another.", contact="")

    assert words_of(round_).words == "One."
    assert Announcement.objects.count() == 1


# The test mail.


def test_a_test_mail_goes_to_whoever_asks_and_is_not_kept(owner: Person) -> None:
    actions.send_test_mail(owner)

    (sent,) = mail.outbox
    assert sent.to == [owner.email]
    assert "/welcome/mail/" in sent.body
    assert not Message.objects.exists()


def test_a_silent_mail_server_is_a_sentence(owner: Person, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(MailServerError, match=r"did not answer"):
        actions.send_test_mail(owner)


def test_what_was_said_last_of_a_step_counts() -> None:
    actions.say_of_step("mail", Mark.Said.LEFT)
    actions.say_of_step("mail", Mark.Said.DONE)

    assert Mark.objects.get().said == Mark.Said.DONE
