"""A file that is put in stays in memory, however large; and the page's token is still checked."""

from collections.abc import Callable

import pytest
from django.core.files import uploadedfile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from bothways.calculator.forms import MOST_BYTES
from bothways.calculator.uploads import InMemoryAlone
from bothways.people.models import Person

ADDRESS = "/calculator/"
HUGE = 3_000_000  # Django writes what is larger than 2.5 MB into a temporary file


def huge() -> SimpleUploadedFile:
    return SimpleUploadedFile("answers.csv", b"team,q1\n" + b"A,4\n" * (HUGE // 4), "text/csv")


def test_what_is_too_large_is_refused_and_was_never_on_a_disk(
    employee: Person, client_of: Callable[[object], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(*_args: object, **_more: object) -> None:
        raise AssertionError("a file was about to be written")

    monkeypatch.setattr(uploadedfile.tempfile, "NamedTemporaryFile", no_disk)

    answer = client_of(employee).post(ADDRESS, {"answers": huge(), "kind": "climate"})

    assert answer.status_code == 422
    assert "1 MB" in answer.content.decode()


def test_no_more_is_held_than_one_byte_beyond_what_is_taken() -> None:
    handler = InMemoryAlone()
    handler.new_file("answers", "answers.csv", "text/csv", HUGE)

    for start in range(0, HUGE, 64_000):
        assert handler.receive_data_chunk(b"x" * 64_000, start) is None
    held = handler.file_complete(HUGE)

    assert held.size == len(held.read()) == MOST_BYTES + 1


def test_a_small_file_arrives_whole() -> None:
    sent = SimpleUploadedFile("answers.csv", b"team,q1\nA,4\n", "text/csv")
    request = RequestFactory().post(ADDRESS, {"answers": sent})
    request.upload_handlers = [InMemoryAlone(request)]

    held = request.FILES["answers"]

    assert (held.name, held.content_type, held.read()) == (
        "answers.csv", "text/csv", b"team,q1\nA,4\n",
    )  # fmt: skip


def test_a_form_from_elsewhere_is_refused(employee: Person) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(employee)

    assert careful.post(ADDRESS, {"kind": "climate"}).status_code == 403


def test_with_the_token_of_the_page_it_is_taken(employee: Person) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(employee)
    careful.get(ADDRESS)
    token = careful.cookies["csrftoken"].value

    answer = careful.post(ADDRESS, {"kind": "climate", "csrfmiddlewaretoken": token})

    assert answer.status_code == 422  # it is read, and has no answers
