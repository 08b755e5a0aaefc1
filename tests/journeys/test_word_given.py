"""A word from its first draft to its end: vague, given, shown, moved, silent, handed over, kept."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Page, expect

from bothways.commitments.models import Commitment
from bothways.people.models import Person
from tests.cast import Cast
from tests.factories import make_promise
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, WindowOf
from tests.journeys.test_promises import day, press

pytestmark = pytest.mark.browser

SEEN_BEFORE = {"kept", "list"}  # a promise's page is looked at in silence; lists in test_promises


def picture() -> FilePayload:
    """A photo of a gauge, with a place in it."""
    image = Image.new("RGB", (640, 384), (214, 205, 190))
    ImageDraw.Draw(image).ellipse((220, 100, 420, 300), fill=(250, 250, 250), outline=(40, 40, 40))
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0)})
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return {"name": "gauge.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def looked_at(page: Page, name: str) -> None:
    """Nothing wider than the phone, and accessible where no page of its kind was looked at before.

    Kept as a picture where one is asked for.
    """
    if name not in SEEN_BEFORE:
        assert_accessible(page)
    assert sideways(page) <= 0
    folder = os.environ.get("LOOK_INTO")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}-390.png", full_page=True)
        page.set_viewport_size({"width": DESK, "height": 900})
        page.screenshot(path=Path(folder) / f"{name}-1280.png", full_page=True)
        page.set_viewport_size({"width": 390, "height": 844})


def test_a_word_is_made_exact_shown_moved_found_silent_handed_over_and_kept(
    firm: Cast, window_of: WindowOf
) -> None:
    manager = window_of(firm.manager)
    manager.goto("/promises/new/")
    manager.get_by_label("What do you promise?").fill("We will look into the gauges soon.")
    manager.get_by_label("By when?").fill(str(day(10)))
    press(manager, "Give my word")
    expect(manager.get_by_text("After “look into”, what will be different?")).to_be_visible()
    looked_at(manager, "hints")
    manager.get_by_label("What do you promise?").fill("Every station gets its own gauge.")
    press(manager, "Promise it as it is")

    press(manager, "Show something", role="link")
    manager.get_by_label("What is to be seen?").fill("The first gauge on its wall")
    manager.get_by_label("A picture, if there is one").set_input_files(picture())
    looked_at(manager, "show")
    press(manager, "Show it")
    expect(manager.get_by_role("img", name="The first gauge on its wall")).to_be_visible()

    press(manager, "Move it in time", role="link")
    manager.get_by_label("By when now?").fill(str(day(20)))
    manager.get_by_label("Why is it moved?").fill("The maker sends the rest on the 20th.")
    press(manager, "Move it")

    promise = Commitment.objects.get()
    Commitment.objects.update(  # three weeks go by without a word
        made_on=day(-40), first_due_on=day(-30), due_on=day(-9), last_word_on=day(-35)
    )
    Person.objects.filter(pk=firm.manager.pk).update(leaves_on=localdate() + timedelta(days=5))
    employee = window_of(firm.employee)
    employee.goto(f"/promises/{promise.pk}/")
    expect(employee.get_by_text("Silent for 9 days")).to_be_visible()
    looked_at(employee, "silent")

    make_promise(firm.manager, "Nobody works on a Sunday.", kind="amends", made_on=localdate())
    lead = window_of(firm.people_lead)
    lead.goto(f"/people/{firm.manager.pk}/")
    looked_at(lead, "leaver")
    lead.get_by_role("link", name="Ask somebody").first.click()  # what is due first
    lead.get_by_label("Who could take it on?").select_option(str(firm.employee.pk))
    lead.get_by_label("What should they and the others know?").fill("Six of eight hang already.")
    looked_at(lead, "hand-over")
    press(lead, "Ask them")

    employee.reload()
    press(employee, "Say yes or no", role="link")
    looked_at(employee, "answer")
    press(employee, "Yes, I take it on")
    press(employee, "It is kept", role="link")
    employee.get_by_label("What shows that it was kept?").fill("All eight hang there.")
    press(employee, "Close it as kept")
    expect(employee.get_by_text("From Ruben Dahl to Jo Marsh")).to_be_visible()
    expect(employee.get_by_text("“All eight hang there.”")).to_be_visible()
    looked_at(employee, "kept")

    employee.goto("/promises/?show=mine")
    expect(employee.get_by_role("heading", name="Your own word")).to_be_visible()
    looked_at(employee, "list")
