"""Saying by name what became of a promise: by whom, of which end, until when, on what record."""

from datetime import timedelta

import pytest

from bothways.commitments.actions import break_commitment, keep_commitment, take_back_end
from bothways.commitments.errors import NotYourWordError, NoWordsError, TooManyWordsError
from bothways.commitments.models import LONGEST_WORDS, Commitment
from bothways.confirmations import actions, errors
from bothways.confirmations.models import AskedOpenly, Judgement
from bothways.confirmations.queries import confirmed, waiting_for
from bothways.notifications.models import Message
from bothways.people.errors import RefusedError
from bothways.record.models import Entry
from bothways.surveys.actions import announce_round
from tests.cast import ASSEMBLY, STORES, Cast
from tests.confirmations.made import BY_NAME, DECEMBER, SECRETLY, drafted, kept
from tests.factories import TODAY, at_nine, make_person, make_promise, make_unit

CONFIRMED, CONTESTED = Judgement.Says.CONFIRMED, Judgement.Says.CONTESTED
TOMORROW = at_nine(TODAY + timedelta(days=1))
WHY = "Two stations have none."


@pytest.fixture
def to_jo(firm: Cast) -> Commitment:
    """What the lead of Assembly promised to Jo Marsh alone, closed as kept."""
    return kept(firm.manager, to=firm.employee)


@pytest.fixture
def to_assembly(firm: Cast) -> Commitment:
    """What the lead promised to Assembly, who are asked by name."""
    return kept(firm.manager, to=make_unit(ASSEMBLY), confirm=BY_NAME)


def verbs() -> list[str]:
    said = Entry.objects.filter(verb__startswith="commitment.con").order_by("id")
    return [entry.verb for entry in said]


def test_what_is_said_of_a_promise_between_two_is_on_no_record(
    firm: Cast, to_jo: Commitment
) -> None:
    said = actions.judge(to_jo, by=firm.employee, says=CONFIRMED, at=TOMORROW)

    assert (said.person, said.says, said.number) == (firm.employee, CONFIRMED, 1)
    assert verbs() == []


def test_what_is_said_in_the_open_is_on_the_record_with_its_words(
    firm: Cast, to_assembly: Commitment
) -> None:
    actions.judge(to_assembly, by=firm.employee, says=CONFIRMED, at=TOMORROW)
    actions.judge(to_assembly, by=firm.colleague, says=CONTESTED, words=WHY, at=TOMORROW)

    entries = Entry.objects.filter(verb__startswith="commitment.con").order_by("id")
    assert [(e.verb, e.by, e.details["words"]) for e in entries] == [
        ("commitment.confirmed", firm.employee, ""),
        ("commitment.contested", firm.colleague, WHY),
    ]
    assert confirmed([to_assembly.pk])[to_assembly.pk].by_name_words == (
        "1 of 11 confirmed, 1 sees it differently"
    )


def test_who_contests_says_why(firm: Cast, to_jo: Commitment) -> None:
    with pytest.raises(errors.ReasonMissingError, match="what you see differently"):
        actions.judge(to_jo, by=firm.employee, says=CONTESTED, words="  ", at=TOMORROW)
    with pytest.raises(TooManyWordsError):
        actions.judge(to_jo, by=firm.employee, says=CONTESTED, words="so " * 500, at=TOMORROW)

    assert not Judgement.objects.exists()


def test_the_same_word_twice_is_said_once(firm: Cast, to_assembly: Commitment) -> None:
    for _click in range(2):
        actions.judge(to_assembly, by=firm.employee, says=CONTESTED, words=WHY, at=TOMORROW)

    assert Judgement.objects.count() == 1
    assert verbs() == ["commitment.contested"]


def test_whoever_gave_the_word_cannot_confirm_it(firm: Cast, to_assembly: Commitment) -> None:
    with pytest.raises(errors.NotMadeToYouError):
        actions.judge(to_assembly, by=firm.manager, says=CONFIRMED, at=TOMORROW)


def test_nor_can_who_took_it_over_though_it_was_made_to_them_once(
    firm: Cast, to_assembly: Commitment
) -> None:
    Commitment.objects.filter(pk=to_assembly.pk).update(made_by=firm.employee)
    to_assembly.refresh_from_db()

    with pytest.raises(errors.NotMadeToYouError):
        actions.judge(to_assembly, by=firm.employee, says=CONFIRMED, at=TOMORROW)


def test_who_came_later_sits_elsewhere_or_left_cannot(firm: Cast, to_assembly: Commitment) -> None:
    joiner = make_person("Kit Wren", unit=ASSEMBLY, manager=firm.manager)
    firm.colleague.left_on = TODAY
    firm.colleague.save()

    for person in (joiner, firm.other_employee, firm.colleague):
        with pytest.raises(errors.NotMadeToYouError):
            actions.judge(to_assembly, by=person, says=CONFIRMED, at=TOMORROW)


def test_only_what_is_closed_as_kept_can_be_judged(firm: Cast) -> None:
    promise = make_promise(firm.manager, to=firm.employee)
    with pytest.raises(errors.NotKeptNowError):
        actions.judge(promise, by=firm.employee, says=CONFIRMED, at=TOMORROW)
    break_commitment(promise, by=firm.manager, words="No money.", at=TOMORROW)

    with pytest.raises(errors.NotKeptNowError):
        actions.judge(promise, by=firm.employee, says=CONFIRMED, at=TOMORROW)


def test_who_is_asked_secretly_or_not_at_all_is_not_asked_by_name(firm: Cast) -> None:
    for confirm in (SECRETLY, Commitment.Confirm.NOT):
        promise = kept(firm.owner, f"It is {confirm}.", confirm=confirm)

        with pytest.raises(errors.NotAskedByNameError):
            actions.judge(promise, by=firm.employee, says=CONFIRMED, at=TOMORROW)


def test_a_word_can_be_changed_for_two_weeks_and_both_stay(
    firm: Cast, to_assembly: Commitment
) -> None:
    actions.judge(to_assembly, by=firm.employee, says=CONTESTED, words=WHY, at=TOMORROW)
    last_day = at_nine(TODAY + timedelta(days=15))

    actions.judge(to_assembly, by=firm.employee, says=CONFIRMED, at=last_day)

    said = confirmed([to_assembly.pk])[to_assembly.pk]
    assert [one.says for one in said.said] == [CONFIRMED]
    assert [row.number for row in Judgement.objects.all()] == [1, 2]
    with pytest.raises(errors.TooLateToChangeError, match="two weeks"):
        actions.judge(
            to_assembly, by=firm.employee, says=CONTESTED, words=WHY, at=last_day + timedelta(1)
        )


def test_what_was_said_is_never_written_over(firm: Cast, to_jo: Commitment) -> None:
    said = actions.judge(to_jo, by=firm.employee, says=CONFIRMED, at=TOMORROW)
    said.words = "Something else"

    with pytest.raises(TypeError):
        said.save()


def test_a_promise_that_was_opened_again_waits_for_a_new_word(
    firm: Cast, to_assembly: Commitment
) -> None:
    actions.judge(to_assembly, by=firm.employee, says=CONTESTED, words=WHY, at=TOMORROW)
    to_assembly.refresh_from_db()
    later = at_nine(TODAY + timedelta(days=9))
    take_back_end(to_assembly, by=firm.manager, words="Jo is right.", at=later, contested=True)
    assert confirmed([to_assembly.pk]) == {}

    keep_commitment(to_assembly, by=firm.manager, words="Now at all nine.", at=later)

    assert confirmed([to_assembly.pk])[to_assembly.pk].said == ()
    assert list(waiting_for(firm.employee, on=later.date())) == [to_assembly]
    actions.judge(to_assembly, by=firm.employee, says=CONFIRMED, at=later)
    assert confirmed([to_assembly.pk])[to_assembly.pk].n_confirmed == 1


def test_a_contest_is_answered_once_by_whoever_gave_the_word(
    firm: Cast, to_assembly: Commitment
) -> None:
    contest = actions.judge(to_assembly, by=firm.employee, says=CONTESTED, words=WHY, at=TOMORROW)
    with pytest.raises(NotYourWordError):
        actions.answer_contest(contest, by=firm.owner, words="Well.", at=TOMORROW)
    with pytest.raises(NoWordsError):
        actions.answer_contest(contest, by=firm.manager, words=" ", at=TOMORROW)
    with pytest.raises(TooManyWordsError):
        actions.answer_contest(contest, by=firm.manager, words="so " * 500, at=TOMORROW)

    actions.answer_contest(contest, by=firm.manager, words="They come on Monday.", at=TOMORROW)

    assert verbs() == ["commitment.contested", "commitment.contest_answered"]
    with pytest.raises(errors.AnsweredOnceError):
        actions.answer_contest(contest, by=firm.manager, words="And again.", at=TOMORROW)


def test_what_was_changed_meanwhile_is_not_answered(firm: Cast, to_assembly: Commitment) -> None:
    contest = actions.judge(to_assembly, by=firm.employee, says=CONTESTED, words=WHY, at=TOMORROW)
    actions.judge(to_assembly, by=firm.employee, says=CONFIRMED, at=TOMORROW)

    with pytest.raises(errors.NothingToAnswerError):
        actions.answer_contest(contest, by=firm.manager, words="Thank you.", at=TOMORROW)


def test_too_few_are_asked_by_name_only_if_the_author_agrees(firm: Cast) -> None:
    promise = kept(firm.manager, to=make_unit(ASSEMBLY), confirm=SECRETLY)
    with pytest.raises(errors.NotTooFewError):
        actions.ask_openly(promise, by=firm.manager, at=TOMORROW)
    for heard in promise.audience.all()[:4]:
        heard.person.left_on = TODAY
        heard.person.save()
    assert confirmed([promise.pk])[promise.pk].too_few
    with pytest.raises(NotYourWordError):
        actions.ask_openly(promise, by=firm.owner, at=TOMORROW)
    stays = promise.audience.filter(person__left_on=None).first()
    assert stays is not None
    with pytest.raises(errors.NotAskedByNameError):
        actions.judge(promise, by=stays.person, says=CONFIRMED, at=TOMORROW)

    for _click in range(2):
        actions.ask_openly(promise, by=firm.manager, at=TOMORROW)

    assert AskedOpenly.objects.count() == 1
    assert Entry.objects.filter(verb="commitment.asked_openly").count() == 1
    assert confirmed([promise.pk])[promise.pk].how == "by_name"
    actions.judge(promise, by=stays.person, says=CONFIRMED, at=TOMORROW)


def test_what_was_asked_secretly_is_never_asked_by_name_after_it(firm: Cast) -> None:
    promise = kept(firm.other_manager, to=make_unit(STORES), confirm=SECRETLY)
    round_ = drafted()
    announce_round(round_, by=firm.owner, at=at_nine(DECEMBER))
    for heard in promise.audience.all()[:5]:
        heard.person.left_on = DECEMBER
        heard.person.save()

    with pytest.raises(errors.NotTooFewError):
        actions.ask_openly(promise, by=firm.other_manager, at=at_nine(DECEMBER))


def test_blanks_around_and_within_words_are_taken_out_and_a_thousand_letters_fit(
    firm: Cast, to_assembly: Commitment
) -> None:
    said = actions.judge(
        to_assembly, by=firm.employee, says=CONTESTED, words="  Two \n\t stations. ", at=TOMORROW
    )
    longest = actions.judge(
        to_assembly, by=firm.colleague, says=CONTESTED, words="x" * LONGEST_WORDS, at=TOMORROW
    )

    assert said.words == "Two stations."
    assert len(longest.words) == LONGEST_WORDS
    with pytest.raises(TooManyWordsError, match=str(LONGEST_WORDS)):
        actions.judge(to_assembly, by=firm.colleague, says=CONTESTED, words="x" * 1001, at=TOMORROW)


def test_the_same_word_after_two_weeks_is_no_mistake_and_no_second_word(
    firm: Cast, to_jo: Commitment
) -> None:
    first = actions.judge(to_jo, by=firm.employee, says=CONFIRMED, at=TOMORROW)
    late = at_nine(TODAY + timedelta(days=99))

    assert actions.judge(to_jo, by=firm.employee, says=CONFIRMED, at=late) == first

    assert Judgement.objects.count() == 1


def test_a_promise_in_hand_that_was_opened_again_meanwhile_is_looked_at_anew(
    firm: Cast, to_jo: Commitment
) -> None:
    in_hand = Commitment.objects.get(pk=to_jo.pk)
    take_back_end(to_jo, by=firm.manager, words="Not all nine.", at=TOMORROW)

    with pytest.raises(errors.NotKeptNowError, match="nothing to confirm"):
        actions.judge(in_hand, by=firm.employee, says=CONFIRMED, at=TOMORROW)


@pytest.mark.parametrize("who", ["owner", "people_lead", "representative", "other_employee"])
def test_no_role_lets_anybody_judge_what_was_not_promised_to_them(
    firm: Cast, to_jo: Commitment, who: str
) -> None:
    with pytest.raises(errors.NotMadeToYouError, match="Only those it was made to"):
        actions.judge(to_jo, by=getattr(firm, who), says=CONFIRMED, at=TOMORROW)

    assert not Judgement.objects.exists()


def test_what_is_refused_leaves_neither_a_row_nor_a_line_nor_a_mail(
    firm: Cast, to_assembly: Commitment
) -> None:
    before = Entry.objects.count(), Message.objects.count()

    for words in ("", "x" * 1001):
        with pytest.raises(RefusedError):
            actions.judge(to_assembly, by=firm.employee, says=CONTESTED, words=words, at=TOMORROW)

    assert (Entry.objects.count(), Message.objects.count()) == before
    assert not Judgement.objects.exists()


def test_what_is_open_is_not_asked_about_openly(firm: Cast) -> None:
    promise = make_promise(firm.manager)

    with pytest.raises(errors.NotKeptNowError):
        actions.ask_openly(promise, by=firm.manager, at=TOMORROW)
    assert not AskedOpenly.objects.exists()
