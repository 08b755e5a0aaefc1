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
    Page(
        "leaders/errors.py",
        made_true_by="src/bothways/leaders/queries/named.py::by_name_is_offered",
        said={
            "then": (
                (
                    "Enough people lead others here for a box of their own, where nobody's "
                    "answer has a name. So answers by name are not taken."
                ),
            ),
        },
    ),
    Page(
        "leaders/templates/leaders/_by_name.html",
        made_true_by="src/bothways/leaders/queries/named.py::other_side",
        said={
            "then": (
                (
                    "By name: %(n)s of %(total)s who lead others here said it openly. Too few "
                    "lead here for a box."
                ),
            ),
        },
    ),
    Page(
        "leaders/templates/leaders/_gap_words.html",
        made_true_by="frontend/src/gap.ts",
        said={
            "then": ("Too few answered to hold your guess against.",),
        },
    ),
    Page(
        "leaders/templates/leaders/_no_profile.html",
        made_true_by="src/bothways/leaders/queries/profile.py::profile_of",
        said={
            "then": (
                (
                    "No round has been counted yet. When one asks about leaders, what your "
                    "team says shows here, if the group is yours alone."
                ),
                (
                    "Nothing can be shown: too few of your team answered, or these things "
                    "were not asked yet."
                ),
                (
                    "Your team is counted together with people who report to others, because "
                    "alone it is too small to keep anyone anonymous. A figure of that group "
                    "would not be about you, so there is none here."
                ),
            ),
        },
    ),
    Page(
        "leaders/templates/leaders/_state.html",
        made_true_by="src/bothways/leaders/queries/mirror.py::mirrored",
        said={
            "then": (
                (
                    "It is counted, and your group is yours alone. What your team said shows "
                    "up under each question once you have answered or guessed."
                ),
                (
                    "It is not counted yet. Guess now, while nobody knows. Come back to this "
                    "device when the result is there."
                ),
                (
                    "Too few of your team answered, so there is no figure, for anyone, and no "
                    "gap to show. Talk it over with your team instead: your profile page says "
                    "how."
                ),
                (
                    "Your team was counted together with people who report to others. So "
                    "there is no figure that is yours alone, and no gap to show. Talk it over "
                    "with your team instead: your profile page says how."
                ),
            ),
        },
    ),
    Page(
        "leaders/templates/leaders/_talk_kit.html",
        made_true_by="src/bothways/leaders/templates/leaders/_talk_kit.html",
        said={
            "always": (
                (
                    "Half an hour with your team. In a small team nobody can be anonymous, so "
                    "say that first: everyone decides what they say."
                ),
            ),
        },
    ),
    Page(
        "leaders/templates/leaders/by_name.html",
        made_true_by="src/bothways/leaders/models.py::NamedSheet",
        said={
            "then": (
                (
                    "Enough people lead here for a box of their own. There, no answer has a "
                    "name, so nobody is asked to give theirs."
                ),
                "From then on it stays, so that nobody can make an old word prettier.",
                (
                    "It is shown from tomorrow on, and not before the round is counted. Until "
                    "then you can take it back, and it is gone."
                ),
                "Leave out what you like. Nobody is told who was asked and said nothing.",
                (
                    "Nobody sees it yet. It is shown from tomorrow on, and not before the "
                    "round is counted."
                ),
                (
                    "Too few people lead others here for a box: with so few, others could "
                    "guess who said what. Whoever wishes can say it openly instead. Nobody "
                    "must."
                ),
            ),
        },
    ),
    Page(
        "leaders/templates/leaders/mirror.html",
        made_true_by="frontend/src/leader.ts",
        said={
            "then": (
                (
                    "How far do you trust your team, and what will your team say? Answer and "
                    "guess. When the round is counted, this device shows you where you see it "
                    "differently."
                ),
                (
                    "Nothing that you answer or guess here is sent to anyone. This device is "
                    "not marked as yours, so it is gone when you leave this page."
                ),
            ),
            "own_device": (
                (
                    "What you answer and guess here stays on this device. Nothing of it is "
                    "sent to anyone. Whoever can unlock this device could read it here."
                ),
                "Kept on this device.",
            ),
            "kiosk": (
                (
                    "This is a shared device, so nothing you answer here is kept. Do it on "
                    "your own phone."
                ),
            ),
        },
    ),
    Page(
        "leaders/templates/leaders/profile.html",
        made_true_by="src/bothways/leaders/models.py::ProfileShare",
        said={
            "then": (
                "No page shows this to anyone but you, as long as you don’t share it.",
                (
                    "They see the three with all figures, and new rounds while it lasts. They "
                    "don’t see your next step, and not what you answer or guess yourself. The "
                    "record says that you shared it, not what it says."
                ),
            ),
        },
    ),
    Page(
        "leaders/words.py",
        made_true_by="src/bothways/leaders/queries/profile.py::Element",
        said={
            "then": (
                "About half of the team agrees, or too few answered to say.",
                "Fewer than half of the team agrees.",
            ),
        },
    ),
)
