"""The owner's pages about the installation."""

from django.utils import timezone

from bothways.jobs.actions import enrol_jobs
from bothways.jobs.models import Schedule
from tests.cast import Cast
from tests.conftest import ClientOf


def test_the_owner_sees_how_it_stands_and_others_find_nothing(
    firm: Cast, client_of: ClientOf
) -> None:
    page = client_of(firm.owner).get("/installation/")

    assert "How is this installation?" in page.content.decode()
    assert "It has never run." in page.content.decode()
    for other in (firm.people_lead, firm.employee, firm.representative):
        assert client_of(other).get("/installation/").status_code == 404


def test_it_shows_how_each_job_went(firm: Cast, client_of: ClientOf) -> None:
    enrol_jobs(now=timezone.now())
    Schedule.objects.filter(name="operations.back_up").update(
        last_run_at=timezone.now(), last_words="bothways-2026-11-02-090000.age: 81 rows, 7.8 KB"
    )

    page = client_of(firm.owner).get("/installation/").content.decode()

    assert "bothways-2026-11-02-090000.age: 81 rows" in page


def test_only_the_owner_is_led_there(firm: Cast, client_of: ClientOf) -> None:
    assert "/installation/" in client_of(firm.owner).get("/").content.decode()
    assert "/installation/" not in client_of(firm.people_lead).get("/").content.decode()
