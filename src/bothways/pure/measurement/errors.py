"""What cannot be said from these figures, and why, as a key and as a sentence."""

from typing import Final

SENTENCES: Final = {
    "nobody_answered": "Nobody answered this, so there is nothing to say.",
    "silent_team": "Nobody in one of these teams answered, and there are too few others.",
    "one_team": "There is only one team, so there is nothing to compare it with.",
    "few_teams": "There are too few teams to compare them in this way.",
    "one_person": "One person alone neither agrees nor disagrees with anybody.",
    "one_in_each": "No team has more than one answer, so people can't be told from teams.",
    "no_differences": "Everybody gave the same answer, so there is nothing to tell apart.",
    "one_question": "There is one question only. How well questions go together needs more.",
    "two_questions": "This needs at least three questions.",
    "no_common_factor": "These questions do not measure one thing together.",
    "never_together": "Some of these questions were never answered by the same people.",
    "below_20": "Fewer than 20 people answered, which is too few for this figure.",
    "below_50": "Fewer than 50 people answered all of this, which is too few for this figure.",
    "below_80": "Too few answers to say which matters most.",
    "cannot_be_told_apart": "Two of these rise and fall together, so they can't be told apart.",
    "no_before_and_after": "Nobody has figures both with it and without it.",
    "short_before": "There are fewer than 8 figures from before, which is too few to see a change.",
    "short_after": "There are fewer than 4 figures from after, which is too few to see a change.",
}
"""Each key with its sentence in the words of the code; translations live where pages are made."""


class TooFewError(ValueError):
    """These figures do not carry what was asked of them. `reason` is a key of SENTENCES."""

    def __init__(self, reason: str) -> None:
        super().__init__(SENTENCES[reason])
        self.reason = reason
