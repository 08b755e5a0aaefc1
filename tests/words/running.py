"""Signing in, mails, backups, the machine: what is said of anonymity there."""

from tests.words.page import Page

PAGES = (
    Page(
        "members/card_forms.py",
        made_true_by="src/bothways/members/devices.py",
        said={
            "always": (
                (
                    "You stay signed in for 30 days, and your envelopes are kept here. "
                    "Otherwise you are signed out when the browser closes, after four hours at "
                    "the latest."
                ),
            ),
        },
    ),
    Page(
        "members/card_paper.py",
        made_true_by="src/bothways/members/devices.py",
        said={
            "always": (
                "This card opens the door. It can't tell what you answer: nothing in the box does.",
            ),
        },
    ),
    Page(
        "members/errors.py",
        made_true_by="src/bothways/members/errors.py",
        said={
            "then": (
                (
                    "Nobody can be the employee representative and act for the company as owner"
                    " or people lead. Take one role away first, or choose somebody else."
                ),
            ),
        },
    ),
    Page(
        "members/importing/directory.py",
        made_true_by="tests/members/importing/test_plan.py",
        said={
            "then": (
                "nobody has the number, address or name '%(key)s', neither in this file nor here.",
            ),
        },
    ),
    Page(
        "members/importing/line.py",
        made_true_by="tests/members/importing/test_plan.py",
        said={
            "then": ("nobody can be this for themselves.",),
        },
    ),
    Page(
        "members/templates/members/_this_device.html",
        made_true_by="src/bothways/members/devices.py",
        said={
            "own_device": (
                (
                    "You marked it as yours alone. You stay signed in for 30 days, and your "
                    "envelopes are kept here."
                ),
            ),
        },
    ),
    Page(
        "members/templates/members/cards.html",
        made_true_by="src/bothways/members/devices.py",
        said={
            "always": (
                (
                    "Whoever holds the paper could sign in as people who have not used their "
                    "card yet, and answer for them. Print in private, hand each card over by "
                    "hand, destroy what is left."
                ),
            ),
        },
    ),
    Page(
        "members/templates/members/device.html",
        made_true_by="src/bothways/members/devices.py",
        said={
            "always": (
                (
                    "Yours alone: you stay signed in for 30 days. Your envelope is kept here "
                    "until the round is counted, and you can answer again until the box closes."
                ),
            ),
        },
    ),
    Page(
        "members/templates/members/invite.html",
        made_true_by="src/bothways/members/devices.py",
        said={
            "always": ("Nobody sees whether somebody signed in.",),
        },
    ),
    Page(
        "members/templates/members/kiosks.html",
        made_true_by="src/bothways/members/actions/kiosks.py",
        said={
            "kiosk": (
                (
                    "Each person is signed out after %(idle_minutes)s idle minutes, and after "
                    "%(most_minutes)s minutes at the latest. What they looked at is wiped; a "
                    "sealed envelope that waits for the network stays, without a name, until it"
                    " is in the box."
                ),
                (
                    "You are signed out here now. This browser should do nothing else: no "
                    "private use, no stored passwords, no extensions. Who manages the device "
                    "could still watch what is typed."
                ),
            ),
        },
    ),
    Page(
        "members/templates/members/list.html",
        made_true_by="src/bothways/members/devices.py",
        said={
            "always": (
                (
                    "%(name)s is the employee representative and leads people. Nobody can be "
                    "both. An owner can choose another representative."
                ),
            ),
        },
    ),
    Page(
        "members/templates/members/one.html",
        made_true_by="src/bothways/members/devices.py",
        said={
            "always": ("Somebody asks to be erased by law",),
        },
    ),
    Page(
        "members/templates/members/sign-in.html",
        made_true_by="src/bothways/members/devices.py",
        said={
            "always": (
                "Signing in is how you get your envelope. What you put in it is not tied to you.",
            ),
        },
    ),
    Page(
        "notifications/catalogue.py",
        made_true_by="src/bothways/notifications/catalogue.py",
        said={
            "then": (
                (
                    "{firm} uses Bothways, where promises are kept in the open and questions "
                    "can be answered without a name. Sign in with this address: {link}\n\nYou get"
                    " a code by mail. There is no password."
                ),
                "The second key, for whoever keeps it",
                "Rounds: a box opens, closes or is void",
                "{title}: the box is open until {closes}",
                (
                    "{waiting} {link}\n\nSealed before they leave your device. Nobody knows who "
                    "has answered, so everyone gets this mail."
                ),
                (
                    "The day before a round closes; to everyone who is asked, whether they "
                    "answered or not."
                ),
                "{title}: the box closes {closes}",
                (
                    "If you have answered, thank you, and nothing is left to do. If not, there "
                    "is still time. {link}\n\nEveryone gets this mail, because nobody knows who "
                    "has answered."
                ),
                "A round was counted; to everyone who was asked.",
                (
                    "The box of a round was lost, or its rules were changed; to everyone who "
                    "was asked."
                ),
                "{title} is void: its box can't be counted",
                (
                    "The box was not counted, and will not be. There will be no result. The "
                    "same questions can be asked again in a new round. {link}"
                ),
                (
                    "The second key of a round was lost, or did not come within a month; to "
                    "everyone who was asked."
                ),
                "{title} is void: it was not counted with both keys",
                (
                    "Its box needs two keys, and it did not come to a count with both: the "
                    "second was lost, did not come within a month, or the two counts differed. "
                    "There will be no result. The same questions can be asked again in a new "
                    "round. {link}"
                ),
                "A round waits for the second key; once a day to whoever keeps it.",
                "{title} waits for your key",
                (
                    "Without the second key the round can't go on. Open the page of the second "
                    "key, or look at the program that keeps it. {link}"
                ),
                "Somebody keeps the second key no longer; to that person.",
                "You keep the second key no longer",
                (
                    "Rounds that were announced with your key still need it until they are "
                    "counted, so keep its file until then. New rounds do not use it. It stood "
                    "under the name {name}."
                ),
            ),
        },
    ),
    Page(
        "operations/actions/erasing/naming.py",
        made_true_by="src/bothways/operations/actions/erasing/naming.py::pseudonym",
        said={
            "then": ("A person who was erased",),
        },
    ),
    Page(
        "operations/actions/erasing/letter.py",
        made_true_by="src/bothways/operations/actions/erasing/erase.py",
        said={
            "then": (
                "You asked us to erase what we hold about you in Bothways. This is what was done.",
                "Kept, without your name, because others rely on it:",
                (
                    "Promises and the record stay, because others were given that word, and "
                    "nobody may change the record. They now say 'a person who was erased'."
                ),
                (
                    "In which group you were asked stays without your name: later rounds must "
                    "know how groups were cut, to protect the others. Results are never "
                    "computed anew."
                ),
                (
                    "The fixed rules of rounds name you in %(n)d places, in somebody's words. "
                    "They can't be changed, so that nobody can rewrite what was asked; ask us "
                    "if you object."
                ),
                (
                    "Promises and the record stay, because others were given that word, and "
                    "nobody may change the record. They will say 'a person who was erased'."
                ),
                (
                    "%(n)d entries of the record or rules of rounds name the person in "
                    "somebody's words. They can't be changed, so that nobody can rewrite what "
                    "happened."
                ),
                (
                    "Your anonymous answers can't be deleted, because nobody can find them: "
                    "nothing that is kept leads from an answer to you. Of counted rounds only "
                    "totals are left."
                ),
                (
                    "Mails that were sent are in their receivers' mailboxes. Older backups hold"
                    " your data until they are thrown away; whoever restores one erases you "
                    "again with it."
                ),
                (
                    "Anonymous answers can't be deleted, because nobody can find them: nothing "
                    "that is kept leads from an answer to a person. Of counted rounds only "
                    "totals are left."
                ),
                (
                    "Mails that were sent are in their receivers' mailboxes. Older backups hold"
                    " the data until they are thrown away; whoever restores one erases the "
                    "person again with it."
                ),
            ),
        },
    ),
    Page(
        "operations/doctor/machine.py",
        made_true_by="src/bothways/operations/doctor/",
        said={
            "then": (
                "Make room: with a full disk no ballot, promise or backup can be kept.",
                "Days are counted in UTC.",
                "Ballot client",
                "The script that seals answers is not there.",
                "The script that seals answers is not the one we built.",
            ),
        },
    ),
    Page(
        "operations/doctor/network.py",
        made_true_by="src/bothways/operations/doctor/",
        said={
            "then": (
                "Without HTTPS browsers can't seal a ballot, so nobody can answer.",
                "Box",
                "Pages and box must both be reached over HTTPS, or neither.",
                "Start it with `serve --box-port`, or let the proxy know this name.",
                "%(address)s leads to something else than the box.",
                "Let the proxy hand /box/ of this name on to Bothways.",
                "The box at %(address)s gives its receipts to other pages than ours.",
                "Under %(address)s there is more than the box.",
                "Let the proxy hand on /box/ alone under this name.",
                "%(address)s takes ballots, and nothing else.",
            ),
        },
    ),
    Page(
        "operations/doctor/stored.py",
        made_true_by="src/bothways/operations/doctor/",
        said={
            "then": (
                "Database of the boxes",
                "It has never run. No mail leaves, and no box is counted.",
                "It last did something on %(when)s. No mail leaves, and no box is counted.",
                "The box of “%(title)s” is not in the database of the boxes.",
            ),
        },
    ),
    Page(
        "operations/errors.py",
        made_true_by="src/bothways/operations/errors.py",
        said={
            "then": (
                (
                    "A backup is always encrypted. Give a public key that begins with age1, or "
                    "a passphrase of at least 12 letters."
                ),
                (
                    "This key or passphrase does not open this backup, so nothing was changed. "
                    "Try the key file that belongs to it, or the passphrase again."
                ),
                (
                    "Nothing was moved: the box of “%(title)s” is in use until it is counted. "
                    "It closes on %(moment)s. Ballots and their keys are never copied, so that "
                    "they are gone when they are shredded. Move after that, or before the next "
                    "round is announced."
                ),
            ),
        },
    ),
    Page(
        "operations/templates/operations/erase.html",
        made_true_by="src/bothways/operations/actions/erasing/erase.py",
        said={
            "then": (
                "Erase %(name)s",
                (
                    "For somebody who asks to be erased by law. For somebody who only leaves, "
                    "say that they have left."
                ),
                "Erase",
            ),
        },
    ),
    Page(
        "operations/templates/operations/erased.html",
        made_true_by="src/bothways/operations/actions/erasing/erase.py",
        said={
            "then": ("Erased",),
        },
    ),
    Page(
        "operations/templates/operations/installation.html",
        made_true_by="src/bothways/operations/words.py",
        said={
            "always": (
                (
                    "All of the firm in open formats: tables as CSV and JSON, results as they "
                    "were signed. No answers, no secrets, and no promises between two people."
                ),
            ),
        },
    ),
    Page(
        "operations/words.py",
        made_true_by="src/bothways/operations/words.py",
        said={
            "always": (
                "Closes and counts boxes",
                "Reminds everyone before a box closes",
                "Tells everyone that a box is open",
            ),
            "then": (
                "Stamps and counts with the demo's second key",
                "Reminds whoever keeps the second key",
                "Ends the office of a second key that counts for nothing",
            ),
        },
    ),
    Page(
        "operations/erasing_words.py",
        made_true_by="src/bothways/operations/erasing_words.py",
        said={
            "then": ("times of keeping the second key",),
        },
    ),
)
