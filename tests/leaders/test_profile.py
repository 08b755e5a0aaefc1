"""A leader's own profile: from their own group alone, uncertain in words, shared by them alone."""

from datetime import timedelta

import pytest

from bothways.leaders.actions import share_profile, stop_sharing
from bothways.leaders.errors import NothingToShareError
from bothways.leaders.models import ProfileShare
from bothways.leaders.queries import Element, Profile, profile_of, shares_with
from bothways.leaders.queries.profile import Line, Moment
from bothways.leaders.steps import STEPS, next_step
from bothways.people.models import Person
from bothways.pure.wording import reading_grade
from bothways.record.models import Entry
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, TODAY
from tests.leading import asked
from tests.rounds import counted

THE_THREE = asked("U-REL1", "U-JUD1", "U-CON1")


@pytest.fixture
def released(firm: Cast) -> Round:
    """Consistency is what nobody agrees with."""
    people = Person.objects.filter(left_on=None)
    return counted(firm.owner, dict.fromkeys(people, (5, 4, 1)), questions=THE_THREE)


def element(code: str, low: int, high: int, n: int = 12) -> Element:
    line = Line(code, "", "en", "", low / n, high / n, (low, high), n)
    return Element(code, (Moment(Round(), (line,)),))


def profile(*elements: Element) -> Profile:
    return Profile(Person(), elements, 1)


def test_it_is_made_of_the_group_that_is_theirs_alone(firm: Cast, released: Round) -> None:
    found = profile_of(firm.other_manager)

    assert (found.n_rounds, found.group, found.reason) == (1, "Dispatch + Stores", "")
    words = [element.moments[0].lines[0].words for element in found.elements]
    assert words == [
        "at least 11 of 14 agreed",
        "at least 11 of 14 agreed",
        "at most 3 of 14 agreed",
    ]
    assert [element.level for element in found.elements] == ["most", "most", "few"]


def test_whose_people_are_counted_with_others_has_none_and_is_told_why(
    firm: Cast, released: Round, client_of: ClientOf
) -> None:
    found = profile_of(firm.manager)
    page = client_of(firm.manager).get("/leaders/profile/").content.decode()

    assert (found.has_something, found.reason) == (False, "shared")
    assert "too small to keep anyone anonymous" in page
    assert "Talk it over" in page
    assert "Share it" not in page


def test_before_a_round_and_where_it_was_not_asked_there_is_none(firm: Cast) -> None:
    assert profile_of(firm.other_manager).reason == "not_asked"
    people = Person.objects.filter(left_on=None)
    counted(firm.owner, dict.fromkeys(people, (4, 4, 4)))

    assert profile_of(firm.other_manager).reason == "few"


def test_the_next_step_is_of_the_element_that_is_surely_weaker(firm: Cast, released: Round) -> None:
    found = next_step(profile_of(firm.other_manager))

    assert found is not None
    assert found[0].code == "CON"
    assert found[1] in STEPS["CON", "few"]


def test_without_a_surely_weaker_one_the_step_is_to_keep_asking() -> None:
    near = profile(element("REL", 8, 8), element("JUD", 7, 7), element("CON", 7, 9))
    two = profile(element("REL", 9, 12), element("JUD", 0, 3), Element("CON"))

    assert next_step(near) is None
    assert next_step(two) is None


def test_several_questions_of_one_element_count_as_one_crowd() -> None:
    lines = tuple(Line(c, "", "en", "", 0, 1, (a, a), 12) for c, a in (("a", 4), ("b", 7)))

    assert Moment(Round(), lines).together == (5, 6, 12)


def test_every_element_and_level_has_a_handful_in_plain_words() -> None:
    assert {code for code, _level in STEPS} == {"REL", "JUD", "CON"}
    for handful in STEPS.values():
        assert len(handful) >= 3
        for step in handful:
            for sentence in str(step).replace("?", ".").split("."):
                assert reading_grade(sentence) <= 8, sentence


def test_a_second_round_is_compared_in_words(firm: Cast, released: Round) -> None:
    later = NOW + timedelta(days=100)
    people = Person.objects.filter(left_on=None)
    given = dict.fromkeys(people, (5, 4, 5))
    counted(firm.owner, given, questions=THE_THREE, opens_at=later)

    changes = [element.change for element in profile_of(firm.other_manager).elements]

    assert changes[2] == ("up", "clearly")
    assert changes[0] == ("unclear", "no clear change")


def shared(by: Person, with_whom: str, days: int = 14) -> ProfileShare:
    return share_profile(by=by, shown_to=with_whom, days=days, on=TODAY, at=NOW)


@pytest.mark.parametrize(
    ("with_whom", "who"),
    [
        ("team", {"other_employee", "dispatcher"}),
        ("above", {"owner"}),
        ("everyone", {"employee", "dispatcher", "owner", "other_employee", "people_lead"}),
    ],
)
def test_it_is_shown_to_those_it_was_shared_with_and_nobody_else(
    firm: Cast, released: Round, with_whom: str, who: set[str]
) -> None:
    share = shared(firm.other_manager, with_whom)

    seers = ("employee", "dispatcher", "owner", "other_employee", "people_lead")
    assert {name for name in seers if share.is_open_to(getattr(firm, name), on=TODAY)} == who
    assert not share.is_open_to(firm.other_employee, on=TODAY + timedelta(days=15))


def test_the_record_says_that_it_was_shared_and_not_what_it_says(
    firm: Cast, released: Round
) -> None:
    share = shared(firm.other_manager, "everyone")
    stop_sharing(share, on=TODAY, at=NOW)
    stop_sharing(share, on=TODAY, at=NOW)

    entries = Entry.objects.filter(verb__startswith="profile.").order_by("id")
    assert [entry.verb for entry in entries] == ["profile.shared", "profile.unshared"]
    assert set(entries[0].details) == {"shown_to", "until"}


def test_a_share_that_was_taken_back_is_gone_at_once(
    firm: Cast, released: Round, client_of: ClientOf
) -> None:
    share = share_profile(
        by=firm.other_manager, shown_to="team", days=36500, on=TODAY - timedelta(days=1), at=NOW
    )
    seen = client_of(firm.other_employee).get(f"/leaders/shared/{share.pk}/")
    lists = client_of(firm.other_employee).get("/leaders/shared/").content.decode()
    other = client_of(firm.employee).get(f"/leaders/shared/{share.pk}/")
    stopped_by_another = client_of(firm.other_employee).post(f"/leaders/profile/{share.pk}/stop/")
    client_of(firm.other_manager).post(f"/leaders/profile/{share.pk}/stop/")

    assert "at most 3 of 14" in seen.content.decode().lower()
    assert "One next step" not in seen.content.decode()
    assert "Pia Novak" in lists
    assert (other.status_code, stopped_by_another.status_code) == (404, 403)
    assert client_of(firm.other_employee).get(f"/leaders/shared/{share.pk}/").status_code == 404
    assert shares_with(firm.other_employee, on=TODAY) == []


def test_what_is_not_there_can_not_be_shared(firm: Cast, released: Round) -> None:
    with pytest.raises(NothingToShareError):
        shared(firm.manager, "everyone")
    Person.objects.filter(pk=firm.other_manager.pk).update(manager=None)
    with pytest.raises(NothingToShareError):
        shared(Person.objects.get(pk=firm.other_manager.pk), "above")


def test_sharing_again_with_the_same_people_begins_a_new_time(firm: Cast, released: Round) -> None:
    shared(firm.other_manager, "team", 14)
    again = shared(firm.other_manager, "team", 30)

    assert [s.pk for s in ProfileShare.objects.filter(ended_on=None)] == [again.pk]


def test_the_page_shows_the_three_one_step_and_lets_share(
    firm: Cast, released: Round, client_of: ClientOf
) -> None:
    browser = client_of(firm.other_manager)
    page = browser.get("/leaders/profile/").content.decode()
    wrong = browser.post("/leaders/profile/", {"shown_to": "the press", "days": "14"})
    browser.post("/leaders/profile/", {"shown_to": "team", "days": "14"})
    after = browser.get("/leaders/profile/").content.decode()

    assert "No page shows this to anyone but you" in page
    assert "Consistency" in page
    assert "One next step" in page
    assert wrong.status_code == 422
    assert "Stop sharing" in after
    assert "No page shows this to anyone but you" not in after
