"""Stamps are drawn ahead on one's own device, and nowhere else."""

from django.test import Client

from bothways.letterbox.queries import MonthKey
from bothways.mailbox.queries import person_tag
from bothways.members.devices import OWN, _mark
from tests.cast import Cast
from tests.mailbox.desk import an_open_desk


def page_of(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


def test_every_page_on_one_s_own_device_draws_stamps_by_itself(firm: Cast, month: MonthKey) -> None:
    client = Client()
    client.force_login(firm.employee)
    shared = page_of(client)
    client.cookies[OWN] = _mark(firm.employee)

    own = page_of(client)

    assert "data-books" not in shared
    assert "books.js" in own
    assert f'data-tag="{person_tag(firm.employee)}"' in own
    assert str(firm.employee.pk) not in own.partition("app.js")[2].partition("</script>")[0]
    assert "data-books" not in page_of(Client(), "/sign-in/")


def test_on_a_shared_device_the_page_says_what_sending_leaves(firm: Cast, month: MonthKey) -> None:
    an_open_desk(firm.people_lead, firm.manager)
    client = Client()
    client.force_login(firm.employee)
    assert "This device is shared" in page_of(client, "/mailbox/")
    client.cookies[OWN] = _mark(firm.employee)

    assert "This device is shared" not in page_of(client, "/mailbox/")
