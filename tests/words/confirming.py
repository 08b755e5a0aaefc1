"""Confirmations: what is said of promises that a monthly round asks about secretly."""

from tests.words.page import Page

PAGES = (
    Page(
        "confirmations/conditions.py",
        made_true_by="src/bothways/confirmations/conditions.py::asks_what_it_would_ask_today",
        said={
            "then": (
                (
                    "A promise in it was opened again, or too few of those it was made to are"
                    " left. Gather the questions anew, then announce it."
                ),
            ),
        },
    ),
    Page(
        "confirmations/errors.py",
        made_true_by="src/bothways/confirmations/actions.py::ask_openly",
        said={
            "then": ("They can be asked secretly, so they are. Asking by name is for too few.",),
        },
    ),
    Page(
        "confirmations/figures.py",
        made_true_by="tests/confirmations/test_figures.py",
        said={
            "then": (
                "Too few answered to say.",
                "%(low)d of %(n)d who answered say it was kept.",
                "At least %(low)d of %(n)d who answered say it was kept.",
                "At most %(high)d of %(n)d who answered say it was kept.",
                "Between %(low)d and %(high)d of %(n)d who answered say it was kept.",
                "%(low)d of %(n)d who answered say it has made a difference.",
                "At least %(low)d of %(n)d who answered say it has made a difference.",
                "At most %(high)d of %(n)d who answered say it has made a difference.",
                (
                    "Between %(low)d and %(high)d of %(n)d who answered say it has made a "
                    "difference."
                ),
            ),
        },
    ),
    Page(
        "confirmations/templates/confirmations/_secretly.html",
        made_true_by="tests/confirmations/test_queries.py",
        said={
            "then": (
                (
                    "Asked secretly, everyone at once. A few may have answered to whom it was"
                    " not promised."
                ),
                "They are asked secretly just now.",
                "They were asked secretly, and the round is void. It is not asked again.",
                "The next round about promises asks it secretly. It is not announced yet.",
                "Too few of those it was made to are here to be asked secretly now.",
                "They are asked secretly in the round of a coming month.",
            ),
        },
    ),
    Page(
        "confirmations/templates/confirmations/asked.html",
        made_true_by="tests/confirmations/test_gathering.py",
        said={
            "then": (
                "What was answered, secretly. Each is asked about once.",
                "This is asked about, secretly. Each is asked about once.",
            ),
        },
    ),
)
