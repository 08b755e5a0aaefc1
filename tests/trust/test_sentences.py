"""A reader's test at the edges: for each kind of figure, the exact words in each place.

And of every sentence on the pages that reading it takes no more than eight years of school.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from bothways.pure.disclosure import Cell
from bothways.pure.measurement import released_interval
from bothways.pure.wording import HIGHEST_GRADE, WORD, reading_grade
from bothways.surveys.bank import askable
from bothways.trust import queries
from bothways.trust.figures import Figure, figure_of
from bothways.trust.picture import Line
from bothways.trust.report import paper_of
from bothways.trust.report.telling import Row, lead_words
from tests.cast import Cast
from tests.trust.counted import CLOSED, QUESTIONS, make_counted, mixed

NB = "\u00a0"
JULY = datetime(2026, 7, 30, tzinfo=UTC)
HIDDEN = "Any exact number would show too much about single people."
FEW = (
    "Too few to tell. Fewer than 7 people answered this question, so there is no figure, "
    "for anyone."
)
SHORT = 6  # words: a shorter sentence is read with what stands beside it
NEVER = re.compile(
    r"signific|\bproves?\b|\bcauses?\b(?!\.)|driver|\branked? (?:first|last)|\bbest\b|\bworst\b"
    r"|score of (?:a|one) person",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Case:
    """A figure, and what must stand in each place."""

    figure: Figure
    large: str  # the figure itself on the trust page
    sentence: str  # below it
    words: str  # in a row, on the page and in the report
    share: str  # in a table


def told(low: int, high: int, n: int, *, asked: int) -> Figure:
    cell = Cell("firm", "", ("b1",), "U-TRU1", n, None, {4: (low, high)})
    return figure_of(cell, asked=asked, probable=released_interval(low, high, n))


def untold(*, asked: int) -> Figure:
    cell = Cell("firm", "", ("b1",), "U-TRU1", None, 6, {4: (0, 6)})
    return figure_of(cell, asked=asked, probable=(0.0, 1.0))


def between(low: int, high: int) -> str:
    return f"The true share is probably between {low} and {high}{NB}%."


CASES = {
    "exact": Case(
        told(12, 12, 22, asked=26), "12 of 22 agree", between(34, 74), "12 of 22", f"34 to 74{NB}%"
    ),
    "ranged": Case(
        told(27, 33, 50, asked=52),
        "between 27 and 33 of 50 agree",
        between(40, 78),
        "between 27 and 33 of 50",
        f"40 to 78{NB}%",
    ),
    "nobody, as far as may be said": Case(
        told(0, 3, 12, asked=13),
        "at most 3 of 12 agree",
        f"The true share is probably below 53{NB}%.",
        "at most 3 of 12",
        f"below 53{NB}%",
    ),
    "everybody, as far as may be said": Case(
        told(9, 12, 12, asked=13),
        "at least 9 of 12 agree",
        f"The true share is probably above 47{NB}%.",
        "at least 9 of 12",
        f"above 47{NB}%",
    ),
    "says nothing": Case(
        told(0, 7, 7, asked=7),
        "none to all of 7 agree",
        HIDDEN,
        "none to all of 7",
        f"above 0{NB}%",
    ),
    "few answered": Case(
        told(20, 20, 30, asked=60),
        "20 of 30 agree",
        between(49, 81),
        "20 of 30",
        f"49 to 81{NB}%",
    ),
}


def line_of(figure: Figure, change: str = "No clear change", since: datetime | None = JULY) -> Line:
    asked: Any = SimpleNamespace(code="U-TRU1", text="I feel safe relying on my leader.")
    counted: Any = SimpleNamespace(round=SimpleNamespace(pk="1", closes_at=CLOSED))
    return Line("q0", asked, figure, counted, change=change, since=since)


def paragraphs(html: str) -> list[str]:
    """The text of each paragraph, without the charts."""
    html = re.sub(r"<svg.*?</svg>", " ", html, flags=re.DOTALL)
    found = re.findall(r"<p(?: [^>]*)?>(.*?)</p>", html, re.DOTALL)
    plain = (re.sub(r"<[^>]*>", "", one) for one in found)
    return [re.sub(r"[ \n]+", " ", one).replace(" .", ".").strip() for one in plain]


@pytest.mark.parametrize("name", CASES)
def test_the_trust_page_says_a_figure_in_exactly_these_words(name: str) -> None:
    case = CASES[name]
    line = line_of(case.figure)
    picture = SimpleNamespace(lead=line, counted=line.counted)

    said = paragraphs(render_to_string("trust/_lead.html", {"picture": picture}))

    assert case.large in said
    words_of_it = f"{case.sentence} No clear change since July 2026."
    assert f"{words_of_it} Answer it with a promise" in said
    silent = [words for words in said if "did not answer agree half as often" in words]
    assert bool(silent) is (name == "few answered")


@pytest.mark.parametrize("name", CASES)
def test_a_row_says_it_shorter_and_the_report_says_the_same(name: str) -> None:
    case = CASES[name]
    line = line_of(case.figure)

    on_page = paragraphs(render_to_string("trust/_line.html", {"line": line}))
    in_report = Row("Trust in my leader", line, "").words

    assert any(words.startswith(case.words) for words in on_page), on_page
    assert in_report == f"{case.words}. No clear change."


@pytest.mark.parametrize("name", CASES)
def test_whoever_hears_the_page_hears_the_same_numbers(name: str) -> None:
    case = CASES[name]

    assert case.figure.desc == f"{case.words} agreed. {case.sentence}"


@pytest.mark.parametrize("name", [name for name in CASES if name != "says nothing"])
def test_a_table_says_the_range_and_never_one_number(name: str) -> None:
    case = CASES[name]

    assert case.figure.share_words == case.share


def test_too_few_has_the_same_sentence_in_every_place_and_no_number() -> None:
    line = line_of(untold(asked=13))
    picture = SimpleNamespace(lead=line, counted=line.counted)

    lead = paragraphs(render_to_string("trust/_lead.html", {"picture": picture}))
    row = paragraphs(render_to_string("trust/_line.html", {"line": line}))

    assert FEW in lead
    assert FEW in row
    assert not [words for words in [*lead, *row] if "agree" in words or "share" in words]
    assert Row("", line, "").words.startswith("too few to tell.")


def test_under_seven_in_ten_the_report_adds_what_the_silent_could_mean() -> None:
    few = CASES["few answered"].figure

    assert lead_words(line_of(few)) == (
        f"{between(49, 81)} No clear change since July 2026. Fewer than 7 in 10 answered. If "
        "those who did not answer agree half as often, the true share is between 37 and "
        f"61{NB}%."
    )


def test_what_was_never_asked_before_names_no_month() -> None:
    line = line_of(CASES["exact"].figure, change="First time asked", since=None)

    assert lead_words(line) == f"{between(34, 74)} First time asked."


# Reading grade, over the pages as they are sent


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences; a name, a key of a chart or a heading ends in no stop."""
    found = re.split(r"(?<=[.?!:;])\s+", text)
    return [one for one in found if one[-1] in ".?!:;" and len(WORD.findall(one)) >= SHORT]


def texts_of(html: str) -> list[str]:
    """Every block of text of a page, questions left out: they have a check of their own."""
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"<(svg|script|nav)\b.*?</\1>", " ", main, flags=re.DOTALL)
    main = re.sub(r'<(p|th|h1|a)[^>]*class="[^"]*word.*?</\1>', " ", main, flags=re.DOTALL)
    main = re.sub(r"<(tbody|table)\b.*?</\1>", " ", main, flags=re.DOTALL)
    parts = re.split(
        r"</?(?:p|li|h\d|div|section|article|summary|dt|dd|ul|ol|caption)\b[^>]*>", main
    )
    plain = (" ".join(re.sub(r"<[^>]*>", "", part).split()) for part in parts)
    return [part.replace("&#x27;", "'").replace("&nbsp;", " ") for part in plain if part]


@pytest.fixture
def pages(firm: Cast, client_of: Callable[[object], Client]) -> dict[str, list[str]]:
    """The texts of the trust page, of a group's page and of the report, at the edges."""
    whole = {i.code: (i.construct, i.text, i.about_leader) for i in askable("survey")}
    survey = [(4,) * len(whole)] * 6 + [(2,) * len(whole)] * 3
    client = client_of(firm.manager)

    def read(address: str) -> list[str]:
        return texts_of(client.get(address).content.decode())

    found = {"before any round": read("/trust/")}
    make_counted(firm, {"b1": mixed(3, 2)}, closed=CLOSED - timedelta(days=182))
    found["too few"] = read("/trust/")
    answers = {"b1": survey, "b2": survey}
    closed = CLOSED - timedelta(days=91)
    make_counted(firm, answers, format="full", questions=whole, closed=closed)
    found["survey"] = read("/trust/")
    make_counted(firm, {"b1": mixed(11, 0), "b2": mixed(0, 8)})
    teams = {"D-TRU1": ("TRU", "I feel safe relying on this team when it matters.", False)}
    make_counted(firm, {"b1": [(4,)] * 5, "b2": [(4,)] * 5}, questions=teams, audience="leaders")
    found |= {"trust page": read("/trust/"), "group": read("/trust/groups/b1/")}
    story = queries.story()
    assert story is not None
    kept, _ = queries.word_kept(on=date(2026, 11, 22))
    paper = paper_of(story, kept, [], on=date(2026, 11, 22))
    asked = {text for _construct, text, _about in [*whole.values(), *QUESTIONS.values()]}
    words = [str(values[0]) for what, values in paper.strokes if what == "text"]
    found["report"] = [one for one in words if one.strip("“”") not in asked]
    return found


def test_no_sentence_needs_more_than_eight_years_of_school(pages: dict[str, list[str]]) -> None:
    hard = {
        f"{page}: {sentence} ({reading_grade(sentence):.1f})"
        for page, texts in pages.items()
        for text in texts
        for sentence in sentences(text)
        if reading_grade(sentence) > HIGHEST_GRADE and "python3" not in sentence
    }

    assert hard == set()
    assert all(len(texts) > 10 for texts in pages.values())


def test_no_page_says_what_numbers_can_not_say(pages: dict[str, list[str]]) -> None:
    said = [text for texts in pages.values() for text in texts if NEVER.search(text)]

    assert said == []
