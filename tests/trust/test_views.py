"""The pages that join the rooms: what they say, and to whom."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from bothways.commitments.actions import make_commitment
from bothways.commitments.models import Origin
from bothways.commitments.queries import origin_of
from bothways.people.models import Person
from bothways.record.actions import note
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.tampering import tamper
from tests.trust.counted import CLOSED, make_counted, mixed

ClientOf = Callable[[object], Client]
HALF_AND_HALF = {"b1": mixed(6, 5), "b2": mixed(6, 5)}


@pytest.fixture
def read(client_of: ClientOf) -> Callable[..., str]:
    """Return a function that opens a page as somebody and gives its text."""

    def page(person: Person, address: str, *, status: int = 200) -> str:
        answer = client_of(person).get(address)
        assert answer.status_code == status, address
        return " ".join(answer.content.decode().split())

    return page


def words(html: str) -> str:
    """What is read, without the tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_who_is_not_signed_in_is_sent_to_the_door(firm: Cast, client: Client) -> None:
    for address in ("/", "/trust/", "/anonymity/", "/record/", "/trust/groups/b1/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in/")


def test_before_the_first_round_the_trust_page_says_so(
    employee: Person, read: Callable[..., str]
) -> None:
    html = read(employee, "/trust/")

    assert "No round has been counted yet." in html
    assert "No one has made a promise in the open yet." in html
    assert "<svg" in html


def test_everyone_sees_the_same_figures_on_the_trust_page(
    firm: Cast, owner: Person, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF)

    def figures(person: Person) -> str:
        html = read(person, "/trust/")
        return html[html.index("<main") : html.index("<aside")]

    assert figures(owner) == figures(employee)


def test_the_trust_page_counts_people_first_and_gives_the_range(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF)

    html = read(employee, "/trust/")

    assert "22 of 26 people answered." in html
    assert "12 <small>of 22 agree</small>" in html
    assert "The true share is probably between 34 and 74" in html
    assert "opened with the company's key alone" in html
    assert html.count('class="dot"') >= 12


def test_before_leaders_are_asked_their_side_is_empty_and_says_so(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF)

    html = read(employee, "/trust/")
    side = html[html.index("What leaders say of their teams") :]

    assert "Leaders have not been asked yet" in side[:2000]
    assert 'class="figure"' not in side[: side.index("</article>")]


def test_both_directions_stand_on_one_page_as_soon_as_both_were_asked(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    teams = {"D-TRU1": ("TRU", "I feel safe relying on this team when it matters.", False)}
    make_counted(firm, HALF_AND_HALF)
    one = [(4,)] * 5 + [(2,)] * 4
    leaders = make_counted(firm, {"b1": one, "b2": one}, questions=teams, audience="leaders")

    for address in ("/trust/", f"/trust/?round={leaders.pk}"):
        html = words(read(employee, address))
        assert "22 of 26 people answered. 18 of 26 leaders answered." in html
        assert "12 of 22 agree" in html
        assert "10 of 18 agree" in html
        assert "What leaders say, theme by theme" in html
        assert "Trust in my team" in html


def test_an_older_round_shows_the_page_as_it_stood_and_the_way_back(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    old = make_counted(firm, HALF_AND_HALF, title="Spring", closed=CLOSED - timedelta(days=180))
    new = make_counted(firm, HALF_AND_HALF, title="Autumn")

    html = read(employee, f"/trust/?round={old.pk}")

    assert "This is how it stood then." in html
    assert f"?round={new.pk}" in html
    assert "This is how it stood then." not in read(employee, f"/trust/?round={new.pk}")


def test_a_clamped_figure_is_said_in_words_and_has_no_ring(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, {"b1": mixed(11, 0), "b2": mixed(11, 0)})

    html = read(employee, "/trust/")

    assert "<small>at least</small>" in html
    assert 'class="rim"' not in html
    assert "22 of 22" not in html


def test_too_few_answers_show_no_figure_and_say_why(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, {"b1": mixed(3, 2)})

    html = read(employee, "/trust/")

    assert "Fewer than 7 of 26 people answered." in html
    assert "there is no figure here, for anyone" in html
    assert 'class="figure"' not in html
    assert "5 of 26" not in html


def test_a_survey_shows_how_answers_spread_with_a_table(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF, format="full")

    html = read(employee, "/trust/")

    assert 'class="spread__5"' in html
    assert "Neither, or more" in html


def test_an_older_round_can_be_chosen(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    old = make_counted(firm, HALF_AND_HALF, title="Spring", closed=CLOSED - timedelta(days=180))
    make_counted(firm, HALF_AND_HALF, title="Autumn")

    assert "Autumn, closed on" in read(employee, "/trust/")
    assert "Spring, closed on" in read(employee, f"/trust/?round={old.pk}")
    read(employee, "/trust/?round=nonsense", status=404)
    read(employee, "/trust/?round=00000000-0000-4000-8000-000000000000", status=404)


def test_what_came_of_a_result_stands_beside_it(
    firm: Cast, owner: Person, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF)

    assert "No one has answered this result yet." in read(employee, "/trust/")

    round_ = Round.objects.get()
    make_commitment(
        text="The shift plan comes out two weeks ahead.",
        to=None,
        by=owner,
        due_on=timezone.localdate() + timedelta(days=20),
        at=timezone.now(),
        origin=Origin(round_.pk, "U-COM1", "12 of 22 agreed"),
    )

    for address in ("/trust/", "/trust/questions/U-COM1/", "/"):
        html = words(read(employee, address))
        assert "October pulse: 12 of 22 agreed “I hear about changes" in html
        assert "Came back: Sanne Weir" in html
        assert "“The shift plan comes out two weeks ahead.”" in html
    assert "Sanne Weir" not in words(read(employee, "/trust/questions/U-PSY1/"))


def test_the_figure_beside_a_promise_is_in_the_readers_language(
    firm: Cast, owner: Person, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF)
    promise = make_commitment(
        text="The shift plan comes out two weeks ahead.",
        to=None,
        by=owner,
        due_on=timezone.localdate() + timedelta(days=20),
        at=timezone.now(),
        origin=origin_of(Round.objects.get().pk, "U-COM1"),
    )
    Person.objects.filter(pk=employee.pk).update(language="de")

    for address in ("/", "/trust/", f"/promises/{promise.pk}/"):
        html = words(read(employee, address))
        assert "agreed" not in html
        assert "„The shift plan comes out two weeks ahead.“" in html
        assert "stimmten zu" in html


def test_our_word_is_counted_in_signs_with_the_number_of_each(
    firm: Cast, owner: Person, employee: Person, read: Callable[..., str]
) -> None:
    now, today = timezone.now(), timezone.localdate()
    make_commitment(
        text="The plan comes out.",
        to=None,
        by=owner,
        due_on=today - timedelta(days=9),
        at=now - timedelta(days=30),
    )

    html = read(employee, "/trust/")

    assert "0 of 1 kept" in words(html)
    assert "Silent 1" in words(html)
    assert "Broken none" in words(html)


def test_a_question_has_a_page_of_its_own(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF, closed=CLOSED - timedelta(days=91))
    make_counted(firm, HALF_AND_HALF)

    html = read(employee, "/trust/questions/U-COM1/")

    assert "I hear about changes early enough to prepare." in html
    assert html.count("12 of 22") >= 2
    read(employee, "/trust/questions/U-NONE/", status=404)


def test_a_group_is_for_its_people_their_leaders_and_the_people_lead(
    firm: Cast, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF)

    for person in (firm.employee, firm.manager, firm.owner, firm.people_lead):
        assert "<h1>Assembly</h1>" in read(person, "/trust/groups/b1/")
    for person in (firm.other_employee, firm.other_manager, firm.dispatcher):
        read(person, "/trust/groups/b1/", status=404)
    read(firm.employee, "/trust/groups/b9/", status=404)


def test_only_the_leader_sees_how_the_own_group_sees_them(
    firm: Cast, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF)
    about_the_leader = "I feel safe relying on my leader"

    assert about_the_leader in read(firm.manager, "/trust/groups/b1/")
    for person in (firm.employee, firm.owner, firm.people_lead):
        html = read(person, "/trust/groups/b1/")
        assert about_the_leader not in html
        assert "to that leader alone" in html


def test_this_week_is_empty_when_nothing_waits(employee: Person, read: Callable[..., str]) -> None:
    html = read(employee, "/")

    assert "Nothing waits for you, and nobody waits for you." in html
    assert "Nobody has promised you anything yet." in html


def test_this_week_has_the_open_round_and_never_says_whether_you_answered(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    round_ = make_counted(firm, HALF_AND_HALF, title="Five questions")
    now = timezone.now()
    tamper(
        Round.objects.filter(pk=round_.pk),
        state=Round.State.OPEN,
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=1),
    )

    html = read(employee, "/")

    assert "One thing for you," in html
    assert "Five questions" in html
    assert f"/rounds/{round_.pk}/answer/" in html
    assert "have not answered" not in html


def test_this_week_says_when_an_announced_box_will_open(
    firm: Cast, employee: Person, people_lead: Person, read: Callable[..., str]
) -> None:
    round_ = make_counted(firm, HALF_AND_HALF, title="Five questions")
    now = timezone.now()
    tamper(
        Round.objects.filter(pk=round_.pk),
        state=Round.State.OPEN,
        opens_at=now + timedelta(days=3),
        closes_at=now + timedelta(days=9),
    )

    html = read(employee, "/")

    assert "“Five questions” is announced." in html
    assert "/answer/" not in html
    assert "is announced." not in read(people_lead, "/")


def test_this_week_does_not_ask_who_is_not_in_the_round(
    firm: Cast, people_lead: Person, read: Callable[..., str]
) -> None:
    round_ = make_counted(firm, HALF_AND_HALF)
    now = timezone.now()
    tamper(
        Round.objects.filter(pk=round_.pk),
        state=Round.State.OPEN,
        opens_at=now,
        closes_at=now + timedelta(days=1),
    )

    assert "/answer/" not in read(people_lead, "/")


def test_this_week_puts_ones_own_word_first_when_it_is_due(
    firm: Cast, manager: Person, employee: Person, read: Callable[..., str]
) -> None:
    today = timezone.localdate()
    make_commitment(
        text="A stool for station 4.",
        to=employee,
        by=manager,
        due_on=today + timedelta(days=2),
        at=timezone.now(),
    )

    assert "Say how it stands" in read(manager, "/")
    assert "Promised to you" in read(employee, "/")
    assert "A stool for station 4." in read(employee, "/")
    assert "A stool for station 4." not in read(firm.colleague, "/")


def test_a_new_result_is_among_what_came_back(
    firm: Cast, employee: Person, read: Callable[..., str]
) -> None:
    make_counted(firm, HALF_AND_HALF, title="Autumn", closed=timezone.now() - timedelta(days=2))

    assert "Autumn: the result is there" in read(employee, "/")


def test_the_record_is_said_in_words_thirty_a_page(
    firm: Cast, owner: Person, employee: Person, read: Callable[..., str]
) -> None:
    for _ in range(31):
        note("people.exported", by=owner)

    html = read(employee, "/record/")

    assert html.count("saved the list of people") == 30
    assert "Page 1 of 2" in html
    assert read(employee, "/record/?page=2").count("saved the list of people") == 1


def test_an_unknown_page_of_the_record_is_the_last_one(
    employee: Person, read: Callable[..., str]
) -> None:
    read(employee, "/record/?page=99")
    read(employee, "/record/?page=x")


BEFORE_ANY_ROUND = {
    "/": 200,
    "/trust/": 200,
    "/trust/report.pdf": 404,
    "/trust/story.json": 404,
    "/trust/story.csv": 404,
    "/trust/questions/": 200,
    "/trust/questions/U-TRU1/": 404,
    "/trust/groups/": 404,
    "/trust/groups/b1/": 404,
    "/anonymity/": 200,
    "/record/": 200,
    "/record/check/": 200,
}


@pytest.mark.parametrize(
    ("who", "compares"),
    [
        ("employee", False),
        ("manager", False),
        ("owner", False),
        ("representative", False),
        ("people_lead", True),
    ],
)
def test_before_any_round_each_address_answers_everybody_alike_but_for_the_comparison(
    firm: Cast, client_of: ClientOf, who: str, compares: bool
) -> None:
    browser = client_of(getattr(firm, who))

    found = {address: browser.get(address).status_code for address in BEFORE_ANY_ROUND}

    assert found == BEFORE_ANY_ROUND
    assert (browser.get("/trust/people-lead/").status_code == 200) is compares


@pytest.mark.parametrize("address", [*BEFORE_ANY_ROUND, "/trust/people-lead/"])
def test_who_is_not_signed_in_or_has_left_is_sent_to_sign_in(
    firm: Cast, client: Client, client_of: ClientOf, address: str
) -> None:
    for browser in (client, client_of(firm.leaver)):
        reply = browser.get(address)
        assert reply.status_code == 302
        assert "next=" in reply["Location"] or address == "/"


@pytest.mark.parametrize("address", ["/", "/trust/", "/record/", "/trust/people-lead/"])
def test_pages_that_only_show_take_no_posts(firm: Cast, client_of: ClientOf, address: str) -> None:
    assert client_of(firm.people_lead).post(address, {"round": "1"}).status_code == 405


@pytest.mark.parametrize("mark", ["12", "no mark at all", "<b>9</b>", "\u202e" + "00ff " * 16])
def test_what_is_no_mark_is_said_to_be_none_and_stays_typed(
    firm: Cast, client_of: ClientOf, mark: str
) -> None:
    reply = client_of(firm.employee).get("/record/check/", {"mark": mark})

    assert reply.status_code == 422
    assert escape(mark.strip()) in reply.content.decode()


def test_an_empty_field_is_no_mistake(firm: Cast, client_of: ClientOf) -> None:
    assert client_of(firm.employee).get("/record/check/", {"mark": "  "}).status_code == 200
