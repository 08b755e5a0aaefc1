"""The second key's own pages, refusals and mails of its keeper."""

from tests.words.page import Page

PAGES = (
    Page(
        "guardian/errors.py",
        made_true_by="src/bothways/guardian/errors.py",
        said={
            "then": (
                (
                    "This request is not signed by a second key that serves here, its time is "
                    "over, or it came before. Look at the clock of the machine that sends it."
                ),
                "This is not signed by the second key that you keep. Nothing of it was taken.",
                "This round asks nothing of this key now. Load the page again.",
                "A stamp does not fit its envelope. It was not handed on.",
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/_cards.html",
        made_true_by="frontend/src/guardian/deskpage.ts",
        said={
            "with_second": (
                (
                    "With your word the second key stamps one envelope for each of these "
                    "people, and no other. Your word is signed and everyone sees that it was "
                    "given."
                ),
                "Somebody is on it whom nobody knows",
                (
                    "Then do not confirm. Nothing is stamped, so no answer can come in, and "
                    "everyone sees that the second key has not confirmed this round."
                ),
                (
                    "Ask the members of that group, then whoever keeps the list of people. An "
                    "invented name is how a company could add answers: if nobody can show you "
                    "the person, let the round lapse."
                ),
                "Stamp them",
                "Open the box",
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/_desk.html",
        made_true_by="frontend/src/guardian/deskpage.ts",
        said={
            "with_second": (
                (
                    "Your key is used in this browser and never sent, which needs JavaScript. "
                    "Turn it on for this page, or use the program on another machine."
                ),
                "Take your key out",
                "Your key file",
                "bothways-second-key.age. It is opened here and not sent anywhere.",
                "Open my key",
                "The key from your recovery sheet",
                "It begins with AGE-SECRET-KEY-1. Spaces and small letters don’t matter.",
                "Use this key",
                "What waits for your key",
                (
                    "Your key is in the memory of this page alone. It is forgotten when you "
                    "leave, or after 15 minutes without a touch."
                ),
                (
                    "Spare keys run low. Rounds are announced with keys that you made ahead, so"
                    " make some now."
                ),
                "Put the key away",
                "With the key on another machine, by hand",
                "Give the key up, or make a new one",
                (
                    "Rounds that are announced keep your key until they end, so keep the file "
                    "and the sheet until then. Later rounds have one key until somebody makes a"
                    " new one."
                ),
                "Make a new key",
                "Give the second key up",
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/_doubts.html",
        made_true_by="src/bothways/keyholders/queries.py::why_not_independent",
        said={
            "with_second": (
                (
                    "This key was used on the company’s own server. Whoever runs the server can"
                    " take it, so it protects nobody: it is as if there were no second key. It "
                    "must be made anew on a machine that the company does not run."
                ),
                (
                    "%(name)s leads people now. Who leads people stands on the company’s side, "
                    "so rounds from now on have no second key until somebody else makes one."
                ),
                (
                    "%(name)s also acts for the company now. Rounds from now on have no second "
                    "key until somebody else makes one."
                ),
                (
                    "%(name)s is not the employee representative any more. Rounds from now on "
                    "have no second key until the new one makes it."
                ),
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/_fingerprint_card.html",
        made_true_by="frontend/src/guardian/ceremony.ts",
        said={
            "with_second": (
                "The second key of our rounds",
                (
                    "Compare it with the page ‘The second key’ under Trust. If it differs, ask "
                    "the representative."
                ),
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/_holder.html",
        made_true_by="tests/guardian/test_pages.py",
        said={
            "with_second": (
                (
                    "Compare the fingerprint with the card on paper that the representative "
                    "handed out. If they differ, this is another key: ask the representative, "
                    "not this page."
                ),
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/_may_take.html",
        made_true_by="tests/guardian/test_pages.py",
        said={
            "always": (
                "Make your key",
                (
                    "You are the employee representative, so the second key can be yours. It "
                    "takes about ten minutes, a printer, and a machine that the company does "
                    "not watch over: your own is best."
                ),
                "Make the second key",
                "Take this key",
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/_means.html",
        made_true_by="tests/guardian/test_pages.py",
        said={
            "always": (
                "What two keys do, kept apart",
                (
                    "Every answer is sealed twice. The company opens the inner seal, the "
                    "representative the outer one."
                ),
                (
                    "Every envelope carries two stamps: one for each person on a list that the "
                    "representative confirmed, and never a second one."
                ),
                "Work where both keys lie on one machine.",
                (
                    "Exist without a holder: with one key, whoever runs the server could read "
                    "answers as they come in, and add some."
                ),
                "What could anyone find out about you?",
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/_rounds.html",
        made_true_by="tests/guardian/test_pages.py",
        said={
            "always": ("Rounds with two keys",),
            "one_key": ("None. Rounds that are announced now have the company’s key alone.",),
            "with_second": (
                "If the second key does not come by %(day)s, the round is void.",
                "The second key is lost",
                (
                    "Then nobody can open this box. The round is void, what people sealed is "
                    "destroyed uncounted, and everyone is told. This can’t be undone."
                ),
                "No round was announced since this key is here. The next one will have two.",
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/desk.html",
        made_true_by="tests/guardian/test_pages.py",
        said={
            "always": ("About this key",),
            "with_second": (
                "%(name)s has a second key, but it does not count as one. Below it says why.",
            ),
            "one_key": (
                (
                    "Nobody holds one here. Rounds that are announced now are opened with the "
                    "company’s key alone."
                ),
            ),
            "two_keys": (
                "You hold it. Without you no box is opened and no figure is shown.",
                "%(name)s holds it. The company holds the first. Neither opens a box alone.",
            ),
        },
    ),
    Page(
        "guardian/templates/guardian/key.html",
        made_true_by="frontend/src/guardian/ceremony.ts",
        said={
            "always": (
                (
                    "The key is made in this browser and never sent, which needs JavaScript. "
                    "Turn it on for this page."
                ),
                "What this key does",
                "Answers are sealed twice: to the company and to you.",
                "You stamp one envelope for each of them, and never a second one.",
                "After closing you open the outer seals, shuffle, and count for yourself.",
                (
                    "You never see who answered what: the inner seal is the company’s, and what"
                    " you hand back carries no name and no order."
                ),
                "Nobody can give it back to you. It exists nowhere but with you.",
                (
                    "Lost before a box is opened: that round is void, and what people sealed in"
                    " it is destroyed uncounted. Everyone is told."
                ),
                (
                    "Copied by somebody: they and the company together could read answers. Make"
                    " a new key at once."
                ),
                "Two keys protect people only as long as the company has one of them.",
                (
                    "A stick in your drawer at home for the file, an envelope in another place "
                    "for the sheet: that is good."
                ),
                "Make my key",
                "Your key is made. Its file has just been saved: bothways-second-key.age.",
                (
                    "If file or passphrase is lost, this sheet is the key. It was made here and"
                    " is not sent anywhere. Print it at home, or write it down."
                ),
                "Second key of Bothways: recovery sheet",
                "The same key as a code to photograph",
                "The key, in groups of four",
                (
                    "Whoever has this sheet has the key. Put it into a closed envelope, in "
                    "another place than the file. To use it: the page of the second key, ‘File "
                    "or passphrase is gone’."
                ),
                "Try it now, while nothing depends on it. Only then does the key count.",
                (
                    "The file opens. Now hand in the public half: it can check and seal, but "
                    "open nothing."
                ),
                "Spare keys",
                (
                    "You hold the second key now. This page makes some keys ahead, so that "
                    "announcing a round never waits for you."
                ),
                (
                    "Each is closed to your key alone. It takes a minute or two; leave the page"
                    " open. If you can’t, your desk makes the rest later."
                ),
                "How many spare keys are made",
                "The second key is yours",
                (
                    "You did this on the company’s own server, so the key counts as none: "
                    "whoever runs the server could have seen it. Make a new one on another "
                    "machine."
                ),
                (
                    "Hand this card out on paper. Then people can check that the server shows "
                    "your key, and not another."
                ),
            ),
        },
    ),
    Page(
        "guardian/words.py",
        made_true_by="frontend/src/guardian/",
        said={
            "then": (
                (
                    "This is not the key: it begins with AGE-SECRET-KEY-1. Compare it letter by "
                    "letter."
                ),
                "This file holds no second key, or it was damaged.",
                "The key was put away. Open it again.",
                (
                    "This file was closed on a faster machine, and a browser would take too long "
                    "to open it. Type the key from the recovery sheet, or open the file with the "
                    "program."
                ),
                (
                    "By this device’s clock it is too early to open this box. Its rules name a "
                    "later day."
                ),
                "This file opens, but it holds another key than the one just made.",
                "The key is being made and closed with your passphrase. A few seconds.",
                "{done} of {total} spare keys are made.",
                "This is another key ({fingerprint}), not the one that is known here.",
                "This round names another key than yours. Nothing was signed.",
                (
                    "{name} is not on the list that you confirmed. No envelope was stamped for "
                    "that name."
                ),
                "{name} stood in another group when you confirmed. Nothing was stamped.",
                (
                    "A second envelope was asked for in the name of {name}. It was refused. Ask"
                    " {name}, and tell the others: somebody may be trying to answer twice."
                ),
                "A ballot does not carry both stamps, or was altered. The box was not opened.",
                "Two ballots are of one envelope. The box was not opened.",
                "There are {ballots} ballots in a group of which you stamped {stamped} envelopes.",
                (
                    "{given} ballots, {issued} envelopes, {eligible} people: that can’t be. Not"
                    " opened."
                ),
                "The company’s sheet does not say what the ballots say. Not opened.",
                "The sheet is not signed with this round’s key. Not opened.",
                (
                    "You opened this box before, with other ballots in it. The difference could"
                    " tell whose answer is whose, so it was not opened again."
                ),
                "The company’s key is not the one in the rules. Not counted.",
                (
                    "You opened this box on another device, which alone knows what came out. "
                    "Count there."
                ),
                "These are not the ballots that you took out of the box. Not counted.",
                "This browser keeps nothing, so a key can’t be used safely in it.",
                "This is no work for a second key.",
                "This file is no answer of a second key.",
                "Confirmed: the rules and a list of {people} people, signed with your key.",
                "Envelopes stamped: {n}. Each person was on your list, and none got two.",
                (
                    "Opened: {ballots} ballots. Every one carried both stamps and none stood "
                    "there twice; the numbers fit the sheet, which you signed. Shuffled within "
                    "{groups} groups and handed back."
                ),
                (
                    "Only {ballots} ballots, fewer than the smallest group. None was opened, "
                    "none will be."
                ),
                (
                    "Ballots whose seal did not open: {n}. They are left out, and both sides "
                    "see how many."
                ),
                "Counted: {n} answers. You came to these figures alone, and signed them.",
                "Too few answers to show anything. You signed that no figure is shown.",
                "Slips that were no valid answer and were left out: {n}.",
                "Spare keys made: {n}.",
                "Envelopes that wait for the second stamp: {n}.",
                "Confirmed. The box is open, and every envelope asked for is stamped.",
                "The box is closed and waits for the second key to open it.",
                "Counted by both, with the same figures.",
                "Void: nothing of it is shown, and its ballots are destroyed.",
                "Your key is being opened. A few seconds.",
                "Your key was put away: nothing was touched for 15 minutes.",
                "Your key is put away. Nothing of it is left in this page.",
                "The box is closed. Ballots in it: {n}.",
                "The company opened its half. Slips to count: {n}.",
                "{done} of {total} envelopes are stamped.",
                "{done} of {total} ballots are checked.",
                "{done} of {total} slips are counted.",
                (
                    "No group below {k} people is shown, and {c} who tell their own answer give"
                    " nobody away. The box is open from {opens} to {closes}."
                ),
            ),
        },
    ),
    Page(
        "keyholders/errors.py",
        made_true_by="src/bothways/keyholders/actions.py",
        said={
            "then": (
                (
                    "Only the employee representative can keep the second key. Ask the owner to"
                    " give you that role first."
                ),
                (
                    "This is not the public half of a second key, or it was altered on its way."
                    " Make the key again, or copy the whole line that the program printed."
                ),
                "This key was handed in before. Make a new one.",
                (
                    "%(name)s keeps the second key. It can be yours when %(name)s has given it "
                    "up, or is no longer the employee representative."
                ),
                "You do not keep the second key, so there is nothing here for you to do.",
                (
                    "The second key has too few spare keys for this round. Ask %(name)s to open"
                    " the page of the second key and make %(n)d more."
                ),
                "A spare key is not in the form that rounds need. None of them was kept.",
            ),
        },
    ),
    Page(
        "keyholders/models.py",
        made_true_by="src/bothways/keyholders/models.py::SpareKey",
        said={
            "with_second": (
                "to stamp",
                "to seal",
            ),
        },
    ),
)
