"""The pages of 'did it work?', as people meet them."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from bothways.people.models import Person
from bothways.programmes.actions import draw_lot, judge, stop, withdraw
from bothways.programmes.jobs import draw_lots, look_whether_it_worked
from bothways.programmes.models import Programme
from bothways.programmes.queries import newest_groups
from bothways.record.actions import append_entries
from bothways.surveys.models import Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import TODAY, at_nine
from tests.programmes.many_groups import AFTER, STARTS, agreeing, counted_round, declared, drawn

pytestmark = pytest.mark.django_db
Leaders = dict[str, Person]


def page(client: Client, name: str, *args: object, **query: str) -> str:
    reply = client.get(reverse(f"programmes:{name}", args=args), query)
    assert reply.status_code == 200
    return reply.content.decode()


def typed(**fields: object) -> dict[str, object]:
    return {
        "kind": "programme",
        "title": "Ten minutes before each shift",
        "text": "Anybody may say what went wrong.",
        "target": "U-PSY1",
        "should_rise": "yes",
        "expected": "More people say that they can tell of a mistake.",
        "otherwise": "If nothing can be seen, we stop.",
        "groups": [group.key for group in newest_groups()],
        "starts_on": (localdate() + timedelta(days=10)).isoformat(),
        "weeks": "4",
        "rest_weeks": "8",
        **fields,
    }


def test_everyone_reads_it_and_the_people_lead_declares(
    firm: Cast, before: Round, client_of: ClientOf
) -> None:
    address = reverse("programmes:new")

    assert "Declare something" in page(client_of(firm.people_lead), "list")
    assert "Declare something" not in page(client_of(firm.employee), "list")
    assert client_of(firm.employee).get(address).status_code == 403
    assert client_of(firm.employee).post(f"{address}?chosen=lot", typed()).status_code == 403


def test_before_any_declaration_the_list_says_what_it_is_for(
    firm: Cast, client_of: ClientOf
) -> None:
    assert "Nothing has been declared yet." in page(client_of(firm.employee), "list")


def test_without_a_counted_round_one_is_asked_first(firm: Cast, client_of: ClientOf) -> None:
    assert "Ask first, then act." in page(client_of(firm.people_lead), "new")


def test_before_any_round_the_way_by_months_is_offered_and_leads_to_its_form(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.people_lead)

    assert '<a href="?chosen=firm">' in page(client, "new")
    assert "People who left" in page(client, "new", chosen="firm")


def test_the_lot_is_offered_first(firm: Cast, before: Round, client_of: ClientOf) -> None:
    shown = page(client_of(firm.people_lead), "new")

    assert shown.index("By lot, the rest later") < shown.index("because they scored low")
    assert shown.index('class="btn" href="?chosen=lot"') < shown.index('href="?chosen=low"')


def test_declaring_by_lot_says_beforehand_what_could_be_seen(
    firm: Cast, before: Round, client_of: ClientOf
) -> None:
    shown = page(client_of(firm.people_lead), "new", chosen="lot")

    assert "What could be seen at all" in shown
    assert "There are 12 groups" in shown
    assert "Which of them begin?" not in shown, "a lot decides"
    assert "Which of them begin?" in page(client_of(firm.people_lead), "new", chosen="low")


def test_what_was_declared_waits_for_its_lot_and_then_shows_how_to_repeat_it(
    firm: Cast, before: Round, client_of: ClientOf
) -> None:
    client, now = client_of(firm.people_lead), at_nine(localdate())
    reply = client.post(f"{reverse('programmes:new')}?chosen=lot", typed())
    assert reply.status_code == 302
    programme = Programme.objects.get()
    assert "Not drawn yet." in page(client, "one", programme.pk)

    append_entries(at=now)
    assert draw_lots(now) == "1 lot was drawn."

    shown = page(client_of(firm.employee), "one", programme.pk)
    assert "Drawn again just now: it gives the same groups." in shown
    assert "python3 -c" in shown
    assert "Declared, not started" in shown
    assert "What could be seen at all" in shown
    assert draw_lots(now) == ""


def test_a_form_with_gaps_keeps_what_was_typed_and_says_what_to_do(
    firm: Cast, before: Round, client_of: ClientOf
) -> None:
    address = f"{reverse('programmes:new')}?chosen=low"
    reply = client_of(firm.people_lead).post(address, typed(expected="", first=[], why=""))
    shown = reply.content.decode()

    assert reply.status_code == 200
    assert "Choose the groups that begin." in shown
    assert "Ten minutes before each shift" in shown
    assert Programme.objects.count() == 0


def test_who_begins_has_to_take_part(firm: Cast, before: Round, client_of: ClientOf) -> None:
    keys = [group.key for group in newest_groups()]
    address = f"{reverse('programmes:new')}?chosen=unrelated"
    fields = typed(groups=keys[:8], first=keys[7:9], why="A date.")

    shown = client_of(firm.people_lead).post(address, fields).content.decode()

    assert "Those that begin have to take part, too." in shown


def test_a_refusal_stands_on_the_form(firm: Cast, before: Round, client_of: ClientOf) -> None:
    address = f"{reverse('programmes:new')}?chosen=lot"

    reply = client_of(firm.people_lead).post(address, typed(starts_on=localdate().isoformat()))

    assert reply.status_code == 409
    assert "Declare it before it starts." in reply.content.decode()


def test_a_second_click_leads_to_what_is_declared(
    firm: Cast, before: Round, client_of: ClientOf
) -> None:
    client, address = client_of(firm.people_lead), f"{reverse('programmes:new')}?chosen=lot"

    first, second = (client.post(address, typed()) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Programme.objects.count() == 1


def test_the_verdict_is_the_same_page_for_everyone_and_names_no_group_s_figure(
    firm: Cast, before: Round, leaders: Leaders, client_of: ClientOf
) -> None:
    programme = drawn(firm.people_lead)
    counted_round(leaders, agreeing(programme, first=8, rest=3, wiggle=0), closed=AFTER)
    assert look_whether_it_worked(at_nine(AFTER)) == "1 programme was looked at."

    shown = page(client_of(firm.employee), "one", programme.pk)

    assert "Clearly up" in shown
    assert "Rung 3 of 3." in shown
    assert "The true effect is probably between +" in shown
    assert "That is the direction that was expected." in shown
    assert "of 10 agree" not in shown
    assert "Clearly up" in page(client_of(firm.employee), "list")


def test_too_few_to_tell_stands_in_the_place_of_the_figure(
    firm: Cast, before: Round, leaders: Leaders, client_of: ClientOf
) -> None:
    programme = drawn(firm.people_lead, groups=tuple(newest_groups()[:6]))
    counted_round(leaders, dict.fromkeys(leaders, 5), closed=AFTER)
    judge(programme, at=at_nine(AFTER))

    shown = page(client_of(firm.employee), "one", programme.pk)

    assert "Too few to tell" in shown
    assert "Fewer than four groups on a side" in shown
    assert "The true effect" not in shown


def test_what_was_taken_back_or_ended_early_stays_in_the_list_with_its_reason(
    firm: Cast, before: Round, client_of: ClientOf
) -> None:
    back, early = declared(firm.people_lead), declared(firm.people_lead, title="Another")
    withdraw(back, by=firm.people_lead, words="No money.", at=at_nine(TODAY))
    stop(early, by=firm.people_lead, words="It hurt.", at=at_nine(STARTS))
    client = client_of(firm.employee)

    shown = page(client, "list")

    assert "Taken back before its start" in shown
    assert "Ended early" in shown
    assert "“No money.”" in page(client, "one", back.pk)
    assert "“It hurt.”" in page(client, "one", early.pk)


def test_taking_back_ends_in_the_page_and_late_clicks_in_a_sentence(
    firm: Cast, before: Round, client_of: ClientOf
) -> None:
    programme = declared(firm.people_lead)
    client = client_of(firm.people_lead)
    address = reverse("programmes:act", args=[programme.pk, "say"])

    assert "Take it back" in page(client, "act", programme.pk, "withdraw")
    assert client.post(address, {"words": "On its way."}).status_code == 302
    assert "“On its way.”" in page(client, "one", programme.pk)
    assert client.post(address, {"words": ""}).status_code == 200
    late = client.post(reverse("programmes:act", args=[programme.pk, "stop"]), {"words": "x"})
    assert late.status_code in {302, 409}
    assert client.get(reverse("programmes:act", args=[programme.pk, "judge"])).status_code == 404
    assert client_of(firm.employee).get(address).status_code == 403


def test_a_late_click_says_that_it_is_over(firm: Cast, before: Round, client_of: ClientOf) -> None:
    programme = declared(firm.people_lead)
    withdraw(programme, by=firm.people_lead, words="No money.", at=at_nine(TODAY))

    address = reverse("programmes:act", args=[programme.pk, "say"])
    reply = client_of(firm.people_lead).post(address, {"words": "More."})

    assert reply.status_code == 409
    assert "This is over." in reply.content.decode()


def test_words_that_differ_from_the_record_are_shown_as_such(
    firm: Cast, before: Round, client_of: ClientOf
) -> None:
    programme = declared(firm.people_lead)
    Programme.objects.filter(pk=programme.pk).update(expected="Anything at all.")

    shown = page(client_of(firm.employee), "one", programme.pk)

    assert "These words are not the ones that stand on the record." in shown


def test_the_record_tells_of_it_in_words(firm: Cast, before: Round, client_of: ClientOf) -> None:
    programme = declared(firm.people_lead)
    draw_lot(programme, at=at_nine(TODAY))
    append_entries(at=at_nine(TODAY))

    shown = client_of(firm.employee).get(reverse("trust:record")).content.decode()

    assert "declared “Ten minutes before each shift” before its start" in shown
    assert "drew by lot who begins with “Ten minutes before each shift”" in shown


def test_its_pages_ask_few_questions_of_the_database(
    firm: Cast,
    before: Round,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    programme = drawn(firm.people_lead)
    client = client_of(firm.employee)
    client.get(reverse("programmes:list"))

    with django_assert_max_num_queries(8):
        client.get(reverse("programmes:list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("programmes:one", args=[programme.pk]))


@pytest.mark.parametrize(
    ("who", "declares"),
    [
        ("employee", False),
        ("manager", False),
        ("representative", False),
        ("owner", True),
        ("people_lead", True),
    ],
)
def test_before_anything_was_asked_all_read_and_those_who_keep_the_list_are_told_to_ask(
    firm: Cast, client_of: ClientOf, who: str, declares: bool
) -> None:
    browser = client_of(getattr(firm, who))

    assert browser.get("/did-it-work/").status_code == 200
    assert browser.get("/did-it-work/new/").status_code == (200 if declares else 403)
    assert not Programme.objects.exists()


@pytest.mark.parametrize("way", ["lot", "best", "", "' OR 1=1"])
def test_without_a_counted_round_no_way_of_choosing_leads_to_a_form(
    firm: Cast, client_of: ClientOf, way: str
) -> None:
    browser = client_of(firm.people_lead)

    reply = browser.post(f"/did-it-work/new/?{urlencode({'chosen': way})}", typed())

    assert "Ask first, then act." in reply.content.decode()
    assert not Programme.objects.exists()


@pytest.mark.parametrize("act", ["", "say/", "withdraw/", "stop/", "burn/"])
def test_what_was_never_declared_is_not_there(firm: Cast, client_of: ClientOf, act: str) -> None:
    address = f"/did-it-work/{UUID(int=7)}/{act}"

    assert client_of(firm.people_lead).get(address).status_code == 404


@pytest.mark.parametrize("address", ["/did-it-work/", "/did-it-work/new/"])
def test_who_is_not_signed_in_or_has_left_reads_nothing(
    firm: Cast, client: Client, client_of: ClientOf, address: str
) -> None:
    for browser in (client, client_of(firm.leaver)):
        assert browser.get(address).status_code == 302
