"""What came of a round, and how everybody checks it: what is said there."""

from tests.words.page import Page

PAGES = (
    Page(
        "calculator/errors.py",
        made_true_by="src/bothways/calculator/working.py",
        said={
            "then": (
                (
                    "%(firm)sNobody in one of these teams answered, and there are too few others"
                    " to say more. Take the team out of the file of teams."
                ),
            ),
        },
    ),
    Page(
        "calculator/words.py",
        made_true_by="src/bothways/calculator/working.py",
        said={
            "then": (
                (
                    "With fewer than four teams nothing can be learnt from how they differ, so"
                    " each stands by itself."
                ),
            ),
        },
    ),
    Page(
        "commitments/templates/commitments/list.html",
        made_true_by="tests/commitments/test_words.py",
        said={
            "always": ("Give your word",),
        },
    ),
    Page(
        "results/differing.py",
        made_true_by="src/bothways/results/second.py::agree",
        said={
            "then": (
                "The two keyholders came to different figures, so nothing is released.",
                (
                    "There is no result of this round until both come to the same one. Each "
                    "should count again, the second key best on another machine. If they don't "
                    "agree by %(day)s, the round is void, and what the box held is destroyed "
                    "uncounted."
                ),
                "In no figure, only in how many ballots could be counted.",
            ),
        },
    ),
    Page(
        "results/actions.py",
        made_true_by="src/bothways/results/actions.py",
        said={
            "then": ("fewer than %(k)d",),
        },
    ),
    Page(
        "results/errors.py",
        made_true_by="src/bothways/results/errors.py",
        said={
            "then": (
                (
                    "The rules of this round are not the ones its box was opened with, so it is"
                    " not counted. Put back the rules as they were fixed."
                ),
                "This is not signed by the second key that the round's rules name.",
                (
                    "The slips that were handed back are not as many as the ballots in the box."
                    " Where: %(blocks)s. Nothing was counted."
                ),
                (
                    "This round has no second key that could be lost, or does not need it any "
                    "more. Nothing was changed."
                ),
            ),
        },
    ),
    Page(
        "results/queries.py",
        made_true_by="src/bothways/results/queries.py",
        said={
            "always": ("too few answers to show",),
        },
    ),
    Page(
        "results/templates/results/_bring.html",
        made_true_by="frontend/src/counted.ts",
        said={
            "then": (
                "Bring a receipt",
                "The link or the text of your receipt",
                (
                    "No whole receipt was found in that. A photograph must show the code from "
                    "edge to edge, in focus."
                ),
            ),
        },
    ),
    Page(
        "results/templates/results/_checks.html",
        made_true_by="frontend/src/counted.ts",
        said={
            "then": (
                (
                    "You are signed out, so nothing could be checked. Reload this page and sign in "
                    "again; what this browser keeps of your ballots stays here."
                ),
                "The sheet of this box",
                (
                    "It is of this round and of these rules. It was made when the box was "
                    "closed, before anything in it was opened."
                ),
                (
                    '<span data-number="eligible"></span> people were asked, <span '
                    'data-number="issued"></span> envelopes were stamped, <span '
                    'data-number="ballots"></span> were in the box. In no group were there more'
                    " than people. An envelope may be empty, so this does not say how many "
                    "answered."
                ),
                (
                    "In some group there are more envelopes in the box than were stamped, or "
                    "more were stamped than people asked."
                ),
            ),
        },
    ),
    Page(
        "results/templates/results/_fate.html",
        made_true_by="frontend/src/counted.ts",
        said={
            "then": (
                "By the receipt that you brought.",
                "It was in the box when the box was closed.",
                "This browser keeps no receipt of yours for this round.",
                (
                    "You may have answered on another device or a shared one, or not at all. If"
                    " you have kept your receipt, bring it below. Without one the list can "
                    "still be checked, but not whether you are in it."
                ),
                (
                    "If you answered again afterwards, on any device, this is right: the newer "
                    "answer took its place, and that one's receipt is the one to look for."
                ),
                (
                    "If not, an answer was dropped for which the box had signed. Your receipt "
                    "proves it: keep it, and show it and this page to your employee "
                    "representative. It shows that you answered, not what."
                ),
                (
                    "That must not be: the box signed for the newer one. Keep both receipts, "
                    "and show them and this page to your employee representative. They show "
                    "that you answered, not what."
                ),
                "That is the receipt of another round.",
                (
                    "Open the round that it is of and look there. It is named in the file, and "
                    "the link of the receipt leads to it."
                ),
                "Your receipt was signed under other rules than those shown now.",
                (
                    "The rules of a round can't change. Somebody was shown something else than "
                    "you. Keep your receipt, and show it and this page to your employee "
                    "representative."
                ),
                "The box did not sign this receipt.",
            ),
        },
    ),
    Page(
        "results/templates/results/_signed.html",
        made_true_by="frontend/src/counted.ts",
        said={
            "then": (
                "The company and the holder of the second key, each with a key of their own.",
                (
                    "The company alone. There was no second key in this round, so the company "
                    "alone could have added or dropped envelopes before it signed."
                ),
                "The company has signed, the holder of the second key has not yet.",
                (
                    "The signature of the second key does not fit what is shown here. Ask its "
                    "holder what they signed."
                ),
            ),
        },
    ),
    Page(
        "results/templates/results/counted.html",
        made_true_by="frontend/src/counted.ts",
        said={
            "then": (
                "Was my answer counted?",
                (
                    "Your browser fetches the whole list of what was in the box and looks "
                    "itself. Nobody is told which line it looks for."
                ),
                "The box is not closed yet",
                (
                    "It closes on %(day)s, %(hour)s. Then the list is fixed, and you can look "
                    "here. Until then show your receipt to nobody."
                ),
                "The box is closed. Come back in a few minutes.",
                (
                    "It was counted before Bothways kept one, so nobody can look for an answer "
                    "in it. Rounds that are closed from now on have one."
                ),
            ),
        },
    ),
    Page(
        "trust/change.py",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": ("Too few to compare",),
        },
    ),
    Page(
        "trust/figures.py",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": (
                "too few to tell",
                (
                    "Too few to tell. Fewer than %(floor)d people answered this question, so "
                    "there is no figure, for anyone."
                ),
                (
                    "Fewer than 7 in 10 answered. If those who did not answer agree half as "
                    "often, the true share is between %(low)d and %(high)d %%."
                ),
            ),
        },
    ),
    Page(
        "trust/record_words.py",
        made_true_by="tests/trust/test_record_words.py",
        said={
            "then": (
                "did not count “{title}”: its rules are not the ones its box was opened with",
                "closed the box of “{title}”",
                "counted “{title}” and destroyed its ballots and keys",
                "did not release “{title}”: the two keyholders counted different figures",
                "took the second key, under the name {name}",
                "keeps the second key no longer: {name}",
                "found the second key of {name} on the company's own server, where it is none",
                "declared the second key of “{title}” lost",
                "erased a person, as the law allows them to ask",
                "%(n)d ballot did not count",
            ),
            "void": (
                (
                    "declared “{title}” void: its box is lost or not as it was, and will not be"
                    " counted"
                ),
                "declared “{title}” void: its second key is lost, so its box is not counted",
                "declared “{title}” void: within a month it was not counted with both keys",
            ),
        },
    ),
    Page(
        "trust/templates/trust/_answered.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": ("Fewer than %(k)s of %(total)s people answered.",),
        },
    ),
    Page(
        "trust/templates/trust/_by_role.html",
        made_true_by="src/bothways/guardian/pages.py",
        said={
            "then": (
                (
                    "A round is announced or open. Its rules are fixed, and no page shows what is "
                    "in its box."
                ),
                "No box is open.",
                "Your key",
                "%(n)s round waits for your key.",
                "Nothing waits for your key.",
                (
                    "You could hold the second key. Until you make it, the company’s key alone "
                    "opens every box."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/_check.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": ("The second key: who holds it",),
        },
    ),
    Page(
        "trust/templates/trust/_how_a_round_goes.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": (
                "Answers are sealed, counted once, and destroyed.",
                "Only totals of enough people are left.",
            ),
        },
    ),
    Page(
        "trust/templates/trust/_ledger_alarm.html",
        made_true_by="frontend/src/ledger.ts",
        said={
            "then": (
                (
                    "Bothways says that a backup was put back since, so what was done after the"
                    " backup is lost. Ask whether that is so: it stands on the record, with its"
                    " day. If nobody can tell you of it, show this page to the employee "
                    "representative."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/_ledger_head.html",
        made_true_by="frontend/src/ledger.ts",
        said={
            "then": ("Public key that signed",),
        },
    ),
    Page(
        "surveys/weekly.py",
        made_true_by="tests/surveys/test_weekly.py",
        said={
            "always": (
                "If you have answered, nothing is left to do: nobody knows who has.",
                "The box closes on %(day)s at %(hour)s.",
                "“%(title)s” is announced. Its box opens on %(day)s, and its rules are fixed.",
            ),
            "void": ("“%(title)s” is void. Its box was not counted, and will not be.",),
        },
    ),
    Page(
        "surveys/calendar.py",
        made_true_by="tests/notifications/test_calendar.py",
        said={"always": ("The box of “%(title)s” closes",)},
    ),
    Page(
        "notifications/templates/notifications/settings.html",
        made_true_by="tests/notifications/test_wishes.py",
        said={
            "always": (
                (
                    "Mails about a round go to everyone who is asked. If some could turn them "
                    "off, that would say something about who has answered."
                ),
                (
                    "Put this address into your calendar program as a calendar to subscribe to. "
                    "It shows the days of your open promises, of those made to you, and the day "
                    "a box closes."
                ),
                (
                    "Your calendar program can show the days of your promises, of those made to "
                    "you, and the day a box closes. For this it needs an address that only you "
                    "have."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/_week_first.html",
        made_true_by="tests/trust/test_views.py",
        said={"always": ("Who could find out?",)},
    ),
    Page(
        "trust/templates/trust/_construct.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": ("Too few for a group alone, so counted together: %(names)s",),
        },
    ),
    Page(
        "trust/templates/trust/_how_to_read.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": (
                (
                    "How many agree, of those who answered. The ring is what was answered, the "
                    "band is where the true share probably lies. In the order of the question "
                    "book, not ranked."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/_both_answered.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": ("Fewer than %(k)s of %(total)s leaders answered.",),
        },
    ),
    Page(
        "trust/templates/trust/_too_few_round.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": (
                (
                    "Too few answers. We show nothing below %(k)s. So there is no figure here, "
                    "for anyone, and there never will be one for this round."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/check_mark.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": (
                (
                    "Every mail to everyone ends with the mark of the record. With an old one "
                    "you find out whether anything that was done before it was changed or taken"
                    " away since."
                ),
                (
                    "That the record was not rewritten since your mark. Not that everything "
                    "which happened was put on it, and nothing about what was changed before "
                    "your mark. Whoever runs the server holds the key that signs: a rewrite is "
                    "found only by somebody who kept an older mark."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/find_out.html",
        made_true_by="tests/trust/test_find_out.py",
        said={
            "always": (
                "What could still give you away.",
                "What you write without a name",
                "No name is stored with it. Some may guess.",
                (
                    "A letter leaves your device sealed, without a name. What it says, how it is "
                    "written and the half day in which it came can point at you where few write."
                ),
                (
                    "Never stored: the address of your device, its kind, the hour you signed "
                    "in, when you answered or whether."
                ),
                (
                    "Whoever may read the server's files, your representative for one, can look"
                    " for anything that leads to you with one command: bothways audit."
                ),
                "How totals are shown",
                (
                    "No group of fewer than %(k)s people is counted alone, and no question has "
                    "a figure from fewer than %(floor)s answers."
                ),
                (
                    "Totals near nobody and near everyone are shown as “at most” and “at "
                    "least”, so that %(c)s colleague who tells you their answer cannot work out"
                    " yours."
                ),
                (
                    "The rules of a round are fixed before its box opens. No page changes them,"
                    " who tries is on the record, and a round whose rules were changed behind "
                    "its back is not counted."
                ),
                "A result is never counted again, with other groups or other filters.",
            ),
            "sqlite": (
                (
                    "Nothing that is kept leads from an answer to you: not the database, not a "
                    "log, not a backup. Totals of %(floor)s answers or more are all that stays."
                ),
            ),
            "postgresql": (
                (
                    "Nothing that Bothways keeps leads from an answer to you: not its tables, "
                    "not its logs, not its backups. Totals of %(floor)s answers or more are all"
                    " that stays. The log of the database is another matter."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/groups.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": (
                (
                    "There is no group here for you: too few people answered in yours, or you "
                    "were not asked."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/record.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": (
                (
                    "What was done, by whom and when. Nothing here is ever changed or taken "
                    "away, except what the law lets somebody have erased. Answers, envelopes "
                    "and sign-ins are never on it, nor promises between two people."
                ),
                (
                    "Erased by law on %(day)s. That something stood here can still be proved; "
                    "what it was, by nobody."
                ),
                "Nobody can rewrite it in secret",
            ),
        },
    ),
    Page(
        "trust/templates/trust/trust_page.html",
        made_true_by="tests/trust/test_views.py",
        said={
            "always": (
                (
                    "No round has been counted yet. When one has, everyone sees the same result"
                    " here at the same time."
                ),
            ),
        },
    ),
    Page(
        "trust/templates/trust/_of_which_round.html",
        made_true_by="src/bothways/surveys/second_key.py::state_of",
        said={
            "one_key": ("%(title)s, closed on %(day)s, opened with the company's key alone",),
            "two_keys": ("%(title)s, closed on %(day)s, opened with two keys",),
            "same_host": (
                "%(title)s, closed on %(day)s, opened with two keys, both the company's",
            ),
        },
    ),
)
