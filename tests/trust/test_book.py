"""What each question has shown here: from released figures of the whole firm, for everyone."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from bothways.people.models import Person
from bothways.surveys.bank import all_items
from bothways.trust.book import Theme, themes_of
from bothways.trust.queries import counted_rounds
from tests.cast import Cast
from tests.trust.counted import CLOSED, QUESTIONS, make_counted, mixed

A_QUARTER = timedelta(days=91)


def theme(name: str) -> Theme:
    return next(one for one in themes_of(counted_rounds()) if one.name == name)


def words(client: Client) -> str:
    html = client.get("/trust/questions/").content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_every_theme_of_the_book_stands_there_before_anything_was_asked(firm: Cast) -> None:
    themes = themes_of([])

    unasked = [text for one in themes for text in one.unasked]
    assert len(unasked) == sum(item.scale == "agree" for item in all_items())
    assert not any(one.shown for one in themes)


def test_a_question_says_how_often_it_was_asked_answered_and_left_out(
    firm: Cast, employee: Person, client_of: Callable[[object], Client]
) -> None:
    skipped = [*mixed(6, 3), (4, None, 4), (4, None, 4)]
    make_counted(firm, {"b1": skipped, "b2": mixed(6, 5)}, closed=CLOSED - A_QUARTER)
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})

    text = words(client_of(employee))

    assert "Asked 2 times in these words. 42 of 52 people answered it, all times together." in text
    assert "2 who took part left it out." in text


def test_a_changed_wording_is_counted_by_itself(firm: Cast) -> None:
    old_words = QUESTIONS | {"U-PSY1": ("PSY", "I may be wrong here.", False)}
    make_counted(
        firm,
        {"b1": mixed(6, 5), "b2": mixed(6, 5)},
        closed=CLOSED - A_QUARTER,
        questions=old_words,
    )
    make_counted(firm, {"b1": mixed(6, 5), "b2": mixed(6, 5)})

    (shown,) = theme("Safety to speak up").shown

    assert shown.statistics["times"] == 1
    assert shown.item["in_other_words"] is True


def test_a_question_that_everybody_left_out_has_no_figure_and_no_crash(
    firm: Cast, employee: Person, client_of: Callable[[object], Client]
) -> None:
    make_counted(firm, {"b1": [(4, None, 4)] * 11, "b2": [(4, None, 4)] * 11})

    text = words(client_of(employee))

    assert "Last time too few answered it for a figure." in text
    (shown,) = theme("Safety to speak up").shown
    assert shown.statistics["too_few"] == 1


def test_a_question_near_its_top_says_that_it_can_show_little_more(
    firm: Cast, employee: Person, client_of: Callable[[object], Client]
) -> None:
    make_counted(firm, {f"b{n}": mixed(11, 0) for n in range(1, 7)}, more=4)

    assert "it can hardly show that anything got better" in words(client_of(employee))
