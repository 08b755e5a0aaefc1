"""'What could anyone find out about you?': each sentence and when it is true."""

from tests.words.page import Page

PAGES = (
    Page(
        "trust/find_out/keys.py",
        made_true_by="tests/trust/test_find_out.py",
        said={
            "one_key": (
                "One key.",
                (
                    "The company alone holds it. Whoever runs the server could open ballots as "
                    "they come in and read them, without a name, and could add ballots of their"
                    " own. A second key on the same server would change nothing."
                ),
                "With the company's key: what such a ballot says, but not whose it is",
                "Any single answer. They hold no key to the box here",
                "whoever has the server and the company's key",
                (
                    "taken while a box is open. It keeps the sealed ballots, and the key that "
                    "opens them."
                ),
                "The company's server sends you the script that seals your answers.",
                (
                    "The server counts in its memory. Whoever runs it could copy a group's "
                    "ballots there: mixed, without names, but whole."
                ),
            ),
            "two_keys": (
                (
                    "The company and the employee representative hold a key each. If they put "
                    "them together, they could open ballots as they come in and read them, "
                    "without a name, and could add ballots of their own."
                ),
                "Nothing of what such a ballot says, unless the representative's key is added",
                "Whose a ballot is; and before the count, what any says: that takes both keys",
                "whoever has the server and both keys",
                "taken while a box is open. It keeps the sealed ballots, and one of the two keys.",
            ),
            "same_host": (
                "Two keys on one side, so one key.",
                (
                    "The second key lies with the company. Whoever has both there could open "
                    "ballots as they come in and read them, without a name, and could add "
                    "ballots of their own."
                ),
                "With both keys there: what such a ballot says, but not whose it is",
                "Whose a ballot is; the second key lies with the company, and changes nothing",
                "whoever has the server and both keys, which lie with the company",
                "taken while a box is open. It keeps the sealed ballots, and maybe both keys.",
            ),
            "with_second": (
                "If they keep the second key: who is in which group, and who asked for an envelope",
                "With that key, at the count: the ballots of a group, mixed and without names",
                (
                    "The company's server sends you the script that seals your answers, and "
                    "sends the representative the page that uses the second key, unless they "
                    "use the program instead."
                ),
                (
                    "The server counts, and so does the device with the second key, each in its"
                    " memory. Whoever runs one of them could copy a group's ballots there: "
                    "mixed, without names, but whole."
                ),
            ),
            "postgresql, two_keys": (
                (
                    "Until it is written over, the database's own log keeps sealed ballots, the"
                    " order in which they came and one of the two keys; and from the count on, "
                    "without order or name, what the second key has opened of them, which the "
                    "company's key then reads."
                ),
            ),
            "postgresql, one_key or same_host": (
                (
                    "Until it is written over, the database's own log keeps sealed ballots, the"
                    " order in which they came and the key that opens them, also after they "
                    "were counted."
                ),
            ),
        },
    ),
    Page(
        "trust/find_out/limits.py",
        made_true_by="tests/trust/test_find_out.py",
        said={
            "always": (
                (
                    "Whoever runs the server could sign in as people who take no part, and "
                    "whoever keeps the list of people could invent some. With such ballots they"
                    " learn more than a few colleagues could. Look at who is in your group; it "
                    "stands with the rules of each round."
                ),
                (
                    "There your envelope is fetched and put in the box within a moment. Whoever"
                    " watches the server live can put the two together, and whoever manages the"
                    " device can record what is typed."
                ),
                "A watched device.",
                (
                    "A server that lies could show you other rules or another key than your "
                    "colleagues get. Compare the mark of the round with theirs."
                ),
                (
                    "If the same question comes back often and your answer never changes, each "
                    "total adds a little to what others can work out."
                ),
                "Whether you answered a question at all.",
            ),
            "sqlite": (
                (
                    "Ballots are overwritten when they are counted. A disk that keeps old "
                    "blocks may hold sealed ones for a while."
                ),
            ),
            "replica, sqlite": (
                (
                    "A second machine keeps one of the people and the record, without ballots. "
                    "Whoever runs it can read what whoever runs the server can read there."
                ),
            ),
            "replica, postgresql": (
                (
                    "A second machine keeps one of everything, sealed ballots and the company's"
                    " keys included. Whoever runs it can read what whoever runs the server can "
                    "read."
                ),
            ),
            "own_box": (
                (
                    "Ballots go to an address of their own here, %(address)s: whoever sees what"
                    " comes to the pages alone does not see them come."
                ),
            ),
            "same_address": (
                (
                    "Ballots go to the same address as the pages here, so whoever sees what "
                    "comes to it sees both."
                ),
            ),
            "delay": (
                (
                    "On your own device a ballot waits a while before it leaves, %(longest)d "
                    "seconds at most while the page is open, and some minutes more if you close"
                    " it and your browser takes its time; on a shared one it leaves at once. "
                    "Whoever watches the line, or the server live, can still see that your "
                    "device sent something, and when. Unless others of your group answer in the"
                    " same minutes, that tells which ballot is yours. An empty ballot that your"
                    " device sends is one more such moment; you can decline it on your own "
                    "page."
                ),
            ),
            "no_delay": (
                (
                    "Here a ballot leaves at once. Whoever watches the line, or the server "
                    "live, can see that your device sent something, and when, and so which "
                    "ballot is yours."
                ),
            ),
        },
    ),
    Page(
        "trust/find_out/letters.py",
        made_true_by="tests/trust/find_out/test_letters.py",
        said={
            "always": (
                "Letters without a name: sealed, with the half day in which they came",
                "How many books of stamps were drawn for you in a month, written or not",
                "after 400 days, files in them after 100; ideas and questions stay",
                "on the 7th of the next month",
                "A letter without a name.",
                (
                    "It comes out with the others of its half day: where few write, that says "
                    "when. Your style, or what only you know, can say who."
                ),
                (
                    "A device of your own draws stamps whether you write or not. A shared one "
                    "draws them when you send."
                ),
                (
                    "Of each sign-in the day is kept, and of what you do by name the moment. "
                    "Whoever signs in for every letter stands out after a few. On your own device "
                    "you stay in."
                ),
                (
                    "Whoever watches the server live can see whose page is open when a letter "
                    "comes in. The second key has no part in letters."
                ),
            ),
            "postgresql": (
                "Here the database's own log keeps the moment of each letter for a while.",
            ),
        },
    ),
    Page(
        "trust/find_out/stored.py",
        made_true_by="tests/trust/test_find_out.py",
        said={
            "always": (
                "That you may answer a round, and that you fetched an envelope",
                "Sealed ballots of an open round",
                "when the round is counted, with its keys",
                "On which day who looked at totals of your group",
                "The totals of a round",
                "everyone here, once the round is counted",
            ),
            "with_second": ("whoever runs the server, and whoever keeps the second key",),
            "no_backups": (
                "whoever runs the server can make one, without ballots or keys to a box",
            ),
            "backups": (
                "The backup of each night: all of this but ballots, their keys and sign-ins",
                "whoever has the file and the key or passphrase that closes it",
            ),
        },
    ),
    Page(
        "trust/find_out/viewers.py",
        made_true_by="tests/trust/test_find_out.py",
        said={
            "always": (
                "That you are on the list, and that you fetched an envelope for a round",
                "Sealed ballots while the box is open: mixed, with your group, no name and no time",
                "Totals of your group, where %(floor)d or more answered",
                "Any list of who answered",
                "Any single answer, also by taking one total from another",
                "Totals of a group only if it is their own, or they lead it for good",
                "The people lead: totals of every group, where %(floor)d or more answered",
                "Who answered, or what anyone answered",
                "In your own group: its totals, where %(floor)d or more answered",
                "What you answered, by putting one other person's answer to the totals",
            ),
            "sqlite": (
                "Who answered, or what you answered: no record leads there",
                "Which ballot is yours, also with all backups, unless they watch it arrive",
                "Anything but the totals, once a round is counted",
            ),
            "postgresql": (
                "Who answered, or what you answered, from what Bothways itself keeps",
                (
                    "Which ballot is yours, unless they watch it arrive, or read the database's"
                    " own log before it is written over"
                ),
                "Anything but the totals, once a round is counted and that log is written over",
            ),
        },
    ),
)
