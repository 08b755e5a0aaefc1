"""The pages of the paper box."""

from django.test import Client

from bothways.voices.models import Keeper, Voice
from tests.cast import Cast


def test_a_keeper_is_named_types_slips_in_and_keeps_it_no_longer(
    client: Client, firm: Cast
) -> None:
    client.force_login(firm.people_lead)
    assert "Nobody was named yet." in client.get("/ideas/paper/keepers/").content.decode()
    client.post("/ideas/paper/keepers/", {"who": "Omar Lind"})
    assert "Omar Lind" in client.get("/ideas/paper/keepers/").content.decode()

    client.force_login(firm.dispatcher)
    assert "Type in a paper slip" in client.get("/ideas/").content.decode()
    slip = {"kind": "question", "title": "Who has the key to the hall?", "text": ""}
    done = client.post("/ideas/paper/", slip)
    again = client.post("/ideas/paper/", slip)

    voice = Voice.objects.get()
    assert done["Location"] == again["Location"] == f"/questions/{voice.pk}/"
    page = client.get(done["Location"]).content.decode()
    assert "From a paper slip" in page
    assert "Typed in by Omar Lind" in page

    client.force_login(firm.people_lead)
    client.post(f"/ideas/paper/keepers/{firm.dispatcher.pk}/drop/")
    assert not Keeper.objects.exists()


def test_the_paper_box_is_for_its_keepers(client: Client, firm: Cast) -> None:
    for person, status in ((firm.employee, 404), (firm.owner, 200), (firm.people_lead, 200)):
        client.force_login(person)
        assert client.get("/ideas/paper/").status_code == status
    client.force_login(firm.manager)
    assert client.get("/ideas/paper/keepers/").status_code == 404
    assert "Type in a paper slip" not in client.get("/ideas/").content.decode()


def test_a_wrong_slip_and_a_wrong_name_say_what_is_wrong(client: Client, firm: Cast) -> None:
    client.force_login(firm.people_lead)

    assert (
        "Say it in a sentence."
        in client.post("/ideas/paper/", {"kind": "question"}).content.decode()
    )
    wrong = client.post("/ideas/paper/keepers/", {"who": "Nobody Atall"}).content.decode()
    assert "Nobody here has the name Nobody Atall" in wrong
