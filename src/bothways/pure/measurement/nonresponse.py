"""What a figure would be if those who did not answer think less of it than those who did.

Nobody knows what they think, so this is no estimate: it shows how far silence could matter.
"""

ENOUGH_ANSWER = 0.7
"""Of those asked; where fewer answered, a page says what silence could mean."""

LOWER_BY = 0.5
"""Points by which those who did not answer are taken to be lower."""

Interval = tuple[float, float]


def few_answered(answered: int, asked: int) -> bool:
    """Return whether so few answered that a page must say what silence could mean.

    answered, asked: counts of people, 0 <= answered <= asked, asked >= 1; else ValueError.
    """
    _refuse_nonsense(answered, asked)
    return answered < ENOUGH_ANSWER * asked


def share_if_the_silent_agree_half(share: Interval, answered: int, asked: int) -> Interval:
    """Return where the share of all who were asked lies if the silent agree half as often.

    share: (low, high) between 0 and 1 for those who answered. answered, asked: as for few_answered.
    Raises ValueError outside those ranges.
    """
    _refuse_nonsense(answered, asked)
    low, high = share
    if not 0 <= low <= high <= 1:
        raise ValueError("a share lies between 0 and 1, its low end first")
    kept = (answered + (asked - answered) / 2) / asked
    return low * kept, high * kept


def score_if_the_silent_are_lower(
    score: Interval, answered: int, asked: int, *, least: float = 1
) -> Interval:
    """Return where the mean of all who were asked lies if the silent are half a point lower.

    score: (low, high) in points for those who answered; nobody is taken to be below `least`.
    Raises ValueError for a score the wrong way round or below `least`, and for counts as
    few_answered does.
    """
    _refuse_nonsense(answered, asked)
    low, high = score
    if not least <= low <= high:
        raise ValueError("a score lies on its scale, its low end first")
    silent = (asked - answered) / asked
    return (
        low - silent * min(LOWER_BY, low - least),
        high - silent * min(LOWER_BY, high - least),
    )


def _refuse_nonsense(answered: int, asked: int) -> None:
    if asked < 1 or not 0 <= answered <= asked:
        raise ValueError("those who answered are some of those who were asked")
