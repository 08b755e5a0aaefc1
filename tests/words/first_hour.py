"""The first hour, posters and announcements: what the firm tells its people."""

from tests.words.page import Page

PAGES = (
    Page(
        "firm/errors.py",
        made_true_by="src/bothways/firm/errors.py",
        said={
            "then": (
                (
                    "This can't be changed now. “%(title)s” is announced, and what it promised "
                    "stands until its box is closed. That you tried is on the record, where "
                    "everyone sees it."
                ),
            ),
        },
    ),
    Page(
        "firm/forms.py",
        made_true_by="src/bothways/firm/forms.py",
        said={
            "always": (
                "The box opens",
                "The box closes",
                "The box must close after it opens. Choose a later day.",
                "As you would say it in the hall. Leave out days, and what is kept secret.",
            ),
        },
    ),
    Page(
        "firm/path.py",
        made_true_by="src/bothways/firm/path.py",
        said={
            "then": (
                "Without people nobody can be asked. You can look at every page, and come back.",
                "Then the usual rule holds: nothing is shown from fewer than 7 answers.",
                "Then nobody watches over the rounds for the employees, and every poster says so.",
                "Then you find out only on the day whether the invitations arrive.",
                "Then people get one short mail when the box opens, and no reason why you ask.",
            ),
        },
    ),
    Page(
        "firm/poster.py",
        made_true_by="tests/firm/test_poster.py",
        said={
            "always": (
                "%(asked)s, %(takes)s. The box is open from %(opens)s until %(closes)s.",
                "Like a paper ballot.",
                "Everyone gets one envelope. It carries no name.",
                "You need not. Nobody is told who took part.",
            ),
            "no_representative": (
                "Nobody stands for the employees here yet, so nobody watches over this for you.",
            ),
        },
    ),
    Page(
        "firm/telling.py",
        made_true_by="tests/firm/test_telling.py",
        said={
            "always": (
                (
                    "You need not take part, and nobody is told who did. If you do, say what "
                    "you think. We can only mend what we know of."
                ),
                (
                    "When the box is counted, everyone sees the same result at the same time. "
                    "Within ten days after that we answer it: with a promise that you can hold "
                    "us to, or with a no and the reason."
                ),
                (
                    "Nothing is shown from fewer than %(n)d answers, and so little near the "
                    "ends that a colleague who knows their own answer can't work out yours."
                ),
                "A single answer: no page shows one. They are destroyed when they are counted.",
                "The box is open from %(opens)s until %(closes)s.",
            ),
        },
    ),
    Page(
        "firm/templates/firm/_groups.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": (
                (
                    "Teams of fewer than %(n)s people are joined with a neighbour, so that "
                    "nobody stands alone. Where few answer, groups are joined further when the "
                    "box is counted."
                ),
            ),
        },
    ),
    Page(
        "firm/templates/firm/_outlook.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": (
                "Teams of fewer than %(n)s people are joined with a neighbour.",
                "There is %(n)s of you: too few, so nothing could be asked. It takes %(k)s.",
            ),
        },
    ),
    Page(
        "firm/templates/firm/_size.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": ("There is %(n)s of you: too few. It takes %(k)s.",),
        },
    ),
    Page(
        "firm/templates/firm/_too_few.html",
        made_true_by="src/bothways/surveys/conditions.py",
        said={
            "small_firm": (
                "We can't keep you anonymous here",
                "Give your word on one of them, here, with a day. It works for two.",
            ),
        },
    ),
    Page(
        "firm/templates/firm/announce.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": (
                "“%(title)s”. The box opens %(opens)s and closes %(closes)s.",
                "Whoever signs in from now on gets an envelope. Answers go in when the box opens.",
                (
                    "Two more come by themselves: when the box opens, and the day before it "
                    "closes. Everyone gets them, because nobody knows who has answered."
                ),
            ),
        },
    ),
    Page(
        "firm/templates/firm/done.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": (
                (
                    "Whoever signs in before the box opens has an envelope already, so the time"
                    " of an answer can't tell whose it is."
                ),
                "The box opens, and everyone gets a mail.",
                "The box opens. Say so, because no mail can.",
                "Everyone is reminded by mail, whether they answered or not.",
                "Remind everyone, whether they answered or not.",
                (
                    "The box is opened once and counted; answers and keys are destroyed. "
                    "Everyone sees the result at the same time."
                ),
            ),
        },
    ),
    Page(
        "firm/templates/firm/group.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": ("A colleague who knows their own answer can't work out yours.",),
        },
    ),
    Page(
        "firm/templates/firm/mail.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": ("Then no mail leaves. Give people cards before the box opens.",),
        },
    ),
    Page(
        "firm/templates/firm/representative.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": (
                (
                    "Somebody your employees choose, who leads nobody and watches over the "
                    "rounds for them."
                ),
                (
                    "Nobody is told yet, and no mail tells them: say it to them yourself. From "
                    "the announcement on their name stands on the poster."
                ),
                "Sealed answers lie in a box, and a key opens it once, after the last day.",
                (
                    "A second key is made by the representative alone, on a page of their own. "
                    "Until it is there, every page that speaks of anonymity says: the company "
                    "alone can open this box."
                ),
                "The second key",
                "Look at the list of people in each group, and ask about names that nobody knows.",
                "Hold the second key, without which no box is opened.",
                (
                    "Nobody yet? You can start. Every poster then says that nobody watches over"
                    " the rounds for the employees."
                ),
            ),
        },
    ),
    Page(
        "firm/templates/firm/round.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": (
                (
                    "Whoever signs in is handed an empty envelope. Where that is days before "
                    "the answers come in, the time of an answer can't tell whose it is."
                ),
            ),
        },
    ),
    Page(
        "firm/templates/firm/settings.html",
        made_true_by="tests/firm/test_views.py",
        said={
            "always": (
                (
                    "Nothing is shown from fewer than %(k)s answers, and a colleague who knows "
                    "their own answer can't work out another."
                ),
            ),
        },
    ),
)
