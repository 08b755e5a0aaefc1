"""What a phone gets: the manifest, the service worker, the page without a network."""

import json
import re
import struct
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from bothways.config import phone
from bothways.people.models import Organisation
from bothways.ui.tokens import colour
from tests.cast import Cast


def told(client: Client, language: str = "en") -> dict[str, object]:
    """Return what stands before the service worker's script."""
    text = client.get(f"/sw.js?in={language}").content.decode()
    first = text.partition("\n")[0]
    assert first.startswith("const BOTHWAYS=")
    return dict(json.loads(first.removeprefix("const BOTHWAYS=").removesuffix(";")))


def manifest(client: Client) -> dict[str, object]:
    return dict(client.get("/app/en.webmanifest").json())


def test_the_manifest_names_the_firm_and_nobody_else(firm: Cast, client: Client) -> None:
    client.force_login(firm.employee)

    answer = client.get("/app/en.webmanifest")

    assert answer["Content-Type"] == "application/manifest+json"
    assert answer.json()["name"] == "Bothways at Millrace"
    assert firm.employee.name not in answer.content.decode()
    assert not answer.cookies


def test_the_manifest_opens_the_whole_product_without_a_browser_around_it(
    firm: Cast, client: Client
) -> None:
    said = manifest(client)

    assert (said["start_url"], said["scope"], said["display"]) == ("/", "/", "standalone")
    assert said["theme_color"] == colour("--ground")
    assert said["lang"] == "en"


def test_every_icon_is_there_in_the_size_it_claims(firm: Cast, client: Client) -> None:
    icons = manifest(client)["icons"]
    assert isinstance(icons, list)

    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}
    for icon in icons:
        found = finders.find(icon["src"].removeprefix("/static/"))
        assert isinstance(found, str)
        width, height = struct.unpack(">II", Path(found).read_bytes()[16:24])
        assert icon["sizes"] == f"{width}x{height}"


def test_every_page_leads_to_the_manifest_and_the_icon_of_iphones(
    firm: Cast, client: Client
) -> None:
    page = client.get("/sign-in/").content.decode()

    assert '<link rel="manifest" href="/app/en.webmanifest">' in page
    assert '<link rel="apple-touch-icon"' in page


def test_the_colour_around_the_page_follows_the_device_or_the_person(
    firm: Cast, client: Client
) -> None:
    light, dark = colour("--ground"), colour("--ground", dark=True)
    page = client.get("/sign-in/").content.decode()
    assert f'media="(prefers-color-scheme: light)" content="{light}"' in page
    assert f'media="(prefers-color-scheme: dark)" content="{dark}"' in page

    firm.employee.theme = "dark"
    firm.employee.save()
    client.force_login(firm.employee)

    assert re.findall(r'theme-color"[^>]*content="(.*?)"', client.get("/").content.decode()) == [
        dark
    ]


def test_the_service_worker_looks_after_the_whole_address_and_is_asked_for_anew_each_time(
    firm: Cast, client: Client
) -> None:
    answer = client.get("/sw.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert not answer.cookies


def test_only_what_is_the_same_for_everybody_is_kept(firm: Cast, client: Client) -> None:
    kept = told(client)

    assert kept["offline"] == "/app/en/offline/"
    files = kept["files"]
    assert isinstance(files, list)
    assert all(name.startswith("/static/bothways/") for name in files)
    for name in files:
        assert finders.find(name.removeprefix("/static/"))


def test_the_worker_says_the_same_to_everybody(firm: Cast, client: Client) -> None:
    anybody = client.get("/sw.js").content
    client.force_login(firm.employee)

    assert client.get("/sw.js").content == anybody


def test_its_version_changes_when_something_that_it_keeps_does(firm: Cast, client: Client) -> None:
    before = told(client)["version"]
    assert told(client)["version"] == before

    Organisation.objects.update(name="Millrace & Daughters")

    assert told(client)["version"] != before


def test_its_version_changes_with_its_script(
    firm: Cast, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = told(client)["version"]
    other = tmp_path / "sw.js"
    other.write_text("// another")
    phone._script.cache_clear()
    monkeypatch.setattr(phone, "SCRIPT", other)

    assert told(client)["version"] != before

    phone._script.cache_clear()


def test_the_page_without_a_network_says_what_is_so_and_who_nobody_is(
    firm: Cast, client: Client
) -> None:
    client.force_login(firm.employee)

    page = client.get("/app/en/offline/").content.decode()

    assert "What you have sealed is not lost" in page
    assert firm.employee.name not in page
    assert "csrf" not in page
    assert "data-worker" not in page


def test_a_language_that_we_do_not_have_is_not_found(firm: Cast, client: Client) -> None:
    for address in ("/app/xx.webmanifest", "/app/xx/offline/", "/sw.js?in=xx"):
        assert client.get(address).status_code == 404


def test_before_the_firm_has_a_name_a_phone_is_not_led_astray(db: None, client: Client) -> None:
    assert manifest(client)["name"] == "Bothways"
    assert client.get("/sw.js").status_code == 200
    assert client.get("/app/en/offline/").status_code == 200


def test_each_page_says_how_long_a_sealed_ballot_waits(
    firm: Cast, client: Client, settings: Settings
) -> None:
    settings.BALLOT_DELAY_SECONDS = 47

    assert 'data-delay="47"' in client.get("/sign-in/").content.decode()


def test_only_on_a_device_of_ones_own_is_the_worker_offered(firm: Cast, client: Client) -> None:
    assert "data-worker" not in client.get("/sign-in/").content.decode()
    client.force_login(firm.employee)
    assert 'data-worker=""' in client.get("/trust/").content.decode()

    client.post("/me/device/", {"own": "yes"})

    assert 'data-worker="/sw.js?in=en"' in client.get("/trust/").content.decode()
