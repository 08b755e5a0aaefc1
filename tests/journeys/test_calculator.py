"""The calculator in a real browser: two files in, a result that can be read and taken along."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bothways.people.models import Person
from tests.cast import Cast
from tests.journeys.axe import assert_accessible, sideways
from tests.journeys.conftest import DESK, PHONE, WindowOf

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
TEAMS = ["Assembly", "Dispatch", "Office", LONG, "Night shift"]
SIZES = "team,team_size\n" + "".join(f"{team},9\n" for team in TEAMS)
ANSWERS = "team,q1,q2,q3\n" + "".join(
    f"{team},{1 + (place + at) % 5},{2 + (at * place) % 4},{3 + at % 3}\n"
    for place, team in enumerate(TEAMS[:4])
    for at in range(7)
)


def test_two_files_become_a_result_that_can_be_read_and_taken_along(
    firm: Cast, employee: Person, window_of: WindowOf, tmp_path: Path
) -> None:
    answers, sizes = tmp_path / "answers.csv", tmp_path / "teams.csv"
    answers.write_text(ANSWERS.replace("Office,2", "Office,8", 1))
    sizes.write_text(SIZES)
    page = window_of(employee, width=PHONE)
    page.goto("/trust/")
    page.get_by_text("Look further").click()
    page.get_by_role("link", name="What could last year's survey have told us?").click()
    assert_accessible(page)

    page.get_by_label("The file of answers").first.set_input_files(answers)
    page.get_by_label("The file of teams").first.set_input_files(sizes)
    window_of.quiet("422")  # type: ignore[attr-defined]
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("alert")).to_contain_text("‘8’ is no answer from 1 to 5")

    answers.write_text(ANSWERS)
    page.get_by_label("The file of answers").first.set_input_files(answers)
    page.get_by_label("The file of teams").first.set_input_files(sizes)
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("With 7 of 9 answering").first).to_be_visible()
    page.locator("summary", has_text="The same as a table").click()
    for width in (320, DESK):
        page.set_viewport_size({"width": width, "height": 844})
        assert sideways(page) <= 0
        assert_accessible(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take the result along (CSV)").click()
    assert Path(taken.value.path()).read_text().startswith("team,estimate,lo,hi\nAssembly,")
