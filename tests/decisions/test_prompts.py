"""What prompted a decision, read from an address and shown with the way back."""

from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from bothways.decisions.prompts import page_of
from bothways.decisions.queries import prompt_in
from bothways.people.models import Person
from bothways.record.prompted import LONGEST_PROMPT, LONGEST_REF, Prompt, PromptKind
from tests.cast import Cast
from tests.conftest import ClientOf
from tests.factories import make_decision

OTHERS = [kind for kind in PromptKind.values if kind != PromptKind.RESULT]


@pytest.mark.parametrize("kind", OTHERS)
def test_every_kind_but_a_result_is_read_as_it_stands(kind: str) -> None:
    told = {"prompt": kind, "ref": "7", "words": "Close the night shift"}

    assert prompt_in(told) == Prompt(kind, "7", "Close the night shift")


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"words": "Close the night shift"},
        {"prompt": "", "words": "Close the night shift"},
        {"prompt": "rumour", "words": "Close the night shift"},
        {"prompt": "meeting"},
        {"prompt": "meeting", "words": "  \n "},
        {"prompt": "result", "ref": "x/y", "words": "46 of 46 agree"},
    ],
)
def test_what_names_nothing_or_claims_a_result_is_none(told: dict[str, str]) -> None:
    assert prompt_in(told) is None


@pytest.mark.parametrize("round_id", ["", "none", "7", "6f2c1b52", str(UUID(int=1))])
def test_a_result_that_is_not_there_prompts_nothing(db: None, round_id: str) -> None:
    assert prompt_in({"round": round_id, "question": "U-COM1"}) is None
    assert prompt_in({"round": round_id}) is None


def test_a_figure_is_never_taken_from_the_address(db: None) -> None:
    told = {"round": str(uuid4()), "question": "U-COM1", "words": "46 of 46 agree"}

    assert prompt_in(told | {"prompt": "result"}) is None


def test_words_are_tidied_and_cut_to_their_columns() -> None:
    told = {"prompt": "meeting", "ref": "r" * 200, "words": "many  words\n" * 100}

    prompt = prompt_in(told)

    assert prompt is not None
    assert len(prompt.ref) == LONGEST_REF
    assert len(prompt.words) <= LONGEST_PROMPT
    assert "  " not in prompt.words
    assert "\n" not in prompt.words


@pytest.mark.parametrize("ref", ["", "7", "no id", "../", "6f2c1b52"])
def test_what_is_no_id_of_a_decision_has_no_page(ref: str) -> None:
    assert page_of(ref) == ""


def test_an_id_of_a_decision_has_its_page(manager: Person) -> None:
    decision = make_decision(manager)

    assert page_of(str(decision.pk)) == reverse("decisions:one", args=[decision.pk])


def test_a_decision_that_another_prompted_leads_to_it(firm: Cast, client_of: ClientOf) -> None:
    first = make_decision(firm.manager)
    prompt = Prompt("decision", str(first.pk), first.question)
    second = make_decision(firm.manager, "Whom do we train?", prompt=prompt)

    shown = client_of(firm.employee).get(page_of(str(second.pk))).content.decode()

    assert "In answer to:" in shown
    assert f'href="{page_of(str(first.pk))}"' in shown


@pytest.mark.parametrize("kind", ["suggestion", "question", "meeting"])
def test_what_has_no_page_stands_as_words(firm: Cast, client_of: ClientOf, kind: str) -> None:
    decision = make_decision(firm.manager, prompt=Prompt(kind, "7", "More light in hall two"))

    shown = client_of(firm.employee).get(page_of(str(decision.pk))).content.decode()

    assert '<span dir="auto">More light in hall two</span>' in shown


@pytest.mark.parametrize("kind", OTHERS)
def test_the_page_for_a_new_one_shows_what_prompts_it_and_asks_about_that(
    firm: Cast, client_of: ClientOf, kind: str
) -> None:
    address = f"{reverse('decisions:new')}?prompt={kind}&words=More+light+in+hall+two"

    shown = client_of(firm.employee).get(address).content.decode()

    assert "In answer to:" in shown
    assert 'value="More light in hall two"' in shown
