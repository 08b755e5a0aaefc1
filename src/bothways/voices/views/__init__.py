"""The pages of ideas and questions."""

from bothways.voices.views.asking import new_question, questions
from bothways.voices.views.reading import idea, ideas, question
from bothways.voices.views.voting import vote
from bothways.voices.views.writing import new_idea

__all__ = ["idea", "ideas", "new_idea", "new_question", "question", "questions", "vote"]
