"""Those who lead: what is said of their answers, and of what they see of their own team's."""

from tests.words.page import Page

PAGES = (
    Page(
        "surveys/conditions.py",
        made_true_by="src/bothways/surveys/conditions.py::enough_people",
        said={
            "then": (
                (
                    "%(n)d person leads others here. A box for those who lead takes %(need)d at "
                    "least, so that nobody can be singled out. Instead, those who wish can answer "
                    "by name."
                ),
            ),
        },
    ),
    Page(
        "surveys/templates/surveys/rounds.html",
        made_true_by="src/bothways/surveys/conditions.py::one_at_a_time",
        said={
            "always": (
                (
                    "One box is open at a time: those who lead are asked before everyone's turn "
                    "or after it."
                ),
            ),
        },
    ),
)
