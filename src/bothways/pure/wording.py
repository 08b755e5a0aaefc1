"""How hard a sentence is to read: a count of words and of groups of vowels."""

import re

HIGHEST_GRADE = 8.0  # years of school, the most that a sentence of ours may ask for
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)


def syllables(word: str) -> int:
    """Count groups of vowels, less a silent e; at least one."""
    found = len(VOWELS.findall(word))
    if word.lower().endswith("e") and not word.lower().endswith("le") and found > 1:
        found -= 1
    return max(1, found)


def reading_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of one sentence; known of English alone.

    Source: Kincaid et al. (1975), Derivation of new readability formulas.
    """
    words = WORD.findall(text)
    if not words:
        return 0.0
    return 0.39 * len(words) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences, each with the sign that ends it."""
    found = re.split(r"(?<=[.?!:;])[\s“”„\"»«]+", text.strip())
    return [one for one in found if one]
