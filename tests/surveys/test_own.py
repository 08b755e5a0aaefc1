"""A firm's own questions: written, reworded, retired, and asked again; what a series is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from bothways.people.models import Person
from bothways.record.models import Entry
from bothways.surveys import own
from bothways.surveys.actions import (
    Asked,
    Heading,
    Words,
    announce_round,
    ask_in,
    asked_of,
    own_question,
    retire_question,
    reword_question,
    take_up_question,
    word_questions,
    write_question,
)
from bothways.surveys.errors import (
    CannotOpenError,
    FrozenError,
    NotForTheseError,
    NotInAPulseError,
    RetiredError,
    SameWordsError,
    TooLongError,
    TooManyError,
)
from bothways.surveys.models import (
    LONGEST_OWN,
    MOST_OWN,
    OwnQuestion,
    OwnWording,
    Round,
    RoundQuestion,
)
from tests.cast import Cast
from tests.factories import NOW, make_person
from tests.rounds import NEWS, draft, opened

CANTEEN = Words("The canteen is worth the walk.", "en")
SHORTER = Words("Our canteen is worth the way.", "en")
TURNED = Words("The lift stops too often.", "en", keyed="-")


def written(by: Person, words: Words = CANTEEN, **more: str) -> OwnWording:
    return write_question(words, by=by, at=NOW, heading=Heading(**more))


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="question.").order_by("id")
    return list(found.values_list("verb", flat=True))


def test_a_question_is_written_once_and_on_the_record_without_its_words(
    people_lead: Person,
) -> None:
    wording = written(people_lead, Words("  The canteen  is worth the walk. ", "en"), topic="Lunch")

    assert (wording.text, wording.version) == (CANTEEN.text, 1)
    assert wording.question.heading == "Lunch"
    entry = Entry.objects.get(verb="question.written")
    assert (entry.by, entry.about_id) == (people_lead, wording.question_id)
    assert CANTEEN.text not in str(entry.details)


@pytest.mark.parametrize("text", [CANTEEN.text, "the CANTEEN is  worth the walk."])
def test_the_same_words_twice_are_one_question(people_lead: Person, text: str) -> None:
    first = written(people_lead)

    with pytest.raises(SameWordsError, match="already") as refused:
        written(people_lead, Words(text, "en"))

    assert refused.value.code == first.question_id
    assert OwnQuestion.objects.count() == 1


def test_two_headings_at_once_and_a_wording_without_words_are_refused_by_the_database(
    people_lead: Person,
) -> None:
    wording = written(people_lead)

    for broken in (
        lambda: OwnQuestion.objects.create(code="OWN-x", construct="FAI", topic="Lunch"),
        lambda: OwnWording.objects.create(question=wording.question, version=2, text=""),
        lambda: OwnWording.objects.create(question=wording.question, version=1, text="Twice."),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()


def test_what_nobody_was_asked_is_reworded_in_its_place(people_lead: Person) -> None:
    wording = written(people_lead)

    kept = reword_question(wording.question, SHORTER, by=people_lead, at=NOW)

    assert (kept.pk, kept.version, kept.text) == (wording.pk, 1, SHORTER.text)
    assert verbs() == ["question.written", "question.reworded"]


def test_the_same_again_is_no_change_and_no_entry(people_lead: Person) -> None:
    wording = written(people_lead, topic="Lunch")

    reword_question(wording.question, CANTEEN, by=people_lead, at=NOW, heading=Heading("", "Lunch"))

    assert verbs() == ["question.written"]


def test_another_heading_is_on_the_record_and_no_version(people_lead: Person) -> None:
    wording = written(people_lead, topic="Lunch")
    opened(people_lead, questions=[asked_of(wording)])

    kept = reword_question(
        wording.question, CANTEEN, by=people_lead, at=NOW, heading=Heading("WLB")
    )

    assert kept.version == 1
    assert OwnQuestion.objects.get().heading == "WLB"
    assert verbs()[-1] == "question.renamed"


@pytest.mark.parametrize(
    "words",
    [
        SHORTER,
        Words(CANTEEN.text, "en", about="leader"),
        Words(CANTEEN.text, "en", keyed="-"),
        Words(CANTEEN.text, "en", {"de": "Die Kantine ist gut."}),
    ],
)
def test_what_was_asked_stays_and_other_words_are_a_new_version(
    people_lead: Person, words: Words
) -> None:
    first = written(people_lead, Words(CANTEEN.text, "en", {"de": "Der Weg zur Kantine lohnt."}))
    opened(people_lead, questions=[asked_of(first)])

    second = reword_question(first.question, words, by=people_lead, at=NOW)

    assert second.version == 2
    first.refresh_from_db()
    assert first.texts["de"] == "Der Weg zur Kantine lohnt."
    asked = RoundQuestion.objects.get(code=first.question_id)
    assert (asked.version, asked.text) == (1, CANTEEN.text)
    third = reword_question(first.question, SHORTER, by=people_lead, at=NOW)
    assert third.version == 2  # nobody has asked the second yet


def test_a_language_that_it_lacked_is_added_to_what_was_asked(people_lead: Person) -> None:
    first = written(people_lead)
    opened(people_lead, questions=[asked_of(first)])

    more = Words(CANTEEN.text, "en", {"es": "El comedor merece el paseo."})
    kept = reword_question(first.question, more, by=people_lead, at=NOW)

    assert (kept.pk, kept.version) == (first.pk, 1)
    assert kept.texts["es"] == "El comedor merece el paseo."


def test_going_back_to_words_that_were_asked_before_is_refused(people_lead: Person) -> None:
    first = written(people_lead)
    opened(people_lead, questions=[asked_of(first)])
    reword_question(first.question, SHORTER, by=people_lead, at=NOW)

    with pytest.raises(SameWordsError):
        reword_question(first.question, CANTEEN, by=people_lead, at=NOW)
    with pytest.raises(SameWordsError):
        written(people_lead)


def test_a_draft_asks_the_newest_words(people_lead: Person) -> None:
    wording = written(people_lead)
    round_ = draft(people_lead, questions=[asked_of(wording)])

    reword_question(wording.question, Words("My boss eats with us.", "en"), by=people_lead, at=NOW)

    question = round_.questions.get()
    assert question.text == "My boss eats with us."
    assert question.about_leader


def test_words_that_point_at_ones_leader_are_about_the_leader_whatever_was_chosen(
    people_lead: Person,
) -> None:
    assert written(people_lead, Words("My boss eats with us.", "en")).about == "leader"
    in_german = Words("Lunch is shared.", "en", {"de": "Meine Chefin isst mit."})
    assert written(people_lead, in_german).about == "leader"


@pytest.mark.parametrize("audience", Round.Audience.values)
def test_a_question_about_ones_leader_stays_one_in_other_words_and_languages(
    people_lead: Person, audience: str
) -> None:
    typed = own_question("My manager backs me.")
    round_ = draft(people_lead, questions=[typed], audience=audience)
    question = OwnQuestion.objects.get()

    in_german = {typed.code: {"de": "Ich bekomme Rückhalt."}}
    word_questions(round_, in_german, by=people_lead, at=NOW)
    assert round_.questions.get().about_leader
    now = question.wordings.get()
    others = Words("My boss has my back.", "en", now.texts, now.about)
    reword_question(question, others, by=people_lead, at=NOW)

    asked = round_.questions.get()
    assert asked.text == "My boss has my back."
    assert asked.about_leader
    assert asked_of(question.wordings.get()).about_leader


def test_the_firms_name_counts_in_full_and_what_is_too_long_is_refused(firm: Cast) -> None:
    lead, name = firm.people_lead, firm.organisation.name
    fits = "{company} " + "x" * (LONGEST_OWN - len(name) - 1)

    kept = written(lead, Words(fits, "en"))
    assert len(kept.text) == LONGEST_OWN
    with pytest.raises(TooLongError, match="200 letters"):
        written(lead, Words(f"{fits}x", "en"))
    with pytest.raises(TooLongError):
        reword_question(kept.question, Words("Short.", "en", {"de": f"{fits}x"}), by=lead, at=NOW)
    with pytest.raises(TooLongError):
        draft(lead, questions=[own_question(f"{fits}x")])
    assert OwnWording.objects.get().text == kept.text
    again = draft(lead, questions=[own_question(fits)])  # typed with {company} a second time
    assert again.questions.get().code == kept.question_id


def test_what_was_longer_before_there_was_a_limit_still_takes_a_language(
    people_lead: Person,
) -> None:
    question, long = OwnQuestion.objects.create(code="OWN-x"), "x" * (LONGEST_OWN + 1)
    question.wordings.create(version=1, text=long, language="en", texts={"en": long})

    more = Words(long, "en", {"de": "Die Kantine ist gut."})
    reword_question(question, more, by=people_lead, at=NOW)

    assert question.wordings.get().texts["de"] == "Die Kantine ist gut."


def test_a_line_typed_in_a_round_is_kept_among_the_own_questions(people_lead: Person) -> None:
    with translation.override("de"):
        typed = own_question("Die Kantine ist gut.")
    round_ = draft(people_lead, questions=[NEWS, typed])

    (found,) = own.library()
    assert found.current.text == "Die Kantine ist gut."
    assert found.current.language == "de"
    assert found.question.code == round_.questions.get(position=2).code == typed.code
    draft(people_lead, questions=[typed])
    assert OwnQuestion.objects.count() == 1


def test_words_of_an_older_version_are_asked_as_that_version(people_lead: Person) -> None:
    first = written(people_lead)
    opened(people_lead, questions=[asked_of(first)])
    reword_question(first.question, SHORTER, by=people_lead, at=NOW)

    round_ = draft(people_lead, questions=[own_question(CANTEEN.text)])

    assert round_.questions.get().version == 1
    assert round_.questions.get().code == first.question_id


def test_a_code_that_is_taken_is_not_given_twice(people_lead: Person) -> None:
    wording = written(people_lead)
    reword_question(wording.question, SHORTER, by=people_lead, at=NOW)

    again = written(people_lead)

    assert again.question_id != wording.question_id
    round_ = draft(people_lead, questions=[own_question(CANTEEN.text)])
    assert round_.questions.get().code == again.question_id


def test_retired_it_is_offered_no_more_and_can_be_taken_up_again(people_lead: Person) -> None:
    wording = written(people_lead)

    retire_question(wording.question, by=people_lead, at=NOW)
    retire_question(wording.question, by=people_lead, at=NOW)
    assert own.to_choose("everyone") == []
    assert own.to_choose("everyone", there=[wording.question_id]) == [wording]
    with pytest.raises(RetiredError, match="retired"):
        draft(people_lead, questions=[own_question(CANTEEN.text)])

    take_up_question(wording.question, by=people_lead, at=NOW)
    take_up_question(wording.question, by=people_lead, at=NOW)
    assert own.to_choose("everyone") == [wording]
    assert verbs() == ["question.written", "question.retired", "question.taken_up"]


def test_a_draft_with_what_was_retired_since_is_not_announced(people_lead: Person) -> None:
    wording = written(people_lead)
    round_ = draft(people_lead, questions=[NEWS, asked_of(wording)])
    retire_question(wording.question, by=people_lead, at=NOW)

    with pytest.raises(CannotOpenError, match="was retired"):
        announce_round(round_, by=people_lead, at=NOW)

    take_up_question(wording.question, by=people_lead, at=NOW)
    of_team = Words(CANTEEN.text, "en", about="team")
    reword_question(wording.question, of_team, by=people_lead, at=NOW)
    with pytest.raises(CannotOpenError, match="not a question for those who are asked"):
        announce_round(round_, by=people_lead, at=NOW)

    turned = Words(CANTEEN.text, "en", keyed="-")
    reword_question(wording.question, turned, by=people_lead, at=NOW)
    with pytest.raises(CannotOpenError, match="belong in a survey"):
        announce_round(round_, by=people_lead, at=NOW)


def test_one_tap_puts_it_at_the_end_of_a_draft_and_a_second_one_changes_nothing(
    people_lead: Person,
) -> None:
    wording, round_ = written(people_lead), draft(people_lead, questions=[NEWS])

    for _tap in range(2):
        ask_in(round_, wording.question, by=people_lead, at=NOW)

    assert [question.code for question in round_.questions.all()] == [
        NEWS.code,
        wording.question_id,
    ]
    assert not [one for one in own.drafts_to_fill() if one.takes(wording)]


def test_a_draft_takes_only_what_fits_it(people_lead: Person) -> None:
    turned, of_team = (
        written(people_lead, TURNED),
        Words("My team eats together.", "en", about="team"),
    )
    team, pulse = written(people_lead, of_team), draft(people_lead, questions=[NEWS])

    (open_one,) = own.drafts_to_fill()
    assert not open_one.takes(turned)
    assert not open_one.takes(team)
    with pytest.raises(NotInAPulseError):
        ask_in(pulse, turned.question, by=people_lead, at=NOW)
    with pytest.raises(NotForTheseError):
        ask_in(pulse, team.question, by=people_lead, at=NOW)
    survey = draft(people_lead, questions=[NEWS], kind=Round.Kind.SURVEY)
    ask_in(survey, turned.question, by=people_lead, at=NOW)
    assert survey.questions.get(code=turned.question_id).keyed == "-"


def test_a_draft_takes_ten_of_them_and_one_about_promises_none(people_lead: Person) -> None:
    wording = written(people_lead)
    ten = [own_question(f"The lift in hall {n} works.") for n in range(MOST_OWN)]
    full = draft(people_lead, questions=[NEWS, *ten])
    of_promises = draft(people_lead, questions=[NEWS], kind=Round.Kind.PROMISES)

    (open_one,) = own.drafts_to_fill()
    assert not open_one.takes(wording)
    with pytest.raises(TooManyError, match="Ten questions"):
        ask_in(full, wording.question, by=people_lead, at=NOW)
    with pytest.raises(NotForTheseError):
        ask_in(of_promises, wording.question, by=people_lead, at=NOW)
    assert full.questions.count() == MOST_OWN + 1
    assert of_promises.questions.get().code == NEWS.code


def test_nothing_is_put_into_a_round_whose_rules_are_fixed(people_lead: Person) -> None:
    wording, round_ = written(people_lead), opened(people_lead, questions=[NEWS])

    with pytest.raises(FrozenError):
        ask_in(round_, wording.question, by=people_lead, at=NOW)


def test_the_rules_hold_its_words_its_version_and_its_heading_and_count_it_by_itself(
    people_lead: Person,
) -> None:
    first = written(people_lead, construct="FAI")
    loose = written(people_lead, Words("The lift works.", "en"))
    round_ = opened(people_lead, questions=[asked_of(first), asked_of(loose), NEWS])

    mine, other, book = round_.rules["questions"]
    assert (mine["version"], mine["text"], mine["topic"]) == (1, CANTEEN.text, "FAI")
    assert mine["construct"] == mine["id"] == first.question_id  # no part of fairness
    assert "topic" not in other
    assert "topic" not in book


def test_when_it_was_asked_and_from_when_it_may_come_back_are_known(people_lead: Person) -> None:
    first = written(people_lead)
    round_ = opened(people_lead, questions=[asked_of(first)])

    found = own.own_of(first.question)

    assert (found.n_times(1), found.n_times(2)) == (1, 0)
    assert found.last is not None
    assert found.last.round == round_
    back = found.back_on(NOW)
    assert back is not None
    assert back - found.last.began == timedelta(days=91)
    assert found.back_on(back) is None


def test_the_languages_that_people_read_are_counted_and_the_firms_stands_for_none(
    firm: Cast,
) -> None:
    n_before = own.languages_in_use()["en"]
    make_person("Ana Ruiz", language="es")
    make_person("Ole Dahl", language="tlh")

    assert own.languages_in_use() == {"en": n_before + 1, "es": 1}


def test_what_the_book_asks_nearly_the_same_is_named(people_lead: Person) -> None:
    wording = written(people_lead)

    (of_book,) = own.nearly_the_same("I hear about any change early enough to prepare.")
    assert "The book asks nearly the same" in of_book
    (of_own,) = own.nearly_the_same("The canteen is worth a walk.")
    assert CANTEEN.text in of_own
    assert own.nearly_the_same("The canteen is worth a walk.", but=wording.question_id) == []


def test_an_asked_question_that_brings_its_own_texts_keeps_them(people_lead: Person) -> None:
    brought = Asked("OWN-x", "The lift works.", "OWN-x", texts={"de": "Der Aufzug fährt."})

    round_ = draft(people_lead, questions=[brought])

    assert round_.questions.get().texts == {"en": "The lift works.", "de": "Der Aufzug fährt."}
