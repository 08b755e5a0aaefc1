"""Ideas and questions: what is said of asking everyone secretly about one of them."""

from tests.words.page import Page

PAGES = (
    Page(
        "voices/errors.py",
        made_true_by="src/bothways/voices/actions/voting.py::ask_for_vote",
        said={
            "then": ("Too few work here to be asked secretly. Ask them by name.",),
        },
    ),
    Page(
        "voices/templates/voices/_vote.html",
        made_true_by="tests/voices/test_votes.py",
        said={
            "then": (
                "Asked secretly, everyone at once.",
                "A round asks everyone, secretly:",
                "Everyone was asked secretly, and the round is void. It is not asked again.",
                (
                    "The round of a coming month asks everyone, secretly, if it waits for its"
                    " answer then."
                ),
                "Ask everyone, secretly",
            ),
        },
    ),
    Page(
        "voices/templates/voices/questions.html",
        made_true_by="src/bothways/mailbox/board.py",
        said={"always": ("Ask without a name",)},
    ),
    Page(
        "voices/templates/voices/ask.html",
        made_true_by="src/bothways/mailbox/board.py",
        said={"always": ("Ask without a name instead",)},
    ),
    Page(
        "voices/votes.py",
        made_true_by="src/bothways/confirmations/figures.py::Sentences",
        said={
            "then": (
                "%(low)d of %(n)d who answered say it is worth doing.",
                "At least %(low)d of %(n)d who answered say it is worth doing.",
                "At most %(high)d of %(n)d who answered say it is worth doing.",
                "Between %(low)d and %(high)d of %(n)d who answered say it is worth doing.",
                "%(low)d of %(n)d who answered want to know this too.",
                "At least %(low)d of %(n)d who answered want to know this too.",
                "At most %(high)d of %(n)d who answered want to know this too.",
                "Between %(low)d and %(high)d of %(n)d who answered want to know this too.",
            ),
        },
    ),
    Page(
        "trust/record_words.py",
        made_true_by="src/bothways/voices/actions/voting.py::ask_for_vote",
        said={
            "always": (
                "had everyone asked secretly about an idea or a question",
                "had nobody asked secretly about it after all",
            ),
        },
    ),
)
