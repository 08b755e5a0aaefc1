"""One weekly mail for each person and week: when, to whom, what it says, and never twice."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from bothways.commitments.actions import keep_commitment
from bothways.notifications import weekly_mails
from bothways.notifications.actions import send_due
from bothways.notifications.bounces import mark_unreachable
from bothways.notifications.models import Message, WeeklyMail
from bothways.notifications.weekly_mails import (
    build_weekly_mails,
    pass_over_this_week,
    set_rhythm,
    wipe_old_weeks,
)
from bothways.notifications.wishes import choose, put_off
from bothways.people.models import Person
from bothways.people.queries import organisation
from bothways.record.models import Entry, Leaf
from bothways.record.queries import newest_head
from tests.cast import Cast
from tests.factories import TODAY, at_nine, make_people, make_promise
from tests.notifications.mail_server import MailServer

MONDAY = datetime(2026, 11, 9, 7, 0, tzinfo=UTC)  # a week after the promises of these tests
A_WEEK = timedelta(days=7)


@pytest.fixture
def promise(firm: Cast) -> None:
    """The lead of Assembly to all, made on the Monday before and due on Thursday."""
    make_promise(firm.manager, due_on=TODAY + timedelta(days=10))


def mail_of(person: Person) -> Message:
    return Message.objects.get(to=person, kind="week.mail")


@pytest.mark.usefixtures("promise")
def test_everybody_gets_one_on_monday_at_seven_and_not_before(firm: Cast) -> None:
    n_here = Person.objects.here().count()

    assert build_weekly_mails(at=MONDAY - timedelta(minutes=1)) in {0, n_here}
    Message.objects.all().delete()
    WeeklyMail.objects.all().delete()
    assert build_weekly_mails(at=MONDAY) == n_here
    assert build_weekly_mails(at=MONDAY + timedelta(hours=1)) == 0
    assert Message.objects.count() == WeeklyMail.objects.count() == n_here


@pytest.mark.usefixtures("promise")
def test_it_says_what_one_owes_and_what_one_was_promised(firm: Cast) -> None:
    build_weekly_mails(at=MONDAY)
    own, theirs = mail_of(firm.manager), mail_of(firm.employee)

    assert own.subject == "Your week: one thing for you"
    assert "What needs you\n\n- Due on Thursday 12 November\n" in own.body
    assert "“The gauges are at every station.”" in own.body
    assert theirs.subject == "Your week: nothing waits for you"
    assert "What you were promised\n\n- Due on Thursday 12 November\n" in theirs.body
    assert "Ruben Dahl" in theirs.body


@pytest.mark.usefixtures("promise")
def test_it_is_in_the_persons_own_language(firm: Cast) -> None:
    Person.objects.filter(pk=firm.employee.pk).update(language="de")

    build_weekly_mails(at=MONDAY)

    assert "„The gauges are at every station.“" in mail_of(firm.employee).body
    assert 'lang="de"' in mail_of(firm.employee).html


@pytest.mark.usefixtures("promise")
def test_what_was_told_once_is_not_told_again(firm: Cast) -> None:
    build_weekly_mails(at=MONDAY)
    build_weekly_mails(at=MONDAY + A_WEEK)

    assert Message.objects.filter(to=firm.employee).count() == 2  # it is silent now: that is new
    assert "Silent for 4 days" in Message.objects.filter(to=firm.employee)[0].body

    build_weekly_mails(at=MONDAY + 2 * A_WEEK)
    assert Message.objects.filter(to=firm.employee).count() == 2
    assert Message.objects.filter(to=firm.manager).count() == 3  # what is owed stands there


@pytest.mark.usefixtures("promise")
def test_what_became_so_on_the_day_of_the_mail_stands_in_the_next_one(firm: Cast) -> None:
    build_weekly_mails(at=MONDAY)
    kept = make_promise(firm.owner, "The heating runs.", made_on=MONDAY.date(), to=firm.employee)
    keep_commitment(kept, by=firm.owner, words="It runs.", at=at_nine(MONDAY.date()))

    build_weekly_mails(at=MONDAY + A_WEEK)

    first, second = Message.objects.filter(to=firm.employee).order_by("made_at")
    assert "The heating runs." not in first.body
    assert "Kept, on 9 November" in second.body


def test_with_nothing_to_say_only_the_mark_goes_out_once_a_month(firm: Cast) -> None:
    make_promise(firm.manager, to=firm.owner, due_on=TODAY + timedelta(days=300))
    set_rhythm(weekday=0, hour=7, by=firm.owner, at=MONDAY)  # something is on the record
    n_weeks = 9

    for n in range(n_weeks):
        build_weekly_mails(at=MONDAY + n * A_WEEK)

    told = Message.objects.filter(to=firm.employee).order_by("made_at")
    assert [(mail.made_at - MONDAY) / A_WEEK for mail in told] == [0, 4, 8]
    assert all("Mark of the record" in mail.body for mail in told)
    assert "Nothing waits for you, and nobody waits for you." in told[0].body
    assert WeeklyMail.objects.filter(person=firm.employee).count() == n_weeks


@pytest.mark.usefixtures("promise")
def test_it_ends_with_the_newest_head_so_that_a_rewrite_shows(firm: Cast) -> None:
    build_weekly_mails(at=MONDAY)
    head = newest_head()

    assert head is not None
    assert f" {head.size} {head.root_hex}. " in mail_of(firm.employee).body
    assert head.root_hex in mail_of(firm.employee).html.replace("<wbr>", "")
    assert head.size == Leaf.objects.count() > 0


@pytest.mark.usefixtures("promise")
def test_who_wants_none_and_whom_none_reaches_get_none_and_are_not_looked_at_again(
    firm: Cast,
) -> None:
    choose("weekly", by=firm.employee, wished=False)
    address = str(firm.colleague.email)
    mark_unreachable(firm.colleague, address, status="5.1.1", on=TODAY)
    Person.objects.filter(pk=firm.dispatcher.pk).update(email=None)

    build_weekly_mails(at=MONDAY)

    without = [firm.employee.pk, firm.colleague.pk, firm.dispatcher.pk, firm.leaver.pk]
    assert not Message.objects.filter(to__in=without).exists()
    assert WeeklyMail.objects.filter(person__in=without, mailed=False).count() == 3


@pytest.mark.usefixtures("promise")
def test_what_was_put_off_stands_in_no_mail_until_its_day(firm: Cast) -> None:
    key = f"promise:{firm.manager.promises.get().pk}"
    put_off(key, by=firm.manager, until=MONDAY.date() + timedelta(days=3))

    build_weekly_mails(at=MONDAY)

    assert "What needs you" not in mail_of(firm.manager).body


def test_of_very_much_twelve_lines_stand_there_and_how_many_more(firm: Cast) -> None:
    for n in range(8):
        due_on = TODAY + timedelta(days=8)
        make_promise(firm.manager, f"Own {n}.", to=firm.owner, due_on=due_on)
        make_promise(firm.owner, f"Theirs {n}.", to=firm.manager, due_on=due_on)

    build_weekly_mails(at=MONDAY)
    mail = mail_of(firm.manager)

    assert mail.body.count("“Own ") == 5
    assert mail.body.count("“Theirs ") == 3
    assert mail.body.count("\n- ") <= 12
    assert "And 6 more. All of it: http://127.0.0.1:8000/" in mail.body


@pytest.mark.usefixtures("promise")
def test_the_html_has_no_picture_no_style_and_nothing_from_elsewhere(firm: Cast) -> None:
    Person.objects.filter(pk=firm.manager.pk).update(name="<b>Ruben</b>")
    build_weekly_mails(at=MONDAY)
    html = mail_of(firm.employee).html

    for forbidden in ("<img", "<style", "style=", "<script", "<link", "<b>", "url("):
        assert forbidden not in html
    assert '<html lang="en" dir="ltr">' in html
    assert html.count("<h1>") == 1
    assert all(part.startswith("http://127.0.0.1:8000/") for part in html.split('href="')[1:])


@pytest.mark.usefixtures("promise")
def test_no_word_in_it_is_wider_than_a_phone_and_it_follows_light_and_dark(firm: Cast) -> None:
    build_weekly_mails(at=MONDAY)
    html = mail_of(firm.employee).html

    shown = re.sub(r"<wbr>|<[^>]*>", " ", html)
    assert [word for word in shown.split() if len(word) > 40] == []
    assert '<meta name="color-scheme" content="light dark">' in html


@pytest.mark.usefixtures("promise")
def test_each_line_says_how_it_stands_then_the_words_then_where_to_go(firm: Cast) -> None:
    build_weekly_mails(at=MONDAY)
    mail = mail_of(firm.employee)

    line = mail.html.split("<li>")[1].split("</li>")[0]
    said, words, by, link = re.findall(r"<(?:p|blockquote)[^>]*>(.*?)</(?:p|blockquote)>", line)
    assert said.startswith("<strong>Due on ")
    assert words == "“The gauges are at every station.”"
    assert by == "<small>Ruben Dahl</small>"
    assert link.endswith(">See it</a>")


@pytest.mark.usefixtures("promise")
def test_it_leaves_in_both_shapes_with_one_click_to_turn_it_off(
    firm: Cast, post: MailServer
) -> None:
    Person.objects.exclude(pk=firm.employee.pk).update(email=None)
    build_weekly_mails(at=MONDAY)

    assert send_due(at=MONDAY) == (1, 0)

    (mail,) = post.mails
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip(" <>")
    assert link.startswith("http://127.0.0.1:8000/mails/off/")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].startswith(f"<{Message.objects.get().pk.hex}@")


@pytest.mark.usefixtures("promise")
def test_a_worker_killed_while_it_hands_a_mail_over_does_not_send_it_again(
    firm: Cast, post: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.objects.exclude(pk=firm.employee.pk).update(email=None)
    build_weekly_mails(at=MONDAY)

    def killed(*_args: object, **_kwargs: object) -> bool:
        assert Message.objects.get().state == Message.State.SENT
        raise SystemExit

    monkeypatch.setattr("bothways.notifications.actions._hand_over", killed)
    with pytest.raises(SystemExit):
        send_due(at=MONDAY)
    monkeypatch.undo()

    assert send_due(at=MONDAY + timedelta(hours=1)) == (0, 0)


@pytest.mark.usefixtures("promise")
def test_a_worker_killed_in_a_batch_leaves_whole_batches_and_the_next_goes_on(
    firm: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weekly_mails, "AT_ONCE", 7)
    n_here, batches = Person.objects.here().count(), []
    whole = weekly_mails._letters

    def killed_in_the_third(people: list[Person], **more: object) -> object:
        batches.append(len(people))
        if len(batches) == 3:
            raise SystemExit
        return whole(people, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(weekly_mails, "_letters", killed_in_the_third)
    with pytest.raises(SystemExit):
        build_weekly_mails(at=MONDAY)
    assert Message.objects.count() == WeeklyMail.objects.count() == 14

    assert build_weekly_mails(at=MONDAY) == n_here - 14
    assert Message.objects.values("to").distinct().count() == n_here


@pytest.mark.both
def test_the_database_itself_refuses_a_second_one(firm: Cast) -> None:
    WeeklyMail.objects.create(person=firm.employee, week=MONDAY.date(), mailed=True)

    with pytest.raises(IntegrityError):
        WeeklyMail.objects.create(person=firm.employee, week=MONDAY.date(), mailed=True)


@pytest.mark.parametrize(
    ("weekday", "hour", "begins"),
    [
        (0, 7, MONDAY),
        (4, 16, MONDAY + timedelta(days=4, hours=9)),
        (6, 0, MONDAY + timedelta(days=5, hours=17)),
    ],
)
def test_the_owner_chooses_day_and_hour(
    firm: Cast, weekday: int, hour: int, begins: datetime
) -> None:
    set_rhythm(weekday=weekday, hour=hour, by=firm.owner, at=MONDAY - timedelta(days=30))

    assert build_weekly_mails(at=begins) > 0
    assert build_weekly_mails(at=begins + timedelta(days=1)) == 0
    assert {row.week for row in WeeklyMail.objects.all()} == {MONDAY.date()}
    assert Entry.objects.get(verb="weekly_mail.moved").details == {"weekday": weekday, "hour": hour}


def test_a_worker_that_was_away_catches_up_for_three_days_and_then_leaves_it(firm: Cast) -> None:
    make_promise(firm.manager)

    assert build_weekly_mails(at=MONDAY + timedelta(days=3)) == 0
    assert build_weekly_mails(at=MONDAY + timedelta(days=2)) == Person.objects.here().count()


def test_after_a_restore_the_mails_of_this_week_are_not_written_again(firm: Cast) -> None:
    make_promise(firm.manager)

    pass_over_this_week(at=MONDAY + timedelta(hours=3))

    assert build_weekly_mails(at=MONDAY + timedelta(hours=4)) == 0
    assert build_weekly_mails(at=MONDAY + A_WEEK) > 0


def test_old_weeks_are_forgotten_after_four_months(firm: Cast) -> None:
    for days in (10, 200):
        week = MONDAY.date() - timedelta(days=days)
        WeeklyMail.objects.create(person=firm.employee, week=week, mailed=True)

    assert wipe_old_weeks(on=MONDAY.date()) == 1


def test_a_firm_without_a_name_yet_gets_its_mails_all_the_same(db: None) -> None:
    make_people(2)
    assert organisation() is None

    assert build_weekly_mails(at=MONDAY) == 0
    assert WeeklyMail.objects.count() == 2
