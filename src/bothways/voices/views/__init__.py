"""The pages of ideas, and what ideas and questions share."""

from bothways.voices.views.acting import answer, hand_over, hide, order, own, support
from bothways.voices.views.asking import new_question, questions
from bothways.voices.views.figures import figures
from bothways.voices.views.reading import idea, ideas, question
from bothways.voices.views.slips import drop_keeper, keepers, slip
from bothways.voices.views.voting import vote
from bothways.voices.views.writing import new_idea

__all__ = [
    "answer",
    "drop_keeper",
    "figures",
    "hand_over",
    "hide",
    "idea",
    "ideas",
    "keepers",
    "new_idea",
    "new_question",
    "order",
    "own",
    "question",
    "questions",
    "slip",
    "support",
    "vote",
]
