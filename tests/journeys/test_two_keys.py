"""A round with two keys, whole: the key is made, the people confirmed, envelopes stamped, the box
opened and counted in the representative's own browser, and both signed what came out.
"""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bothways.keyholders.models import Keyholder
from bothways.keyholders.queries import confirmation_of
from bothways.people.models import Person
from bothways.pure.ballots import canonical_json
from bothways.pure.guardian.keyfile import close_key, new_identity, open_key
from bothways.pure.guardian.keys import read_identity
from bothways.results.actions import close_due_rounds
from bothways.results.queries import release_of
from bothways.surveys.models import Round
from bothways.surveys.voting import draw_envelope, fetch_stamp, put_in
from tests.journeys.axe import assert_accessible
from tests.journeys.conftest import DESK, WindowOf
from tests.journeys.sitting import answer, begin, in_the_box, seal
from tests.keeper import keeper_in_office
from tests.rounds import NEWS, TRUST, opened

pytestmark = pytest.mark.browser

SLOW = 120_000  # ms: the passphrase is made slow on purpose, and keys take their time
WORDS = "lamo nivu teka sora vile budo"


def make_key(page: Page, folder: Path) -> tuple[Path, str, str]:
    """Go through the ceremony; return the key file, its passphrase and what the paper says."""
    page.goto("/guardian/")
    assert_accessible(page)
    page.get_by_role("link", name="Make the second key").click()
    for _ in range(3):
        page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Give me six words").click()
    words = page.locator("[data-part=offered]").inner_text()
    assert_accessible(page)
    page.get_by_label("The passphrase again").fill(words)
    with page.expect_download(timeout=SLOW) as saved:
        page.get_by_role("button", name="Make my key").click()
    file = folder / saved.value.suggested_filename
    saved.value.save_as(file)
    page.get_by_role("button", name="I have it. Now the sheet").click()
    expect(page.locator("[data-part=secret]")).to_contain_text("AGE-")
    paper = page.locator("[data-part=secret]").inner_text()
    assert_accessible(page)
    page.get_by_role("button", name="I have it on paper. Go on").click()
    page.get_by_label("The file you saved").set_input_files(file)
    page.get_by_label("Your passphrase").fill(WORDS)
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("alert")).to_contain_text("does not open the file", timeout=SLOW)
    page.get_by_label("Your passphrase").fill(words)
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", name="Take office")).to_be_focused(timeout=SLOW)
    page.get_by_role("button", name="Hand in the public half").click()
    expect(page.locator("[data-part=spares-told]")).to_contain_text("spare keys", timeout=SLOW)
    expect(page.get_by_role("heading", name="The second key is yours")).to_be_visible(timeout=SLOW)
    assert_accessible(page)
    return file, words, paper


def unlock(page: Page, file: Path, words: str) -> None:
    page.goto("/guardian/")
    page.get_by_label("Your key file").set_input_files(file)
    page.get_by_label("Passphrase", exact=True).fill(words)
    page.get_by_role("button", name="Open my key").click()
    expect(page.get_by_role("heading", name="What waits for your key")).to_be_visible(timeout=SLOW)


def test_a_round_with_two_keys_is_opened_and_counted_in_the_representatives_browser(
    representative: Person,
    employee: Person,
    owner: Person,
    window_of: WindowOf,
    tmp_path: Path,
) -> None:
    desk = window_of(representative, width=DESK)
    desk.set_default_timeout(SLOW)
    file, words, paper = make_key(desk, tmp_path)
    holder = Keyholder.objects.get(current=True)
    assert holder.fingerprint in desk.locator("[data-screen=done] .big").inner_text()
    assert "AGE-SECRET-KEY" not in file.read_text()
    identity = open_key(file.read_text(), words)  # as the program opens it
    assert identity == read_identity(paper, holder.name)
    assert identity.fingerprint == holder.fingerprint
    assert desk.locator("[data-part=secret]").inner_text() == ""

    round_ = opened(owner, opens_at=timezone.now() - timedelta(hours=1))
    at = timezone.now()
    others = Person.objects.here().exclude(pk=employee.pk)
    wallets = {person: draw_envelope(round_, person, at=at) for person in others}
    unlock(desk, file, words)
    expect(desk.get_by_text("No group below 7 people is shown")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("button", name="These are the people I know").click()
    log = desk.get_by_role("log")
    expect(log).to_contain_text("a list of 31 people, signed with your key")
    phone = window_of(employee)
    begin(phone, round_, mine=True)
    answer(phone, "Agree", "Strongly disagree", "Doesn't apply, or I'd rather not say")
    seal(phone)
    desk.get_by_role("button", name="Do all that waits").click()
    expect(log).to_contain_text("Envelopes stamped: 31.")

    in_the_box(phone)
    for person, wallet in wallets.items():
        put_in(round_, fetch_stamp(round_, person, wallet, at=at), [3, 3, 3], at=at)
    close_due_rounds(round_.closes_at)
    round_.refresh_from_db()
    assert round_.state == Round.State.CLOSED

    desk.get_by_role("button", name="Look again").click()
    expect(desk.get_by_role("button", name="Open the box")).to_be_visible()
    desk.get_by_role("button", name="Open the box").click()
    expect(log).to_contain_text("it is too early to open this box")
    desk.clock.set_system_time(round_.closes_at)
    desk.get_by_role("button", name="Do all that waits").click()
    expect(log).to_contain_text("You came to these figures alone, and signed them.")
    assert_accessible(desk)
    round_.refresh_from_db()
    assert round_.state == Round.State.RELEASED
    cells = {cell.question: cell for cell in release_of(round_).cells if cell.level == "firm"}
    assert (cells[TRUST.code].n, cells[NEWS.code].n) == (31, 30)


def test_the_desk_takes_the_programs_key_file_forgets_it_and_takes_answers_carried_by_hand(
    representative: Person,
    employee: Person,
    owner: Person,
    window_of: WindowOf,
    tmp_path: Path,
) -> None:
    keeper = keeper_in_office(representative)
    round_ = opened(owner, opens_at=timezone.now() - timedelta(hours=1))
    file, answer_file = tmp_path / "bothways-second-key.age", tmp_path / "answer.json"
    file.write_text(close_key(keeper.identity, WORDS))
    page = window_of(representative, width=DESK)
    page.clock.install()

    unlock(page, file, WORDS)
    expect(page.get_by_role("button", name="These are the people I know")).to_be_visible()
    page.clock.fast_forward("15:01")
    expect(page.get_by_text("nothing was touched for 15 minutes")).to_be_visible()
    expect(page.get_by_role("button", name="Open my key")).to_be_visible()
    page.get_by_text("With the key on another machine, by hand").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the work as a file").click()
    done = keeper.do(json.loads(Path(saved.value.path()).read_text()))
    answer_file.write_text(canonical_json(done.document(keeper.identity)))
    page.get_by_label("Bring the answer").set_input_files(answer_file)

    expect(page.get_by_role("log")).to_contain_text("The answer was taken.")
    assert confirmation_of(round_.pk)
    expect(page.locator(f"[data-step-of='{round_.pk.hex}']")).to_contain_text("Confirmed.")
    stranger = tmp_path / "stranger.age"
    stranger.write_text(close_key(new_identity("Somebody"), WORDS))
    page.get_by_label("Your key file").set_input_files(stranger)
    page.get_by_label("Passphrase", exact=True).fill(WORDS)
    page.get_by_role("button", name="Open my key").click()
    expect(page.get_by_role("alert")).to_contain_text("This is another key", timeout=SLOW)
    assert page.evaluate("JSON.stringify(localStorage)").count("AGE-SECRET") == 0
