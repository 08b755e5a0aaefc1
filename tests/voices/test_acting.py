"""What is done about ideas and questions, through their pages."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import localdate

from bothways.commitments.models import Commitment
from bothways.people.models import Person
from bothways.voices.models import Voice
from tests.cast import Cast
from tests.factories import WHY, make_voice

SOON = localdate() + timedelta(days=30)


@pytest.fixture
def idea(firm: Cast) -> Voice:
    """An idea of today."""
    return make_voice(firm.employee, said_on=localdate())


@pytest.fixture
def asked(firm: Cast) -> Voice:
    """A question to the lead of Assembly."""
    return make_voice(
        firm.employee, "Why two?", kind="question", asked_of=firm.manager, said_on=localdate()
    )


def send(client: Client, by: Person, path: str, **said: object) -> HttpResponse:
    client.force_login(by)
    return client.post(path, said)  # type: ignore[return-value]


def read(client: Client, by: Person, voice: Voice) -> str:
    client.force_login(by)
    kind = "questions" if voice.is_question else "ideas"
    return client.get(f"/{kind}/{voice.pk}/").content.decode()


def test_we_will_in_one_form(client: Client, firm: Cast, idea: Voice) -> None:
    at = f"/ideas/{idea.pk}/answer/will/"
    client.force_login(firm.people_lead)
    assert "It becomes a promise of yours to everyone" in client.get(at).content.decode()

    done = send(client, firm.people_lead, at, words="A bench stands there.", due_on=SOON)

    assert done["Location"] == f"/ideas/{idea.pk}/"
    page = read(client, firm.employee, idea)
    assert "Will be done" in page
    assert f"/promises/{Commitment.objects.get().pk}/" in page
    assert f"/ideas/{idea.pk}/answer/open/" not in page
    assert f"/ideas/{idea.pk}/answer/open/" in read(client, firm.people_lead, idea)


def test_a_no_without_reasons_says_so_and_keeps_what_was_typed(
    client: Client, firm: Cast, idea: Voice
) -> None:
    at = f"/ideas/{idea.pk}/answer/wont/"
    short = send(client, firm.people_lead, at, words="No money.", look_again_on=SOON)

    assert short.status_code == 409
    assert "A no needs its reason" in short.content.decode()
    assert "No money." in short.content.decode()
    assert send(client, firm.people_lead, at, words=WHY, look_again_on=SOON).status_code == 302
    assert send(client, firm.people_lead, at, words=WHY, look_again_on=SOON).status_code == 409


def test_a_question_is_answered_on_its_page(client: Client, firm: Cast, asked: Voice) -> None:
    assert f"/ideas/{asked.pk}/answer/say/" in read(client, firm.manager, asked)
    send(client, firm.manager, f"/ideas/{asked.pk}/answer/say/", words="One was not enough.")

    page = read(client, firm.dispatcher, asked)
    assert "One was not enough." in page
    assert "to Ruben Dahl" in page


def test_each_kind_has_its_own_answers(client: Client, firm: Cast, idea: Voice) -> None:
    asked = make_voice(firm.employee, kind="question")
    client.force_login(firm.people_lead)

    assert client.get(f"/ideas/{idea.pk}/answer/say/").status_code == 404
    assert client.get(f"/ideas/{asked.pk}/answer/will/").status_code == 404
    assert client.get(f"/ideas/{idea.pk}/answer/burn/").status_code == 404
    for room in ("order", "hiding", "own"):
        assert client.get(f"/ideas/{idea.pk}/{room}/burn/").status_code in {403, 404}


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("answer/look/", {"people_lead"}),
        ("hand-over/", {"owner", "people_lead"}),
        ("order/merge/", {"owner", "people_lead"}),
        ("hiding/hide/", {"people_lead"}),
        ("own/add/", {"employee"}),
        ("own/take-back/", {"employee"}),
    ],
)
def test_who_may_do_what(client: Client, firm: Cast, idea: Voice, path: str, who: set[str]) -> None:
    everyone = ("owner", "people_lead", "manager", "employee", "colleague", "representative")
    let_in = set()
    for name in everyone:
        client.force_login(getattr(firm, name))
        status = client.get(f"/ideas/{idea.pk}/{path}").status_code
        assert status in {200, 403}
        let_in |= {name} if status == 200 else set()

    assert let_in == who


def test_support_is_one_tap_and_undone_by_another(client: Client, firm: Cast, idea: Voice) -> None:
    at = f"/ideas/{idea.pk}/support/"
    assert send(client, firm.colleague, at)["Location"] == f"/ideas/{idea.pk}/#support"
    assert "Tariq Bell" in read(client, firm.dispatcher, idea)
    assert "1 stands behind it" in client.get("/ideas/").content.decode()

    send(client, firm.colleague, at, no="1")
    assert "Nobody by name so far." in read(client, firm.dispatcher, idea)
    send(client, firm.employee, at)  # one's own
    assert "Nobody by name so far." in read(client, firm.dispatcher, idea)
    assert "I stand behind this" not in read(client, firm.employee, idea)


def test_handed_over_the_page_names_who_answers_now(
    client: Client, firm: Cast, idea: Voice
) -> None:
    at = f"/ideas/{idea.pk}/hand-over/"
    wrong = send(client, firm.people_lead, at, to="Ruben Dahl, Pia Novak", words="Yours.")
    assert "Write one name here." in wrong.content.decode()

    send(client, firm.people_lead, at, to="Ruben Dahl", deputy="Tariq Bell", words="The yard.")

    page = read(client, firm.employee, idea)
    assert "Ruben Dahl answers now." in page
    assert "While they are away: Tariq Bell." in page


def test_merged_each_shows_the_other(client: Client, firm: Cast, idea: Voice) -> None:
    same = make_voice(firm.colleague, "Somewhere to sit", said_on=localdate())
    client.force_login(firm.people_lead)
    form = client.get(f"/ideas/{same.pk}/order/merge/").content.decode()
    assert idea.title in form

    send(client, firm.people_lead, f"/ideas/{same.pk}/order/merge/", into=idea.pk, words="Both.")

    assert "It goes on here:" in read(client, firm.employee, same)
    assert "Somewhere to sit" in read(client, firm.employee, idea)
    listed = client.get("/ideas/").content.decode()
    assert "With it:" in listed  # under the one that it goes on with, and in no row of its own
    assert f'href="/ideas/{same.pk}/"' not in listed
    send(client, firm.people_lead, f"/ideas/{same.pk}/order/part/", words="")
    assert "It goes on here:" not in read(client, firm.employee, same)


def test_hidden_words_stand_nowhere_and_the_reason_does(
    client: Client, firm: Cast, idea: Voice
) -> None:
    send(client, firm.employee, f"/ideas/{idea.pk}/own/add/", words="Near the old oak.")
    at = f"/ideas/{idea.pk}/hiding/"
    send(client, firm.people_lead, f"{at}hide/", words="It exposes somebody.")

    for page in (read(client, firm.colleague, idea), client.get("/ideas/").content.decode()):
        assert idea.title not in page
        assert "old oak" not in page
        assert "It exposes somebody." in page
        assert "Lena Oduya" in page
    assert idea.title not in client.get("/ideas/new/").content.decode()
    send(client, firm.people_lead, f"{at}show/", words="It does not.")
    assert idea.title in read(client, firm.colleague, idea)


def test_pay_is_never_hidden(client: Client, firm: Cast) -> None:
    voice = make_voice(firm.employee, "Overtime should be paid", said_on=localdate())

    refused = send(client, firm.people_lead, f"/ideas/{voice.pk}/hiding/hide/", words="Not here.")

    assert refused.status_code == 409
    assert "never hidden here" in refused.content.decode()


def test_ones_own_words_are_taken_back_with_two_presses(
    client: Client, firm: Cast, idea: Voice
) -> None:
    at = f"/ideas/{idea.pk}/own/take-back/"
    client.force_login(firm.employee)
    assert idea.title in client.get(at).content.decode()
    assert Voice.objects.get().title == idea.title  # looking takes nothing back

    send(client, firm.employee, f"/ideas/{idea.pk}/own/add/", words="Near the old oak.")
    send(client, firm.employee, at)

    page = read(client, firm.colleague, idea)
    assert "old oak" not in page
    assert "as the law asks" not in page
    assert "The words were taken back" in page
    assert idea.title not in page
    assert idea.title not in client.get("/ideas/").content.decode()


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "</script><b>", "\u202eabc 🙂 ", "x" * 140]
)
def test_whatever_is_typed_stays_text(client: Client, firm: Cast, words: str) -> None:
    voice = make_voice(firm.employee, words, text=words, said_on=localdate())
    for path in (f"/ideas/{voice.pk}/", "/ideas/", "/ideas/new/"):
        client.force_login(firm.colleague)
        page = client.get(path).content.decode()
        assert "<script>alert" not in page
        assert "</script><b>" not in page
    long = send(client, firm.employee, "/ideas/new/", title="x" * 141, text="y" * 20_000)
    assert Voice.objects.count() == 1
    assert "y" * 4000 in long.content.decode()


def test_hidden_words_stand_with_nothing_that_was_merged_into_them(
    client: Client, firm: Cast, idea: Voice
) -> None:
    same = make_voice(firm.colleague, "Somewhere to sit", said_on=localdate())
    send(client, firm.people_lead, f"/ideas/{same.pk}/order/merge/", into=idea.pk, words="Both.")
    send(client, firm.people_lead, f"/ideas/{idea.pk}/hiding/hide/", words="It exposes somebody.")

    page = read(client, firm.colleague, same)

    assert idea.title not in page
    assert "It exposes somebody." in page
    taking = f"/ideas/{idea.pk}/own/take-back/"
    assert taking in read(client, firm.employee, idea)
    assert taking not in read(client, firm.colleague, idea)


def test_an_answer_takes_the_ways_to_hide_and_to_take_back_away(
    client: Client, firm: Cast, idea: Voice
) -> None:
    at = f"/ideas/{idea.pk}/"
    assert f"{at}hiding/hide/" in read(client, firm.people_lead, idea)
    send(client, firm.people_lead, f"{at}answer/will/", words="A bench.", due_on=SOON)
    send(client, firm.people_lead, f"{at}answer/open/", words="Too early.")

    assert f"{at}hiding/hide/" not in read(client, firm.people_lead, idea)
    assert f"{at}own/take-back/" not in read(client, firm.employee, idea)


def test_in_other_hands_again_the_deputy_stays_unless_it_is_changed(
    client: Client, firm: Cast, idea: Voice
) -> None:
    at = f"/ideas/{idea.pk}/hand-over/"
    send(client, firm.people_lead, at, to="Ruben Dahl", deputy="Tariq Bell", words="The yard.")

    client.force_login(firm.people_lead)
    assert 'value="Tariq Bell"' in client.get(at).content.decode()
    Person.objects.filter(pk=firm.colleague.pk).update(left_on=localdate() - timedelta(days=1))
    assert "Tariq Bell" not in client.get(at).content.decode()
    assert "While they are away" not in read(client, firm.employee, idea)


def test_an_unknown_filter_shows_all_ideas(client: Client, firm: Cast, idea: Voice) -> None:
    client.force_login(firm.employee)

    assert idea.title in client.get("/ideas/?show=answered").content.decode()
