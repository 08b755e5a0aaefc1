"""One next step for a leader: a handful of suggestions per element and level, in our own words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bothways.leaders.queries import Element, Profile

STEPS: dict[tuple[str, str], tuple[Promise, ...]] = {
    ("REL", "few"): (
        _("Meet each person this month for half an hour. Ask what is on their mind, and listen."),
        _("Learn one thing about each person that has nothing to do with their tasks."),
        _("When two of your people disagree, sit down with both this week."),
    ),
    ("REL", "open"): (
        _("Begin your next talk with ‘How are you?’ and wait for the second answer."),
        _("Tell one person a week what you saw them do well, on the day you see it."),
        _("Ask each person once: what should I know that I don’t?"),
    ),
    ("REL", "most"): (
        _("Ask those who say little for their view first, before the loud ones."),
        _("Look at whom you talk with least, and have coffee with that person."),
        _("Bring two people together who could help each other."),
    ),
    ("JUD", "few"): (
        _("Before the next big choice, ask the person who does that work what you miss."),
        _("Spend half a day at the work of your team, with your hands if you can."),
        _("Write down what you decide, why, and when you will look at it again."),
    ),
    ("JUD", "open"): (
        _("Name two ways you thought of and why you left one. Then people can follow you."),
        _("Ask your team once a month: which trouble do you see coming?"),
        _("When you are not sure, say so, and say when you will know more."),
    ),
    ("JUD", "most"): (
        _("Let somebody else decide one thing that you would decide yourself."),
        _("Go back to an old choice with your team, and say what you would do now."),
        _("Teach one person how you weigh things up."),
    ),
    ("CON", "few"): (
        _("Promise one small thing this week, with a day, and keep it in the open."),
        _("Look through what you promised. End each one: kept, moved, or broken with the reason."),
        _("Choose one rule that you bend for yourself, and keep it for a month."),
    ),
    ("CON", "open"): (
        _("Say a day before the day if a promise will be late."),
        _("Tell everyone the same thing in the same words, in one place."),
        _("When bad news comes, first say thank you. Then ask what happened."),
    ),
    ("CON", "most"): (
        _("Say why when you change your mind, before anyone asks."),
        _("Ask one person to tell you when your deeds and your words part."),
        _("Take on one promise that your team has waited for long."),
    ),
}


def next_step(profile: Profile) -> tuple[Element, Promise] | None:
    """Return the element to work on and one suggestion, or None: then keep asking.

    Only where one element is probably or clearly weaker than both others. With each round that is
    counted another suggestion of the same handful comes.
    """
    element = profile.weakest
    if element is None:
        return None
    handful = STEPS[element.code, element.level]
    return element, handful[profile.n_rounds % len(handful)]
