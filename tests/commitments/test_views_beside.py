"""The pages around a promise: hints, what shows it, who takes it on, one's own word."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from bothways.access.guard import may
from bothways.commitments import queries
from bothways.commitments.actions import hand_over, keep_commitment, show_picture
from bothways.commitments.models import Commitment, Evidence
from bothways.people.models import Person
from tests.cast import ASSEMBLY, DISPATCH, Cast
from tests.commitments.test_showing import photo
from tests.conftest import ClientOf
from tests.factories import NOW, make_promise, make_unit

SOON = timedelta(days=10)


@pytest.fixture
def promise(firm: Cast) -> Commitment:
    """The lead of Assembly to Assembly, made on the real today."""
    today = localdate()
    return make_promise(firm.manager, to=make_unit(ASSEMBLY), made_on=today, due_on=today + SOON)


def ask(client: Client, name: str, *args: object) -> HttpResponse:
    return client.get(reverse(f"commitments:{name}", args=args))  # type: ignore[return-value]


def give(client: Client, text: str, **more: object) -> HttpResponse:
    typed = {"text": text, "to": "all", "due_on": localdate() + SOON} | more
    return client.post(reverse("commitments:new"), typed)  # type: ignore[return-value]


def leaves(person: Person, **fields: object) -> None:
    Person.objects.filter(pk=person.pk).update(**fields)


def picture_of(promise: Commitment) -> Evidence:
    words = "A gauge <on> the wall"
    by = promise.made_by
    return show_picture(promise, by=by, words=words, content=photo(), name="", at=NOW)


# Making one.


def test_a_vague_promise_is_answered_with_hints_once_and_the_second_press_goes_through(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.owner)

    first = give(client, "We will look into the noise soon.")

    text = first.content.decode()
    assert first.status_code == 200
    assert "After “look into”, what will be different? Promise that." in text
    assert "“soon” is no day." in text
    assert "We will look into the noise soon.</textarea>" in text
    assert "Promise it as it is" in text
    assert not Commitment.objects.exists()

    assert give(client, "We will look into the noise soon.", as_it_is="1").status_code == 302
    assert Commitment.objects.get().text == "We will look into the noise soon."


def test_a_concrete_promise_goes_through_at_once(firm: Cast, client_of: ClientOf) -> None:
    assert give(client_of(firm.owner), "Every station gets its own gauges.").status_code == 302


def test_what_is_wrong_is_said_before_what_is_vague(firm: Cast, client_of: ClientOf) -> None:
    text = give(client_of(firm.owner), "Better tools soon", due_on="").content.decode()

    assert "A promise needs a day. Choose one." in text
    assert "more exactly" not in text


def test_a_day_in_the_past_is_refused_and_what_was_typed_stays(
    firm: Cast, client_of: ClientOf
) -> None:
    past = localdate() - timedelta(days=1)

    reply = give(client_of(firm.owner), "Every station gets its own gauges.", due_on=past)

    assert reply.status_code == 409
    assert "Every station gets its own gauges.</textarea>" in reply.content.decode()
    assert not Commitment.objects.exists()


def test_a_half_written_promise_fills_the_form_and_its_gap_is_pointed_out(
    firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.owner)
    page = ask(client, "new").content.decode()
    assert "Begin from a half-written promise" in page
    assert "kind=amends" in page

    filled = client.get(reverse("commitments:new"), {"text": "I bring … along.", "kind": "action"})
    assert "I bring … along.</textarea>" in filled.content.decode()
    assert '<option value="action" selected>' in filled.content.decode()
    assert "<details open>" in filled.content.decode()
    assert "<details open>" not in page

    assert "There is a gap left" in give(client, "I bring … along.").content.decode()


def test_kind_prompt_and_who_confirms_are_kept(firm: Cast, client_of: ClientOf) -> None:
    give(
        client_of(firm.owner),
        "I bring the plan to the next meeting.",
        kind="action",
        prompt_words="Stand-up of Monday",
        confirm="by_name",
    )

    made = Commitment.objects.get()
    assert (made.kind, made.confirm) == ("action", "by_name")
    assert made.prompt is not None
    assert (made.prompt.kind, made.prompt.words) == ("meeting", "Stand-up of Monday")


def test_a_small_team_is_not_asked_secretly_and_reads_the_honest_way(
    firm: Cast, client_of: ClientOf
) -> None:
    unit = make_unit(DISPATCH)

    reply = give(
        client_of(firm.other_manager),
        "I mend the gate of the yard.",
        to=f"unit:{unit.pk}",
        confirm="secretly",
    )

    assert reply.status_code == 409
    assert "Ask them openly, by name, or sit down and talk." in reply.content.decode()


def test_an_unknown_kind_is_refused_in_words(firm: Cast, client_of: ClientOf) -> None:
    reply = give(client_of(firm.owner), "Every station gets its gauges.", kind="threat")

    assert reply.status_code == 200
    assert not Commitment.objects.exists()


# What shows it.


def test_a_picture_is_sent_shown_and_served_as_nothing_but_a_picture(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    sent = SimpleUploadedFile("wall.jpg", photo(), "image/jpeg")
    typed = {"words": "A gauge <on> the wall", "picture": sent}

    reply = client_of(firm.manager).post(reverse("commitments:show", args=[promise.pk]), typed)

    assert reply.status_code == 302
    shown = promise.evidence.get()
    page = ask(client_of(firm.employee), "one", promise.pk).content.decode()
    assert 'alt="A gauge &lt;on&gt; the wall"' in page
    served = ask(client_of(firm.employee), "picture", promise.pk, shown.pk)
    assert served.content[8:12] == b"WEBP"
    assert served["Content-Type"] == "image/webp"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert "private" in served["Cache-Control"]
    assert "public" not in served["Cache-Control"]
    assert "sandbox" in served["Content-Security-Policy"]


def test_a_picture_is_for_those_who_see_the_promise(
    firm: Cast, client: Client, client_of: ClientOf
) -> None:
    between = make_promise(firm.manager, to=firm.employee)
    other = make_promise(firm.manager)
    shown = picture_of(between)

    assert ask(client_of(firm.employee), "picture", between.pk, shown.pk).status_code == 200
    assert ask(client_of(firm.owner), "picture", between.pk, shown.pk).status_code == 404
    assert ask(client_of(firm.owner), "picture", other.pk, shown.pk).status_code == 404
    assert ask(client, "picture", between.pk, shown.pk).status_code == 302


def test_a_program_is_refused_and_the_words_stay(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    sent = SimpleUploadedFile("wall.jpg", b"MZ\x90\x00", "image/jpeg")
    address = reverse("commitments:show", args=[promise.pk])

    reply = client_of(firm.manager).post(address, {"words": "The wall", "picture": sent})

    assert reply.status_code == 409
    assert "This is a program, not a picture." in reply.content.decode()
    assert "The wall</textarea>" in reply.content.decode()


def test_a_link_is_shown_with_its_host_and_tells_it_nothing(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    client, address = client_of(firm.manager), reverse("commitments:show", args=[promise.pk])

    bad = client.post(address, {"words": "The order", "link": "http://shop.example/8"})
    assert bad.status_code == 409
    client.post(address, {"words": "The order", "link": "https://shop.example/8"})

    page = ask(client, "one", promise.pk).content.decode()
    assert 'href="https://shop.example/8" rel="noopener noreferrer nofollow external"' in page
    assert "See it on shop.example" in page


def test_one_thing_is_shown_at_a_time(promise: Commitment, firm: Cast, client_of: ClientOf) -> None:
    sent = SimpleUploadedFile("wall.jpg", photo(), "image/jpeg")
    typed = {"words": "Both", "link": "https://shop.example/8", "picture": sent}

    reply = client_of(firm.manager).post(reverse("commitments:show", args=[promise.pk]), typed)

    assert "Show one thing at a time" in reply.content.decode()
    assert not promise.evidence.exists()


def test_what_is_taken_away_leaves_a_mark_and_no_picture(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    shown, client = picture_of(promise), client_of(firm.manager)
    address = reverse("commitments:take-away", args=[promise.pk, shown.pk])
    assert client_of(firm.employee).post(address).status_code == 403

    assert client.post(address).status_code == 302

    assert (
        "Something stood here. It was taken away" in ask(client, "one", promise.pk).content.decode()
    )
    assert ask(client, "picture", promise.pk, shown.pk).status_code == 404


# Who takes it on.


def test_whoever_keeps_people_sees_what_a_leaver_promised_in_the_open(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    make_promise(firm.manager, "Only between us.", to=firm.employee)
    address = reverse("members:one", args=[firm.manager.pk])
    client = client_of(firm.people_lead)
    assert "What they promised and is open" not in client.get(address).content.decode()

    leaves(firm.manager, leaves_on=localdate() + SOON)

    page = client.get(address).content.decode()
    assert "What they promised and is open" in page
    assert "The gauges are at every station." in page
    assert "Only between us." not in page
    theirs = client_of(firm.employee).get(address).content.decode()
    assert "What they promised and is open" not in theirs


def test_from_the_leavers_page_to_a_yes(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    leaves(firm.manager, left_on=localdate())
    lead, asked = client_of(firm.people_lead), client_of(firm.colleague)
    address = reverse("commitments:hand-over", args=[promise.pk])
    assert "Who could take it on?" in lead.get(address).content.decode()

    lead.post(address, {"to": firm.colleague.pk, "words": "Ruben is gone."})

    seen = ask(client_of(firm.owner), "one", promise.pk).content.decode()
    assert "Tariq Bell is asked to take this on. Until they say yes" in seen
    assert "Say yes or no" in ask(asked, "one", promise.pk).content.decode()
    asked.post(reverse("commitments:answer", args=[promise.pk]), {"words": ""})
    page = ask(asked, "one", promise.pk).content.decode()
    assert "From Ruben Dahl to Tariq Bell" in page
    assert "It is kept" in page


def test_a_no_without_a_word_asks_for_one(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    hand_over(promise, to=firm.colleague, by=firm.manager, words="Please.", at=NOW)
    asked, address = client_of(firm.colleague), reverse("commitments:answer", args=[promise.pk])

    assert asked.post(address, {"words": "", "no": "1"}).status_code == 409
    assert asked.post(address, {"words": "No time.", "no": "1"}).status_code == 302
    assert queries.asked_now(promise) is None
    assert asked.get(address).status_code == 302  # nothing waits any more


def test_only_whoever_is_asked_finds_the_question(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    hand_over(promise, to=firm.colleague, by=firm.manager, words="Please.", at=NOW)

    assert ask(client_of(firm.employee), "answer", promise.pk).status_code == 404


def test_the_owner_ends_what_nobody_takes_on(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    owner, address = client_of(firm.owner), reverse("commitments:end", args=[promise.pk])
    assert owner.get(address).status_code == 403
    leaves(firm.manager, left_on=localdate())
    assert "Nobody takes it on" in ask(owner, "one", promise.pk).content.decode()
    assert client_of(firm.people_lead).get(address).status_code == 403

    owner.post(address, {"words": "The hall is given up."})

    page = ask(owner, "one", promise.pk).content.decode()
    assert "Nobody took it on" in page
    assert "“The hall is given up.”" in page


def test_who_may_hand_over_and_who_may_end(promise: Commitment, firm: Cast) -> None:
    between = make_promise(firm.manager, to=firm.employee)
    people = ("owner", "people_lead", "manager", "employee", "representative")

    def those(rule: str, thing: Commitment) -> set[str]:
        thing = Commitment.objects.get(pk=thing.pk)
        return {name for name in people if may(getattr(firm, name), rule, thing)}

    assert those("commitments.hand_over", promise) == {"manager"}
    assert those("commitments.end", promise) == set()
    leaves(firm.manager, leaves_on=localdate())
    assert those("commitments.hand_over", promise) == {"manager", "owner", "people_lead"}
    assert those("commitments.hand_over", between) == {"manager"}
    leaves(firm.manager, left_on=localdate())
    assert those("commitments.end", promise) == {"owner"}
    assert those("commitments.end", between) == {"employee"}


def test_a_promise_to_somebody_who_left_says_so_and_offers_an_end(
    firm: Cast, client_of: ClientOf
) -> None:
    promise = make_promise(firm.manager, to=firm.employee)
    leaves(firm.employee, left_on=localdate())
    client = client_of(firm.manager)

    page = ask(client, "one", promise.pk).content.decode()
    assert "Jo Marsh has left." in page
    assert "They have left: end it" in page
    address = reverse("commitments:act", args=[promise.pk, "let-go"])
    client.post(address, {"words": "The talk will not be."})

    assert "Ended, because they left" in ask(client, "one", promise.pk).content.decode()


# The list, and one's own word.


def test_the_list_can_be_read_by_kind(firm: Cast, client_of: ClientOf) -> None:
    make_promise(firm.owner, "We pay it back.", kind="amends")
    make_promise(firm.owner, "Nobody works on Sunday.")
    client = client_of(firm.employee)

    page = client.get(reverse("commitments:list"), {"kind": "amends"}).content.decode()
    assert "We pay it back." in page
    assert "Nobody works on Sunday." not in page
    every = client.get(reverse("commitments:list"), {"kind": "nonsense"}).content.decode()
    assert "Nobody works on Sunday." in every


def test_ones_own_word_is_on_ones_own_page_and_on_nobody_elses(
    firm: Cast, client_of: ClientOf
) -> None:
    today = localdate()
    mine = make_promise(firm.manager, made_on=today)
    keep_commitment(mine, by=firm.manager, words="They hang there.", at=timezone.now())
    page = client_of(firm.manager).get(reverse("members:me")).content.decode()

    assert "Your own word" in page
    assert "of 1 kept" in page
    for other in (firm.owner, firm.employee):
        own = client_of(other).get(reverse("members:me")).content.decode()
        assert "None of your promises has fallen due yet." in own
    others = client_of(firm.employee).get(reverse("members:one", args=[firm.manager.pk]))
    assert "own word" not in others.content.decode()
