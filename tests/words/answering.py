"""What is owed for a result, and who may set it aside."""

from tests.words.page import Page

PAGES = (
    Page(
        "answers/errors.py",
        made_true_by="src/bothways/answers/queries.py::somebody_can_agree",
        said={
            "then": (
                (
                    "Nobody but the owner speaks for the employees here, so nobody can agree to "
                    "it. Answer what was asked: with a promise, or with a reason why not."
                ),
            ),
        },
    ),
    Page(
        "answers/templates/answers/_beside.html",
        made_true_by="src/bothways/pure/owed.py::asking",
        said={
            "always": (
                (
                    "An answer is owed to each question where the published figure leaves no "
                    "doubt that fewer than half agree, and to each that is clearly worse than "
                    "when it was last asked: the lowest %(most)s at most. An answer is a promise, "
                    "or a reason why not. Until each has one, no new round can be announced."
                ),
            ),
        },
    ),
)
