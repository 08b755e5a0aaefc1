"""What tries to be a program in what is named and written around letters runs nowhere."""

import json

import pytest
from django.test import Client

from bothways.letterbox.queries import MonthKey
from bothways.mailbox.actions import open_board, take_out
from bothways.mailbox.models import Desk
from bothways.people.models import Person
from tests.cast import Cast
from tests.mailbox.desk import AT, ON, an_open_desk

SCRIPTS = ("<script>window.ran=1</script>", "\"'><svg onload=window.ran=1>", "</script><b>\u202e🌻")


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_pages_of_letters_show_a_script_as_words(
    month: MonthKey, firm: Cast, client: Client, script: str
) -> None:
    open_board(on=ON)
    take_out(at=AT)
    desk, _browsers, _keys = an_open_desk(firm.people_lead, firm.manager, firm.colleague)
    Desk.objects.filter(pk=desk.pk).update(name=script)
    Person.objects.filter(pk__in=[firm.manager.pk, firm.colleague.pk]).update(name=script)
    client.force_login(firm.manager)
    one = f"/mailbox/desks/{desk.pk}/"

    for path in ("/mailbox/", "/mailbox/desks/", one, f"{one}state/", "/mailbox/names/"):
        answer = client.get(path)

        assert answer.status_code == 200, path
        page = answer.content.decode()
        is_data = answer["Content-Type"] == "application/json"
        assert is_data or script not in page, path
        if is_data:
            assert json.loads(page)
            assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_desk_is_opened_under_a_name_of_any_writing_and_no_longer_than_there_is_room(
    firm: Cast, client: Client
) -> None:
    client.force_login(firm.people_lead)
    for name in (SCRIPTS[2], "\u202bשולחן\u202c 🌻", "x" * 80):
        assert client.post("/mailbox/desks/new/", {"name": name}).status_code == 302, name

    refused = client.post("/mailbox/desks/new/", {"name": "x" * 20_000})

    assert 400 <= refused.status_code < 500
    assert Desk.objects.count() == 3
