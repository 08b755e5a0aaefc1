"""Ideas and questions: what is said of whose they are."""

from tests.words.page import Page

PAGES = (
    Page(
        "voices/models.py",
        made_true_by="src/bothways/voices/models.py::Voice",
        said={"always": ("without a name", "from a paper slip")},
    ),
    Page(
        "voices/words.py",
        made_true_by="src/bothways/voices/words.py::author",
        said={"always": ("From a paper slip", "Somebody without a name")},
    ),
    Page(
        "operations/erasing_words.py",
        made_true_by="src/bothways/voices/models.py::Keeper",
        said={"always": ("that they keep the paper box",)},
    ),
    Page(
        "notifications/catalogue.py",
        made_true_by="src/bothways/voices/actions/boarding.py::take_from_board",
        said={
            "then": (
                "An idea or a question came without a name; to whoever owes the answer.",
                "Somebody without a name waits for your answer",
            ),
        },
    ),
    Page(
        "trust/record_words.py",
        made_true_by="src/bothways/voices/actions/boarding.py::take_from_board",
        said={
            "then": (
                "put an idea or a question without a name before everyone",
                "typed in an idea or a question from a paper slip",
                "lets {whom} keep the paper box",
                "lets {whom} keep the paper box no longer",
            ),
        },
    ),
    Page(
        "voices/templates/voices/ideas.html",
        made_true_by="src/bothways/pure/mailbox/letters.py",
        said={"always": ("Say it without a name",)},
    ),
    Page(
        "voices/errors.py",
        made_true_by="src/bothways/voices/actions/paper.py::keeps_the_box",
        said={
            "then": (
                "Only a keeper of the paper box can type a slip in. The people lead names them.",
            ),
        },
    ),
    Page(
        "voices/forms.py",
        made_true_by="src/bothways/voices/actions/paper.py::type_in",
        said={"always": ("What the slip says, in a sentence", "Who keeps the box?")},
    ),
    Page(
        "voices/templates/voices/_beside.html",
        made_true_by="src/bothways/voices/actions/telling.py::tell_what_became",
        said={
            "always": (
                "It came without a name. The answer goes to a box that only its author can open.",
                "It came on paper, without a name. Its author finds the answer here.",
            ),
        },
    ),
    Page(
        "voices/templates/voices/_ideas_aside.html",
        made_true_by="src/bothways/voices/actions/paper.py::keeps_the_box",
        said={"always": ("The paper box",)},
    ),
    Page(
        "voices/templates/voices/new.html",
        made_true_by="src/bothways/voices/actions/boarding.py::take_from_board",
        said={"always": ("Say it without your name instead",)},
    ),
    Page(
        "voices/templates/voices/slip.html",
        made_true_by="src/bothways/voices/actions/paper.py::type_in",
        said={
            "always": (
                "Type in a paper slip",
                (
                    "Everyone reads it as “From a paper slip”, with your name as who typed it in "
                    "and nobody's as its author. Destroy the slip then: handwriting is a name."
                ),
            ),
        },
    ),
    Page(
        "voices/templates/voices/keepers.html",
        made_true_by="src/bothways/voices/actions/paper.py::name_keeper",
        said={
            "always": (
                "Who keeps the paper box",
                (
                    "They empty it and type the slips in. The owner and the people lead can do so, "
                    "too. Choose somebody to whom people give a slip without fear."
                ),
            ),
        },
    ),
)
