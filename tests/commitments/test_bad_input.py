"""What people press by mistake, or on purpose, through the pages: refused, said, nothing lost.

The rules themselves are tested where they stand; here is the list as a person meets it.
"""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from PIL import Image

from bothways.commitments.actions import show_picture
from bothways.commitments.models import Commitment, Picture
from bothways.commitments.pictures import MOST_BYTES
from bothways.people.models import Person
from tests.cast import Cast
from tests.commitments.test_showing import photo
from tests.conftest import ClientOf
from tests.factories import NOW, make_unit

TEXT = "Every station has its own gauge on the wall."
WORDS = "The wall by the gate"


def give(client: Client, **typed: str) -> tuple[int, str]:
    due = str(localdate() + timedelta(days=9))
    reply = client.post("/promises/new/", {"text": TEXT, "to": "all", "due_on": due} | typed)
    return reply.status_code, reply.content.decode()


def show(client: Client, promise: Commitment, content: bytes, name: str = "a.jpg") -> str:
    sent = SimpleUploadedFile(name, content, "image/jpeg")
    reply = client.post(f"/promises/{promise.pk}/show/", {"words": WORDS, "picture": sent})
    return reply.content.decode()


def located() -> bytes:
    """A photo that says where it was taken."""
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    Image.new("RGB", (30, 20), "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"due_on": ""}, "A promise needs a day. Choose one."),
        ({"due_on": "2020-01-31"}, "This day is over."),
        ({"due_on": "31.31.2027"}, "This is no day."),
        ({"to": "person:00000000-0000-4000-8000-000000000000"}, "Choose somebody who is on"),
    ],
)
def test_a_promise_without_a_day_or_with_one_that_is_over_is_refused_and_its_words_stay(
    firm: Cast, client_of: ClientOf, typed: dict[str, str], says: str
) -> None:
    _status, page = give(client_of(firm.manager), **typed)

    assert says in page
    assert TEXT in page
    assert not Commitment.objects.exists()


def test_whoever_leaves_between_the_page_and_the_press_is_promised_nothing(
    firm: Cast, client_of: ClientOf
) -> None:
    client, to = client_of(firm.manager), f"person:{firm.employee.pk}"
    assert to in client.get("/promises/new/").content.decode()
    Person.objects.filter(pk=firm.employee.pk).update(left_on=localdate())

    _status, page = give(client, to=to)

    assert "Choose somebody who is on this list." in page
    assert TEXT in page
    assert not Commitment.objects.exists()


def test_a_team_of_two_is_not_asked_secretly_and_reads_what_is_honest_instead(
    firm: Cast, client_of: ClientOf
) -> None:
    pair = make_unit("Millrace/Operations/Night desk")
    Person.objects.filter(pk__in=[firm.employee.pk, firm.colleague.pk]).update(unit=pair)

    status, page = give(client_of(firm.manager), to=f"unit:{pair.pk}", confirm="secretly")

    assert status == 409
    assert "Only 2 people would be asked" in page
    assert "Ask them openly, by name, or sit down and talk." in page
    assert TEXT in page


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"\xff\xd8\xff" + b"0" * MOST_BYTES, "a.jpg", "8 MB"),
        (b"MZ\x90\x00" + b"0" * 99, "a.jpg", "This is a program, not a picture."),
        (b"\x7fELF" + b"0" * 99, "a.png", "This is a program, not a picture."),
        (b"#!/bin/sh\nrm -rf /\n", "a.webp", "This is a program, not a picture."),
        (b"", "a.jpg", "picture"),
    ],
)
def test_what_is_too_large_or_a_program_is_refused_and_the_words_stay(
    promise: Commitment, firm: Cast, client_of: ClientOf, content: bytes, name: str, says: str
) -> None:
    page = show(client_of(firm.manager), promise, content, name)

    assert says in page
    assert WORDS in page
    assert not Picture.objects.exists()


def test_what_is_far_too_large_is_not_even_read_and_the_page_says_how_large_it_may_be(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    client, address = client_of(firm.manager), f"/promises/{promise.pk}/show/"

    reply = client.post(address, {"words": WORDS}, CONTENT_LENGTH="25000001")

    assert reply.status_code == 413
    assert "A picture may have 8 MB." in reply.content.decode()
    elsewhere = client.post("/answers/", {"words": WORDS}, CONTENT_LENGTH="6000001")
    assert elsewhere.status_code == 413
    assert "A file of people may have 5 MB" in elsewhere.content.decode()


def test_a_picture_with_its_place_is_shown_without_it(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    client = client_of(firm.manager)
    assert Image.open(io.BytesIO(located())).getexif().get_ifd(0x8825)

    show(client, promise, located())

    picture = Picture.objects.get()
    reply = client.get(f"/promises/{promise.pk}/shown/{picture.evidence_id}/")
    sent = bytes(reply.content)
    assert sent == bytes(picture.content)
    assert not Image.open(io.BytesIO(sent)).getexif()
    assert b"Exif" not in sent


def test_of_two_tabs_that_close_it_the_second_keeps_its_words(
    promise: Commitment, firm: Cast, client_of: ClientOf
) -> None:
    client, address = client_of(firm.manager), f"/promises/{promise.pk}/"
    assert client.post(f"{address}keep/", {"words": "All hang there."}).status_code == 302

    late = client.post(f"{address}break/", {"words": "The maker closed down."})

    assert late.status_code == 409
    page = late.content.decode()
    assert "Someone closed this first. Your text is still here." in page
    assert "The maker closed down." in page
    promise.refresh_from_db()
    assert promise.state == Commitment.State.KEPT


def test_the_same_picture_twice_is_one(promise: Commitment, firm: Cast) -> None:
    for _click in range(2):
        show_picture(promise, by=firm.manager, words=WORDS, content=photo(), name="a.jpg", at=NOW)

    assert Picture.objects.count() == 1
