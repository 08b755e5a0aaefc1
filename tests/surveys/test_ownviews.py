"""The pages of a firm's own questions: drafted, looked at, versioned, retired, put into a round."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from bothways.people.models import Organisation, Person
from bothways.surveys.actions import Words, asked_of, write_question
from bothways.surveys.models import LONGEST_OWN, OwnQuestion, OwnWording, Round
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import NOW, make_person
from tests.rounds import NEWS, draft, opened
from tests.surveys.test_own import CANTEEN, SHORTER, written

OWN, NEW = "/rounds/own/", "/rounds/own/new/"
SENT = {"text": CANTEEN.text, "about": "work", "keyed": "+", "construct": "own", "topic": "Lunch"}


def words(answer: object) -> str:
    html = answer.content.decode()  # type: ignore[attr-defined]
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split()).replace("&#x27;", "'")


@pytest.fixture
def client(people_lead: Person, client_of: ClientOf) -> Client:
    return client_of(people_lead)


def test_before_the_first_one_the_page_says_where_to_begin(client: Client) -> None:
    text = words(client.get(OWN))

    assert "You have no question of your own yet." in text
    assert "It is counted by itself, and is part of no score" in text
    assert "Our own questions" in words(client.get("/rounds/"))


def test_a_question_is_kept_with_its_kind_its_heading_and_its_languages(client: Client) -> None:
    answer = client.post(NEW, {**SENT, "text_de": "Der Weg zur Kantine lohnt sich."})

    assert answer.headers["Location"] == OWN
    wording = OwnWording.objects.get()
    assert wording.texts == {"en": CANTEEN.text, "de": "Der Weg zur Kantine lohnt sich."}
    assert (wording.about, wording.keyed, wording.question.topic) == ("work", "+", "Lunch")
    text = words(client.get(OWN))
    assert "Lunch" in text
    assert "Not asked yet." in text


def test_look_at_it_says_what_stands_out_keeps_what_was_typed_and_stores_nothing(
    client: Client,
) -> None:
    typed = "Of course our canteen and our lift are not <b>bad</b>, don't you think?"

    answer = client.post(NEW, {**SENT, "text": typed, "text_de": "Wer kocht?", "look": "1"})

    assert answer.status_code == 200
    text = words(answer)
    for said in (
        "two things at once",
        "says 'not'",
        "says what to think",
        "signs of a web page",
        "not as a question",
        "It seems to ask for a name.",
        "Nothing is kept yet.",
    ):
        assert said in text, said
    html = answer.content.decode()
    assert "&lt;b&gt;bad&lt;/b&gt;, don&#x27;t you think?</textarea>" in html
    assert 'value="Wer kocht?"' in html
    assert not OwnQuestion.objects.exists()


def test_a_plain_sentence_has_nothing_that_stands_out(client: Client) -> None:
    text = words(client.post(NEW, {**SENT, "look": "1"}))

    assert "Nothing stands out." in text


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"text": " "}, "Write the sentence that people can agree with."),
        ({"text": "x" * (LONGEST_OWN + 1)}, f"at most {LONGEST_OWN}"),
        ({"construct": ""}, "Choose a heading"),
        ({"topic": " "}, "A topic needs a short name."),
        ({"topic": "fairness"}, "The book has this heading."),
        ({"topic": "anerkennung"}, "The book has this heading."),
        ({"topic": "x" * 41}, "at most 40"),
        ({"construct": "FAI"}, "take this name out"),
        ({"construct": "XXX"}, "XXX"),
        ({"text_de": "the canteen is worth  the walk."}, "the same words in two languages"),
        ({"about": "boss"}, "boss"),
        ({"keyed": "?"}, "?"),
    ],
)
@pytest.mark.parametrize("look", ["", "1"])
def test_what_can_not_be_taken_is_said_and_what_was_typed_stays(
    client: Client, sent: dict[str, str], says: str, look: str
) -> None:
    data = {**SENT, "text_es": "El comedor merece el paseo.", **sent}

    answer = client.post(NEW, {**data, "look": look} if look else data)

    assert answer.status_code == 422
    assert says in words(answer)
    assert 'value="El comedor merece el paseo."' in answer.content.decode()
    assert not OwnQuestion.objects.exists()


@pytest.mark.parametrize("field", ["text", "text_de"])
@pytest.mark.parametrize("look", [{}, {"look": "1"}])
def test_what_the_firms_name_makes_too_long_is_said_at_its_field(
    client: Client, field: str, look: dict[str, str]
) -> None:
    Organisation.objects.update(name="Millrace Spinning and Weaving")
    long = "{company} " + "x" * (LONGEST_OWN - 10)

    answer = client.post(NEW, {**SENT, field: long, **look})

    assert answer.status_code == 422
    assert "With the firm's name for {company} it has over 200 letters." in words(answer)
    assert long in answer.content.decode()
    assert not OwnQuestion.objects.exists()


def test_options_of_ones_own_are_no_part_of_it_three_alike_or_not(client: Client) -> None:
    """Every question has the same five answers, so there is nothing that could be alike."""
    client.post(NEW, {**SENT, "options": ["Yes", "Yes", "Yes"]})

    html = client.get(f"{OWN}{OwnQuestion.objects.get().pk}/").content.decode()
    assert "options" not in html
    assert "It has the same five answers as every other question" in words(client.get(OWN))


def test_signs_of_html_are_shown_as_signs_everywhere(
    people_lead: Person, employee: Person, client: Client, client_of: ClientOf
) -> None:
    client.post(NEW, {**SENT, "text": "<script>alert(1)</script> is fine.", "topic": "<i>Lunch"})
    asked = asked_of(OwnWording.objects.get())
    round_ = opened(people_lead, questions=[asked])

    pages = [client.get(OWN), client_of(employee).get(f"/rounds/{round_.pk}/")]
    pages.append(client.get(f"{OWN}{asked.code}/"))
    for page in pages:
        assert "<script>alert" not in page.content.decode()
        assert "<i>Lunch" not in page.content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt; is fine." in page.content.decode()


def test_the_same_words_again_lead_to_the_question_that_is_there(client: Client) -> None:
    client.post(NEW, SENT)

    answer = client.post(NEW, {**SENT, "text": CANTEEN.text.upper()})

    assert answer.status_code == 409
    assert "already" in words(answer)
    assert f'href="{OWN}{OwnQuestion.objects.get().pk}/"' in answer.content.decode()
    assert CANTEEN.text.upper() in answer.content.decode()


def test_the_languages_that_people_read_and_it_lacks_are_named_with_how_many(
    client: Client,
) -> None:
    make_person("Ana Ruiz", language="es")
    make_person("Ivo Lang", language="de")
    make_person("Pia Lang", language="de")

    text = words(client.post(NEW, {**SENT, "text_es": "El comedor merece.", "look": "1"}))
    assert "It has no words in German, which 2 people here read." in text
    assert "no words in Spanish" not in text
    client.post(NEW, SENT)
    assert "It has no words in Spanish, which 1 person here reads." in words(client.get(OWN))


def test_once_asked_the_page_says_that_other_words_begin_anew_and_both_versions_stay(
    people_lead: Person, client: Client
) -> None:
    first = written(people_lead, topic="Lunch")
    page = f"{OWN}{first.question_id}/"
    assert "Others see it once a round asks it." in words(client.get(page))
    round_ = opened(people_lead, questions=[asked_of(first)], title="Lunch round")

    text = words(client.get(page))
    assert "Other words make a new version: its figures begin anew" in text
    client.post(page, {**SENT, "text": SHORTER.text})

    text = words(client.get(page))
    assert text.index("Version 2.") < text.index("Version 1.")
    assert "Asked in 1 round." in text
    row = words(client.get(OWN))
    assert "Asked once: “Lunch round”" in row
    assert "Not in these words yet." in row
    assert CANTEEN.text in words(client.get(f"/rounds/{round_.pk}/"))


def test_it_says_from_when_it_may_come_back(people_lead: Person, client: Client) -> None:
    wording = written(people_lead)
    opened(people_lead, questions=[asked_of(wording)], opens_at=timezone.now())

    assert "It may come back from" in words(client.get(OWN))


def test_one_tap_puts_it_into_the_draft_that_waits(people_lead: Person, client: Client) -> None:
    wording, round_ = written(people_lead), draft(people_lead, questions=[NEWS])
    assert "Put it into “November pulse”" in words(client.get(OWN))

    answer = client.post(f"{OWN}{wording.question_id}/ask/", {"round": str(round_.pk)})

    assert answer.headers["Location"] == f"/rounds/{round_.pk}/"
    assert "A question of our own" in words(client.get(f"/rounds/{round_.pk}/"))
    assert "Put it into" not in words(client.get(OWN))


def test_without_a_draft_it_is_ticked_in_a_new_round(people_lead: Person, client: Client) -> None:
    wording = written(people_lead)
    assert f"/rounds/new/?own={wording.question_id}" in client.get(OWN).content.decode()

    html = client.get(f"/rounds/new/?own={wording.question_id}").content.decode()
    assert f'name="reuse" value="{wording.question_id}" checked' in html
    client.post("/rounds/new/", sent_round(reuse=[wording.question_id]))

    assert [q.code for q in Round.objects.get().questions.all()] == [NEWS.code, wording.question_id]


def sent_round(**more: object) -> dict[str, object]:
    opens = timezone.localtime() + timedelta(days=4)
    return {
        "title": "Spring pulse",
        "kind": "pulse",
        "items": [NEWS.code],
        "opens_at": f"{opens:%Y-%m-%dT08:00}",
        "closes_at": f"{opens + timedelta(days=7):%Y-%m-%dT18:00}",
        **more,
    }


def test_a_draft_can_be_changed_with_its_own_questions_and_without(
    people_lead: Person, client: Client
) -> None:
    wording = written(people_lead)
    round_ = draft(people_lead, questions=[NEWS, asked_of(wording)])
    page = f"/rounds/{round_.pk}/change/"
    assert f'value="{wording.question_id}" checked' in client.get(page).content.decode()

    client.post(page, sent_round(reuse=[wording.question_id], own="The lift works."))
    assert round_.questions.count() == 3
    client.post(page, sent_round())
    assert [question.code for question in round_.questions.all()] == [NEWS.code]


@pytest.mark.parametrize("where", ["/rounds/new/", "change"])
def test_a_retired_one_that_is_typed_again_is_refused_at_its_field(
    people_lead: Person, client: Client, where: str
) -> None:
    wording, round_ = written(people_lead), draft(people_lead, questions=[NEWS])
    client.post(f"{OWN}{wording.question_id}/retire/")
    page = f"/rounds/{round_.pk}/change/" if where == "change" else where

    answer = client.post(page, sent_round(own=CANTEEN.text))

    assert answer.status_code == 422
    assert "was retired. Take it up again" in words(answer)
    assert CANTEEN.text in answer.content.decode()


def test_one_that_is_turned_round_is_not_ticked_into_a_pulse(
    people_lead: Person, client: Client
) -> None:
    turned = write_question(
        Words("The lift stops too often.", "en", keyed="-"), by=people_lead, at=NOW
    )

    answer = client.post("/rounds/new/", sent_round(reuse=[turned.question_id]))

    assert answer.status_code == 422
    assert "belong in a survey, not a pulse" in words(answer)


def test_retired_it_stands_apart_and_comes_back_by_one_tap(
    people_lead: Person, client: Client
) -> None:
    page = f"{OWN}{written(people_lead).question_id}/"

    client.post(f"{page}retire/")
    text = words(client.get(OWN))
    assert text.index("Retired") < text.index(CANTEEN.text)
    client.post(f"{page}take-up/")
    assert "Take it up again" not in words(client.get(OWN))


def test_only_those_who_keep_rounds_see_and_change_them(firm: Cast, client_of: ClientOf) -> None:
    question = written(firm.people_lead).question
    round_ = draft(firm.people_lead, questions=[NEWS])
    page = f"{OWN}{question.pk}/"

    assert client_of(firm.owner).get(page).status_code == 200
    for person in (firm.employee, firm.manager, firm.representative):
        stranger = client_of(person)
        for address in (OWN, NEW, page):
            assert stranger.get(address).status_code == 403
        for act in ("retire", "take-up", "ask"):
            sent = {"round": str(round_.pk)}
            assert stranger.post(f"{page}{act}/", sent).status_code == 403
    assert client_of(firm.owner).get(f"{OWN}OWN-nothing/").status_code == 404
    for strange in ("", "x", "00000000-0000-0000-0000-000000000000"):
        answer = client_of(firm.owner).post(f"{page}ask/", {"round": strange})
        assert answer.status_code == 404


def test_put_into_a_round_that_was_announced_meanwhile_is_refused_and_on_its_page(
    people_lead: Person, client: Client
) -> None:
    wording, round_ = written(people_lead), opened(people_lead, questions=[NEWS])

    answer = client.post(f"{OWN}{wording.question_id}/ask/", {"round": str(round_.pk)})

    assert answer.status_code == 409
    assert "This can't be changed now." in words(answer)


def test_the_buttons_of_the_list_carry_the_mark_without_which_nothing_is_changed(
    people_lead: Person, client: Client
) -> None:
    written(people_lead)
    draft(people_lead, questions=[NEWS])

    html = client.get(OWN).content.decode()
    main = html[html.index("<main") : html.index("</main>")]

    assert main.count("<form") == main.count('name="csrfmiddlewaretoken"') == 2
