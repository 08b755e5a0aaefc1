"""The owner's pages about the installation."""

from django.utils import timezone

from bothways.jobs.actions import enrol_jobs
from bothways.jobs.models import Schedule
from bothways.people.models import Person, Role
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import give


def test_the_owner_sees_how_it_stands_and_others_find_nothing(
    firm: Cast, client_of: ClientOf
) -> None:
    page = client_of(firm.owner).get("/installation/")

    assert "How is this installation?" in page.content.decode()
    assert "It has never run." in page.content.decode()
    for other in (firm.people_lead, firm.employee, firm.representative):
        assert client_of(other).get("/installation/").status_code == 404


def test_the_people_lead_erases_nobody_who_holds_a_role(firm: Cast, client_of: ClientOf) -> None:
    give(firm.employee, Role.Kind.OWNER)

    page = f"/installation/erase/{firm.owner.pk}/"
    answer = client_of(firm.people_lead).post(page, {"name": firm.owner.name})

    assert answer.status_code == 403
    assert Person.objects.get(pk=firm.owner.pk).name == firm.owner.name
    assert (
        client_of(firm.people_lead).get(f"/installation/erase/{firm.colleague.pk}/").status_code
        == 200
    )
    assert client_of(firm.employee).get(page).status_code == 200


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
