"""The doors do not exist outside the demo: no address, no app, not even the code in memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from bothways.people.models import Person

SRC = Path(settings.HERE).parents[1]
ADDRESSES = ["/demo/", "/demo/mail/", "/demo/enter/M001/", "/demo/count/"]
ASK = """
import sys, django
django.setup()
from django.core.management import get_commands
from django.urls import Resolver404, resolve
def leads_somewhere(address):
    try:
        return bool(resolve(address))
    except Resolver404:
        return False
print([leads_somewhere(address) for address in {addresses}])
print("make_demo" in get_commands(), any(name.startswith("bothways.demo") for name in sys.modules))
"""


def asked(mode: str, folder: Path) -> list[str]:
    """Start Bothways by itself in a mode, and return what it says of its doors."""
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(SRC),
        "BOTHWAYS_DATA": str(folder),
        "BOTHWAYS_MODE": mode,
        "DJANGO_SETTINGS_MODULE": "bothways.config.settings",
    }
    script = ASK.format(addresses=ADDRESSES)
    answer = subprocess.run(
        [sys.executable, "-c", script], env=env, check=True, capture_output=True, text=True
    )
    return answer.stdout.splitlines()


def test_a_real_installation_has_no_doors(tmp_path: Path) -> None:
    assert asked("run", tmp_path) == ["[False, False, False, False]", "False False"]


def test_the_demo_has_them(tmp_path: Path) -> None:
    assert asked("demo", tmp_path) == ["[True, True, True, True]", "True True"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_addresses_lead_nowhere(client: Client, employee: Person, address: str) -> None:
    client.force_login(employee)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_no_page_speaks_of_a_demo(client: Client, employee: Person) -> None:
    client.force_login(employee)

    assert "bothways.demo" not in settings.INSTALLED_APPS
    assert "demo firm" not in client.get("/promises/").content.decode()
